"""Refuses bytes that are no message of the method's type: gRPC itself would answer UNKNOWN, with our internals."""

from collections.abc import Awaitable, Callable
from typing import Any

from google.protobuf.message import DecodeError

from server.rpc.call import Context
from server.rpc.interceptors.concern import Behaviour, Method
from server.rpc.rules import unreadable

_UNREADABLE = object()


def read_or_mark(deserialize: Callable[[bytes], Any]) -> Callable[[bytes], Any]:
    """A deserializer that never raises: gRPC calls it before any interceptor could answer."""

    def read(message: bytes) -> Any:
        try:
            return deserialize(message)
        except DecodeError:
            return _UNREADABLE

    return read


def reading(method: Method, answer: Behaviour) -> Behaviour:
    if method.streams_requests or method.passes_bytes:
        return answer

    def require_read(request: Any, context: Context) -> Awaitable[Any]:
        """Raises BadRequest."""
        if request is _UNREADABLE:
            raise unreadable()
        return answer(request, context)

    return require_read
