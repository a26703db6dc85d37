"""How the event loop meets the database, and the one way to run a transaction.

Work is a plain function of a connection. It runs on a lane: a thread with a connection of its own that takes whatever
has queued up and runs it in one transaction. Concurrent writes so share one commit: a disk flush costs the same for one
row as for two hundred. Each piece of work stands in its own savepoint, so one that fails takes nothing with it.

Measured for this choice by `python -m benchmarks database` (2 cores, SQLite, synchronous=FULL, 64 callers of one row
each): async SQLAlchemy over aiosqlite 1,300 rows/s, one writer thread 3,000, and 5,300 where callers share a commit.
"""

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import QueuePool

from server.errors import Unavailable
from server.store.lanes import Lanes
from server.store.transactions import Transactions, Work, unavailable_on_database_faults

T = TypeVar("T")

BUSY_TIMEOUT_MILLISECONDS = 30_000
_WAL_RETRY_SECONDS = 0.01
POSTGRES_LANES = 4
PING_AFTER_SECONDS = 1.0
_USED = "curae_used"  # when a pooled connection was, by the monotonic clock
SQLITE_READ_LANES = 2


class Database:
    """The database behind one URL: `sqlite:///FILE` or `postgresql://...`."""

    def __init__(self, url: str) -> None:
        parsed = _normalized(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.url = parsed
        self._engine = _sqlite_engine(parsed) if self.is_sqlite else _postgres_engine(parsed)
        self._writes = Lanes("write", self._engine, count=1 if self.is_sqlite else POSTGRES_LANES, writes=True)
        self._reads = Lanes("read", self._engine, count=SQLITE_READ_LANES if self.is_sqlite else POSTGRES_LANES)
        statements = self._engine if self.is_sqlite else self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self._writes_here = Transactions(statements, writes=self.is_sqlite)
        self._reads_here = Transactions(statements, writes=False)

    async def write(self, work: Work[T]) -> T:
        """Runs `work` in a transaction and returns once it is durable.

        Cancelling the caller does not undo work that has begun. Raises what `work` raises, and Unavailable where the
        database is away, locked for too long, or out of space.
        """
        return await self._writes.run(work)

    async def read(self, work: Work[T]) -> T:
        """Runs `work` on a state that holds every write that was answered before the call."""
        return await self._reads.run(work)

    async def write_if(self, due: Work[object], work: Work[T]) -> T | None:
        """`write` where the read `due` finds something to do, and None where it does not: SQLite's one write lock is
        then not taken, for which every other process would have to wait.

        `work` looks again: another may have done it meanwhile.
        """
        return await self.write(work) if await self.read(due) else None

    def write_now(self, work: Work[T]) -> T:
        """`write` for callers that are threads: the worker and the command line."""
        return self._writes.submit(work).result()

    def write_later(self, work: Work[T]) -> "Future[T]":
        """`write` that nobody waits for: it is done even where its caller is cancelled, and before `close` returns."""
        return self._writes.submit(work)

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

    def open_snapshot(self) -> Connection:
        """A connection that sees the database as it is now until it is closed, whatever is written meanwhile."""
        with unavailable_on_database_faults():
            connection = self._engine.connect()
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            # The first read takes the snapshot, on both databases.
            connection.execute(text("SELECT count(*) FROM tenants"))
            return connection

    @contextmanager
    def exclusive(self) -> Iterator[Connection]:
        """A connection outside the lanes, for migrations: its transactions hold the write lock from the start."""
        engine = self._engine.execution_options(curae_writes=True)
        with unavailable_on_database_faults(), engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Finishes what is queued, then lets go of every connection."""
        self._writes.close()
        self._reads.close()
        self._engine.dispose()


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite URL; None for another database."""
    parsed = make_url(url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def _normalized(url: str) -> URL:
    parsed = make_url(url)
    if parsed.get_backend_name() in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def _sqlite_engine(url: URL) -> Engine:
    if url.database is None or url.database in ("", ":memory:"):
        raise Unavailable("the SQLite URL must name a file, for example sqlite:///data/curae.db")
    folder = Path(url.database).parent
    if not folder.is_dir():
        raise Unavailable(f"the folder of the database does not exist: {folder}; make it, or choose another")
    engine = create_engine(url, hide_parameters=True, poolclass=QueuePool, pool_size=8, max_overflow=32)
    event.listen(engine, "connect", _prepare_sqlite)
    # The driver would begin a deferred transaction by itself, too late to be a snapshot or to take the write lock.
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MILLISECONDS}")
    _enter_wal(connection)
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "cache_size = -16384"):
        connection.execute(f"PRAGMA {pragma}")


def _enter_wal(connection: Any) -> None:
    """Two that make the same new file at once: SQLite refuses the second at once, whatever its busy timeout, since to
    wait for a lock while holding another could wait for ever. So it is asked again; WAL then stays with the file."""
    deadline = time.monotonic() + BUSY_TIMEOUT_MILLISECONDS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as refusal:
            if refusal.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_WAL_RETRY_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("curae_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _postgres_engine(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True, pool_size=2 * POSTGRES_LANES + 4, max_overflow=32)
    event.listen(engine, "connect", _note_use)
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", partial(_require_alive, engine))
    return engine


def _note_use(_connection: Any, record: Any) -> None:
    record.info[_USED] = time.monotonic()


def _require_alive(engine: Engine, connection: Any, record: Any, _fairy: Any) -> None:
    """Asks a connection that has lain idle whether it still stands; the pool takes another where it does not. In front
    of each transaction of a busy lane that would be one round trip more."""
    if time.monotonic() - record.info[_USED] < PING_AFTER_SECONDS:
        return
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as gone:
        raise DisconnectionError from gone
