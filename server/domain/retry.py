"""When something that failed is tried again: the one policy of every retry."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """Pauses grow by `factor` from `first` up to `longest`.

    `jitter` is the share of a pause that chance may cut off, from 0 to 1: it keeps many that failed together from
    coming back together.
    """

    first: timedelta
    factor: float = 2.0
    longest: timedelta
    jitter: float = 0.0

    def pause(self, failures: int, *, chance: float = 0.0) -> timedelta:
        """The pause after `failures` failures in a row, counted from 1. `chance` lies in [0, 1)."""
        pause = self.first
        for _ in range(failures - 1):
            pause = min(pause * self.factor, self.longest)
            if pause == self.longest or self.factor <= 1:
                break
        return min(pause, self.longest) * (1 - self.jitter * chance)
