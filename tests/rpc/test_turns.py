"""A flood of one key's calls delays that key alone, on each database: keys take turns, whatever the calls wait for."""

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from curae.sdk.v1 import signals_pb2
from grpc import StatusCode
from grpc.aio import AioRpcError
from sqlalchemy import Connection

from server.limits import CALLS_A_KEY
from server.store.engine import Database
from server.store.options import POSTGRES_LANES
from tests.parts.eventually import eventually_async, patience
from tests.parts.in_process import App, Door, Stack, served
from tests.rpc.test_signals import ingest

FLOOD = 300
LINE = 20
HELD_SECONDS = 60


@contextmanager
def busy_writers(database: Database) -> Iterator[threading.Event]:
    """The threads that write do nothing until the event is set."""
    go_on = threading.Event()
    entered = threading.Semaphore(0)

    def wait(_: Connection) -> None:
        entered.release()
        assert go_on.wait(patience(HELD_SECONDS))

    held = []
    for _ in range(1 if database.is_sqlite else POSTGRES_LANES):
        held.append(database.write_later(wait, alone=True))
        assert entered.acquire(timeout=patience(HELD_SECONDS))
    try:
        yield go_on
    finally:
        go_on.set()
        for each in held:
            each.result(patience(HELD_SECONDS))


async def withdraw(door: Door, app: App, signal_id: str) -> StatusCode:
    request = signals_pb2.WithdrawSignalRequest(signal_id=signal_id)
    try:
        await door.signals.WithdrawSignal(request, metadata=[app.authorization])
    except AioRpcError as refusal:
        return refusal.code()
    return StatusCode.OK


async def test_a_flood_of_writes_of_a_key_delays_that_key_alone(stack: Stack, door: Door, caller: App) -> None:
    other = stack.new_app()
    ours, theirs = await ingest(door, caller), await ingest(door, other)
    waiting = partial(stack.database.waiting, "write")
    with busy_writers(stack.database) as go_on:
        flood = [asyncio.create_task(withdraw(door, caller, ours.id)) for _ in range(FLOOD)]
        await eventually_async(lambda: waiting() >= CALLS_A_KEY)
        await asyncio.sleep(patience(0.3))  # for all that may come
        before = waiting()
        honest = asyncio.create_task(withdraw(door, other, theirs.id))
        await eventually_async(lambda: waiting() > before)
        go_on.set()
        assert await honest is StatusCode.OK
        answered = sum(each.done() for each in flood)
        assert set(await asyncio.gather(*flood)) == {StatusCode.OK}
    assert answered <= 2 * CALLS_A_KEY, "those with the database, and as many that followed as they were answered"


async def test_a_key_with_too_many_calls_in_line_is_refused_alone(
    stack: Stack, caller: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.rpc.interceptors.turns.MAX_WAITING_CALLS", 2 * LINE)
    other = stack.new_app()
    async with served(stack) as door:
        ours, theirs = await ingest(door, caller), await ingest(door, other)
        with busy_writers(stack.database) as go_on:
            flood = [asyncio.create_task(withdraw(door, caller, ours.id)) for _ in range(FLOOD)]
            refused = FLOOD - CALLS_A_KEY - LINE
            await eventually_async(lambda: sum(each.done() for each in flood) == refused)
            honest = asyncio.create_task(withdraw(door, other, theirs.id))
            await eventually_async(lambda: stack.database.waiting("write") > CALLS_A_KEY)
            go_on.set()
            assert await honest is StatusCode.OK
            answers = Counter(await asyncio.gather(*flood))
    assert answers == {StatusCode.RESOURCE_EXHAUSTED: refused, StatusCode.OK: CALLS_A_KEY + LINE}
