"""Wakes idle workers when an export may have become claimable, so that none polls the queue for it.

PostgreSQL: a notification that is part of the queueing transaction, so it arrives when the row can be seen and never
for one that was rolled back. SQLite has none; there the transaction counts up `PRAGMA user_version`, a number in the
file's header that is free for applications. Idle workers ask for it every 10 ms, which takes 84 us where it was
measured, 0.8 % of a core.

A wakeup is a hint. There may be no work, or the wakeup may be lost with the connection. So a waiting worker has a time
limit, and then asks the queue itself. A pooler in transaction mode passes no notifications on: behind one, workers ask
the queue once a second, unless `listen_url` bypasses the pooler.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from typing import Any

import psycopg

from server.errors import DatabaseFault
from server.event_log import logger
from server.limits import DATABASE_CONNECT_SECONDS, DATABASE_LISTENER_SECONDS
from server.store.claimable import CHANNEL
from server.store.engine import Database
from server.store.postgres import parameters_of

log = logger()

_SQLITE_POLL_SECONDS = 0.01
_RECONNECT_SECONDS = 1.0
_POOLER_SECONDS = 60.0  # until it is asked again whether the connection leads to PostgreSQL itself


class Wakeups:
    """Counts wakeups. Read `count`, ask the queue, then wait for it to grow: no wakeup falls in between."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._next = asyncio.Event()
        self.count = 0

    def wake(self) -> None:
        """Wakes every waiting task of this process."""
        self.count += 1
        self._next.set()
        self._next = asyncio.Event()

    async def wait(self, since: int, seconds: float) -> None:
        """Returns once `count` is above `since`, or after `seconds`."""
        if self.count == since:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._next.wait(), seconds)

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Hears what other processes say for as long as this is open."""
        listener = asyncio.create_task(self._watch_file() if self._database.is_sqlite else self._listen())
        try:
            yield
        finally:
            listener.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listener

    async def _watch_file(self) -> None:
        with contextlib.closing(sqlite3.connect(self._database.file or "", timeout=0)) as file:
            said = _said(file)
            while True:
                await asyncio.sleep(_SQLITE_POLL_SECONDS)
                if said != (said := _said(file)):
                    self.wake()

    async def _listen(self) -> None:
        while True:
            pause = _RECONNECT_SECONDS
            try:
                pause = await self._listen_until_broken()
            except (psycopg.Error, TimeoutError, DatabaseFault) as fault:
                log.warning("wakeups_interrupted", error=type(fault).__qualname__)
            await asyncio.sleep(pause)

    async def _listen_until_broken(self) -> float:
        """Returns only where nothing can be listened for: how many seconds later to try again."""
        options = self._database.options
        parameters = parameters_of(options.listen_url or self._database.url, options)
        connection = await psycopg.AsyncConnection.connect(**parameters, autocommit=True, prepare_threshold=None)
        try:
            if await _backend(connection) != connection.info.backend_pid:
                log.warning("wakeups_not_heard", reason="pooler", remedy="set CURAE_DATABASE_LISTEN_URL")
                return _POOLER_SECONDS
            await connection.execute(f"LISTEN {CHANNEL}")
            self.wake()  # for notifications sent before
            while True:
                async for _ in connection.notifies(timeout=DATABASE_LISTENER_SECONDS):
                    self.wake()
                await _backend(connection)  # a connection that died in silence is noticed by this
        finally:
            await connection.close()


async def _backend(connection: "psycopg.AsyncConnection[Any]") -> int:
    """The process at the other end. Raises TimeoutError where no answer comes."""
    async with asyncio.timeout(DATABASE_CONNECT_SECONDS):
        (pid,) = await (await connection.execute("SELECT pg_backend_pid()")).fetchone() or (0,)
    return int(pid)


def _said(file: sqlite3.Connection) -> int | None:
    """None if the file cannot be read at the moment."""
    with contextlib.suppress(sqlite3.OperationalError):
        return int(file.execute("PRAGMA user_version").fetchone()[0])
    return None
