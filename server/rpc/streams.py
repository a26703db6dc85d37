"""Writing to a stream whose reader may take nothing, and counting what leaves."""

import asyncio

from google.api import httpbody_pb2
from google.protobuf.message import Message

from server.errors import Unavailable
from server.metrics import DOWNLOAD_BYTES
from server.rpc.call import Call, Context
from server.services.sending import Sending

# Of protobuf's encoding: field 2, data, by its length; and the bit of a byte that more follow.
_DATA_TAG = b"\x12"
_MORE = 0x80


async def write_in_time(context: Context, message: Message | bytes, seconds: float) -> None:
    """Raises Unavailable where the reader makes no room for so long."""
    try:
        async with asyncio.timeout(seconds):
            await context.write(message)
    except TimeoutError as stalled:
        raise Unavailable("the reader read nothing for too long; resume from the last byte received") from stalled


async def send_counted(call: Call, context: Context, sending: Sending, media_type: str, stall_seconds: float) -> None:
    """Sends an artifact, and counts its bytes for the metrics and the call's event. The first message has the media
    type too: there is one, be there any bytes or none."""
    count = DOWNLOAD_BYTES.labels(call.door)
    head = httpbody_pb2.HttpBody(content_type=media_type).SerializeToString()
    sent = 0
    call.log_fields["bytes_sent"] = sent

    async def send(chunk: memoryview) -> None:
        nonlocal head, sent
        await write_in_time(context, _http_body(head, chunk), stall_seconds)
        head = b""
        count.inc(len(chunk))
        sent += len(chunk)
        call.log_fields["bytes_sent"] = sent

    await sending.to(send)
    if head:
        await write_in_time(context, head, stall_seconds)


def _http_body(head: bytes, data: memoryview) -> bytes:
    """The serialized HttpBody of other fields and of the data: copied once, where protobuf copies it twice."""
    return b"".join((head, _DATA_TAG, _varint(len(data)), data))


def _varint(number: int) -> bytes:
    digits = bytearray()
    while number >= _MORE:
        digits.append(number % _MORE | _MORE)
        number //= _MORE
    digits.append(number)
    return bytes(digits)
