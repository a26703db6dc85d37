"""When a call is tried again, and after how long."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

_RETRYABLE_STATUSES = frozenset({408, 429, 500, 502, 503, 504})
_JITTER = 0.25  # at most this part of a delay is taken off, so that clients do not come back together


@dataclass(frozen=True, kw_only=True)
class RetryPolicy:
    """`max_retries` counts the tries after the first. All times are seconds.

    A server's Retry-After is obeyed up to `longest_retry_after`; a call whose server asks for longer fails at once.
    """

    max_retries: int = 4
    first_delay: float = 0.5
    longest_delay: float = 8.0
    longest_retry_after: float = 120.0
    chance: Callable[[], float] = random.random

    def delay(self, retry: int, retry_after: float | None = None) -> float | None:
        """Seconds to wait before retry number `retry`, from 1; None when no further try is made."""
        if retry > self.max_retries:
            return None
        backoff = min(self.first_delay * 2.0 ** (retry - 1), self.longest_delay) * (1 - _JITTER * self.chance())
        if retry_after is None:
            return backoff
        return None if retry_after > self.longest_retry_after else max(retry_after, backoff)


def is_retryable_status(status: int) -> bool:
    """For an answer that is no problem document, for example from a proxy on the way."""
    return status in _RETRYABLE_STATUSES


def retry_after_seconds(value: str | None, now: Callable[[], datetime] | None = None) -> float | None:
    """Reads a Retry-After header (RFC 9110, section 10.2.3): seconds, or an HTTP date."""
    if value is None:
        return None
    if value.isascii() and value.strip().isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    current = datetime.now(timezone.utc) if now is None else now()
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    seconds: float = (moment - current).total_seconds()
    return max(0.0, seconds)
