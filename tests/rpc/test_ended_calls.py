"""However a call ends, it leaves one event and one count, and nothing of it goes on."""

import asyncio
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Any

import grpc
import pytest
import structlog
from curae.sdk.v1 import records_pb2
from grpc.aio import AioRpcError

from server.services.watching import Watching
from tests.parts.eventually import eventually_async
from tests.parts.in_process import App, Door, Stack, observation, served
from tests.parts.scrape import grown, here
from tests.rpc.test_audit import a_ready_export
from tests.rpc.test_exports import queue

Ended = Callable[[str], Any]


@pytest.fixture
def stack(sqlite_stack: Stack) -> Stack:
    return sqlite_stack


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> Ended:
    """Waits for the end of a call of this method, and gives its one event and its counts by code."""
    captured = structlog.testing.LogCapture()
    module = sys.modules["server.rpc.interceptors.logging"]  # its name in the package is the function's
    every_level = structlog.make_filtering_bound_logger(0)
    logger = structlog.wrap_logger(None, processors=[captured], wrapper_class=every_level)
    monkeypatch.setattr(module, "log", logger)
    before = here()

    async def wait(method: str) -> tuple[dict[str, Any], dict[str, float]]:
        name = f"/curae.sdk.v1.RecordsService/{method}"
        await eventually_async(lambda: [event for event in captured.entries if event["method"] == name])
        await asyncio.sleep(0.2)  # for a second one, which must not come
        (event,) = [event for event in captured.entries if event["method"] == name]
        count = grown(before)
        codes = {
            code: count("curae_rpcs_total", method=name[1:], code=code) for code in ("OK", "CANCELLED", "INTERNAL")
        }
        assert count("curae_rpc_duration_seconds_count", method=name[1:]) == 1
        return event, {code: times for code, times in codes.items() if times}

    return wait


def watching(door: Door, app: App, export_id: str) -> Any:
    request = records_pb2.WatchExportRequest(export_id=export_id)
    return door.records.WatchExport(request, metadata=app.metadata())


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Set once what a watch reads from is closed."""
    closed = asyncio.Event()
    watch: Any = Watching.watch

    async def noted(*args: Any) -> AsyncIterator[Any]:
        try:
            async for export in watch(*args):
                yield export
        finally:
            closed.set()

    monkeypatch.setattr("server.services.watching.Watching.watch", noted)
    return closed


async def test_a_watch_whose_client_goes_away_is_closed_and_told_once(
    door: Door, caller: App, ended: Ended, closed: asyncio.Event
) -> None:
    call = watching(door, caller, (await queue(door, caller)).id)
    await call.read()
    call.cancel()
    await asyncio.wait_for(closed.wait(), 30)
    event, counted = await ended("WatchExport")
    assert (event["code"], event["tenant_id"]) == ("CANCELLED", caller.tenant.id)
    assert counted == {"CANCELLED": 1}


async def test_a_download_that_is_cut_while_it_writes_is_told_once(stack: Stack, door: Door, ended: Ended) -> None:
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(number, padding=1 << 20) for number in range(16)])
    export = await a_ready_export(stack, door, app)
    request = records_pb2.DownloadExportRequest(export_id=export.id)
    call = door.records.DownloadExport(request, metadata=app.metadata())
    await call.read()  # and no more: the server's next writes wait for room
    await asyncio.sleep(0.2)
    call.cancel()
    event, counted = await ended("DownloadExport")
    assert counted == {"CANCELLED": 1}
    assert 0 < event["bytes_sent"] < export.artifact.byte_size


async def test_a_stream_that_the_server_ends_as_it_stops_is_told_once(
    stack: Stack, caller: App, ended: Ended, closed: asyncio.Event
) -> None:
    async with served(stack) as door:
        call = watching(door, caller, (await queue(door, caller)).id)
        await call.read()
    await asyncio.wait_for(closed.wait(), 30)
    assert (await ended("WatchExport"))[1] == {"CANCELLED": 1}


async def test_a_fault_in_the_middle_of_a_stream_is_told_once_and_ends_it(
    door: Door, caller: App, ended: Ended, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = (await queue(door, caller)).id
    watch = Watching.watch

    async def broken(*args: Any) -> AsyncGenerator[Any, None]:
        async for first in watch(*args):
            yield first
            raise ZeroDivisionError

    monkeypatch.setattr("server.services.watching.Watching.watch", broken)
    call = watching(door, caller, export)
    await call.read()
    with pytest.raises(AioRpcError) as fault:
        await call.read()
    assert fault.value.code() is grpc.StatusCode.INTERNAL
    event, counted = await ended("WatchExport")
    assert (event["error"], counted) == ("builtins.ZeroDivisionError", {"INTERNAL": 1})


async def test_a_call_whose_client_goes_away_is_told_once(
    door: Door, caller: App, ended: Ended, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered = asyncio.Event()

    async def slow(*_: object) -> None:
        entered.set()
        await asyncio.sleep(60)

    monkeypatch.setattr("server.services.exports.Exports.get", slow)
    call = door.records.GetExport(
        records_pb2.GetExportRequest(export_id=caller.connection.id), metadata=caller.metadata()
    )
    await entered.wait()
    call.cancel()
    assert (await ended("GetExport"))[1] == {"CANCELLED": 1}
