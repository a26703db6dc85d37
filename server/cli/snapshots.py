"""`curae records import --snapshot`: an input that is all there is of a source."""

from collections.abc import Iterable
from dataclasses import dataclass

import typer

from server.cli.faults import CommandFailed
from server.cli.terminal import say
from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.domain.records.record import Key
from server.domain.records.snapshot import Comparison
from server.domain.records.source import Source, is_foreign_id
from server.domain.suggestions import did_you_mean
from server.services.imports import Imports, OnReported
from server.services.reading.batches import Batch
from server.services.snapshots import Scope, Snapshots

EVERY_TYPE = "all"


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


def covered_types(names: Iterable[str]) -> frozenset[str]:
    """Raises BadParameter where one is not a FHIR R4 type."""
    chosen = frozenset(names)
    if chosen == {EVERY_TYPE}:
        return R4_RESOURCE_TYPES
    for name in sorted(chosen - R4_RESOURCE_TYPES):
        hint = did_you_mean(name, R4_RESOURCE_TYPES) or f"; or name {EVERY_TYPE} alone"
        raise typer.BadParameter(f"{name} is not a FHIR R4 resource type{hint}")
    return chosen


def record_keys(names: Iterable[str], source: Source | None) -> dict[Key, str]:
    """The keys here of records named as `Type/id`, those of a source as it names them. Raises BadParameter."""
    keys: dict[Key, str] = {}
    for name in filter(None, map(str.strip, names)):
        resource_type, _, resource_id = name.partition("/")
        if resource_type not in R4_RESOURCE_TYPES or not is_foreign_id(resource_id):
            raise typer.BadParameter(f"{name!r} is not a resource type and an id, such as Observation/f001")
        keys[source.key_of(resource_type, resource_id) if source else (resource_type, resource_id)] = name
    return keys


def _too_many(found: Comparison) -> str:
    return (
        f"{found.missing} of the {found.held} records that the source had are missing from the input. What it holds is"
        f" imported; nothing was deleted, since a file that was cut looks like this. If the records are gone from the"
        f" source, run it again with --max-deletions {found.missing}"
    )
