"""What time does to exports: expiry, lapsed connections, deleted artifacts, orphans. Every step is safe to repeat."""

from collections.abc import Callable
from contextlib import aclosing
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection as DatabaseConnection

from server import metrics
from server.artifacts.backend import StoredArtifact
from server.artifacts.store import ArtifactStore
from server.clock import Clock
from server.domain.audit import Action, Actor, Entry
from server.domain.connections import ConnectionStatus
from server.domain.exports import Export, ExportErrorCode, ExportStatus
from server.services.actors import this_worker
from server.services.revocation import count_cancelled, end_connection
from server.store import audit, idempotency
from server.store.artifact_deletions import forget_deletion, requested_deletions
from server.store.connections import lapsed_connections
from server.store.engine import Database
from server.store.exports import artifact_keys_in_use, due_to_expire, expire_export

STEP = 100  # rows a transaction
# A committed artifact whose READY row is not there after this long has no owner: its worker died in between.
ORPHAN_AFTER = timedelta(hours=1)

# Reads what is due at a moment, as much as it is asked for.
Due = Callable[[DatabaseConnection, datetime, int], list[Any]]


class Upkeep:
    def __init__(self, database: Database, artifacts: ArtifactStore, clock: Clock, actor: Actor | None = None) -> None:
        self._database = database
        self._artifacts = artifacts
        self._clock = clock
        self._actor = actor or this_worker()

    async def sweep(self) -> None:
        """Expires what is due, then deletes the artifacts that nothing points at any more."""
        cancelled = await self._when_due(lapsed_connections, self._end_lapsed_connections)
        count_cancelled(cancelled, ExportErrorCode.CONNECTION_NOT_ACTIVE)
        expired = await self._when_due(due_to_expire, self._expire)
        metrics.EXPORTS_ENDED.labels(ExportStatus.EXPIRED, "").inc(expired)
        while await self._when_due(idempotency.expired_digests, self._discard_idempotency_keys) == STEP:
            pass  # as many as there are: each signal leaves one behind
        await self.delete_requested()

    async def _when_due(self, due: Due, work: Callable[[DatabaseConnection], int]) -> int:
        return await self._database.write_if(lambda database: due(database, self._clock(), 1), work) or 0

    def _discard_idempotency_keys(self, database: DatabaseConnection) -> int:
        return idempotency.discard_expired(database, self._clock(), STEP)

    async def delete_requested(self) -> None:
        """Deletes first and forgets after: a crash in between repeats the deletion, and loses none."""
        for key in await self._database.read(lambda database: requested_deletions(database, STEP)):
            await self._artifacts.delete(key)
            await self._database.write(partial(forget_deletion, artifact_key=key))
            metrics.ARTIFACT_DELETIONS.labels("requested").inc()

    async def discard(self, artifact_key: str) -> None:
        """Deletes what an attempt committed and may not keep; its key is that attempt's alone."""
        await self._artifacts.delete(artifact_key)
        metrics.ARTIFACT_DELETIONS.labels("lease_lost").inc()

    async def sweep_orphans(self) -> int:
        """Deletes artifacts that a crash left without an export; gives how many."""
        before = self._clock() - ORPHAN_AFTER
        await self._artifacts.discard_partials(before)
        found: list[StoredArtifact] = []
        removed = 0
        # All of the store: a worker killed in its first check leaves a probe behind.
        async with aclosing(self._artifacts.list()) as stored:
            async for artifact in stored:
                if artifact.modified_at < before:
                    found.append(artifact)
                if len(found) == STEP:
                    removed += await self._delete_orphans(found)
                    found = []
        return removed + await self._delete_orphans(found)

    async def _delete_orphans(self, found: list[StoredArtifact]) -> int:
        if not found:
            return 0
        keys = {artifact.key for artifact in found}
        orphans = keys - await self._database.read(lambda database: artifact_keys_in_use(database, keys))
        for key in orphans:
            await self._artifacts.delete(key)
            metrics.ARTIFACT_DELETIONS.labels("orphan").inc()
        return len(orphans)

    def _expire(self, database: DatabaseConnection) -> int:
        now = self._clock()
        return sum(self._expire_one(database, export, now) for export in due_to_expire(database, now, STEP))

    def _expire_one(self, database: DatabaseConnection, export: Export, now: datetime) -> bool:
        expired = expire_export(database, export, now)
        if expired:
            audit.record(database, Entry.about(export, Action.EXPORT_EXPIRED, actor=self._actor, at=now))
        return expired

    def _end_lapsed_connections(self, database: DatabaseConnection) -> int:
        now = self._clock()
        return sum(
            end_connection(database, connection_id, ConnectionStatus.EXPIRED, now, self._actor)
            for connection_id in lapsed_connections(database, now, STEP)
        )
