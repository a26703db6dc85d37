"""How long a caller waits, by the monotonic clock."""

import time


class Deadline:
    """`seconds` from now; None: never."""

    def __init__(self, seconds: float | None) -> None:
        self._at = None if seconds is None else time.monotonic() + seconds

    @property
    def has_passed(self) -> bool:
        return self._at is not None and time.monotonic() >= self._at

    def within(self, seconds: float) -> float:
        """`seconds`, or what is left where that is less."""
        return seconds if self._at is None else max(0.0, min(seconds, self._at - time.monotonic()))


NEVER = Deadline(None)
