"""What a receiver says about when to come again: `Retry-After` of RFC 9110, section 10.2.3."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_MAX_DIGITS = 9  # some 30 years; a longer pause means never
_LONGEST = timedelta(days=365)


def parse_retry_after(text: str, now: datetime) -> timedelta | None:
    """How long to wait from `now`: seconds or an HTTP date. None for any other text, and for a time in the past."""
    text = text.strip()
    if text.isascii() and text.isdecimal():
        digits = text.lstrip("0")
        wait = _LONGEST if len(digits) > _MAX_DIGITS else min(timedelta(seconds=int(digits or "0")), _LONGEST)
    else:
        wait = _until(text, now)
    return wait if wait > timedelta() else None


def _until(text: str, now: datetime) -> timedelta:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return timedelta()
    if moment.tzinfo is None:  # "-0000", and the form without a zone: HTTP dates are UTC
        moment = moment.replace(tzinfo=UTC)
    return min(moment - now, _LONGEST)
