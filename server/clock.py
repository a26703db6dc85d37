"""Time and identifiers, injected wherever they are needed so that tests choose them."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
NewId = Callable[[], str]

_VERSION_AND_VARIANT = 0x7 << 76 | 0b10 << 62
_RANDOM_BITS = 0xFFF << 64 | (1 << 62) - 1


def utc_now() -> datetime:
    """The time in UTC, whole microseconds: what both databases keep exactly."""
    return datetime.now(UTC)


def uuid7() -> str:
    """A time-ordered UUID (RFC 9562, section 5.7), so that new rows land at the end of an index."""
    random = int.from_bytes(os.urandom(10)) & _RANDOM_BITS
    digits = f"{time.time_ns() // 1_000_000 << 80 | _VERSION_AND_VARIANT | random:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
