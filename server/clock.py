"""Time and identifiers, injected wherever they are needed so that tests choose them."""

import secrets
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
NewId = Callable[[], str]


def utc_now() -> datetime:
    """The time in UTC, whole microseconds: what both databases keep exactly."""
    return datetime.now(UTC)


def uuid7() -> str:
    """A time-ordered UUID (RFC 9562, section 5.7), so that new rows land at the end of an index."""
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))
