"""A consistent copy of a SQLite database that is being written to."""

import sqlite3
from contextlib import closing
from pathlib import Path

from server.errors import Unavailable
from server.store.sqlite import BUSY_TIMEOUT_MILLISECONDS


def copy_sqlite(source: Path, target: Path) -> None:
    """Writes `target` with SQLite's online backup, as of one moment. Writers go on meanwhile: the journal is a WAL.

    Raises Unavailable where the source cannot be read or the copy is not whole.
    """
    try:
        with closing(_opened(source)) as reading, closing(_opened(target)) as writing:
            # All pages in one step: one snapshot. Between steps, a write of another process would restart the copy.
            reading.backup(writing, pages=-1)
            (verdict,) = writing.execute("PRAGMA quick_check").fetchone()
    except sqlite3.Error as fault:
        raise Unavailable(f"the database {source} cannot be copied to {target}; look at the disks") from fault
    if verdict != "ok":
        raise Unavailable(f"the copy of the database {source} is damaged, and so may it be; run: curae doctor")


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=BUSY_TIMEOUT_MILLISECONDS / 1000, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    return connection
