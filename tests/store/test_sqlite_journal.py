"""SQLite's write-ahead log after a long reader: it is cut back to its limit, as soon as anything is written."""

from pathlib import Path

from sqlalchemy import text

from server.limits import MAX_SQLITE_JOURNAL_BYTES
from server.store import migrate
from server.store.checkup import take_write
from server.store.engine import Database
from tests.parts.eventually import eventually

MIB = 1 << 20


def test_it_shrinks_once_the_reader_is_gone(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'curae.db'}")
    migrate.upgrade(database)
    database.write_now(lambda c: c.execute(text("CREATE TABLE filler (bytes BLOB)")))
    journal = tmp_path / "curae.db-wal"
    insert = text("INSERT INTO filler VALUES (zeroblob(:size))")
    with database.snapshot():
        for _ in range(8):
            database.write_now(lambda c: c.execute(insert, {"size": 5 * MIB}))
        assert journal.stat().st_size > 2 * MAX_SQLITE_JOURNAL_BYTES

    def is_short() -> bool:
        database.write_now(take_write)  # as a server does every two seconds
        return journal.stat().st_size <= MAX_SQLITE_JOURNAL_BYTES

    eventually(is_short)
    database.close()
