"""A server, or its intake process, is killed under load: every acknowledged signal is there once, on both databases."""

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

import grpc
import psutil
from curae.sdk.v1 import signals_pb2, signals_pb2_grpc

from server.clock import utc_now
from server.demo import content
from server.services.signal_archive import SignalArchive
from server.store.engine import Database
from server.store.signals import SignalFilter
from tests.parts.curae_up import RunningStack, running_stack
from tests.parts.eventually import eventually_async, patience
from tests.parts.processes import intake_of

ACKNOWLEDGED = 10_000
# Stored in one transaction: most of what is acknowledged at a kill was stored just before, and not parts of it earlier.
BATCH = 50
CALLERS = 8
KILL_EVERY = 1_000  # signals acknowledged: nine kills or so
WITHIN_SECONDS = 300


def test_no_acknowledged_signal_is_lost_or_doubled(database_url: str, tmp_path: Path) -> None:
    with running_stack(tmp_path / "stack", environment={"CURAE_DATABASE_URL": database_url}) as stack:
        acknowledged, kills = asyncio.run(_load(stack))
    assert kills >= 2
    left = [process for process in psutil.process_iter() if _is_intake_of_nobody(process)]
    assert psutil.wait_procs(left, timeout=30)[1] == []
    database = Database(database_url)
    stored = [each.id for each in SignalArchive(database, utc_now).read(SignalFilter(namespace="activity"))]
    database.close()
    assert len(acknowledged) >= ACKNOWLEDGED
    assert len(set(stored)) == len(stored)
    assert set(acknowledged.values()) == set(stored)
    assert len(set(acknowledged.values())) == len(acknowledged)


def _is_intake_of_nobody(process: psutil.Process) -> bool:
    """Whether it outlived its server, of whatever deployment."""
    with suppress(psutil.Error):
        return "server.rpc.intake" in process.cmdline() and process.ppid() == 1
    return False


async def _load(stack: RunningStack) -> tuple[dict[str, str], int]:
    """Idempotency key -> id of the signal, as acknowledged; and how often the server was killed."""
    acknowledged: dict[str, str] = {}
    kills = 0
    keys = iter(range(ACKNOWLEDGED // BATCH))

    async def call() -> None:
        async with grpc.aio.insecure_channel(stack.run["grpcTarget"], options=_RECONNECT_SOON) as channel:
            stub: Any = signals_pb2_grpc.SignalsServiceStub(channel)
            for number in keys:
                await _until_acknowledged(stub, stack, number, acknowledged)

    async def kill_now_and_then() -> None:
        """In mid-work: each time that so many more are acknowledged, so that a slow machine gets there too."""
        nonlocal kills
        while True:
            seen = len(acknowledged)
            await eventually_async(lambda: len(acknowledged) >= seen + KILL_EVERY, within=WITHIN_SECONDS)  # noqa: B023
            server = stack.read_run()["processes"]["server"]
            with suppress(psutil.NoSuchProcess, ProcessLookupError):  # it is being started again
                os.kill(server if kills % 2 else intake_of(server), signal.SIGKILL)
                kills += 1

    killing = asyncio.create_task(kill_now_and_then())
    async with asyncio.timeout(patience(WITHIN_SECONDS)):
        await asyncio.gather(*(call() for _ in range(CALLERS)))
    killing.cancel()
    return acknowledged, kills


_RECONNECT_SOON = [("grpc.initial_reconnect_backoff_ms", 100), ("grpc.max_reconnect_backoff_ms", 300)]


async def _until_acknowledged(stub: Any, stack: RunningStack, number: int, acknowledged: dict[str, str]) -> None:
    items = [_item(stack, f"key-{number}-{index}") for index in range(BATCH)]
    request = signals_pb2.IngestSignalsRequest(items=items)
    metadata = (("authorization", f"Bearer {stack.run['apiKey']}"), ("idempotency-key", f"batch-{number}"))
    while True:
        try:
            answer = await stub.IngestSignals(request, metadata=metadata, timeout=patience(20))
        except grpc.aio.AioRpcError as failure:
            assert failure.code() in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED), failure
            await asyncio.sleep(0.05)
            continue
        if any(result.problem.retryable for result in answer.results):
            continue  # the intake process was killed in mid-batch; the same batch is sent again
        for item, result in zip(items, answer.results, strict=True):
            assert result.HasField("signal"), result.problem.code
            acknowledged[item.idempotency_key] = result.signal.id
        return


def _item(stack: RunningStack, key: str) -> Any:
    request = signals_pb2.IngestSignalRequest(
        connection_id=stack.run["connectionId"], namespace="activity", signal_type="workout"
    )
    request.payload.update(dict(content.signals()[1].payload))
    return signals_pb2.SignalItem(idempotency_key=key, signal=request)
