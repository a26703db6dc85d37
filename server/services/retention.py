"""Erasing what connections left behind when they ended, and finishing erasures that were cut short."""

from datetime import datetime, timedelta
from functools import partial

from server.clock import Clock
from server.domain.erasure import ErasureReason
from server.services.attempts import Turns
from server.services.erasure import Erasures
from server.store.engine import Database
from server.store.erasures import count_due, due_for_erasure, unfinished_erasures

AT_ONCE = 20


class Retention:
    """`kept_for`: how long after its end a connection's records are kept; None for always."""

    def __init__(self, database: Database, erasures: Erasures, clock: Clock, kept_for: timedelta | None) -> None:
        self._database = database
        self._erasures = erasures
        self._clock = clock
        self._kept_for = kept_for
        self._due = Turns(clock)
        self._unfinished = Turns(clock)

    async def sweep(self) -> int:
        """Requests the erasures whose time has come and does what is left of those that were requested; gives how many
        are finished now. Raises ExceptionGroup of all that failed, after everything was tried."""
        failed: list[Exception] = []
        if self._kept_for is not None:
            due = partial(
                due_for_erasure, ended_before=self._clock() - self._kept_for, limit=AT_ONCE + self._due.pausing
            )
            request = partial(self._erasures.request, reason=ErasureReason.RETENTION)
            failed += (await self._due.try_each(await self._database.read(due), AT_ONCE, request)).failed
        ids = await self._database.read(partial(unfinished_erasures, limit=AT_ONCE + self._unfinished.pausing))
        # One after the other: each empties the database's log at its end.
        attempts = await self._unfinished.try_each(ids, AT_ONCE, self._erasures.run)
        failed += attempts.failed
        if failed:
            raise ExceptionGroup("some erasures failed", failed)
        return sum(erasure.finished_at is not None for erasure in attempts.done)


def count_to_erase(database: Database, now: datetime, kept_for: timedelta | None) -> int:
    """How many connections a worker erases by itself as soon as it runs."""
    if kept_for is None:
        return 0
    return database.read_now(partial(count_due, ended_before=now - kept_for))
