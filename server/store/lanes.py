"""Threads that run work in shared transactions. See `server.store.engine` for why."""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Engine

from server.errors import DatabaseFault, Unavailable
from server.store.transactions import Kind, Transactions, Work

T = TypeVar("T")

MAX_SHARED = 256  # pieces of work in one transaction: bounds how long a commit holds the others up
MAX_WAITING = 8192


@dataclass(frozen=True, slots=True)
class _Job:
    """`alone`: in a transaction of its own. `loop`: that of an asyncio future, which only it may settle."""

    work: Work[Any]
    future: "Future[Any] | asyncio.Future[Any]"
    alone: bool
    loop: asyncio.AbstractEventLoop | None = None

    def begins(self) -> bool:
        """False where its caller went away before."""
        if isinstance(self.future, Future):
            return self.future.set_running_or_notify_cancel()
        return not self.future.cancelled()


class Lanes:
    """`count` threads over one queue, each of which runs transactions of one kind."""

    def __init__(self, name: str, engine: Engine, *, count: int, kind: Kind) -> None:
        self._transactions = Transactions(engine, kind=kind)
        self._writes = kind == "write"
        self.broken = 0  # transactions that the database ended
        self._away = False  # set by the last transaction; queued work is then not tried while this closes
        self._jobs: queue.Queue[_Job | None] = queue.Queue(MAX_WAITING)
        self._closed = False
        self._closing = threading.Lock()
        self._name = name
        self._count = count
        self._threads: list[threading.Thread] = []  # started with the first work: a process may never need them

    def submit(self, work: Work[T], *, alone: bool = False) -> "Future[T]":
        """Raises Unavailable where the queue is full: memory stays bounded."""
        future: Future[T] = Future()
        self._put(_Job(work, future, alone))
        return future

    async def run(self, work: Work[T], *, alone: bool = False) -> T:
        return await self.begin(work, alone=alone)

    def begin(self, work: Work[T], *, alone: bool = False) -> "asyncio.Future[T]":
        """`submit` for the event loop, which is woken once for all that shared a transaction."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._put(_Job(work, future, alone, loop=loop))
        return future

    def _put(self, job: _Job) -> None:
        with self._closing:  # nothing gets in behind the last job, where no thread would find it
            if self._closed:
                raise _stopping()
            if not self._threads:
                self._start()
            try:
                self._jobs.put_nowait(job)
            except queue.Full:
                raise Unavailable("too much is waiting for the database; try again") from None

    def _start(self) -> None:
        self._threads = [
            threading.Thread(target=self._run, name=f"database-{self._name}-{number}", daemon=True)
            for number in range(self._count)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def waiting(self) -> int:
        """Pieces of work that no thread has taken yet."""
        return self._jobs.qsize()

    def refuse(self) -> None:
        """Accepts no more work. Queued work is tried until the database is found to be unavailable."""
        with self._closing:
            self._away = False
            self._closed = True

    def join(self) -> None:
        """Waits for queued work, then ends the threads."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while (first := self._jobs.get()) is not None:
            for jobs in _transactions(list(self._with_waiting(first))):
                self._serve([job for job in jobs if job.begins()])

    def _with_waiting(self, job: _Job) -> Iterator[_Job]:
        """Ends with a job that stands alone: what waits behind that one is for the other threads."""
        yield job
        for _ in range(MAX_SHARED - 1):
            if job.alone:
                return
            try:
                following = self._jobs.get_nowait()
            except queue.Empty:
                return
            if following is None:
                self._jobs.put(None)
                return
            job = following
            yield job

    def _serve(self, jobs: list[_Job]) -> None:
        outcomes = self._outcomes([job.work for job in jobs]) if jobs else []
        settled = list(zip(jobs, outcomes, strict=True))
        for loop in {job.loop for job in jobs}:
            mine = [(job.future, outcome) for job, outcome in settled if job.loop is loop]
            if loop is None:
                _settle(mine)
            else:
                with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits
                    loop.call_soon_threadsafe(_settle, mine)

    def _outcomes(self, works: list[Work[Any]]) -> list[Any]:
        if self._closed and self._away:
            return [_stopping()] * len(works)
        try:
            outcomes = self._transactions.run(works)
        except BaseException as fault:
            if isinstance(fault, DatabaseFault):
                self.broken += 1
                self._away = True
            if self._writes or len(works) == 1 or isinstance(fault, Unavailable):
                return [fault] * len(works)
        else:
            self._away = False
            return outcomes
        # One statement failed and PostgreSQL runs no further one in its transaction: reads are done again, each alone.
        return [outcome for work in works for outcome in self._outcomes([work])]


def _stopping() -> Unavailable:
    return Unavailable("the server is stopping; try again")


def _settle(futures: "list[tuple[Future[Any] | asyncio.Future[Any], Any]]") -> None:
    for future, outcome in futures:
        if future.done():
            continue  # its caller went away
        if isinstance(outcome, BaseException):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)


def _transactions(jobs: list[_Job]) -> Iterator[list[_Job]]:
    """What shares a transaction, in order."""
    shared: list[_Job] = []
    for job in jobs:
        if job.alone:
            yield from (shared, [job])
            shared = []
        else:
            shared.append(job)
    yield shared
