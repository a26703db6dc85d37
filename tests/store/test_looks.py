"""Looks on the event loop's thread: what they may not wait for, a lane does."""

import math
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from server.errors import DatabaseFault
from server.store import looks
from server.store.engine import Database
from server.store.faults import Reason


@pytest.fixture
def sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setattr(looks, "SLOW_SECONDS", math.inf)
    with closing(Database(f"sqlite:///{tmp_path / 'looks.db'}")) as database:
        database.write_now(lambda c: c.execute(text("CREATE TABLE numbers (n INTEGER PRIMARY KEY)")))
        yield database


def _thread(_connection: Connection) -> int:
    return threading.get_ident()


def _insert(number: int, connection: Connection) -> None:
    connection.execute(text("INSERT INTO numbers VALUES (:n)"), {"n": number})


def _numbers(connection: Connection) -> list[int]:
    driver = connection.connection.dbapi_connection
    assert driver is not None
    return [row[0] for row in driver.execute("SELECT n FROM numbers ORDER BY n").fetchall()]


async def test_a_look_is_taken_here_and_sees_every_write_before_it(sqlite: Database) -> None:
    assert await sqlite.look(_thread) == threading.get_ident()
    for number in range(20):
        await sqlite.write(partial(_insert, number))
        assert await sqlite.look(_numbers) == list(range(number + 1))


async def test_no_look_keeps_an_older_state(sqlite: Database) -> None:
    """Which would keep deleted content in the log."""
    assert await sqlite.look(_numbers) == []
    await sqlite.write(partial(_insert, 1))
    assert sqlite.purge()


async def test_a_look_that_begins_a_transaction_is_refused_and_harms_no_later_one(sqlite: Database) -> None:
    with pytest.raises(RuntimeError, match="by Prepared or Statement alone"):
        await sqlite.look(lambda c: c.execute(text("SELECT n FROM numbers")).scalars().all())
    await sqlite.write(partial(_insert, 1))
    assert await sqlite.look(_numbers) == [1]


async def test_what_is_busy_a_lane_waits_for(sqlite: Database) -> None:
    here = threading.get_ident()

    def busy_here(connection: Connection) -> int:
        if threading.get_ident() == here:
            raise OperationalError("SELECT", None, Exception("database is locked"))
        return _thread(connection)

    assert await sqlite.look(busy_here) != here
    assert await sqlite.look(_thread) == here


async def test_a_fault_is_the_lanes_and_the_next_look_is_taken(sqlite: Database) -> None:
    with pytest.raises(DatabaseFault) as caught:
        await sqlite.look(lambda c: c.execute(text("SELECT n FROM nowhere")))
    assert caught.value.reason is Reason.SCHEMA
    assert await sqlite.look(_thread) == threading.get_ident()


async def test_after_a_slow_look_the_lanes_look_for_a_while(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "SLOW_SECONDS", 0.0)
    monkeypatch.setattr(looks, "PAUSES_A_LOOK", math.inf)
    assert await sqlite.look(_thread) == threading.get_ident()
    assert await sqlite.look(_thread) != threading.get_ident()


async def test_a_slow_disk_takes_a_small_part_of_the_loops_time(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However slow each look is: the loop answers all other calls too."""
    monkeypatch.setattr(looks, "SLOW_SECONDS", 0.01)
    here, began = 0.0, time.monotonic()

    def slow(_connection: Connection) -> float:
        time.sleep(0.02)
        return 0.02 if threading.get_ident() == loop else 0.0

    loop = threading.get_ident()
    while time.monotonic() - began < 1.0:
        here += await sqlite.look(slow)
    assert 0.0 < here <= 0.04
