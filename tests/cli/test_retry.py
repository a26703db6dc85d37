"""The command line waits as long as the server asks, and no longer than a person would."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest
from curae.sdk.v1 import records_pb2, records_pb2_grpc
from curae.sdk.v1.problem_pb2 import Problem
from google.protobuf import any_pb2, duration_pb2
from google.rpc import code_pb2, error_details_pb2, status_pb2
from grpc_status import rpc_status

from tests.parts.command import environment_of, run_curae


class Busy(records_pb2_grpc.RecordsServiceServicer):
    """Refuses the first calls, and asks for a pause before the next."""

    def __init__(self, *, code: int, refusals: int, asked_seconds: int) -> None:
        self._code, self._refusals, self._asked = code, refusals, asked_seconds
        self.moments: list[float] = []

    def ListExports(self, _request: Any, context: grpc.ServicerContext) -> Any:  # noqa: N802 - the protos' name
        self.moments.append(time.monotonic())
        details = []
        for message in (
            Problem(code="RATE_LIMITED", detail="too many requests", status=429, retryable=True),
            error_details_pb2.RetryInfo(retry_delay=duration_pb2.Duration(seconds=self._asked)),
        ):
            packed = any_pb2.Any()
            packed.Pack(message)
            details.append(packed)
        if len(self.moments) <= self._refusals:
            context.abort_with_status(rpc_status.to_status(status_pb2.Status(code=self._code, details=details)))
        return records_pb2.ListExportsResponse()


@contextmanager
def serving(servicer: Busy) -> Iterator[str]:
    server = grpc.server(ThreadPoolExecutor(1))
    records_pb2_grpc.add_RecordsServiceServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield f"127.0.0.1:{port}"
    server.stop(0).wait()


def listing(target: str, data: Path) -> Any:
    environment = environment_of(data, CURAE_API_KEY="cae_live_x")
    return run_curae("exports", "list", "--target", target, environment=environment)


@pytest.mark.parametrize("code", [code_pb2.RESOURCE_EXHAUSTED, code_pb2.UNAVAILABLE])
def test_a_pause_that_the_server_asks_for_is_kept(code: int, tmp_path: Path) -> None:
    servicer = Busy(code=code, refusals=1, asked_seconds=2)
    with serving(servicer) as target:
        ran = listing(target, tmp_path / "data")
    assert ran.returncode == 0, ran.stderr
    first, second = servicer.moments
    assert second - first >= 2


def test_a_pause_that_nobody_would_wait_for_is_told_instead(tmp_path: Path) -> None:
    servicer = Busy(code=code_pb2.RESOURCE_EXHAUSTED, refusals=1, asked_seconds=3600)
    with serving(servicer) as target:
        ran = listing(target, tmp_path / "data")
    assert (ran.returncode, len(servicer.moments)) == (1, 1)
    assert b"RATE_LIMITED: too many requests" in ran.stderr


def test_a_server_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with serving(Busy(code=0, refusals=0, asked_seconds=0)) as target:
        pass
    ran = listing(target, tmp_path / "data")
    assert ran.returncode == 1
    assert b"the server cannot be reached" in ran.stderr
