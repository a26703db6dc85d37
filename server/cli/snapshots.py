"""`curae records import --snapshot`: an input that is all there is of a source."""

from collections.abc import Iterable
from dataclasses import dataclass

from server.cli.faults import CommandFailed
from server.cli.terminal import say
from server.domain.records.snapshot import Comparison
from server.services.imports import Imports, OnReported
from server.services.reading.batches import Batch
from server.services.snapshots import Scope, Snapshots


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotRun:
    """`max_deletions`: how many records may be missing; None: a tenth of those that the source has."""

    imports: Imports
    snapshots: Snapshots
    max_deletions: int | None
    on_reported: OnReported

    def count(self, scope: Scope, batches: Iterable[Batch]) -> dict[str, int]:
        """What a run would delete; stores nothing."""
        read = 0
        with self.snapshots.snapshot(scope) as snapshot:
            for batch in snapshot.noting(batches):
                read += len(batch.changes) + len(batch.reported)
                for reported in batch.reported:
                    self.on_reported(reported)
            found = snapshot.compare()
        return {"read": read, "rejected": found.rejected, "held": found.held, "missing": found.missing}

    def store(self, scope: Scope, batches: Iterable[Batch]) -> dict[str, int]:
        """The counts of the import and of what was deleted. Raises CommandFailed where more is missing than may be."""
        with self.snapshots.snapshot(scope) as snapshot:
            counts = self.imports.store_batches(
                scope.connection_id, snapshot.noting(batches), source=scope.source, on_reported=self.on_reported
            ).by_name()
            found = snapshot.compare()
            if found.rejected:
                say("nothing was deleted: parts of the input were rejected, so it is not all that the source has")
            elif not found.allowed(self.max_deletions):
                raise CommandFailed(_too_many(found))
            else:
                counts["deleted"] += snapshot.delete_missing()
        return counts


def _too_many(found: Comparison) -> str:
    return (
        f"{found.missing} of the {found.held} records that the source had are missing from the input. What it holds is"
        f" imported; nothing was deleted, since a file that was cut looks like this. If the records are gone from the"
        f" source, run it again with --max-deletions {found.missing}"
    )
