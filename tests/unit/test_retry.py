"""Pauses grow to a limit, and chance only shortens them."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.domain.retry import QUICK_DEATH_SECONDS, Restarts, Retry

SECOND = timedelta(seconds=1)


def test_pauses_grow_by_the_factor_up_to_the_longest() -> None:
    retry = Retry(first=SECOND, factor=3, longest=SECOND * 60)
    assert [retry.pause(failures) / SECOND for failures in range(1, 8)] == [1, 3, 9, 27, 60, 60, 60]


def test_a_factor_of_one_keeps_the_pause() -> None:
    assert Retry(first=SECOND, factor=1, longest=SECOND * 60).pause(10**9) == SECOND


def test_the_first_pause_is_no_longer_than_the_longest() -> None:
    assert Retry(first=SECOND * 5, longest=SECOND).pause(1) == SECOND


@given(failures=st.integers(1, 10**9), chance=st.floats(0, 1, exclude_max=True), jitter=st.floats(0, 1))
def test_chance_cuts_off_no_more_than_the_jitter(failures: int, chance: float, jitter: float) -> None:
    whole = Retry(first=SECOND, longest=SECOND * 3600).pause(failures)
    cut = Retry(first=SECOND, longest=SECOND * 3600, jitter=jitter).pause(failures, chance=chance)
    assert whole * (1 - jitter) - timedelta(microseconds=1) <= cut <= whole


def test_a_process_that_has_lived_starts_again_at_once_and_one_that_fails_after_growing_pauses() -> None:
    restarts = Restarts(Retry(first=SECOND, longest=SECOND * 5))
    lives = [QUICK_DEATH_SECONDS, 0.1, 0.1, 0.1, 0.1, 60.0, 0.1]
    assert [restarts.pause_after(life) / SECOND for life in lives] == [0, 1, 2, 4, 5, 0, 1]
