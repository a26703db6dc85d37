"""The one grammar of times on the command line: a duration, or RFC 3339."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from server.cli.arguments import duration_argument, future_argument, moment_at, past_argument

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 12, 31), timezones=offsets)
ARGUMENTS = pytest.mark.parametrize("argument", [past_argument, future_argument])


@given(moment=moments, letter=st.sampled_from(["T", " "]))
def test_every_rfc_3339_time_is_taken(moment: datetime, letter: str) -> None:
    for argument in (past_argument, future_argument):
        taken = moment_at(NOW, argument(moment.isoformat(sep=letter)))
        assert taken == moment and taken is not None and taken.tzinfo is UTC


@given(moment=moments.map(lambda moment: moment.astimezone(UTC)))
def test_a_time_in_z_is_taken(moment: datetime) -> None:
    typed = past_argument(moment.strftime("%Y").zfill(4) + moment.strftime("-%m-%dT%H:%M:%SZ"))
    assert moment_at(NOW, typed) == moment.replace(microsecond=0)


@given(number=st.integers(1, 9999), unit=st.sampled_from(sorted(UNITS)))
def test_a_duration_counts_from_now_in_both_directions(number: int, unit: str) -> None:
    text, duration = f"{number}{unit}", timedelta(**{UNITS[unit]: number})
    assert duration_argument(text) == duration
    assert moment_at(NOW, past_argument(text)) == NOW - duration
    assert moment_at(NOW, future_argument(text)) == NOW + duration


@given(text=st.text(max_size=40) | st.from_regex(r"\d{1,6}[a-zA-Z]", fullmatch=True) | st.from_regex(r"[\dT:Z+.-]+"))
def test_any_other_text_is_refused_as_wrong_usage(text: str) -> None:
    """Whatever is typed, it is a time in UTC or wrong usage, and never an uncaught error."""
    for argument in (past_argument, future_argument):
        try:
            taken = moment_at(datetime.now(UTC), argument(text))
        except typer.BadParameter:
            continue
        assert taken is not None and taken.tzinfo is UTC


@ARGUMENTS
@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("0001-01-01T00:00:00+23:59", "years 1 to 9999"),
        ("9999-12-31T23:59:59-23:59", "years 1 to 9999"),
        ("999999w", "years 1 to 9999"),
        ("2027-01-31T12:00:00", "add Z"),
        ("2027-01-31", "add Z"),
        ("tomorrow", "neither a duration such as 90d nor a time"),
    ],
)
def test_a_refused_time_names_the_remedy(argument: object, text: str, remedy: str) -> None:
    with pytest.raises(typer.BadParameter, match=remedy):
        argument(text)  # type: ignore[operator]
