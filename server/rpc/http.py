"""HTTP semantics for REST callers, sent as metadata which Envoy turns into status and fields."""

import hashlib
import re

from google.protobuf.message import Message

from server.rpc.call import Call, Context

STATUS = "curae-http-status"
CONTENT_LENGTH = "curae-content-length"
HEAD_MARK = "curae-head"  # set by Envoy where the method was HEAD: the fields are wanted, the body is not
_ETAG = re.compile(r'(?:W/)?"[^"]*"|\*')

Fields = tuple[tuple[str, str], ...]


async def send_fields(context: Context, call: Call, *fields: tuple[str, str], replayed: bool = False) -> None:
    """The request id and the mark of a replay to everybody, the fields to REST callers.

    To REST as initial metadata, which Envoy makes headers of; to native callers in the trailers, which cost no message
    of their own.
    """
    mark = (("idempotency-replayed", "true"),) if replayed else ()
    if call.is_rest:
        await context.send_initial_metadata((("x-request-id", call.request_id), *mark, *fields))
    else:
        context.set_trailing_metadata((("x-request-id", call.request_id), *mark))


def entity_tag(message: Message) -> str:
    """A strong ETag (RFC 9110, section 8.8.3) of a representation."""
    return quoted(hashlib.sha256(message.SerializeToString(deterministic=True)).hexdigest()[:32])


def quoted(tag: str) -> str:
    return f'"{tag}"'


def matches(header: str | None, etag: str) -> bool:
    """Whether `If-None-Match` names this tag, by weak comparison (RFC 9110, section 13.1.2)."""
    return any(tag == "*" or tag.removeprefix("W/") == etag for tag in _ETAG.findall(header or ""))


def range_applies(if_range: str | None, etag: str) -> bool:
    """Whether a `Range` is to be honoured beside this `If-Range`: strong comparison, and no date (section 13.1.5)."""
    return if_range is None or if_range.strip() == etag
