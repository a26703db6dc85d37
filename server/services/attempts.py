"""Pieces of work that do not depend on each other: one that fails holds up no other."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from server.clock import Clock
from server.domain.retry import Retry

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Attempts(Generic[T]):
    """The results of the successful attempts, and the exceptions of the others."""

    done: list[T]
    failed: list[Exception]

    def require_all(self) -> None:
        """Raises one ExceptionGroup of all that failed."""
        if self.failed:
            raise ExceptionGroup("some pieces of the work failed", self.failed)


async def attempt_all(works: Iterable[Awaitable[T]]) -> Attempts[T]:
    """Does all of them at once, and waits for each."""
    done: list[T] = []
    failed: list[Exception] = []
    for outcome in await asyncio.gather(*works, return_exceptions=True):
        if isinstance(outcome, Exception):
            failed.append(outcome)
        elif isinstance(outcome, BaseException):
            raise outcome
        else:
            done.append(outcome)
    return Attempts(done, failed)


# What failed is tried again after so long: it stands first in its line, and may not keep all others out of it.
RETRY = Retry(first=timedelta(seconds=60), longest=timedelta(hours=1))


class Turns:
    """Tries pieces of work by their ids, a few at a time. One that fails is passed by until its pause is over."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures: dict[str, tuple[int, datetime]] = {}

    @property
    def pausing(self) -> int:
        """How many ids are passed by at most: who takes ids from a line takes so many more."""
        return len(self._failures)

    async def try_each(self, ids: Iterable[str], limit: int, work: Callable[[str], Awaitable[T]]) -> Attempts[T]:
        """Up to `limit` of those that do not pause, one after the other."""
        now = self._clock()
        due = [each for each in ids if now >= self._failures.get(each, (0, now))[1]][:limit]
        done: list[T] = []
        failed: list[Exception] = []
        for each in due:
            attempts = await attempt_all([work(each)])
            done += attempts.done
            failed += attempts.failed
            if attempts.failed:
                failures = self._failures.get(each, (0, now))[0] + 1
                self._failures[each] = (failures, now + RETRY.pause(failures))
            else:
                self._failures.pop(each, None)
        return Attempts(done, failed)
