"""One event and one count a call: method, outcome, time. Never a payload, a key or a record."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

import structlog

from server.metrics import count_call
from server.problems import PROBLEMS
from server.rpc.call import Context, current_call

log = structlog.get_logger()
_FAULTS = {code for code, kind in PROBLEMS.items() if kind.http >= HTTPStatus.INTERNAL_SERVER_ERROR}
_QUIET = "/grpc.health.v1.Health/"  # several a second from Envoy


@asynccontextmanager
async def logging(method: str, _request: Any, _context: Context) -> AsyncIterator[None]:
    began = time.perf_counter()
    code = "CANCELLED"
    try:
        yield
        code = "OK"
    finally:
        seconds = time.perf_counter() - began
        call = current_call()
        code = call.error_code or code
        count_call(method, code, call.door, seconds)
        event = log.debug if method.startswith(_QUIET) else log.info
        if code in _FAULTS:
            event = log.error
        event(
            "rpc",
            method=method,
            code=code,
            milliseconds=round(seconds * 1000, 2),
            request_id=call.request_id,
            tenant_id=call.caller.tenant_id if call.caller else None,
            door=call.door,
            **call.log_fields,
        )
