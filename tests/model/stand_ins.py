"""What stands in for threads, queues, clocks and waits on a socket, so that `Schedule` orders them."""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from select import POLLIN, POLLOUT, poll
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from psycopg.pq import TransactionStatus
from psycopg.waiting import Ready, Wait
from sqlalchemy import Connection, Engine, event

from server.artifacts.store import ArtifactStore
from server.services import rechecks
from server.store import lanes, postgres
from server.store.engine import Database
from tests.model.schedule import Schedule, StrandFuture

_LOOK_MILLISECONDS = 2


@contextmanager
def scheduled(schedule: Schedule, monitor: "psycopg.Connection[Any] | None" = None) -> Iterator[None]:
    """The product's threads become strands. `monitor` asks PostgreSQL who waits for a lock."""

    class Queue(queue.Queue[Any]):
        def get(self, block: bool = True, timeout: float | None = None) -> Any:
            if block:
                schedule.pause(lambda: self.qsize() > 0)
            return super().get(block=False)

    class Thread:
        def __init__(self, *, target: Callable[[], object], **_: Any) -> None:
            self._target = target

        def start(self) -> None:
            self._strand = schedule.strand(self._target)

        def join(self) -> None:
            schedule.pause(lambda: self._strand.ended)

    with pytest.MonkeyPatch.context() as patched:
        stand_in = SimpleNamespace(Queue=Queue, Empty=queue.Empty, Full=queue.Full)
        patched.setattr(lanes, "queue", stand_in)
        patched.setattr(lanes, "threading", SimpleNamespace(Thread=Thread, Lock=threading.Lock))
        patched.setattr(lanes, "Future", _future_of(schedule))
        patched.setattr(rechecks, "time", SimpleNamespace(monotonic=schedule.time))
        patched.setattr(postgres, "PING_AFTER_SECONDS", 1e9)
        if monitor is not None:
            schedule.disconnect = partial(_disconnect, schedule, monitor)
            patched.setattr(postgres.LimitedConnection, "wait", _waiting(schedule, monitor))
        yield


def _future_of(schedule: Schedule) -> type:
    return type("Future", (StrandFuture,), {"schedule": schedule})


def give_way_on_sqlite(schedule: Schedule, database: Database) -> None:
    """SQLite's one writer is alone: it gives way before its transaction. Readers give way at each statement."""
    engine: Engine = database._engine

    def statement(_connection: Connection, _cursor: Any, text: str, *_: Any) -> None:
        strand = schedule.current
        if strand is not None and not strand.writes_sqlite:
            schedule.pause()
            strand.writes_sqlite = text == "BEGIN IMMEDIATE"

    def ended(connection: Connection) -> None:
        if connection.get_execution_options().get("curae_transaction") == "write" and schedule.current:
            schedule.current.writes_sqlite = False

    def no_flush(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous = OFF")  # no power cut is part of this

    event.listen(engine, "connect", no_flush)
    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", ended)
    event.listen(engine, "rollback", ended)


def store_on(schedule: Schedule, store: ArtifactStore) -> ArtifactStore:
    """The store with strands in place of its threads."""
    for threads in (store._reads, store._others):
        threads._pool.shutdown()
        threads._pool = SimpleNamespace(submit=schedule.submit, shutdown=lambda: None)  # type: ignore[assignment]
    return store


def _disconnect(schedule: Schedule, monitor: "psycopg.Connection[Any]", connection: Any) -> None:
    """Returns once PostgreSQL has let go of what the connection held."""
    if not connection.closed:
        monitor.execute("SELECT pg_terminate_backend(%s, 10000)", (connection.pgconn.backend_pid,))
        connection.pgconn.finish()
        schedule.releases += 1


def _waiting(schedule: Schedule, monitor: "psycopg.Connection[Any]") -> Callable[..., Any]:
    alone = postgres.LimitedConnection.wait

    def wait(connection: Any, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        if schedule.current is None:
            return alone(connection, gen, interval, timeout)
        strand = schedule.current
        strand.connection = connection
        schedule.pause()
        try:
            wanted = next(gen)
            while True:
                if not _answers(connection, monitor, wanted):
                    schedule.pause(_once_released(schedule, partial(_answers, connection, monitor, wanted)))
                wanted = gen.send(_ready(connection, wanted, 0))
        except StopIteration as end:
            return end.value
        finally:
            if connection.pgconn.transaction_status is TransactionStatus.IDLE:
                schedule.releases += 1

    return wait


def _once_released(schedule: Schedule, answers: Callable[[], bool]) -> Callable[[], bool]:
    """Asks again only where a transaction has ended since."""
    asked_at, answered = schedule.releases, False

    def until() -> bool:
        nonlocal asked_at, answered
        if not answered and asked_at != schedule.releases:
            asked_at, answered = schedule.releases, answers()
        return answered

    return until


def _answers(connection: Any, monitor: "psycopg.Connection[Any]", wanted: Wait) -> bool:
    """False while PostgreSQL lets it wait for a lock; else once its answer is there."""
    look = "SELECT EXISTS (SELECT FROM pg_locks WHERE pid = %s AND NOT granted)"
    while not _ready(connection, wanted, 0):
        row = monitor.execute(look, (connection.pgconn.backend_pid,)).fetchone()
        if row is not None and row[0]:
            return False
        if _ready(connection, wanted, _LOOK_MILLISECONDS):
            break
    return True


def _ready(connection: Any, wanted: Wait, milliseconds: int) -> Ready:
    polled = poll()
    flags = (POLLIN if wanted & Wait.R else 0) | (POLLOUT if wanted & Wait.W else 0)
    polled.register(connection.pgconn.socket, flags)
    found = polled.poll(milliseconds)
    if not found:
        return Ready.NONE
    (_, got), *_ = found
    readable = Ready.R if got & ~POLLOUT and wanted & Wait.R else Ready.NONE
    writable = Ready.W if got & POLLOUT else Ready.NONE
    return Ready(readable | writable)
