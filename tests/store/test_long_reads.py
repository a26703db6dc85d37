"""Work that looks at many rows holds up no other read, and ends in time."""

import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from server.errors import Unavailable
from server.store import sqlite
from server.store.engine import Database
from tests.parts.in_process import sqlite_urls
from tests.parts.migrated import open_migrated

_ENDLESS = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
_ONE = text("SELECT 1")


async def test_others_read_while_long_reads_wait_in_line(database: Database) -> None:
    may_end = threading.Event()
    waiting = [asyncio.create_task(database.read_long(lambda _: may_end.wait(60))) for _ in range(20)]
    try:
        for _ in range(20):
            assert await database.read(lambda connection: connection.execute(_ONE).scalar_one()) == 1
        assert not any(each.done() for each in waiting)
    finally:
        may_end.set()
    assert all(await asyncio.gather(*waiting))


async def test_a_read_without_end_is_ended_and_the_next_one_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "DATABASE_STATEMENT_SECONDS", 0.2)
    database = open_migrated(sqlite_urls(tmp_path)["database_url"])
    try:
        with pytest.raises(Unavailable):
            await database.read_long(lambda connection: connection.execute(_ENDLESS).scalar_one())
        assert await database.read_long(lambda connection: connection.execute(_ONE).scalar_one()) == 1
    finally:
        database.close()
