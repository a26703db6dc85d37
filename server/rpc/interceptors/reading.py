"""Reads the message, once it is known who calls: as many bytes, and fields, as the method takes.

gRPC itself would read and build a message from any sender before our code runs.
"""

from collections.abc import AsyncIterator, Callable
from typing import Any

import grpc
from google.protobuf.message import DecodeError

from server.domain.throttle import subscriber_of
from server.errors import BadRequest
from server.limits import (
    MAX_BATCH_BYTES,
    MAX_FIELDS,
    MAX_IMPORT_MESSAGE_BYTES,
    MAX_MESSAGE_BYTES,
    MAX_REFLECTION_REQUESTS,
    MAX_SMALL_MESSAGE_BYTES,
)
from server.rpc.call import Context, current_call
from server.rpc.fields import require_fields
from server.rpc.interceptors.concern import Behaviour, Method
from server.rpc.receiving import Receiving
from server.rpc.rules import require_size, unreadable

_MAX_BYTES = {
    "/curae.sdk.v1.SignalsService/IngestSignal": MAX_MESSAGE_BYTES,
    "/curae.sdk.v1.SignalsService/IngestSignals": MAX_BATCH_BYTES,
    "/curae.sdk.v1.SignalsService/ReplaceSignal": MAX_MESSAGE_BYTES,
    "/curae.sdk.v1.ImportService/ImportRecords": MAX_IMPORT_MESSAGE_BYTES,
}
# Their streams may have any number of messages: each is waited for as the message of a unary call is.
_LONG_STREAMS = {"/curae.sdk.v1.ImportService/ImportRecords"}


def reading(receiving: Receiving, method: Method, answer: Behaviour) -> Behaviour:
    limit_bytes = _MAX_BYTES.get(method.name, MAX_SMALL_MESSAGE_BYTES)

    async def received(context: Context) -> bytes:
        """Raises BadRequest where no message was sent, PayloadTooLarge, and what `receiving` refuses."""
        call = current_call()
        sender = call.sender or subscriber_of(call.address)
        message = await receiving.message(context.read, sender, keyless=call.sender is None)
        if message is grpc.aio.EOF:
            raise BadRequest("the request has no message; send one")
        require_size(len(message), limit_bytes)
        sent: bytes = message
        return sent

    async def read(_: Any, context: Context) -> Any:
        message = await received(context)
        call = current_call()
        call.request = message if method.passes_bytes else parsed(method.deserialize, message)
        with receiving.held(call.sender or "", len(message)):
            return await answer(call.request, context)

    async def read_each(_: Any, context: Context) -> Any:
        return await answer(_messages(context, limit_bytes, method.deserialize), context)

    async def received_each(context: Context) -> AsyncIterator[Any]:
        call = current_call()
        sender = call.sender or subscriber_of(call.address)
        while (
            message := await receiving.message(context.read, sender, keyless=call.sender is None)
        ) is not grpc.aio.EOF:
            require_size(len(message), limit_bytes)
            yield parsed(method.deserialize, message)

    async def read_long(_: Any, context: Context) -> Any:
        return await answer(received_each(context), context)

    if method.name in _LONG_STREAMS:
        return read_long
    return read_each if method.streams_requests else read


def parsed(deserialize: Callable[[bytes], Any], message: bytes) -> Any:
    """Raises BadRequest."""
    try:
        require_fields(message, MAX_FIELDS)
        return deserialize(message)
    except DecodeError:
        raise unreadable() from None


async def _messages(context: Context, limit_bytes: int, deserialize: Callable[[bytes], Any]) -> AsyncIterator[Any]:
    """Those of a stream, which may pause between them: its time and the number of such streams are bounded."""
    for _ in range(MAX_REFLECTION_REQUESTS):
        message = await context.read()
        if message is grpc.aio.EOF:
            return
        require_size(len(message), limit_bytes)
        yield parsed(deserialize, message)
    raise BadRequest(f"a stream holds at most {MAX_REFLECTION_REQUESTS} requests; open another")
