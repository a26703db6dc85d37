"""When the client makes a call again that failed: after the server's own `RetryInfo`, or after growing pauses."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import grpc
from google.rpc.error_details_pb2 import RetryInfo
from grpc_status import rpc_status

from server.cli.grpc_faults import problem_of
from server.domain.retry import Retry

_RETRY = Retry(first=timedelta(milliseconds=500), longest=timedelta(seconds=5))
_MAX_FAILURES = 8  # in a row
_LONGEST_PAUSE = timedelta(seconds=90)  # a longer pause is reported to the person


def pause_after(fault: grpc.RpcError, failures: int, *, had_answers: bool) -> float:
    """Seconds to wait after so many failures in a row. Raises `fault` where the same call is not worth another try.

    A server that cannot be reached is waited for if it `had_answers` before: it may be starting again.
    """
    asked = _asked_pause(fault)
    if failures > _MAX_FAILURES or asked > _LONGEST_PAUSE or not _may_succeed_later(fault, had_answers=had_answers):
        raise fault
    return max(_RETRY.pause(failures), asked).total_seconds()


def _may_succeed_later(fault: grpc.RpcError, *, had_answers: bool) -> bool:
    problem = problem_of(fault)
    if problem is None:
        return had_answers and fault.code() is grpc.StatusCode.UNAVAILABLE
    return bool(problem.retryable)


def _asked_pause(fault: grpc.RpcError) -> timedelta:
    status = rpc_status.from_call(fault) if isinstance(fault, grpc.Call) else None
    details: Iterable[Any] = () if status is None else status.details
    for detail in details:
        info = RetryInfo()
        if detail.Unpack(info):
            return timedelta(seconds=info.retry_delay.seconds, microseconds=info.retry_delay.nanos // 1000)
    return timedelta()
