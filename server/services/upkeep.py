"""What time does to rows: exports expire, connections lapse, idempotency keys go. Every step is safe to repeat."""

import asyncio
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection as DatabaseConnection

from server import metrics
from server.clock import Clock
from server.domain.audit import Action, Actor, Entry
from server.domain.connections import ConnectionStatus
from server.domain.exports import ExportErrorCode, ExportKey, ExportStatus
from server.domain.records.since import forgotten_before
from server.limits import IMPORT_KEPT_SECONDS, SINCE_MAX_AGE_SECONDS
from server.services.actors import this_worker
from server.services.attempts import attempt_all
from server.services.classification import Classification
from server.services.narrowed_exports import NarrowedExports
from server.services.revocation import count_cancelled, end_connection
from server.store import audit, idempotency
from server.store.connections import lapsed_connections
from server.store.engine import Database
from server.store.exports import due_to_expire, expire_export
from server.store.record_imports import forget_imports, has_imports_before
from server.store.signals import date_signals, has_undated_signals
from server.store.smart_clients import discard_expired_tokens, has_expired_tokens
from server.store.tombstones import any_tombstone_before, forget_tombstones

STEP = 100  # rows that are looked at together


class Upkeep:
    """`since_max_age` is how far back exports by `since` may reach."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        actor: Actor | None = None,
        *,
        since_max_age: timedelta = timedelta(seconds=SINCE_MAX_AGE_SECONDS),
    ) -> None:
        self._since_max_age = since_max_age
        self._database = database
        self._clock = clock
        self._actor = actor or this_worker()
        self._classification = Classification(database)
        self._narrowed = NarrowedExports(database, clock, self._actor)

    async def sweep(self) -> None:
        """Each step and each row by itself. Raises ExceptionGroup of all that failed, after everything was tried."""
        steps = (
            self._end_lapsed_connections(),
            self._expire_exports(),
            self._discard_idempotency_keys(),
            self._date_signals(),
            self._forget_tombstones(),
            self._forget_imports(),
            self._discard_access_tokens(),
        )
        (await attempt_all(steps)).require_all()

    async def classify(self) -> int:
        """Finds the classes of stored records, of some connections at a time; gives of how many."""
        return await self._classification.work()

    async def expire_narrowed(self) -> int:
        """Expires READY exports that hold more than a new version of the data packages grants; gives how many."""
        expired = await asyncio.to_thread(self._narrowed.expire)
        metrics.EXPORTS_ENDED.labels(ExportStatus.EXPIRED, ExportErrorCode.AUTHORIZATION_NARROWED).inc(expired)
        return expired

    async def _end_lapsed_connections(self) -> None:
        ids = await self._database.read(lambda database: lapsed_connections(database, self._clock(), STEP))
        # Each alone: it holds the connection, and what shares a transaction with it may hold what a call with that
        # connection waits for.
        ended = await attempt_all(
            self._database.write_locking(partial(self._end_connection, connection_id=each)) for each in ids
        )
        count_cancelled(sum(ended.done), error_code=ExportErrorCode.CONNECTION_NOT_ACTIVE)
        ended.require_all()

    async def _expire_exports(self) -> None:
        due = await self._database.read(lambda database: due_to_expire(database, self._clock(), STEP))
        # Each in a savepoint of its own; they share transactions.
        ended = await attempt_all(self._database.write(partial(self._expire_export, export=each)) for each in due)
        metrics.EXPORTS_ENDED.labels(ExportStatus.EXPIRED, "").inc(sum(ended.done))
        ended.require_all()

    def _end_connection(self, database: DatabaseConnection, connection_id: str) -> int:
        """Gives how many exports were cancelled."""
        return end_connection(database, connection_id, ConnectionStatus.EXPIRED, self._clock(), self._actor)

    def _expire_export(self, database: DatabaseConnection, export: ExportKey) -> int:
        now = self._clock()
        expired = expire_export(database, export, now)
        if expired:
            audit.record(database, Entry.about(export, Action.EXPORT_EXPIRED, actor=self._actor, at=now))
        return int(expired)

    async def _date_signals(self) -> None:
        await self._database.write_if(has_undated_signals, partial(date_signals, limit=STEP))

    async def _discard_idempotency_keys(self) -> None:
        """As many as there are: each signal leaves one behind."""
        while (
            await self._database.write_if(
                lambda database: idempotency.expired_digests(database, self._clock(), 1),
                lambda database: idempotency.discard_expired(database, self._clock(), STEP),
            )
            == STEP
        ):
            pass

    async def _forget_tombstones(self) -> None:
        before = forgotten_before(self._clock(), self._since_max_age)
        forget = partial(forget_tombstones, before=before, limit=STEP)
        while await self._database.read(partial(any_tombstone_before, moment=before)):
            await self._database.write_locking(forget)

    async def _forget_imports(self) -> None:
        before = self._clock() - timedelta(seconds=IMPORT_KEPT_SECONDS)
        while (
            await self._database.write_if(
                partial(has_imports_before, moment=before), partial(forget_imports, before=before, limit=STEP)
            )
            == STEP
        ):
            pass

    async def _discard_access_tokens(self) -> None:
        while (
            await self._database.write_if(
                lambda database: has_expired_tokens(database, self._clock()),
                lambda database: discard_expired_tokens(database, self._clock(), STEP),
            )
            == STEP
        ):
            pass
