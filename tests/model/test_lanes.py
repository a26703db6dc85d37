"""The threads that share transactions, in every order: an answer is its caller's own, and says what is stored."""

import asyncio
import sqlite3
from pathlib import Path
from random import Random

from sqlalchemy import Connection, event, text

from server.errors import CuraeError, NotFound
from server.store.engine import Database
from server.store.transactions import Work
from tests.model.conftest import LONG
from tests.model.schedule import Schedule
from tests.model.stand_ins import give_way_on_sqlite, scheduled

CALLERS = 40
STEPS = 1_000_000 if LONG else 30_000


def run(seed: int, url: str) -> int:
    """The steps of callers that fail, are cancelled, and meet a disk that fails, until the database is closed."""
    random, schedule = Random(seed), Schedule(seed)
    with scheduled(schedule):
        database = Database(url)
        database._engine.connect().close()
        give_way_on_sqlite(schedule, database)
        event.listen(database._engine, "commit", lambda _connection: _sometimes_full(random, schedule))
        outcomes: dict[int, object] = {}

        async def call(number: int, *, fails: bool, alone: bool) -> None:
            work = _add(number, fails=fails)
            try:
                outcomes[number] = await (
                    asyncio.to_thread(database.write_alone_now, work) if alone else database.write(work)
                )
            except CuraeError as fault:
                outcomes[number] = type(fault)

        tasks = []
        for number in range(CALLERS):
            tasks.append(schedule.start("", call(number, fails=random.random() < 0.2, alone=random.random() < 0.2)))
            schedule.run(steps=random.choice((0, 1, 5)))
            if random.random() < 0.3:
                random.choice(tasks).cancel()
        closing = schedule.start("", asyncio.to_thread(database.close))
        schedule.run(lambda: closing.done() and all(task.done() for task in tasks))
        assert not schedule.faults, schedule.faults
    stored = _stored(url)
    for number, outcome in outcomes.items():
        if outcome == number:
            assert number in stored, f"{number} was answered, and is not stored"
        else:
            assert isinstance(outcome, type), f"{number} got the answer {outcome}"
            assert number not in stored, f"{number} was refused, and is stored"
    for number, task in enumerate(tasks):
        assert task.cancelled() or number in outcomes, f"{number} has no answer"
    schedule.close()
    return schedule.steps


def test_answers_say_what_is_stored(tmp_path: Path) -> None:
    seed = steps = 0
    while steps < STEPS:
        file = tmp_path / f"{seed}.db"
        with sqlite3.connect(file) as made:
            made.execute("CREATE TABLE numbers (n INTEGER PRIMARY KEY)")
            made.execute("CREATE TABLE tenants (id TEXT)")
        try:
            steps += run(seed, f"sqlite:///{file}")
        except BaseException as fault:
            fault.add_note(f"seed {seed}")
            raise
        seed += 1
    print(f"{seed} seeds, {steps} steps")


def _add(number: int, *, fails: bool) -> Work[int]:
    def work(connection: Connection) -> int:
        connection.execute(text("INSERT INTO numbers VALUES (:n)"), {"n": number})
        if fails:
            raise NotFound("no")
        return number

    return work


def _sometimes_full(random: Random, schedule: Schedule) -> None:
    if schedule.current is not None and random.random() < 0.1:
        raise sqlite3.OperationalError("database or disk is full")


def _stored(url: str) -> set[int]:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
        return {number for (number,) in database.execute("SELECT n FROM numbers")}
