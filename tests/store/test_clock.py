"""The database's time in a process: measured, carried on, and the same in all processes of a deployment."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from server import clock as machine
from server.clock import utc_now
from server.store import clock as database_clock
from server.store.clock import Anchor, DatabaseClock, steady_seconds
from server.store.engine import Database
from tests.parts.eventually import eventually

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NEAR = timedelta(seconds=5)


class Measured:
    """A database whose clock the test sets, by how far it is ahead of NOON."""

    def __init__(self) -> None:
        self.began = steady_seconds()
        self.ahead = timedelta(0)
        self.error_seconds = 0.0
        self.asked = 0

    def begin(self) -> Anchor:
        self.asked += 1
        return Anchor(
            moment=NOON + self.ahead + timedelta(seconds=steady_seconds() - self.began),
            steady_seconds=steady_seconds(),
            error_seconds=self.error_seconds,
        )

    def again(self) -> "Future[Anchor]":
        measured: Future[Anchor] = Future()
        measured.set_result(self.begin())
        return measured

    def close(self) -> None:
        """Holds nothing."""


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each call of the clock measures again."""
    monkeypatch.setattr(database_clock, "MEASURE_SECONDS", 0.0)


def test_it_measures_once_and_goes_on_by_the_steady_clock() -> None:
    source = Measured()
    clock = DatabaseClock(source)
    moments = [clock() for _ in range(1000)]
    assert source.asked == 1
    assert moments == sorted(moments) and moments[0] < moments[-1] < NOON + NEAR


@pytest.mark.usefixtures("often")
def test_it_follows_the_database_forward_and_waits_for_it_where_it_is_a_little_behind() -> None:
    source = Measured()
    clock = DatabaseClock(source)
    clock()
    source.ahead = HOUR
    clock()
    ahead = clock()
    assert NOON + HOUR <= ahead < NOON + HOUR + NEAR
    source.ahead = HOUR - timedelta(seconds=0.5)
    clock()
    assert clock() >= ahead


@pytest.mark.usefixtures("often")
def test_it_follows_a_database_that_was_set_back_as_the_other_processes_do() -> None:
    source = Measured()
    clock = DatabaseClock(source)
    clock()
    source.ahead = -HOUR
    clock()
    assert clock() < NOON - HOUR + NEAR


@pytest.mark.usefixtures("often")
def test_a_measurement_that_is_worse_than_the_last_one_is_not_taken() -> None:
    source = Measured()
    clock = DatabaseClock(source)
    clock()
    source.ahead, source.error_seconds = HOUR, 20.0
    clock()
    assert clock() < NOON + NEAR
    assert clock.error_seconds < 1


def test_it_knows_the_time_of_the_database(database: Database) -> None:
    assert abs(database.clock() - utc_now()) < timedelta(seconds=1) + timedelta(seconds=database.clock.error_seconds)


@pytest.mark.usefixtures("often")
def test_it_measures_a_database_again_beside_its_work(database: Database) -> None:
    database.clock()
    before = database.clock._anchor
    if database.is_sqlite:  # the first anchor stands
        database.clock()
        assert database.clock._anchor is before
        return
    time.sleep(0.05)  # until the last measurement is the worse one
    eventually(lambda: database.clock() and database.clock._anchor is not before)


@pytest.mark.parametrize("step", [HOUR, -HOUR, timedelta(days=1)], ids=str)
def test_a_machine_whose_clock_is_set_changes_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch, step: timedelta
) -> None:
    """Neither in a process that runs, nor between processes that began before and after it."""
    before = database.clock()
    monkeypatch.setattr(machine, "utc_now", lambda: utc_now() + step)
    assert before <= database.clock() < before + NEAR
    other = Database(database.url)
    try:
        assert abs(other.clock() - before) < NEAR
    finally:
        other.close()


def test_on_sqlite_the_next_processes_read_the_machines_clock_once_all_have_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "curae.db"
    file.touch(mode=0o600)

    def opened(use: Callable[[Database], None]) -> None:
        database = Database(f"sqlite:///{file}")
        try:
            use(database)
        finally:
            database.close()

    def is_near(moment: datetime) -> Callable[[Database], None]:
        def check(database: Database) -> None:
            assert abs(database.clock() - moment) < NEAR

        return check

    opened(is_near(utc_now()))
    monkeypatch.setattr(machine, "utc_now", lambda: utc_now() - HOUR)
    opened(is_near(utc_now() - HOUR))
    assert (tmp_path / "curae.db-clock").stat().st_mode & 0o777 == 0o600
    (tmp_path / "curae.db-clock").write_bytes(b"")  # its writer was killed
    opened(is_near(utc_now() - HOUR))
