"""How often something may be tried."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.domain import throttle
from server.domain.throttle import Throttle

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def tries(limit: Throttle, name: str, seconds: list[float]) -> int:
    """How many of the tries at these times go through."""
    passed = 0
    for second in seconds:
        now = NOW + second * SECOND
        if limit.wait_of(name, now) == timedelta(0):
            limit.note(name, now)
            passed += 1
    return passed


def test_a_burst_and_then_one_an_interval() -> None:
    limit = Throttle(burst=3, interval=10 * SECOND)
    assert tries(limit, "ada", [0] * 10) == 3
    assert limit.wait_of("ada", NOW) == 10 * SECOND
    assert limit.wait_of("bob", NOW) == timedelta(0)
    assert tries(limit, "ada", [9.9, 10, 10.1, 20]) == 2


def test_a_success_begins_anew() -> None:
    limit = Throttle(burst=2, interval=10 * SECOND)
    assert tries(limit, "ada", [0, 0, 0]) == 2
    limit.forget("ada")
    assert tries(limit, "ada", [0, 0, 0]) == 2


@given(st.lists(st.floats(min_value=0, max_value=1000), max_size=60).map(sorted))
def test_never_more_than_the_burst_and_the_intervals(seconds: list[float]) -> None:
    limit = Throttle(burst=4, interval=7 * SECOND)
    span = seconds[-1] - seconds[0] if seconds else 0
    assert tries(limit, "ada", seconds) <= 4 + span / 7 + 1e-6


def test_memory_is_bounded() -> None:
    limit = Throttle(burst=1, interval=3600 * SECOND)
    for number in range(throttle.MAX_REMEMBERED + 5):
        limit.note(str(number), NOW)
    assert limit.wait_of("0", NOW) == timedelta(0)  # forgotten
    assert limit.wait_of(str(throttle.MAX_REMEMBERED), NOW) > timedelta(0)
