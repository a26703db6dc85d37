"""A span for each call, in the trace that its `traceparent` names. Only where traces are on."""

from typing import Any

from server.rpc.call import Context, current_call
from server.rpc.interceptors.concern import Behaviour, Method
from server.tracing import SpanKind, Tracing

_TRACED = "/curae."  # health checks come several times a second


def tracing(traces: Tracing, method: Method, answer: Behaviour) -> Behaviour:
    if not method.name.startswith(_TRACED):
        return answer
    full_name = method.name.lstrip("/")
    service, _, name = full_name.rpartition("/")
    attributes = {"rpc.system": "grpc", "rpc.service": service, "rpc.method": name}

    async def trace(request: Any, context: Context) -> Any:
        call = current_call()
        with traces.span(full_name, SpanKind.SERVER, call.metadata, **attributes) as span:
            call.traceparent = span.traceparent
            span.set(request_id=call.request_id, door=call.door)
            try:
                return await answer(request, context)
            finally:
                span.set(code=call.error_code or "OK")
                if call.error_code is not None:
                    span.set_failed(call.error_code)

    return trace
