"""Signals after they were taken in: read back by the platform's own analysts, and deleted when their time is over."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from heapq import merge
from typing import TYPE_CHECKING

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.audit import Action, Actor, Detail, Entry
from server.domain.signals.tombstone import Tombstone
from server.domain.suggestions import did_you_mean
from server.errors import BadRequest, NotFound
from server.services.actors import operator
from server.services.attempts import attempt_all
from server.store import audit
from server.store.engine import Database
from server.store.signal_retentions import all_retentions, drop_retention, hold_retention, set_retention
from server.store.signal_schemas import all_schemas
from server.store.signal_tombstones import (
    delete_tombstones,
    has_tombstones,
    newest_tombstones,
    page_of_tombstones,
)
from server.store.signals import (
    Signal,
    SignalFilter,
    count_signals,
    delete_signals,
    has_signals,
    newest_received,
    page_of_signals,
)

if TYPE_CHECKING:
    from server.services.signal_observations import SignalObservations

PAGE = 1_000  # signals a read: bounds memory
DELETE_STEP = 1_000  # rows a transaction: bounds how long a sweep holds the writers up
MAX_RETENTION_DAYS = 36_500
# How long after its `received_at` a signal may still become visible: it is set before what stores it is committed.
SETTLES_WITHIN = timedelta(seconds=5)


class SignalArchive:
    """Reading in pages, oldest first; retention in whole days from `received_at`."""

    def __init__(self, database: Database, clock: Clock, actor: Actor | None = None) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor or operator()

    def now(self) -> datetime:
        """By the clock that `received_at` comes from."""
        return self._clock()

    def namespaces(self, only: str | None = None) -> list[str]:
        """Every namespace that has had a schema, or the one asked for. Raises NotFound."""
        known = sorted({schema.namespace for schema in self._database.read_now(all_schemas)})
        if only is not None and only not in known:
            raise NotFound(f"no such signal namespace{did_you_mean(only, known)}", details={"namespaces": known})
        return known if only is None else [only]

    def observations(self) -> "SignalObservations":
        """What turns signals into FHIR R4 Observations, by every schema of the registry."""
        from server.services.signal_observations import SignalObservations  # noqa: PLC0415 - for FHIR alone

        return SignalObservations(self._database.read_now(all_schemas))

    def count(self, chosen: list[SignalFilter]) -> int:
        return self._database.read_now(lambda database: count_signals(database, chosen))

    def read(self, chosen: SignalFilter) -> Iterator[Signal]:
        """Every signal of the filter once, by (received_at, id); what is stored meanwhile may be seen too."""
        after: tuple[datetime, str] | None = None
        while page := self._page(chosen, after):
            yield from page
            after = (page[-1].received_at, page[-1].id)

    def withdrawn(self, chosen: SignalFilter) -> Iterator[Tombstone]:
        """Every tombstone of the filter once, by (withdrawn_at, id): chosen by when its signal was withdrawn."""
        after: tuple[datetime, str] | None = None
        while page := self._page_withdrawn(chosen, after):
            yield from page
            after = (page[-1].withdrawn_at, page[-1].id)

    def read_all(self, chosen: SignalFilter) -> Iterator[Signal | Tombstone]:
        """`read` and `withdrawn` in one order, by when each became known."""
        return merge(self.read(chosen), self.withdrawn(chosen), key=known_at)

    def newest_of_all(self, chosen: SignalFilter, count: int) -> list[Signal | Tombstone]:
        """The newest `count` signals and tombstones, oldest first."""
        if count < 1:
            return []
        newest: list[Signal | Tombstone] = [*self.newest(chosen, count)]
        newest += self._database.read_now(partial(newest_tombstones, chosen=chosen, limit=count))
        return sorted(newest, key=known_at)[-count:]

    def newest(self, chosen: SignalFilter, count: int) -> list[Signal]:
        """The newest `count` signals, oldest first."""
        if count < 1:
            return []
        since = self._database.read_now(lambda database: newest_received(database, chosen, skip=count - 1))
        if since is None:
            return []
        return list(self.read(replace(chosen, since=since)))[-count:]

    def retentions(self) -> dict[str, int]:
        """Days by namespace."""
        return self._database.read_now(all_retentions)

    def retain(self, namespace: str, days: int | None) -> None:
        """Keeps the namespace's signals for `days`; None: without an end. Raises NotFound and BadRequest."""
        self.namespaces(namespace)
        if days is not None and not 1 <= days <= MAX_RETENTION_DAYS:
            raise BadRequest.of("days", f"must be between 1 and {MAX_RETENTION_DAYS}")

        def work(database: DatabaseConnection) -> None:
            if days is None:
                drop_retention(database, namespace)
            else:
                set_retention(database, namespace, days, self._clock())
            facts: dict[str, Detail] = {"namespace": namespace, "days": days or "forever"}
            entry = Entry(at=self._clock(), action=Action.RETENTION_SET, actor=self._actor, details=facts)
            audit.record(database, entry)

        self._database.write_now(work)

    async def expire(self) -> int:
        """Deletes what is past its retention, one bounded step a namespace; gives how many. Call again while > 0.

        Raises ExceptionGroup once only namespaces are left that fail.
        """
        retentions = await self._database.read(all_retentions)
        steps = await attempt_all(self._expire_of(namespace, days) for namespace, days in retentions.items())
        deleted = sum(steps.done)
        if not deleted:
            steps.require_all()
        return deleted

    async def _expire_of(self, namespace: str, days: int) -> int:
        now = self._clock()
        past = _past(namespace, days, now)

        def due(database: DatabaseConnection) -> bool:
            return has_signals(database, past) or has_tombstones(database, past)

        return await self._database.write_if(due, partial(self._delete_past, namespace, now)) or 0

    def _delete_past(self, namespace: str, now: datetime, database: DatabaseConnection) -> int:
        """By the retention as it is by now: what an operator has just kept for longer is not deleted."""
        days = hold_retention(database, namespace)
        if days is None:
            return 0
        past = _past(namespace, days, now)
        return delete_signals(database, past, DELETE_STEP) or delete_tombstones(database, past, DELETE_STEP)

    def _page(self, chosen: SignalFilter, after: tuple[datetime, str] | None) -> list[Signal]:
        return self._database.read_now(partial(page_of_signals, chosen=chosen, after=after, limit=PAGE))

    def _page_withdrawn(self, chosen: SignalFilter, after: tuple[datetime, str] | None) -> list[Tombstone]:
        return self._database.read_now(partial(page_of_tombstones, chosen=chosen, after=after, limit=PAGE))


def _past(namespace: str, days: int, now: datetime) -> SignalFilter:
    return SignalFilter(namespace=namespace, until=now - timedelta(days=days))


def known_at(each: Signal | Tombstone) -> tuple[datetime, str]:
    """When the service came to know it, and its id: the order of reading."""
    return (each.withdrawn_at if isinstance(each, Tombstone) else each.received_at, each.id)
