"""The console's figures, once on each database: what a sample counts, and that nothing is counted twice or missed."""

from datetime import timedelta
from typing import Any

import pytest

from server.domain.exports import ExportErrorCode, Progress
from server.domain.latency import Calls
from server.services.overview import MAX_ACTIVE, Overview
from server.store.engine import Database
from server.store.queue import Claim, begin_attempt, extend_lease, fail
from tests.parts.in_process import TestClock
from tests.store.seeds import a_connection, an_export, make_ready, queue_exports, take


class Counted:
    """What the process would have counted of its calls."""

    def __init__(self) -> None:
        self.calls = Calls(total=0, errors=0, buckets=((0.1, 0), (1.0, 0), (float("inf"), 0)))

    def __call__(self) -> Calls:
        return self.calls


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def overview(database: Database, clock: TestClock, counted: Counted) -> Overview:
    return Overview(database, clock, counted)


def claim(database: Database, clock: TestClock) -> Claim:
    def work(open_database: Any) -> Claim:
        taken = take(open_database, clock.now)
        begin_attempt(open_database, taken, started_at=clock.now, now=clock.now)
        return taken

    return database.write_now(work)


def report(database: Database, clock: TestClock, held: Claim, records: int) -> None:
    progress = Progress(records_exported=records, records_total=1000)
    until = clock.now + timedelta(hours=1)
    database.write_now(lambda c: extend_lease(c, held, now=clock.now, lease_until=until, progress=progress))


def finish(database: Database, clock: TestClock, held: Claim, records: int) -> None:
    database.write_now(lambda c: make_ready(c, held, clock.now, records=records))


async def test_a_long_export_is_seen_while_it_runs_and_each_record_is_counted_once(
    database: Database, clock: TestClock, overview: Overview
) -> None:
    queue_exports(database, an_export(a_connection(database, clock.now), clock.now))
    first = await overview.sample()
    assert (first.queued, first.running, first.records_a_second) == (1, 0, 0)
    clock.advance(seconds=5)
    assert (await overview.sample()).oldest_seconds == 5
    held = claim(database, clock)
    written = 0.0
    for records in (200, 500, 700):
        report(database, clock, held, records)
        sample = await _after_five_seconds(overview, clock)
        written += sample.records_a_second * 5
        assert sample.running == 1
    assert written == pytest.approx(700)
    clock.advance(seconds=4.5)  # so late that the next sample is taken before it counts the export as ended
    finish(database, clock, held, 1000)
    clock.advance(seconds=0.5)
    early = await overview.sample()
    late = await _after_five_seconds(overview, clock)
    assert (early.ready_a_minute, early.records_a_second * 5) == (0, pytest.approx(300))
    assert (late.ready_a_minute, late.records_a_second, late.bytes_a_second) == (pytest.approx(12), 0, 1)


async def test_records_that_a_failed_attempt_takes_back_are_not_less_than_none(
    database: Database, clock: TestClock, overview: Overview
) -> None:
    queue_exports(database, an_export(a_connection(database, clock.now), clock.now))
    held = claim(database, clock)
    report(database, clock, held, 80)
    await _after_five_seconds(overview, clock)
    database.write_now(lambda c: fail(c, held, error_code=ExportErrorCode.INTERNAL, now=clock.now))
    sample = await _after_five_seconds(overview, clock)
    assert (sample.records_a_second, sample.failed_a_minute) == (0, pytest.approx(12))


async def test_latency_and_errors_are_those_of_the_interval(
    clock: TestClock, overview: Overview, counted: Counted
) -> None:
    counted.calls = Calls(total=100, errors=10, buckets=((0.1, 90), (1.0, 100), (float("inf"), 100)))
    sample = await _after_five_seconds(overview, clock)
    assert (sample.calls_a_second, sample.errors_a_second) == (20, 2)
    assert sample.p50_seconds is not None and sample.p50_seconds < 0.1
    assert sample.p99_seconds is not None and 0.1 < sample.p99_seconds <= 1
    quiet = await _after_five_seconds(overview, clock)
    assert (quiet.calls_a_second, quiet.p50_seconds, quiet.p99_seconds) == (0, None, None)


async def test_samples_are_told_once_and_bounded_and_figures_shared(
    database: Database, clock: TestClock, overview: Overview
) -> None:
    connection = a_connection(database, clock.now)
    queue_exports(database, *(an_export(connection, clock.now) for _ in range(MAX_ACTIVE + 3)))
    follower = overview.follow()
    _, samples = await anext(follower)
    assert samples == []
    taken = [await _after_five_seconds(overview, clock) for _ in range(3)]
    figures, samples = await anext(follower)
    assert samples == taken
    assert len(figures.active) == MAX_ACTIVE
    assert await overview.figures() is figures
    await follower.aclose()


async def _after_five_seconds(overview: Overview, clock: TestClock) -> Any:
    clock.advance(seconds=5)
    return await overview.sample()
