"""How work shares transactions: what is answered is durable, and one that fails hurts no other."""

import asyncio
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import IntegrityError

from server.errors import NotFound, Unavailable
from server.store.engine import Database
from server.store.options import POSTGRES_LANES
from server.store.transactions import Work
from tests.parts.eventually import eventually, eventually_async, patience
from tests.parts.write_transactions import write_transactions

PATIENCE_SECONDS = 30


@pytest.fixture
def numbers(database: Database) -> Database:
    database.write_now(lambda connection: connection.execute(text("CREATE TABLE numbers (n INTEGER PRIMARY KEY)")))
    return database


def add(number: int) -> Work[int]:
    def work(connection: Connection) -> int:
        connection.execute(text("INSERT INTO numbers VALUES (:n)"), {"n": number})
        return number

    return work


def stored(database: Database) -> list[int]:
    return database.read_now(
        lambda connection: list(connection.execute(text("SELECT n FROM numbers ORDER BY n")).scalars())
    )


class Gate:
    """Work that holds every write lane until it is opened, so that what is submitted meanwhile shares a transaction."""

    def __init__(self, database: Database) -> None:
        self._opened = threading.Event()
        self._threads = ThreadPoolExecutor(lanes_of(database))
        self._entered = threading.Semaphore(0)
        self._held = [self._enter(database) for _ in range(lanes_of(database))]

    def _enter(self, database: Database) -> "Future[None]":
        """One at a time: two at once could share a lane."""
        held = self._threads.submit(database.write_now, self._wait)
        assert self._entered.acquire(timeout=patience(PATIENCE_SECONDS))
        return held

    def _wait(self, _connection: Connection) -> None:
        self._entered.release()
        assert self._opened.wait(patience(PATIENCE_SECONDS))

    def open(self) -> None:
        self._opened.set()
        for held in self._held:
            held.result(patience(PATIENCE_SECONDS))
        self._threads.shutdown()


def lanes_of(database: Database) -> int:
    return len(database._writes._threads)


async def test_what_is_written_is_read_by_the_next_read(numbers: Database) -> None:
    for number in range(20):
        assert await numbers.write(add(number)) == number
        assert number in await numbers.read(lambda c: list(c.execute(text("SELECT n FROM numbers")).scalars()))


async def test_concurrent_writes_share_transactions(numbers: Database) -> None:
    gate = Gate(numbers)
    waiting = [asyncio.ensure_future(numbers.write(add(number))) for number in range(500)]
    await asyncio.sleep(0)  # each of them is queued in its first step
    transactions = 0

    def count(*_: object) -> None:
        nonlocal transactions
        transactions += 1

    event.listen(numbers._engine, "commit", count)
    gate.open()
    assert await asyncio.gather(*waiting) == list(range(500))
    assert stored(numbers) == list(range(500))
    assert transactions <= 20


async def test_work_that_fails_takes_nothing_of_its_neighbours(numbers: Database) -> None:
    def refuse(connection: Connection) -> None:
        connection.execute(text("INSERT INTO numbers VALUES (1000)"))
        raise NotFound("no")

    def break_sql(connection: Connection) -> None:
        connection.execute(text("INSERT INTO numbers VALUES (:n)"), {"n": 2**70})

    gate = Gate(numbers)
    works = [add(1), refuse, add(2), add(1), add(3), break_sql, add(4)]
    waiting = [asyncio.ensure_future(numbers.write(work)) for work in works]
    await asyncio.sleep(0)  # each of them is queued in its first step
    gate.open()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert [outcome for outcome in outcomes if isinstance(outcome, int)] in ([1, 2, 3, 4], [2, 1, 3, 4])
    failures = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert isinstance(failures[0], NotFound)
    assert any(isinstance(failure, IntegrityError) for failure in failures)
    assert stored(numbers) == [1, 2, 3, 4]


async def test_a_read_that_fails_takes_nothing_of_its_neighbours(numbers: Database) -> None:
    def break_sql(connection: Connection) -> None:
        connection.execute(text("SELECT :text"), {"text": "a lone surrogate \ud800, or a \0" + "x" * 10})
        connection.execute(text("SELECT 1 / 0"))

    def one(connection: Connection) -> int:
        return int(connection.execute(text("SELECT 1")).scalar_one())

    outcomes = await asyncio.gather(
        *(numbers.read(work) for work in [one, break_sql, one] * 100), return_exceptions=True
    )
    assert [outcome for outcome in outcomes if isinstance(outcome, int)] == [1] * 200


