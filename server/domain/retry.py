"""When something that failed is tried again: the one policy of every retry."""

from dataclasses import dataclass, field
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


# A process that lived less than this is failing, and was not killed by chance.
QUICK_DEATH_SECONDS = 3.0


@dataclass(slots=True)
class Restarts:
    """When a process that ended is started again: at once, or after a pause that grows while it ends soon after each
    start."""

    retry: Retry
    quick_deaths: int = field(default=0, init=False)  # in a row

    def pause_after(self, lived_seconds: float) -> timedelta:
        """The pause before the next start of a process that has lived for `lived_seconds`."""
        self.quick_deaths = self.quick_deaths + 1 if lived_seconds < QUICK_DEATH_SECONDS else 0
        return self.retry.pause(self.quick_deaths) if self.quick_deaths else timedelta()
