"""What one concern is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from server.rpc.call import Context

# Called with the request message, or with all of them where requests are streamed. Gives the answer, or None where
# answers are streamed: then it has written them to the context.
Behaviour = Callable[[Any, Context], Awaitable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """`name` is gRPC's full name, `/package.Service/Method`."""

    name: str
    streams_requests: bool


# Gives the behaviour with something around it, or as it is where the method is none of the concern's business. Called
# once a method, so what is the same for all its calls is found out there.
Concern = Callable[[Method, Behaviour], Behaviour]
