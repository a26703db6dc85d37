"""An artifact, or a file that is a part of one, as an HTTP representation (RFC 9110): ranges, validators, fields, and
how it is sent."""

from collections.abc import Callable
from typing import Any

from google.api import httpbody_pb2

from server.domain import byte_range
from server.domain.byte_range import ByteRange
from server.domain.exports import MEDIA_TYPE, Artifact
from server.errors import RangeNotSatisfiable
from server.rpc import http
from server.rpc.call import Call, Context
from server.rpc.streams import send_counted, write_in_time
from server.services.downloads import Download, Downloads


def choose_part(call: Call, request: Any) -> Callable[[Artifact], ByteRange]:
    """Which bytes of an artifact the caller wants. The choice raises RangeNotSatisfiable."""
    return lambda artifact: choose_range(call, request, total=artifact.byte_size, sha256=artifact.sha256)


def choose_range(call: Call, request: Any, *, total: int, sha256: str) -> ByteRange:
    """`offset` and `length` of the message, else REST's `Range` and `If-Range`. Raises RangeNotSatisfiable."""
    if is_known(call, sha256):  # comes before Range (RFC 9110, section 13.2.2)
        return byte_range.whole(total)
    if request.HasField("offset") or request.HasField("length"):
        length = request.length if request.HasField("length") else None
        chosen = byte_range.part(total, offset=request.offset, length=length)
        if call.is_rest and chosen.length == 0:  # HTTP has no way to say "no bytes, from the end"
            raise RangeNotSatisfiable(f"the artifact has {total} bytes", details={"byteSize": total})
        return chosen
    if call.is_rest and http.range_applies(call.metadata.get("if-range"), http.quoted(sha256)):
        return byte_range.from_header(total, call.metadata.get("range"))
    return byte_range.whole(total)


def is_unchanged(call: Call, download: Download) -> bool:
    """Whether a REST caller already has these bytes, by `If-None-Match`."""
    return is_known(call, download.artifact.sha256)


def download_fields(download: Download, *, unchanged: bool) -> http.Fields:
    filename = download.export.filename(download.kind)
    return representation_fields(download.part, sha256=download.artifact.sha256, filename=filename, unchanged=unchanged)


def representation_fields(part: ByteRange, *, sha256: str, filename: str, unchanged: bool) -> http.Fields:
    validators = (("etag", http.quoted(sha256)), ("cache-control", "private, no-cache"))
    if unchanged:
        return ((http.STATUS, "304"), *validators)
    partial = ((http.STATUS, "206"), ("content-range", part.content_range)) if part.partial else ()
    return (
        *partial,
        *validators,
        (http.CONTENT_LENGTH, str(part.length)),
        ("content-disposition", f'attachment; filename="{filename}"'),
        ("accept-ranges", "bytes"),
        ("x-content-type-options", "nosniff"),
    )


def is_known(call: Call, sha256: str) -> bool:
    """Whether a REST caller says by `If-None-Match` that it has these bytes."""
    return call.is_rest and http.matches(call.metadata.get("if-none-match"), http.quoted(sha256))


async def send_download(
    call: Call,
    context: Context,
    downloads: Downloads,
    download: Download,
    fields: http.Fields,
    *,
    unchanged: bool,
    stall_seconds: float,
) -> None:
    """Answers a download that was opened: by its fields alone where that is `unchanged` or HEAD asked, else by its
    bytes. Raises like `Downloads.sending`."""
    if unchanged or http.HEAD_MARK in call.metadata:
        if not unchanged:
            await downloads.require_stored(download)
        await http.send_fields(context, call, *fields)
        await write_in_time(context, httpbody_pb2.HttpBody(content_type=MEDIA_TYPE), stall_seconds)
        return
    async with downloads.sending(download) as sending:
        await http.send_fields(context, call, *fields)
        call.body_started = True
        await send_counted(call, context, sending, MEDIA_TYPE, stall_seconds)
