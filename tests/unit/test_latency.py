"""Quantiles of histograms, as Prometheus' `histogram_quantile` has them."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.latency import Calls, quantile

BOUNDS = (0.1, 0.5, 1.0, inf)


def counted(*seconds: float) -> tuple[tuple[float, int], ...]:
    return tuple((bound, sum(second <= bound for second in seconds)) for bound in BOUNDS)


def test_without_calls_there_is_none() -> None:
    assert quantile((), 0.5) is None
    assert quantile(counted(), 0.99) is None


def test_between_the_bounds_it_is_straight() -> None:
    assert quantile(counted(*[0.3] * 10), 0.5) == pytest.approx(0.3)
    assert quantile(counted(*[0.05] * 9, 0.9), 0.9) == pytest.approx(0.1)
    assert quantile(counted(7, 8, 9), 0.5) == 1.0  # all that is known: more than the last bound


@given(st.lists(st.sampled_from([0.05, 0.2, 0.7, 3.0]), min_size=1), st.floats(0.01, 1))
def test_it_is_in_the_bucket_that_holds_the_call(seconds: list[float], share: float) -> None:
    ordered = sorted(seconds)
    rank = next(index for index in range(len(ordered)) if index + 1 >= share * len(ordered) - 1e-9)
    upper = next(bound for bound in BOUNDS if ordered[rank] <= bound)
    found = quantile(counted(*seconds), share)
    assert found is not None and found <= min(upper, 1.0) + 1e-9


def test_what_came_in_between_is_the_difference_and_a_restart_is_all_of_it() -> None:
    earlier = Calls(total=2, errors=1, buckets=counted(0.05, 0.05))
    later = Calls(total=5, errors=2, buckets=counted(0.05, 0.05, 0.7, 0.7, 0.7))
    between = later.since(earlier)
    assert (between.total, between.errors, between.buckets) == (3, 1, counted(0.7, 0.7, 0.7))
    assert earlier.since(later) == earlier
    assert later.since(Calls(total=0, errors=0, buckets=())) == later
