"""How many streams run at once: a bound over all of them, and a share of it for each key."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from server.errors import RateLimited

RETRY_AFTER_SECONDS = 5


class Shares:
    """`what` names the streams in errors, in the plural."""

    def __init__(self, what: str, *, in_all: int, of_a_key: int) -> None:
        self._what = what
        self._in_all = in_all
        self._of_a_key = of_a_key
        self._running: Counter[str] = Counter()

    @contextmanager
    def taken(self, key_id: str) -> Iterator[None]:
        """Surrounds one stream. Raises RateLimited."""
        if self._running[key_id] >= self._of_a_key:
            raise self._refusal(f"this API key has {self._of_a_key} {self._what} running", self._of_a_key)
        if self._running.total() >= self._in_all:
            raise self._refusal(f"the server already has its maximum of {self._what} running", self._in_all)
        self._running[key_id] += 1
        try:
            yield
        finally:
            self._running[key_id] -= 1
            if not self._running[key_id]:
                del self._running[key_id]

    def _refusal(self, reason: str, limit: int) -> RateLimited:
        return RateLimited(
            f"{reason}; wait until one has ended", details={"limit": limit}, retry_after_seconds=RETRY_AFTER_SECONDS
        )
