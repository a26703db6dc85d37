"""Transactions of one caller, one after the other, while it prepares the next."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

from server.store.engine import Database
from server.store.transactions import Work

T = TypeVar("T")


class InTurn(Generic[T]):
    """One piece of work is in the database at most: reading goes on beside it, by one step and no further.

    `done` gets what each piece gave, in order, on the caller's thread.
    """

    def __init__(self, database: Database, done: Callable[[T], None]) -> None:
        self._database = database
        self._done = done
        self._running: Future[T] | None = None

    def begin(self, work: Work[T]) -> None:
        """Once the piece before is durable. Raises what that one raised: then this one does not begin."""
        self.finish()
        self._running = self._database.write_later(work)

    def finish(self) -> None:
        """Waits until all is durable. Raises what a piece raised, and from then on always: nothing may be stored behind
        a piece that was not."""
        if self._running is not None:
            given = self._running.result()
            self._running = None
            self._done(given)
