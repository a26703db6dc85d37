"""Writing to a stream whose reader may take nothing, and counting what leaves."""

import asyncio

from google.api import httpbody_pb2
from google.protobuf.message import Message

from server.errors import Unavailable
from server.metrics import DOWNLOAD_BYTES
from server.rpc.call import Call, Context
from server.services.sending import Sink


async def write_in_time(context: Context, message: Message, seconds: float) -> None:
    """Raises Unavailable where the reader makes no room for so long."""
    try:
        async with asyncio.timeout(seconds):
            await context.write(message)
    except TimeoutError as stalled:
        raise Unavailable("the reader read nothing for too long; resume from the last byte received") from stalled


def counted(call: Call, context: Context, stall_seconds: float) -> Sink:
    """Sends chunks of an artifact, and counts them for the metrics and the call's event."""
    count = DOWNLOAD_BYTES.labels(call.door)
    sent = 0
    call.log_fields["bytes_sent"] = sent

    async def send(chunk: bytes) -> None:
        nonlocal sent
        await write_in_time(context, httpbody_pb2.HttpBody(data=chunk), stall_seconds)
        count.inc(len(chunk))
        sent += len(chunk)
        call.log_fields["bytes_sent"] = sent

    return send
