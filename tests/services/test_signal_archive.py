"""Reading signals back, and their retention, on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from server.clock import utc_now
from server.errors import BadRequest, NotFound
from server.services import signal_archive
from server.services.signal_archive import SignalArchive
from server.store.signals import Signal, SignalFilter, count_signals
from tests.parts.eventually import eventually_async
from tests.parts.exports import working
from tests.parts.in_process import App, Stack, TestClock
from tests.parts.stored_signals import a_workout, put_signals

ACTIVITY = SignalFilter(namespace="activity")


def signals(app: App, clock: TestClock, count: int, **changes: object) -> list[Signal]:
    """In the order of reading: three of each time, three minutes apart, the last now."""
    made = [
        a_workout(
            app.tenant.id,
            app.connection.id,
            received_at=clock.now - timedelta(minutes=(count - 1 - number) // 3 * 3),
            payload='{"n":1}',
        )
        for number in range(count)
    ]
    return sorted(
        (replace(signal, **changes) for signal in made),  # type: ignore[arg-type]
        key=lambda signal: (signal.received_at, signal.id),
    )


@pytest.fixture
def archive(stack: Stack, clock: TestClock) -> SignalArchive:
    return SignalArchive(stack.database, clock)


def store(stack: Stack, *made: Signal) -> None:
    stack.database.write_now(lambda database: put_signals(database, made))


def test_every_signal_is_read_once_whatever_the_page(
    stack: Stack, archive: SignalArchive, app: App, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = signals(app, clock, 20)
    store(stack, *made)
    for page in (1, 3, 7, 100):
        monkeypatch.setattr(signal_archive, "PAGE", page)
        assert [each.id for each in archive.read(ACTIVITY)] == [each.id for each in made]
    assert archive.count([ACTIVITY]) == 20


def test_a_filter_holds(stack: Stack, archive: SignalArchive, app: App, clock: TestClock) -> None:
    mine, theirs = signals(app, clock, 6), signals(stack.new_app(), clock, 2)
    store(stack, *mine, *theirs)
    chosen = SignalFilter(
        namespace="activity",
        connection_id=app.connection.id,
        since=mine[0].received_at,
        until=mine[-1].received_at,
    )
    assert [each.id for each in archive.read(chosen)] == [each.id for each in mine[:3]]
    assert [each.id for each in archive.newest(replace(ACTIVITY, connection_id=app.connection.id), 2)] == [
        each.id for each in mine[-2:]
    ]
    assert archive.newest(ACTIVITY, 0) == []


async def test_what_is_past_its_retention_is_deleted_in_steps(
    stack: Stack, archive: SignalArchive, app: App, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signal_archive, "DELETE_STEP", 4)
    store(stack, *signals(app, clock, 6), *signals(app, clock, 3, received_at=clock.now - timedelta(days=31)))
    store(stack, *signals(app, clock, 3, received_at=clock.now - timedelta(days=40)))
    assert await archive.expire() == 0
    archive.retain("activity", 30)
    assert archive.retentions() == {"activity": 30}
    assert [await archive.expire() for _ in range(3)] == [4, 2, 0]
    assert stack.database.read_now(count_signals) == 6
    archive.retain("activity", None)
    clock.advance(days=1000)
    assert await archive.expire() == 0


async def test_a_signal_is_kept_for_its_days_to_the_microsecond(
    stack: Stack, archive: SignalArchive, app: App, clock: TestClock
) -> None:
    moments = [clock.now - timedelta(days=30, microseconds=micros) for micros in (1, 0, -1)]
    made = [signal for moment in moments for signal in signals(app, clock, 1, received_at=moment)]
    store(stack, *made)
    archive.retain("activity", 30)
    assert await archive.expire() == 1
    assert [each.id for each in archive.read(ACTIVITY)] == [each.id for each in made[1:]]


@pytest.mark.parametrize("days", [None, 40])
async def test_what_is_kept_for_longer_meanwhile_is_not_deleted(
    stack: Stack, archive: SignalArchive, app: App, clock: TestClock, days: int | None
) -> None:
    store(stack, *signals(app, clock, 3, received_at=clock.now - timedelta(days=35)))
    archive.retain("activity", 30)

    def clock_of_a_sweep_under_way() -> datetime:
        archive.retain("activity", days)
        return clock.now

    assert await SignalArchive(stack.database, clock_of_a_sweep_under_way).expire() == 0
    assert stack.database.read_now(count_signals) == 3


def test_a_retention_needs_a_namespace_and_sane_days(archive: SignalArchive) -> None:
    with pytest.raises(NotFound):
        archive.retain("nowhere", 5)
    for days in (0, -1, 10**9):
        with pytest.raises(BadRequest):
            archive.retain("activity", days)
    assert archive.retentions() == {}


async def test_a_worker_deletes_what_is_due(stack: Stack, app: App) -> None:

    old = TestClock(now=utc_now() - timedelta(days=3))
    store(stack, *signals(app, old, 3))
    SignalArchive(stack.database, utc_now).retain("activity", 2)

    async def is_empty() -> bool:
        return await stack.database.read(count_signals) == 0

    async with working(stack):
        await eventually_async(is_empty)
