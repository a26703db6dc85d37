"""What one concern is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from google.protobuf.message import DecodeError

from server.limits import MAX_SMALL_MESSAGE_BYTES
from server.rpc.call import Context

# Called with the request message, or with all of them where requests are streamed; outside of `reading` with what they
# can be read from. Gives the answer, or None where answers are streamed: then it has written them to the context.
Bytes = TypeVar("Bytes", bound=Callable[..., Awaitable[bytes]])
Behaviour = Callable[[Any, Context], Awaitable[Any]]


def passes_bytes(behaviour: Bytes) -> Bytes:
    """Marks a unary method of a servicer that takes its request and gives its answer as encoded messages."""
    behaviour.passes_bytes = True  # type: ignore[attr-defined]
    return behaviour


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """`name` is gRPC's full name, `/package.Service/Method`. `passes_bytes`: its request comes as it was sent."""

    name: str
    streams_requests: bool
    streams_answers: bool
    passes_bytes: bool
    deserialize: Callable[[bytes], Any]

    def message(self, request: Any) -> Any:
        """A request that was read, as a message; None where its bytes are no message, or too many to build one of."""
        if not isinstance(request, bytes):
            return request
        if len(request) > MAX_SMALL_MESSAGE_BYTES:
            return None
        try:
            return self.deserialize(request)
        except DecodeError:
            return None


# Gives the behaviour with something around it, or as it is where the method is none of the concern's business. Called
# once a method, so what is the same for all its calls is found out there.
Concern = Callable[[Method, Behaviour], Behaviour]
