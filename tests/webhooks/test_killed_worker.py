"""kill -9 of the worker in the middle of a delivery and around the commit of an export: delivery at least once."""

import asyncio
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.clock import utc_now, uuid7
from server.domain.exports import ExportStatus
from server.domain.webhooks.endpoint import DeliveryStatus
from server.services.exports import ExportOrder, Exports
from server.store.exports import get_export
from tests.parts.curae_up import CURAE
from tests.parts.eventually import eventually_async
from tests.parts.in_process import App, Stack, TestClock, observation
from tests.parts.processes import end, spawn
from tests.parts.receiver import held_by, receiving, status
from tests.webhooks.conftest import bench_of
from tests.webhooks.documented import verifies

TIMEOUT_SECONDS = "0.5"


@contextmanager
def a_worker(stack: Stack, place: Path) -> Iterator[None]:
    """`curae worker` on the stack's storage; it ends by SIGKILL."""
    settings = {
        "CURAE_DATABASE_URL": stack.settings.database_url,
        "CURAE_ARTIFACTS_URL": stack.settings.artifacts_url,
        "CURAE_SIGNING_KEY": stack.settings.signing_key.get_secret_value(),
        "CURAE_WEBHOOKS_ALLOW_PRIVATE": "true",
        "CURAE_WEBHOOK_TIMEOUT_SECONDS": TIMEOUT_SECONDS,
        "CURAE_LEASE_SECONDS": "2",
    }
    place.mkdir(exist_ok=True)
    variables = [f"{name}={text}" for name, text in settings.items()]
    process = spawn(["env", *variables, *CURAE, "worker", "--data", str(place / "data")], folder=place)
    try:
        yield
    finally:
        end(process, by=signal.SIGKILL, seconds=10)


async def queued(stack: Stack, app: App) -> str:
    order = ExportOrder(connection_id=app.connection.id, resource_types=(), include_raw_fhir=True, since=None)
    return (await Exports(stack.database, utc_now, uuid7).queue(app.caller, order, uuid7())).export.id


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
            exports = [await queued(stack, owner)]
            assert await asyncio.to_thread(receiver.arrived.wait, 60)
        (interrupted,) = receiver.ids
        receiver.answers[:] = [status(204)]
        stop.set()
        exports.append(bench.ready_export(owner))  # committed, and no worker was there to tell
        with a_worker(stack, tmp_path / "worker"):
            exports.append(await queued(stack, owner))
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
