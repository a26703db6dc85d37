"""Reads the values of JSON answers."""

import re
from datetime import datetime, timezone

_FRACTION = re.compile(r"\.(\d+)")
_MICROSECOND_DIGITS = 6


def moment(text: str) -> datetime:
    """An RFC 3339 time in UTC. What is finer than a microsecond is cut."""
    fitted = _FRACTION.sub(lambda found: "." + found[1][:_MICROSECOND_DIGITS].ljust(_MICROSECOND_DIGITS, "0"), text)
    return datetime.fromisoformat(re.sub("[zZ]$", "+00:00", fitted)).astimezone(timezone.utc)


def local_text(value: datetime) -> str:
    """RFC 3339 with the offset of the value's zone: where the event was. UTC says nothing of that.

    Raises ValueError as `moment_text` does.
    """
    offset = value.utcoffset()
    if value.tzinfo is timezone.utc or offset is None or offset.seconds % 60 or offset.microseconds:
        return moment_text(value)
    return value.isoformat()


def moment_text(value: datetime) -> str:
    """RFC 3339 in UTC. Raises ValueError for a time without a zone: it would mean another moment elsewhere."""
    if value.tzinfo is None:
        raise ValueError("a time needs a zone; for example datetime.now(timezone.utc)")
    return value.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")
