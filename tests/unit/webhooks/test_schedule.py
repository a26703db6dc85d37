"""Retries get rarer up to an hour apart, and end after a day."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.webhooks.retry_after import parse_retry_after
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


def test_a_receiver_that_asks_for_a_longer_pause_gets_it_and_no_more_than_the_day() -> None:
    give_up_at = NOW + GIVE_UP_AFTER
    for asked, expected in ((1, 5), (40, 40), (7_200, 7_200), (10**6, 86_400)):
        moment = next_attempt(1, NOW, give_up_at, chance=0, retry_after=timedelta(seconds=asked))
        assert moment == NOW + timedelta(seconds=expected)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("40", 40),
        (" 0040 ", 40),
        ("0", None),
        ("-5", None),
        ("1.5", None),
        ("\u0664\u0660", None),
        ("soon", None),
        ("", None),
        ("9" * 5_000, 365 * 86_400),
        ("Sun, 01 Mar 2026 00:00:40 GMT", 40),
        ("Sunday, 01-Mar-26 00:00:40 GMT", 40),
        ("Sun Mar  1 00:00:40 2026", 40),
        ("Sun, 01 Mar 2026 01:00:40 +0100", 40),
        ("Sat, 28 Feb 2026 23:59:59 GMT", None),
        ("Sun, 31 Feb 2026 00:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 365 * 86_400),
    ],
)
def test_retry_after_is_seconds_or_a_date(text: str, seconds: int | None) -> None:
    wait = parse_retry_after(text, NOW)
    assert wait == (None if seconds is None else timedelta(seconds=seconds))
