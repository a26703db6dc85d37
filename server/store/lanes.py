"""Threads that run work in shared transactions. See `server.store.engine` for why."""

import contextlib
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from server.errors import Unavailable

log = structlog.get_logger()
T = TypeVar("T")

MAX_SHARED = 256  # pieces of work in one transaction: bounds how long a commit holds the others up
MAX_WAITING = 8192
SERIALIZATION_ATTEMPTS = 5
_RETRYABLE_SQLSTATES = {"40001", "40P01"}  # serialization failure, deadlock: PostgreSQL asks for another try

_Job = tuple[Callable[[Connection], Any], "Future[Any]"]


@contextlib.contextmanager
def unavailable_on_database_faults() -> Iterator[None]:
    """Turns a database that is away, locked or full into Unavailable; the cause stays for the log."""
    try:
        yield
    except IntegrityError:
        raise
    except (OperationalError, InterfaceError, PoolTimeout) as fault:
        raise Unavailable("the database cannot be used for the moment; try again") from fault


class Lanes:
    """`count` threads over one queue. With `writes` each takes the write lock and commits."""

    def __init__(self, name: str, engine: Engine, *, count: int, writes: bool = False) -> None:
        self._engine = engine.execution_options(curae_writes=True) if writes else engine
        self._writes = writes
        self._jobs: queue.Queue[_Job | None] = queue.Queue(MAX_WAITING)
        self._closed = False
        self._threads = [
            threading.Thread(target=self._run, name=f"database-{name}-{number}", daemon=True) for number in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, work: Callable[[Connection], T]) -> "Future[T]":
        """Raises Unavailable where the queue is full: memory stays bounded."""
        future: Future[T] = Future()
        if self._closed:
            raise Unavailable("the server is stopping; try again")
        try:
            self._jobs.put_nowait((work, future))
        except queue.Full:
            raise Unavailable("too much is waiting for the database; try again") from None
        return future

    def close(self) -> None:
        self._closed = True
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while (first := self._jobs.get()) is not None:
            jobs = [first, *self._also_waiting()]
            self._serve([job for job in jobs if job[1].set_running_or_notify_cancel()])

    def _also_waiting(self) -> Iterator[_Job]:
        for _ in range(MAX_SHARED - 1):
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return
            if job is None:
                self._jobs.put(None)
                return
            yield job

    def _serve(self, jobs: list[_Job]) -> None:
        if not jobs:
            return
        try:
            with unavailable_on_database_faults():
                outcomes = self._transact([work for work, _ in jobs])
        except BaseException as fault:
            outcomes = [fault] * len(jobs)
        for (_, future), outcome in zip(jobs, outcomes, strict=True):
            if isinstance(outcome, BaseException):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)

    def _transact(self, works: list[Callable[[Connection], Any]]) -> list[Any]:
        for attempt in range(1, SERIALIZATION_ATTEMPTS + 1):
            try:
                with self._engine.connect() as connection, connection.begin():
                    return [self._attempt(connection, work, alone=len(works) == 1) for work in works]
            except DBAPIError as fault:
                sqlstate = getattr(fault.orig, "sqlstate", None)
                if sqlstate not in _RETRYABLE_SQLSTATES or attempt == SERIALIZATION_ATTEMPTS:
                    raise
                log.info("transaction_retried", attempt=attempt, sqlstate=sqlstate)
        raise AssertionError("unreachable")

    def _attempt(self, connection: Connection, work: Callable[[Connection], Any], *, alone: bool) -> Any:
        """One piece of work in its savepoint. Its error is its outcome; the database's ends them all."""
        if alone or not self._writes:
            return work(connection) if alone else _outcome(connection, work)
        try:
            with connection.begin_nested():
                return work(connection)
        except OperationalError:
            raise
        except Exception as error:
            return error


def _outcome(connection: Connection, work: Callable[[Connection], Any]) -> Any:
    try:
        return work(connection)
    except OperationalError:
        raise
    except Exception as error:
        return error