async def test_a_work_alone_that_raises_writes_nothing(numbers: Database) -> None:
    def refuse(connection: Connection) -> None:
        connection.execute(text("INSERT INTO numbers VALUES (1)"))
        raise NotFound("no")

    with pytest.raises(NotFound):
        await numbers.write(refuse)
    assert stored(numbers) == []


async def test_results_come_after_the_commit(numbers: Database, database_url: str) -> None:
    """Seen by another engine, which is not in on any transaction."""
    other = Database(database_url)

    async def write_then_look(number: int) -> bool:
        await numbers.write(add(number))
        return number in await asyncio.to_thread(stored, other)

    assert all(await asyncio.gather(*(write_then_look(number) for number in range(100))))
    other.close()


async def test_a_cancelled_caller_that_still_waits_is_passed_by(numbers: Database) -> None:
    gate = Gate(numbers)
    kept, cancelled = (asyncio.ensure_future(numbers.write(add(number))) for number in (1, 2))
    await asyncio.sleep(0)  # each of them is queued in its first step
    cancelled.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cancelled
    gate.open()
    assert await kept == 1
    assert stored(numbers) == [1]


async def test_cancelling_a_caller_does_not_undo_what_has_begun(numbers: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(connection: Connection) -> None:
        begun.set()
        assert go_on.wait(10)
        add(7)(connection)

    caller = asyncio.ensure_future(numbers.write(slow))
    assert await asyncio.to_thread(begun.wait, 10)
    caller.cancel()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert await numbers.write(add(8)) == 8
    await eventually_async(lambda: stored(numbers) == [7, 8])


async def test_a_full_queue_is_unavailable_and_takes_the_next_once_it_drains(
    numbers: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbers._writes._jobs, "maxsize", 10)
    gate = Gate(numbers)
    waiting = [asyncio.ensure_future(numbers.write(add(number))) for number in range(10)]
    await asyncio.sleep(0)  # each of them is queued in its first step
    with pytest.raises(Unavailable, match="waiting"):
        await numbers.write(add(99))
    gate.open()
    await asyncio.gather(*waiting)
    await numbers.write(add(100))
    assert stored(numbers) == [*range(10), 100]


async def test_closing_finishes_what_is_queued_and_takes_no_more(numbers: Database, database_url: str) -> None:
    gate = Gate(numbers)
    waiting = [asyncio.ensure_future(numbers.write(add(number))) for number in range(300)]
    await asyncio.sleep(0)  # each of them is queued in its first step
    closing = asyncio.ensure_future(asyncio.to_thread(numbers.close))
    gate.open()
    await closing
    assert await asyncio.gather(*waiting) == list(range(300))
    with pytest.raises(Unavailable, match="stopping"):
        await numbers.write(add(999))
    other = Database(database_url)
    assert stored(other) == list(range(300))
    other.close()


def test_no_work_that_races_with_closing_is_left_without_an_answer(database_url: str) -> None:
    for _ in range(20):
        database = Database(database_url)
        with ThreadPoolExecutor(4) as threads:
            answers = [threads.submit(_outcome, database) for _ in range(40)]
            database.close()
            assert {answer.result(patience(PATIENCE_SECONDS)) for answer in answers} <= {"done", "refused"}


def _outcome(database: Database) -> str:
    try:
        database.write_now(lambda connection: connection.execute(text("SELECT 1")).scalar_one())
    except Unavailable:
        return "refused"
    return "done"


def test_work_that_must_stand_alone_shares_its_transaction_with_nothing(numbers: Database) -> None:
    """Also when it is queued among others: what they wrote is committed, or not begun, while it runs."""
    gate = Gate(numbers)
    seen: list[tuple[set[int], set[int]]] = []

    def look(connection: Connection) -> None:
        inside = set(connection.execute(text("SELECT n FROM numbers")).scalars())
        seen.append((inside, set(stored(numbers))))

    with ThreadPoolExecutor(30) as threads:
        works = [threads.submit(numbers.write_now, add(number)) for number in range(10)]
        eventually(lambda: numbers.waiting("write") == 10)
        works.append(threads.submit(numbers.write_alone_now, look))
        eventually(lambda: numbers.waiting("write") == 11)
        works += [threads.submit(numbers.write_now, add(number)) for number in range(10, 20)]
        eventually(lambda: numbers.waiting("write") == 21)
        gate.open()
        for work in works:
            work.result(patience(PATIENCE_SECONDS))
    ((inside, outside),) = seen
    assert inside <= outside
    assert stored(numbers) == list(range(20))


def test_works_that_stand_alone_run_side_by_side(postgres_url: str) -> None:
    """None waits behind another while a thread has nothing to do."""
    database = Database(postgres_url)
    meet = threading.Barrier(POSTGRES_LANES)

    def wait(_connection: Connection) -> None:
        meet.wait(patience(2))

    database.write_now(_one)  # starts the threads
    gate = Gate(database)
    works = [database.write_later(wait, alone=True) for _ in range(POSTGRES_LANES)]
    gate.open()
    for work in works:
        work.result(patience(PATIENCE_SECONDS))
    database.close()


def test_a_deadlock_is_tried_again(postgres_url: str) -> None:
    database = Database(postgres_url)
    database.write_now(lambda c: c.execute(text("CREATE TABLE pairs (n INTEGER PRIMARY KEY, v INTEGER)")))
    database.write_now(lambda c: c.execute(text("INSERT INTO pairs VALUES (1, 0), (2, 0)")))
    meet = threading.Barrier(2)
    attempts: list[int] = []
    begun = threading.Event()

    def crosswise(first: int, second: int) -> None:
        def work(connection: Connection) -> None:
            connection.execute(text("SET LOCAL deadlock_timeout = '50ms'"))
            attempts.append(first)
            begun.set()
            connection.execute(text("UPDATE pairs SET v = v + 1 WHERE n = :n"), {"n": first})
            if len(attempts) <= 2:
                meet.wait(patience(PATIENCE_SECONDS))
            connection.execute(text("UPDATE pairs SET v = v + 1 WHERE n = :n"), {"n": second})

        database.write_now(work)

    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(crosswise, 1, 2)
        assert begun.wait(patience(PATIENCE_SECONDS))  # or both might share a transaction
        for outcome in [one, threads.submit(crosswise, 2, 1)]:
            outcome.result(patience(PATIENCE_SECONDS))
    values = database.read_now(lambda c: list(c.execute(text("SELECT v FROM pairs")).scalars()))
    assert values == [2, 2]
    assert len(attempts) > 2  # the victim may take its first row back before the other wakes, and lose again
    database.close()


def test_a_database_that_went_away_is_unavailable_and_used_again_once_it_is_back(postgres_url: str) -> None:
    database = Database(postgres_url)
    dsn = postgres_url.replace("+psycopg", "")
    assert database.read_now(_one) == 1

    def die(connection: Connection) -> None:
        me = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with psycopg.connect(dsn, autocommit=True) as killer:
            killer.execute("SELECT pg_terminate_backend(%s)", (me,))
        connection.execute(text("SELECT 1"))

    with pytest.raises(Unavailable):
        database.write_now(die)
    assert database.write_now(_one) == 1
    database.close()


def test_a_server_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    database = Database(f"postgresql://postgres@/nowhere?host={tmp_path}")
    for call in (database.read_now, database.write_now):
        with pytest.raises(Unavailable):
            call(_one)
    with pytest.raises(Unavailable), database.snapshot():
        pass
    database.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:////no/such/folder/curae.db"])
def test_a_sqlite_url_without_a_usable_file_says_so(url: str) -> None:
    with pytest.raises(Unavailable):
        Database(url)


def test_sqlite_is_durable_and_keeps_references(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")

    def pragmas(connection: Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return [connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in names]

    for call in (database.read_now, database.write_now):
        assert call(pragmas) == ["wal", 2, 1, 30_000]
    database.close()


def _one(connection: Connection) -> int:
    return int(connection.execute(text("SELECT 1")).scalar_one())


async def test_a_write_that_depends_on_a_read_is_made_only_where_there_is_something_to_do(numbers: Database) -> None:
    def lacks(number: int) -> Work[bool]:
        return lambda connection: number not in set(connection.execute(text("SELECT n FROM numbers")).scalars())

    with write_transactions(numbers) as writes:
        assert await numbers.write_if(lacks(1), add(1)) == 1
        assert await numbers.write_if(lacks(1), add(1)) is None
    assert stored(numbers) == [1] and writes.begun == 1
