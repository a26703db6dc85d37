"""Reads that are asked for together: each caller gets its own answer, and none waits for one that is slow."""

import asyncio
import threading
from collections.abc import Collection, Iterator
from contextlib import closing

import pytest
from sqlalchemy import Connection, text

from server.errors import DatabaseFault, Unavailable
from server.store.engine import Database
from server.store.gathering import MAX_KEYS, Gathering
from tests.parts.eventually import eventually_async, patience

Found = dict[int, int]


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Database]:
    with closing(Database(postgres_url)) as database:
        yield database


def doubled(_connection: Connection, numbers: Collection[int]) -> Found:
    return {number: 2 * number for number in numbers if number >= 0}


async def test_each_caller_gets_its_own_answer(database: Database) -> None:
    gathering = Gathering(database, doubled)
    count = 2 * MAX_KEYS + 1
    answers = await asyncio.gather(*(gathering.read(number) for number in (*range(count), 7, -1)))
    assert answers == [*(2 * number for number in range(count)), 14, None]
    assert await gathering.read(3) == 6


async def test_a_read_sees_what_was_written_before_it_was_asked_for(database: Database) -> None:
    database.write_now(lambda c: c.execute(text("CREATE TABLE numbers (n INTEGER PRIMARY KEY)")))

    def find(connection: Connection, wanted: Collection[int]) -> Found:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        numbers = {row[0] for row in driver.execute("SELECT n FROM numbers").fetchall()}
        return {number: number for number in numbers & set(wanted)}

    gathering = Gathering(database, find)

    async def write_and_read(number: int) -> int | None:
        await database.write(lambda c: c.execute(text("INSERT INTO numbers VALUES (:n)"), {"n": number}))
        return await gathering.read(number)

    assert await asyncio.gather(*map(write_and_read, range(50))) == list(range(50))


async def test_one_that_is_slow_holds_up_nobody_and_the_others_go_together(postgres: Database) -> None:
    reads: list[set[int]] = []
    release = threading.Event()

    def find(connection: Connection, numbers: Collection[int]) -> Found:
        reads.append(set(numbers))
        if 0 in numbers:
            assert release.wait(patience(30))
        return doubled(connection, numbers)

    gathering = Gathering(postgres, find)
    slow = asyncio.ensure_future(gathering.read(0))
    await eventually_async(lambda: bool(reads))
    assert await asyncio.gather(*map(gathering.read, range(1, 50))) == [2 * number for number in range(1, 50)]
    assert not slow.done()
    release.set()
    assert await slow == 0
    assert reads == [{0}, set(range(1, 50))]


async def test_who_goes_away_takes_nobody_along(postgres: Database) -> None:
    gathering = Gathering(postgres, doubled)
    gone, stays = (asyncio.ensure_future(gathering.read(number)) for number in (1, 2))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays == 4
    assert gone.cancelled()


async def test_a_fault_is_told_to_all_who_asked_and_to_nobody_else(database: Database) -> None:
    fails = True

    def find(connection: Connection, numbers: Collection[int]) -> Found:
        if fails:
            connection.execute(text("SELECT n FROM nowhere"))
        return doubled(connection, numbers)

    gathering = Gathering(database, find)
    outcomes = await asyncio.gather(*map(gathering.read, range(5)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [DatabaseFault] * 5
    fails = False
    assert await gathering.read(4) == 8


async def test_of_a_database_that_is_closed_each_caller_is_told(postgres: Database) -> None:
    gathering = Gathering(postgres, doubled)
    postgres.close()
    outcomes = await asyncio.gather(*map(gathering.read, range(3)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [Unavailable] * 3
