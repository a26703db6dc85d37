"""Arguments that are checked before a command begins."""

import re
import uuid
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from server.clock import utc_now

_DURATION = re.compile(r"([1-9]\d{0,5})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def uuid_argument(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise typer.BadParameter("is not a UUID, such as 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b") from None


def moment_argument(text: str) -> datetime:
    """An RFC 3339 time."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("is not a time such as 2027-01-31T12:00:00Z") from None
    if moment.tzinfo is None:
        raise typer.BadParameter("lacks its offset from UTC; end it in Z, for example 2027-01-31T12:00:00Z")
    return moment.astimezone(UTC)


def duration_argument(text: str) -> timedelta:
    """Such as 24h; 0m is none at all."""
    match = re.fullmatch(r"(\d{1,5})([mhd])", text)
    if match is None:
        raise typer.BadParameter("is not a duration such as 24h, 30m or 7d")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def expiry_argument(text: str) -> datetime:
    """A time, or how long from now."""
    if _DURATION.fullmatch(text):
        return utc_now() + duration_argument(text)
    try:
        return moment_argument(text)
    except typer.BadParameter:
        raise typer.BadParameter("is neither a duration such as 90d, 12h or 30m nor a time with its offset") from None


ExpiresOption = Annotated[
    datetime | None,
    typer.Option(
        "--expires", parser=expiry_argument, metavar="WHEN", help="When it ends: 90d, 12h, 30m, or an RFC 3339 time."
    ),
]
