"""One event and one count a call: method, outcome, time. Never a payload, a key or a record."""

import time
from http import HTTPStatus
from typing import Any

from server.event_log import logger
from server.metrics import count_call
from server.problems import PROBLEMS
from server.rpc.call import Call, Context, current_call
from server.rpc.interceptors.concern import Behaviour, Method

log = logger()
_FAULTS = {code for code, kind in PROBLEMS.items() if kind.http >= HTTPStatus.INTERNAL_SERVER_ERROR}
_QUIET = "/grpc.health.v1.Health/"  # several a second from Envoy


def logging(method: Method, answer: Behaviour) -> Behaviour:
    quiet = method.name.startswith(_QUIET)

    async def note(request: Any, context: Context) -> Any:
        call = current_call()
        began = time.perf_counter()
        code = "CANCELLED"
        try:
            answered = await answer(request, context)
            code = "OK"
            return answered
        finally:
            seconds = time.perf_counter() - began
            code = call.error_code or code
            count_call(method.name, code, call.door, seconds)
            _log(call, code, seconds, quiet=quiet)

    return note


def _log(call: Call, code: str, seconds: float, *, quiet: bool) -> None:
    event = log.debug if quiet else log.info
    if code in _FAULTS:
        event = log.error
    event(
        "rpc",
        method=call.method,
        code=code,
        milliseconds=round(seconds * 1000, 2),
        request_id=call.request_id,
        tenant_id=call.caller.tenant_id if call.caller else None,
        door=call.door,
        **call.log_fields,
    )
