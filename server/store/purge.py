"""Taking what was deleted out of the database's files.

SQLite overwrites what is deleted (`secure_delete`), but its write-ahead log holds older pages until it is emptied. A
file that an earlier version wrote to may have deleted content in free pages: an upgrade rewrites and marks it, once.
PostgreSQL frees deleted rows at VACUUM; bytes may stay in the free space of its pages until that is used again, or
until VACUUM FULL rewrites the table.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine

# In `PRAGMA application_id`, whose other use would be to name the format: everything in the file was written with
# `secure_delete`.
_OVERWRITTEN = int.from_bytes(b"CURA")
_MARK = f"PRAGMA application_id = {_OVERWRITTEN}"
_REWRITE_BUSY_SECONDS = 30
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
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            return False
    return not busy


def is_overwritten(connection: Connection) -> bool:
    return bool(connection.exec_driver_sql("PRAGMA application_id").scalar_one() == _OVERWRITTEN)


def mark_overwritten(connection: Connection) -> None:
    """Of a file that is new."""
    connection.exec_driver_sql(_MARK)


def rewrite_sqlite(file: Path) -> None:
    """Writers wait meanwhile; readers do not."""
    with closing(sqlite3.connect(file, timeout=_REWRITE_BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute("VACUUM")
        connection.execute(_MARK)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def purge_postgres(engine: Engine) -> bool:
    with engine.execution_options(curae_transaction="maintenance").connect() as connection:
        connection.detach()  # and so closed at the end: it has limits of its own
        connection.exec_driver_sql(f"VACUUM {', '.join(_TABLES)}")
    return True
