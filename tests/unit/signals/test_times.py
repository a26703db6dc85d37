from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from pytest import mark, raises

from server.domain.signals.times import (
    LEAST_SKEW,
    NO_TIMES,
    Occurrence,
    TimeBounds,
    offset_text,
    parse_offset,
)
from server.errors import BadRequest, SignalTimeOutOfBounds

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
BOUNDS = TimeBounds(past=timedelta(days=10), future=timedelta(hours=1))
TICK = timedelta(microseconds=1)
DEVICE_TIMES = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))


@mark.parametrize("distance", [-BOUNDS.past, timedelta(0), BOUNDS.future])
def test_a_time_within_its_bounds_is_the_events(distance: timedelta) -> None:
    assert BOUNDS.event_time(Occurrence(at=NOW + distance), NOW) == NOW + distance
    assert BOUNDS.event_time(NO_TIMES, NOW) is None


@mark.parametrize("moment", [NOW - BOUNDS.past - TICK, NOW + BOUNDS.future + TICK])
def test_a_time_beyond_them_is_refused_with_the_servers_time(moment: datetime) -> None:
    for times, field in (
        (Occurrence(at=moment), "occurredAt"),
        (Occurrence(at=NOW, until=max(NOW, moment)), "occurredUntil"),
    ):
        if times.until == NOW:
            continue
        with raises(SignalTimeOutOfBounds) as refused:
            BOUNDS.event_time(times, NOW)
        assert [each.field for each in refused.value.violations] == [field]
        details = refused.value.details
        assert (details["serverTime"], details["latest"]) == ("2026-03-01T12:00:00.000Z", "2026-03-01T13:00:00.000Z")


@given(clock=DEVICE_TIMES, ago=st.timedeltas(timedelta(0), timedelta(days=9)))
def test_a_wrong_clock_moves_the_event_to_where_it_was(clock: datetime, ago: timedelta) -> None:
    """What a device says is relative to when it sends, whatever year its clock shows."""
    times = Occurrence(at=clock - ago, until=clock, sent_at=clock)
    if abs(NOW - clock) < LEAST_SKEW:  # within the way of a message nothing moves
        assert BOUNDS.event_time(times, NOW) == clock - ago
    else:
        assert BOUNDS.event_time(times, NOW) == NOW - ago


@given(at=DEVICE_TIMES, sent=DEVICE_TIMES)
def test_no_time_of_sending_brings_an_event_out_of_the_bounds(at: datetime, sent: datetime) -> None:
    try:
        event = BOUNDS.event_time(Occurrence(at=at, sent_at=sent), NOW)
    except SignalTimeOutOfBounds:
        return
    assert event is not None and NOW - BOUNDS.past <= event <= NOW + BOUNDS.future


def test_a_skew_beyond_the_calendar_is_out_of_bounds() -> None:
    with raises(SignalTimeOutOfBounds):
        BOUNDS.event_time(Occurrence(at=datetime.max.replace(tzinfo=UTC), sent_at=datetime(1, 1, 1, tzinfo=UTC)), NOW)


@mark.parametrize(
    ("times", "field"),
    [
        ({"until": NOW}, "occurredUntil"),
        ({"at": NOW, "until": NOW - TICK}, "occurredUntil"),
        ({"at_offset": 60}, "occurredAtOffset"),
        ({"at": NOW, "until_offset": 60}, "occurredUntilOffset"),
    ],
)
def test_times_that_need_another_name_it(times: dict[str, object], field: str) -> None:
    with raises(BadRequest) as refused:
        Occurrence(**times)  # type: ignore[arg-type]
    assert [each.field for each in refused.value.violations] == [field]


@given(st.integers(-18 * 60, 18 * 60))
def test_an_offset_is_read_as_it_is_written(minutes: int) -> None:
    assert parse_offset(offset_text(minutes)) == minutes
