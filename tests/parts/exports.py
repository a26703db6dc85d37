"""Exports as an app orders them, in this process, and a worker that runs them."""

import asyncio
import signal
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from server.clock import utc_now, uuid7
from server.domain.exports import Export
from server.services.exports import ExportOrder, Exports
from server.store.exports import get_export
from tests.parts.curae_up import CURAE
from tests.parts.eventually import eventually_async
from tests.parts.in_process import App, Stack
from tests.parts.processes import end, spawn


def order_of(app: App, **chosen: Any) -> ExportOrder:
    """By default an order of all that the app may read."""
    fields = {"resource_types": (), "include_raw_fhir": True, "since": None} | chosen
    return ExportOrder(connection_id=app.connection.id, **fields)


async def queue(stack: Stack, app: App, **chosen: Any) -> Export:
    return (await Exports(stack.database, utc_now, uuid7).queue(app.caller, order_of(app, **chosen), uuid7())).export


async def until(stack: Stack, export: Export, done: Callable[[Export], bool]) -> Export:
    async def ask() -> Export | None:
        now = await stack.database.read(lambda database: get_export(database, export.id))
        assert now is not None
        return now if done(now) else None

    found: Export = await eventually_async(ask)
    return found


async def final(stack: Stack, export: Export) -> Export:
    return await until(stack, export, lambda now: now.is_final)


@asynccontextmanager
async def working(stack: Stack, **settings: Any) -> AsyncIterator[None]:
    """A worker is at work meanwhile."""
    worker = stack.worker(**{"shutdown_grace_seconds": 0.0} | settings)
    running = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        worker.stop()
        await running


@contextmanager
def worker_process(
    stack: Stack, place: Path, *, by: signal.Signals = signal.SIGTERM, **settings: object
) -> "Iterator[subprocess.Popen[bytes]]":
    """`curae worker` on the stack's storage, as another machine would run it. It logs to `place/log`, and ends by the
    signal `by`."""
    place.mkdir(exist_ok=True)
    given = {
        "database_url": stack.settings.database_url,
        "artifacts_url": stack.settings.artifacts_url,
        "signing_key": stack.settings.signing_key.get_secret_value(),
        "data": place / "data",
    }
    variables = [f"CURAE_{name.upper()}={value}" for name, value in (given | settings).items()]
    process = spawn(["env", *variables, *CURAE, "worker"], folder=place)
    try:
        yield process
    finally:
        end(process, by=by, seconds=30)
