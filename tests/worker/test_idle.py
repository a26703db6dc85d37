"""A worker with nothing to do takes no write lock: on SQLite there is one, and the server would wait for it. Nor does
it read through a table that grows to see that there is nothing."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import text

from server.store.engine import Database
from server.worker import loop
from tests.parts.eventually import eventually_async
from tests.parts.exports import final, queue
from tests.parts.in_process import Stack, observation
from tests.parts.plans import questions_asked, whole_reads
from tests.parts.write_transactions import write_transactions

STEPS = {
    "work_once",
    "begin_what_is_due",
    "sweep_once",
    "delete_artifacts",
    "measure_queue",
    "sweep_orphans_once",
    "expire_signals",
    "erase_ended",
    "classify_records",
    "expire_narrowed",
    "log_audit_head",
    "expire_webhook_events",
}

SMALL = {"audit_head", "signal_retentions"}  # one row, and one a namespace


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each of the worker's steps went round; their pauses are short."""
    for pause in [name for name in vars(loop) if name.endswith("_SECONDS")]:
        monkeypatch.setattr(loop, pause, 0.02)
    rounds: Counter[str] = Counter()
    real = loop.Worker._succeeds

    async def counted(self: loop.Worker, step: loop.Step) -> bool:
        succeeded = await real(self, step)
        rounds[step.__name__.strip("_")] += 1
        return succeeded

    monkeypatch.setattr(loop.Worker, "_succeeds", counted)
    return rounds


@contextmanager
def write_lock_held(database: Database) -> Iterator[None]:
    """SQLite's, by another connection; PostgreSQL has none."""
    if not database.is_sqlite:
        yield
        return
    with closing(sqlite3.connect(database.file or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def gone_round(rounds: Counter[str]) -> None:
    """Returns once each step has begun and ended from here on."""
    rounds.clear()
    await eventually_async(lambda: set(rounds) == STEPS and min(rounds.values()) >= 3)


async def test_an_idle_worker_reads_along_an_index(stack: Stack, rounds: Counter[str]) -> None:
    worker = stack.worker()
    running = asyncio.create_task(worker.run())
    with questions_asked(stack.database) as asked:
        await gone_round(rounds)
    worker.stop()
    await running
    assert len(asked) > len(STEPS)
    read = {each: set(whole_reads(stack.database, question)) - SMALL for each, question in asked.items()}
    assert {each: tables for each, tables in read.items() if tables} == {}


async def test_an_idle_worker_never_waits_for_the_write_lock(stack: Stack, rounds: Counter[str]) -> None:
    app = stack.new_app()  # as after a day of work, all of which is done
    stack.imports.store(app.connection.id, [observation(1)])
    worker = stack.worker()
    running = asyncio.create_task(worker.run())
    await final(stack, await queue(stack, app))
    stack.database.write_now(
        lambda database: database.execute(
            text("INSERT INTO signal_retentions (namespace, days, updated_at) VALUES ('activity', 30, 0)")
        )
    )
    await gone_round(rounds)  # the last heartbeat is over
    with write_transactions(stack.database) as writes, write_lock_held(stack.database):
        await gone_round(rounds)
    worker.stop()
    await running
    assert writes.begun == 0
