"""Arguments that are checked before a command begins."""

import re
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from server.clock import utc_now
from server.domain.records.source import Source
from server.domain.suggestions import nearest
from server.errors import BadRequest

_DURATION = re.compile(r"(\d{1,6})([smhdw])", re.ASCII)
_MOST_LISTED = 60  # names that an error lists
_EXAMPLE = "2027-01-31T12:00:00Z"
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def uuid_argument(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise typer.BadParameter("The value is not a UUID, such as 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b") from None


def source_argument(text: str) -> Source:
    try:
        return Source.parse(text)
    except BadRequest as refused:
        raise typer.BadParameter(refused.violations[0].description) from None


def duration_argument(text: str) -> timedelta:
    """Such as 24h; 0m is no time at all."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise typer.BadParameter("The value is not a duration such as 24h, 30m or 7d")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as it was typed: by the calendar, or by its distance from now. Whose now it is, the command knows."""

    typed: datetime | timedelta


def moment_at(now: datetime, moment: Moment | None) -> datetime | None:
    """None where no time was typed."""
    if moment is None:
        return None
    return moment.typed if isinstance(moment.typed, datetime) else now + moment.typed


def past_argument(text: str) -> Moment:
    """A time, or how long ago."""
    return _moment(text, -1)


def future_argument(text: str) -> Moment:
    """A time, or how long from now."""
    if _DURATION.fullmatch(text) and not duration_argument(text):
        raise typer.BadParameter("The time is now; give a longer duration")
    return _moment(text, 1)


def _moment(text: str, direction: int) -> Moment:
    """The one grammar of every time: a duration such as 90d, or RFC 3339."""
    try:
        if _DURATION.fullmatch(text):
            distance = Moment(direction * duration_argument(text))
            moment_at(utc_now(), distance)  # no calendar has it where it is too far
            return distance
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise typer.BadParameter(f"The time lacks its offset from UTC; add Z, for example {_EXAMPLE}")
        return Moment(moment.astimezone(UTC))
    except OverflowError:
        raise typer.BadParameter("The time is not within the years 1 to 9999") from None
    except ValueError:
        raise typer.BadParameter(f"The value is neither a duration such as 90d nor a time such as {_EXAMPLE}") from None


def choice_argument(what: str, known: Collection[str]) -> Callable[[str], str]:
    """One of the names of a closed list; a name that is near is suggested."""

    def parse(text: str) -> str:
        if text not in known:
            meant = nearest(text, known)
            question = f" Did you mean '{meant}'?" if meant else ""
            listed = f" Known: {', '.join(sorted(known))}." if len(known) <= _MOST_LISTED else ""
            raise typer.BadParameter(f"Unknown {what} {text!r}.{question}{listed}")
        return text

    return parse


ExpiresOption = Annotated[
    Moment | None,
    typer.Option(
        "--expires", parser=future_argument, metavar="TIME", help="When it expires: 90d, 12h, 30m, or an RFC 3339 time."
    ),
]
