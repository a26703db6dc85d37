"""Pieces of work that do not depend on each other: one that fails holds up no other."""

import asyncio
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

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
