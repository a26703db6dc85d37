"""SQLite: how its file is opened, and how transactions begin."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import QueuePool

from server.errors import Unavailable
from server.limits import DATABASE_STATEMENT_SECONDS, MAX_SQLITE_JOURNAL_BYTES

BUSY_TIMEOUT_MILLISECONDS = 30_000
READ_LANES = 2
_WAL_RETRY_SECONDS = 0.01
_STEPS_BETWEEN_LOOKS = 100_000  # of SQLite's virtual machine: some milliseconds


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite URL; None for another database."""
    if not url.startswith("sqlite:"):
        return None
    parsed = make_url(url)
    return Path(parsed.database) if parsed.database else None


def sqlite_engine(url: str) -> Engine:
    file = sqlite_file(url)
    if file is None or str(file) == ":memory:":
        raise Unavailable("the SQLite URL must name a file, for example sqlite:///data/curae.db")
    if not file.parent.is_dir():
        raise Unavailable(f"the folder of the database does not exist: {file.parent}; create it, or choose another")
    engine = create_engine(url, hide_parameters=True, poolclass=QueuePool, pool_size=8, max_overflow=32)
    event.listen(engine, "connect", _prepare)
    # The driver would begin a deferred transaction by itself, too late to be a snapshot or to take the write lock.
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MILLISECONDS}")
    _enter_wal(connection)
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        "cache_size = -16384",
        "secure_delete = ON",  # what is deleted is overwritten, so that it is in no free page
        f"journal_size_limit = {MAX_SQLITE_JOURNAL_BYTES}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _enter_wal(connection: Any) -> None:
    """Two processes that make the same new file: SQLite refuses the second at once, whatever its busy timeout, since a
    wait for a lock while holding another could last for ever. So it is asked again; WAL then stays with the file."""
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


def _begin(connection: Connection) -> None:
    kind = connection.get_execution_options().get("curae_transaction", "read")
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - by the URL
    if kind == "long":
        until = time.monotonic() + DATABASE_STATEMENT_SECONDS
        driver.set_progress_handler(lambda: time.monotonic() > until, _STEPS_BETWEEN_LOOKS)
    else:
        driver.set_progress_handler(None, 0)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if kind in ("write", "migration") else "BEGIN")
