"""Retries get rarer up to an hour apart, and end after a day."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from server.domain.webhooks.schedule import GIVE_UP_AFTER, next_attempt

NOW = datetime(2026, 3, 1, tzinfo=UTC)
chances = st.floats(0, 1, exclude_max=True)


def test_pauses_double_up_to_an_hour() -> None:
    pauses = [next_attempt(attempts, NOW, NOW + GIVE_UP_AFTER, chance=0) for attempts in range(1, 14)]
    seconds = [(moment - NOW).total_seconds() for moment in pauses if moment is not None]
    assert seconds == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]


@given(attempts=st.integers(1, 10_000), chance=chances)
def test_chance_takes_less_than_half_of_a_pause(attempts: int, chance: float) -> None:
    whole = next_attempt(attempts, NOW, NOW + GIVE_UP_AFTER, chance=0)
    cut = next_attempt(attempts, NOW, NOW + GIVE_UP_AFTER, chance=chance)
    assert whole is not None and cut is not None
    assert (whole - NOW) / 2 <= cut - NOW <= whole - NOW


@given(chance=chances)
def test_a_receiver_that_never_answers_is_tried_for_a_day_and_then_no_more(chance: float) -> None:
    give_up_at, now, moments = NOW + GIVE_UP_AFTER, NOW, [NOW]
    while (due := next_attempt(len(moments), now, give_up_at, chance=chance)) is not None:
        assert due > now
        moments.append(now := due)
    assert moments[-1] == give_up_at
    assert 30 <= len(moments) <= 70
    assert all(later - earlier <= timedelta(hours=1) for earlier, later in pairwise(moments))


def test_what_is_tried_for_the_first_time_after_its_day_is_not_tried_again() -> None:
    assert next_attempt(1, NOW + timedelta(days=2), NOW + GIVE_UP_AFTER, chance=0.5) is None
