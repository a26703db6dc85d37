"""Deleting artifacts that nothing points at any more: each by itself, and again after a pause where it fails."""

from collections.abc import Callable
from contextlib import aclosing
from datetime import timedelta
from functools import partial

from server import metrics
from server.artifacts.backend import StoredArtifact
from server.artifacts.errors import ArtifactError
from server.artifacts.store import ArtifactStore
from server.clock import Clock
from server.domain.exports import export_of
from server.domain.retry import Retry
from server.event_log import logger
from server.services.attempts import attempt_all
from server.store.artifact_deletions import (
    Deletion,
    due_deletions,
    forget_deletion,
    postpone_deletion,
    request_deletion,
)
from server.store.engine import Database
from server.store.exports import artifact_keys_in_use

log = logger()

AT_ONCE = 16
RETRY = Retry(first=timedelta(seconds=5), longest=timedelta(minutes=30), jitter=0.5)
# A committed artifact whose READY row is not there after this long has no owner: its worker died in between.
ORPHAN_AFTER = timedelta(hours=1)


class Deletions:
    """`chance` gives numbers in [0, 1): it keeps deletions that failed together from coming back together."""

    def __init__(
        self,
        database: Database,
        artifacts: ArtifactStore,
        clock: Clock,
        *,
        chance: Callable[[], float],
        orphan_after: timedelta = ORPHAN_AFTER,
    ) -> None:
        self._database = database
        self._artifacts = artifacts
        self._clock = clock
        self._chance = chance
        self._orphan_after = orphan_after

    async def delete_requested(self) -> None:
        """Tries all that are due once. A deletion that fails is logged and counted, and tried again after a pause.

        Raises ExceptionGroup where the database fails.
        """
        began = self._clock()
        while due := await self._database.read(lambda database: due_deletions(database, began, AT_ONCE)):
            (await attempt_all(self._delete(deletion) for deletion in due)).require_all()

    async def discard(self, artifact_key: str) -> None:
        """Deletes the file that an attempt committed but may not keep. No other attempt uses its key."""
        try:
            await self._artifacts.delete(artifact_key)
        except ArtifactError:
            now = self._clock()
            await self._database.write(partial(request_deletion, artifact_key=artifact_key, now=now))
        else:
            metrics.ARTIFACT_DELETIONS.labels("lease_lost").inc()

    async def sweep_orphans(self) -> int:
        """Deletes artifacts that a crash left without an export; gives how many. Raises ExceptionGroup of all that
        failed, after everything was tried.

        Ages are by the store's own clock, whatever the others say. What an export of the database points at, or a
        running attempt may write, is no orphan at any age.
        """
        before = await self._artifacts.time() - self._orphan_after
        partials = await attempt_all([self._artifacts.discard_partials(before)])
        failed = list(partials.failed)
        found: list[StoredArtifact] = []
        removed = 0
        # All of the store: a worker killed in its first check leaves a probe behind.
        async with aclosing(self._artifacts.list()) as stored:
            async for artifact in stored:
                if artifact.modified_at < before:
                    found.append(artifact)
                if len(found) == AT_ONCE:
                    removed += await self._delete_orphans(found, failed)
                    found = []
        removed += await self._delete_orphans(found, failed)
        if failed:
            raise ExceptionGroup("some artifacts without an export were not deleted", failed)
        return removed

    async def _delete(self, deletion: Deletion) -> None:
        """Deletes first and forgets after: a crash in between repeats the deletion, and loses none."""
        try:
            await self._artifacts.delete(deletion.artifact_key)
        except ArtifactError as fault:
            failures = deletion.failures + 1
            metrics.ARTIFACT_DELETION_FAILURES.inc()
            log.error(
                "artifact_not_deleted",
                export_id=export_of(deletion.artifact_key),
                failures=failures,
                error=type(fault).__qualname__,
            )
            again_at = self._clock() + RETRY.pause(failures, chance=self._chance())
            await self._database.write(partial(postpone_deletion, deletion=deletion, available_at=again_at))
        else:
            await self._database.write(partial(forget_deletion, artifact_key=deletion.artifact_key))
            metrics.ARTIFACT_DELETIONS.labels("requested").inc()

    async def _delete_orphans(self, found: list[StoredArtifact], failed: list[Exception]) -> int:
        if not found:
            return 0
        keys = {artifact.key for artifact in found}
        orphans = keys - await self._database.read(lambda database: artifact_keys_in_use(database, keys))
        attempts = await attempt_all(self._artifacts.delete(key) for key in orphans)
        metrics.ARTIFACT_DELETIONS.labels("orphan").inc(len(attempts.done))
        failed += attempts.failed
        return len(attempts.done)
