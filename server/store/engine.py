"""How the event loop meets the database, and the one way to run a transaction.

Work is a plain function of a connection. It runs on a lane: a thread with a connection of its own that takes whatever
has queued up and runs it in one transaction. Concurrent writes so share one commit: a disk flush costs the same for one
row as for two hundred. Each piece of work stands in its own savepoint, so one that fails takes nothing with it.

Measured for this choice by `python -m benchmarks database` (2 cores, SQLite, synchronous=FULL, 64 callers of one row
each): async SQLAlchemy over aiosqlite 1,300 rows/s, one writer thread 3,000, and 5,300 where callers share a commit.
"""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from server.event_log import logger
from server.store.clock import DatabaseClock, DatabaseServer
from server.store.faults import unavailable_on_database_faults
from server.store.lanes import Lanes
from server.store.looks import Looks
from server.store.machine_clock import Machine
from server.store.options import POSTGRES_LANES, Options
from server.store.purge import purge_postgres, purge_sqlite, rewrite_sqlite
from server.store.sqlite import READ_LANES, sqlite_engine, sqlite_file
from server.store.transactions import Transactions, Work
from server.stray_logs import type_of

log = logger()

T = TypeVar("T")


class Database:
    """The database behind one URL: `sqlite:///FILE` or `postgresql://...`."""

    def __init__(self, url: str, options: Options | None = None) -> None:
        """Raises DatabaseFault where no database can be behind the URL; it connects with the first work only."""
        self.url = url
        self.options = options or Options()
        self.is_sqlite = url.startswith("sqlite:")
        self._engine = sqlite_engine(url) if self.is_sqlite else _postgres_engine(url, self.options)
        self._writes = Lanes("write", self._engine, count=1 if self.is_sqlite else POSTGRES_LANES, kind="write")
        self._reads = Lanes("read", self._engine, count=READ_LANES if self.is_sqlite else POSTGRES_LANES, kind="read")
        self._long_reads = Lanes("long", self._engine, count=1, kind="long")
        self._writes_here = Transactions(self._engine, kind="write" if self.is_sqlite else "statements")
        self._reads_here = Transactions(self._engine, kind="read" if self.is_sqlite else "statements")
        self._looks = Looks(self._engine) if self.is_sqlite else None
        server = DatabaseServer(self.read_here, self._reads.submit)
        self.clock = DatabaseClock(server if self.file is None else Machine(self.file))

    @property
    def file(self) -> Path | None:
        """SQLite's; None for PostgreSQL."""
        return sqlite_file(self.url)

    @property
    def broken_transactions(self) -> int:
        """Transactions so far that the database ended: a reason to look whether it is well."""
        return self._writes.broken + self._reads.broken + self._long_reads.broken

    async def write(self, work: Work[T]) -> T:
        """Runs `work` in a transaction and returns once it is durable.

        Cancelling the caller does not undo work that has begun. Raises what `work` raises, and Unavailable where the
        database is away, locked for too long, or out of space.
        """
        return await self._writes.run(work)

    async def write_locking(self, work: Work[T]) -> T:
        """`write` for work that waits for a lock of its own: on PostgreSQL its transaction holds nobody else's writes,
        which may hold what the lock's owner waits for."""
        return await self._writes.run(work, alone=not self.is_sqlite)

    async def read(self, work: Work[T]) -> T:
        """Runs `work` on a state that holds every write that was answered before the call."""
        return await self._reads.run(work)

    def reading(self, work: Work[T]) -> "asyncio.Future[T]":
        """`read` that has begun, on the running event loop. Raises Unavailable where it cannot begin."""
        return self._reads.begin(work)

    async def look(self, work: Work[T]) -> T:
        """`read` of a few rows by their keys, by `Prepared` alone. On SQLite on the event loop's own thread; see
        `server.store.looks`."""
        if self._looks is not None and self._looks.are_quick:
            with contextlib.suppress(DBAPIError):  # a lane waits, or says what it is
                return self._looks.take(work)
        return await self.read(work)

    async def read_long(self, work: Work[T]) -> T:
        """`read` for work that looks at many rows: one at a time, so that it holds up no other read. The caller bounds
        how many wait. Raises Unavailable where a statement takes more than DATABASE_STATEMENT_SECONDS."""
        return await self._long_reads.run(work, alone=True)

    async def write_if(self, due: Work[object], work: Work[T]) -> T | None:
        """`write` where the read `due` finds something to do, and None where it does not: SQLite's one write lock is
        then not taken, for which every other process would have to wait.

        `work` looks again: another may have done it meanwhile.
        """
        return await self.write(work) if await self.read(due) else None

    def write_now(self, work: Work[T]) -> T:
        """`write` for callers that are threads: the worker and the command line."""
        return self._writes.submit(work).result()

    def write_later(self, work: Work[T], *, alone: bool = False) -> "Future[T]":
        """`write` that nobody waits for: it is done even where its caller is cancelled, and before `close` returns.

        `alone`: in a transaction that holds nobody else's writes.
        """
        return self._writes.submit(work, alone=alone)

    def write_alone_now(self, work: Work[T]) -> T:
        """`write_now` in a transaction that holds nobody else's writes."""
        return self._writes.submit(work, alone=True).result()

    def write_here(self, work: Work[T]) -> T:
        """`write_alone_now` on the calling thread, for a process that does nothing else meanwhile.

        On PostgreSQL each statement is a transaction by itself, which saves two round trips: `work` writes with one at
        most, and records nothing.
        """
        result: T = self._writes_here.run([work])[0]
        return result

    def read_here(self, work: Work[T]) -> T:
        """`read_now` on the calling thread."""
        result: T = self._reads_here.run([work])[0]
        return result

    def read_now(self, work: Work[T]) -> T:
        """`read` for callers that are threads."""
        return self._reads.submit(work).result()

    def waiting(self, lane: str) -> int:
        """Pieces of work that wait for a `read` or a `write` lane."""
        return (self._writes if lane == "write" else self._reads).waiting

    @contextmanager
    def snapshot(self, check: Callable[[], None] | None = None) -> Iterator[Connection]:
        """A connection that sees the database as it is now until the end, whatever is written meanwhile.

        `check` is called while PostgreSQL lets it wait; what it raises ends the wait, and the snapshot. Raises
        Unavailable where the database goes away, at any moment until the end.
        """
        with unavailable_on_database_faults():
            connection = self._engine.connect()
            try:
                connection = connection.execution_options(curae_transaction="snapshot", curae_check=check)
                # The first read takes the snapshot, on both databases.
                connection.execute(text("SELECT count(*) FROM tenants"))
                yield connection
            finally:
                _end_reading(connection)

    @contextmanager
    def exclusive(self, *, migrates: bool = False) -> Iterator[Connection]:
        """A connection outside the lanes: its transactions hold the write lock from the start. `migrates`: its
        statements may take as long as those of a migration do."""
        engine = self._engine.execution_options(curae_transaction="migration" if migrates else "write")
        with unavailable_on_database_faults(), engine.connect() as connection:
            yield connection

    def purge(self) -> bool:
        """Takes what was deleted out of the database's files, as far as `server.store.purge` says. False where that has
        to be tried again. Blocks."""
        with unavailable_on_database_faults():
            return purge_postgres(self._engine) if self.file is None else purge_sqlite(self.file)

    def rewrite(self) -> None:
        """Takes out of SQLite's file what earlier versions deleted. Blocks, and so it does those who write."""
        assert self.file is not None  # noqa: S101 - no other database needs it
        with unavailable_on_database_faults():
            rewrite_sqlite(self.file)

    def close(self) -> None:
        """Finishes queued work unless the database is unavailable, then closes every connection."""
        every = (self._writes, self._reads, self._long_reads)
        for lanes in every:
            lanes.refuse()
        for lanes in every:
            lanes.join()
        if self._looks is not None:
            self._looks.close()
        self.clock.close()
        self._engine.dispose()


def _end_reading(connection: Connection) -> None:
    """A connection that is gone cannot be rolled back. Nothing was written, so that nothing is lost; and what the
    reader itself raised is not hidden."""
    try:
        connection.close()
    except DBAPIError as fault:
        log.info("snapshot_not_closed", error=type_of(fault.orig or fault))
        if not connection.closed:
            connection.invalidate()
            connection.close()


def _postgres_engine(url: str, options: Options) -> Engine:
    from server.store.postgres import postgres_engine  # noqa: PLC0415 - its driver is slow to import

    return postgres_engine(url, options)
