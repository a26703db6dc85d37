"""An artifact as an HTTP representation (RFC 9110): ranges, validators, fields."""

from collections.abc import Callable
from typing import Any

from server.domain import byte_range
from server.domain.byte_range import ByteRange
from server.domain.exports import Artifact
from server.errors import RangeNotSatisfiable
from server.rpc import http
from server.rpc.call import Call
from server.services.downloads import Download


def choose_part(call: Call, request: Any) -> Callable[[Artifact], ByteRange]:
    """Which bytes the caller wants: `offset` and `length` of the message, else REST's `Range` and `If-Range`.

    The choice raises RangeNotSatisfiable.
    """

    def choose(artifact: Artifact) -> ByteRange:
        total = artifact.byte_size
        if _is_known(call, artifact):  # comes before Range (RFC 9110, section 13.2.2)
            return byte_range.whole(total)
        if request.HasField("offset") or request.HasField("length"):
            length = request.length if request.HasField("length") else None
            chosen = byte_range.part(total, offset=request.offset, length=length)
            if call.is_rest and chosen.length == 0:  # HTTP has no way to say "no bytes, from the end"
                raise RangeNotSatisfiable(f"the artifact has {total} bytes", details={"byteSize": total})
            return chosen
        if call.is_rest and http.range_applies(call.metadata.get("if-range"), http.quoted(artifact.sha256)):
            return byte_range.from_header(total, call.metadata.get("range"))
        return byte_range.whole(total)

    return choose


def is_unchanged(call: Call, download: Download) -> bool:
    """Whether a REST caller already has these bytes, by `If-None-Match`."""
    return _is_known(call, download.artifact)


def download_fields(download: Download, *, unchanged: bool) -> http.Fields:
    validators = (("etag", http.quoted(download.artifact.sha256)), ("cache-control", "private, no-cache"))
    if unchanged:
        return ((http.STATUS, "304"), *validators)
    part = download.part
    partial = ((http.STATUS, "206"), ("content-range", part.content_range)) if part.partial else ()
    return (
        *partial,
        *validators,
        (http.CONTENT_LENGTH, str(part.length)),
        ("content-disposition", f'attachment; filename="{download.export.filename}"'),
        ("accept-ranges", "bytes"),
        ("x-content-type-options", "nosniff"),
    )


def _is_known(call: Call, artifact: Artifact) -> bool:
    return call.is_rest and http.matches(call.metadata.get("if-none-match"), http.quoted(artifact.sha256))
