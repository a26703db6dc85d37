"""Taking what was deleted out of the database's files.

SQLite overwrites what is deleted (`secure_delete`), but its write-ahead log holds older pages until it is emptied. A
file that a version of before wrote to may have deleted content in free pages: it is rewritten once, and marked.
PostgreSQL frees deleted rows at VACUUM; bytes may stay in the free space of its pages until that is used again, or
until VACUUM FULL rewrites the table.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine

# In `PRAGMA user_version`: everything in the file was written with `secure_delete`.
_OVERWRITTEN = 1
# Whoever writes waits that long for this; whoever reads an older state keeps it from being done.
_BUSY_SECONDS = 0.5
_TABLES = (
    "records",
    "tombstones",
    "withdrawals",
    "signals",
    "signal_tombstones",
    "record_imports",
    "connection_group_members",
    "exports",
    "bulk_exports",
    "idempotency_keys",
    "webhook_events",
    "webhook_deliveries",
)


def purge_sqlite(file: Path) -> bool:
    """False where somebody reads an older state, or writes: try again later."""
    with closing(sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] < _OVERWRITTEN:
                connection.execute("VACUUM")
                mark_overwritten(connection)
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            return False
    return not busy


def mark_overwritten(connection: "sqlite3.Connection | Connection") -> None:
    """Of a file that is new, or was just rewritten."""
    statement = f"PRAGMA user_version = {_OVERWRITTEN}"
    if isinstance(connection, sqlite3.Connection):
        connection.execute(statement)
    else:
        connection.exec_driver_sql(statement)


def purge_postgres(engine: Engine) -> bool:
    with engine.execution_options(curae_transaction="maintenance").connect() as connection:
        connection.detach()  # and so closed at the end: it has limits of its own
        connection.exec_driver_sql(f"VACUUM {', '.join(_TABLES)}")
    return True
