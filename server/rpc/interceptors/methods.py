"""Puts the concerns around every method, unary or streaming, once, as its service is added to a server."""

from collections.abc import Iterable, Mapping
from contextlib import aclosing
from inspect import isasyncgenfunction
from typing import Any, TypeAlias

import grpc

from server.rpc.call import Context
from server.rpc.interceptors.concern import Behaviour, Concern, Method

Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"  # a plain class at run time


class Methods(grpc.GenericRpcHandler):
    """The methods of a server, each with the concerns around it; generated code adds services to it as to a server.

    One generic handler for all: grpc.aio waits for the next call of each method that is registered by its name, and
    looks at every one of them with each call. An interceptor of gRPC's would be run with each call too.

    gRPC reads and builds the message of a unary request before it calls anything of ours. So every method is added as
    one with a stream of requests, which on the wire is the same: of a stream nothing is read until it is asked for.
    """

    def __init__(self, concerns: Iterable[Concern]) -> None:
        self._concerns = tuple(concerns)
        self._handlers: dict[str, Handler] = {}

    def add_registered_method_handlers(self, service: str, handlers: Mapping[str, Handler]) -> None:
        for name, handler in handlers.items():
            assert handler.request_deserializer is not None  # noqa: S101 - generated code always names one
            method = Method(
                name=f"/{service}/{name}",
                streams_requests=handler.request_streaming,
                streams_answers=handler.response_streaming,
                passes_bytes=hasattr(getattr(handler, _kind(handler)), "passes_bytes"),
                deserialize=handler.request_deserializer,
            )
            self._handlers[method.name] = _around(method, handler, self._concerns)

    def add_generic_rpc_handlers(self, handlers: object) -> None:
        """The same once more, without their names."""

    def register_by_name(self, server: grpc.aio.Server, service: str, name: str) -> None:
        """Gives a method that was added a line of its own in gRPC: its calls wait behind no other method's."""
        server.add_registered_method_handlers(service, {name: self._handlers[f"/{service}/{name}"]})

    def service(self, handler_call_details: grpc.HandlerCallDetails) -> "Handler | None":
        """None where the method is not ours: gRPC answers UNIMPLEMENTED."""
        return self._handlers.get(handler_call_details.method)


def _around(method: Method, handler: Handler, concerns: tuple[Concern, ...]) -> Handler:
    kind = _kind(handler)
    behaviour = getattr(handler, kind)
    # A stream is a generator, or, as of the standard health service's Watch, a coroutine that writes by itself.
    if isasyncgenfunction(behaviour):
        behaviour = _written(behaviour)
    for concern in reversed(concerns):
        behaviour = concern(method, behaviour)
    make = grpc.stream_stream_rpc_method_handler if handler.response_streaming else grpc.stream_unary_rpc_method_handler
    made: Handler = make(
        behaviour,
        request_deserializer=None,  # `reading` does it
        response_serializer=None if method.passes_bytes else _repeatable(handler.response_serializer),
    )
    return made


def _written(behaviour: Any) -> Behaviour:
    """As a coroutine that writes, so that one form of concern serves all, and a generator is closed at once where its
    client has gone."""

    async def write(request: Any, context: Context) -> None:
        async with aclosing(behaviour(request, context)) as responses:
            async for response in responses:
                await context.write(response)

    return write


def _kind(handler: Handler) -> str:
    request = "stream" if handler.request_streaming else "unary"
    return f"{request}_stream" if handler.response_streaming else f"{request}_unary"


def _repeatable(serialize: Any) -> Any:
    """The keys of maps in order, so that equal answers are equal bytes, in the JSON that Envoy makes of them too. Bytes
    are a message that is serialized already."""
    return lambda message: message if isinstance(message, bytes) else serialize(message, deterministic=True)
