"""kill -9 of the worker in the middle of a delivery and around the commit of an export: delivery at least once."""

import asyncio
import signal
import subprocess
import threading
from contextlib import AbstractContextManager
from pathlib import Path

from server.clock import utc_now
from server.domain.exports import ExportStatus
from server.domain.webhooks.endpoint import DeliveryStatus
from server.store.exports import get_export
from tests.parts.eventually import eventually_async
from tests.parts.exports import queue, worker_process
from tests.parts.in_process import Stack, TestClock, observation
from tests.parts.receiver import held_by, receiving, status
from tests.webhooks.conftest import bench_of
from tests.webhooks.documented import verifies

TIMEOUT_SECONDS = 0.5


def a_worker(stack: Stack, place: Path) -> "AbstractContextManager[subprocess.Popen[bytes]]":
    return worker_process(
        stack,
        place,
        by=signal.SIGKILL,
        webhooks_allow_private=True,
        webhook_timeout_seconds=TIMEOUT_SECONDS,
        lease_seconds=2,
    )


async def test_a_killed_worker_loses_no_event(stack: Stack, tmp_path: Path) -> None:
    bench = bench_of(stack, TestClock(now=utc_now()))
    owner = stack.new_app()
    stack.imports.store(owner.connection.id, [observation(1)])
    stop = threading.Event()

    def is_ready(export_id: str) -> bool:
        export = stack.database.read_now(lambda database: get_export(database, export_id))
        return export is not None and export.status is ExportStatus.READY

    with receiving(held_by(stop)) as receiver:
        new = await bench.endpoint(owner, receiver)
        with a_worker(stack, tmp_path / "worker"):
            exports = [(await queue(stack, owner)).id]
            assert await asyncio.to_thread(receiver.arrived.wait, 60)
        (interrupted,) = receiver.ids
        receiver.answers[:] = [status(204)]
        stop.set()
        exports.append(bench.ready_export(owner))  # committed, and no worker was there to tell
        with a_worker(stack, tmp_path / "worker"):
            exports.append((await queue(stack, owner)).id)
            await eventually_async(lambda: is_ready(exports[-1]))
        with a_worker(stack, tmp_path / "worker"):
            await eventually_async(lambda: {each.export_id for each in receiver.received} == {*exports})
            await eventually_async(lambda: receiver.ids.count(interrupted) >= 2)

            async def nothing_waits() -> bool:
                return not await bench.listed(status=DeliveryStatus.PENDING)

            await eventually_async(nothing_waits)
    assert [delivery.status for delivery in await bench.listed()] == [DeliveryStatus.DELIVERED] * 3
    assert len({(request.event_id, request.body) for request in receiver.received}) == 3
    assert all(verifies(new.secret, request) for request in receiver.received)
