"""A span for each call, in the trace that its `traceparent` names. Only where traces are on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from server.rpc.call import Context, current_call
from server.rpc.interceptors.around import Concern
from server.tracing import SpanKind, Tracing

_TRACED = "/curae."  # health checks come several times a second


def tracing(traces: Tracing) -> Concern:
    @asynccontextmanager
    async def trace(method: str, _request: Any, _context: Context) -> AsyncIterator[None]:
        if not method.startswith(_TRACED):
            yield
            return
        call = current_call()
        service, _, name = method.lstrip("/").rpartition("/")
        attributes = {"rpc.system": "grpc", "rpc.service": service, "rpc.method": name}
        with traces.span(method.lstrip("/"), SpanKind.SERVER, call.metadata, **attributes) as span:
            call.traceparent = span.traceparent
            span.set(request_id=call.request_id, door=call.door)
            try:
                yield
            finally:
                span.set(code=call.error_code or "OK")
                if call.error_code is not None:
                    span.set_failed(call.error_code)

    return trace
