"""Runs concerns before and around every call, unary or streaming."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from inspect import isasyncgenfunction
from typing import Any, TypeAlias

import grpc

from server.rpc.call import Context
from server.rpc.interceptors.reading import read_or_mark

Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"  # a plain class at run time
# Called with (full method name, the request message or None where requests are streamed, context), in order. It may
# raise, be awaited, or be entered until the call is over. Only what has to see the end is entered: that costs the most.
Concern = Callable[[str, Any, Context], AbstractAsyncContextManager[None] | Awaitable[None] | None]


class AroundInterceptor(grpc.aio.ServerInterceptor):
    """One interceptor for all concerns: grpc.aio builds a handler per interceptor and call, which costs."""

    def __init__(self, concerns: Sequence[Concern]) -> None:
        self._concerns = concerns
        self._handlers: dict[str, Handler] = {}

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable["Handler | None"]],
        details: grpc.HandlerCallDetails,
    ) -> "Handler | None":
        known = self._handlers.get(details.method)
        if known is None:
            handler = await continuation(details)
            if handler is None:
                return None  # not ours: gRPC answers UNIMPLEMENTED
            known = self._handlers[details.method] = self._wrap(details.method, handler)
        return known

    def _wrap(self, method: str, handler: Handler) -> Handler:
        behaviour = getattr(handler, _kind(handler))
        # A stream is a generator, or, as of the standard health service's Watch, a coroutine that writes by itself.
        wrapped = (
            self._stream(method, handler, behaviour)
            if isasyncgenfunction(behaviour)
            else self._awaited(method, handler, behaviour)
        )
        make = getattr(grpc, f"{_kind(handler)}_rpc_method_handler")
        made: Handler = make(
            wrapped,
            request_deserializer=_deserializer(handler),
            response_serializer=_repeatable(handler.response_serializer),
        )
        return made

    async def _enter(self, stack: AsyncExitStack, method: str, message: Any, context: Context) -> None:
        for concern in self._concerns:
            begun = concern(method, message, context)
            if isinstance(begun, AbstractAsyncContextManager):
                await stack.enter_async_context(begun)
            elif begun is not None:
                await begun

    def _awaited(self, method: str, handler: Handler, behaviour: Any) -> Any:
        async def call(request: Any, context: Context) -> Any:
            async with AsyncExitStack() as stack:
                await self._enter(stack, method, _message(handler, request), context)
                return await behaviour(request, context)

        return call

    def _stream(self, method: str, handler: Handler, behaviour: Any) -> Any:
        async def call(request: Any, context: Context) -> AsyncIterator[Any]:
            async with AsyncExitStack() as stack:
                await self._enter(stack, method, _message(handler, request), context)
                async for response in behaviour(request, context):
                    yield response

        return call


def _kind(handler: Handler) -> str:
    request = "stream" if handler.request_streaming else "unary"
    return f"{request}_stream" if handler.response_streaming else f"{request}_unary"


def _deserializer(handler: Handler) -> Any:
    if handler.request_streaming or handler.request_deserializer is None:
        return handler.request_deserializer
    return read_or_mark(handler.request_deserializer)


def _repeatable(serialize: Any) -> Any:
    """The keys of maps in order, so that equal answers are equal bytes, in the JSON that Envoy makes of them too."""
    return lambda message: serialize(message, deterministic=True)


def _message(handler: Handler, request: Any) -> Any:
    return None if handler.request_streaming else request
