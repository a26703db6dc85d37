"""What `curae records` does with a database. Its imports take half a second: a large input is read meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from server.cli.deployment import open_database
from server.cli.snapshots import SnapshotRun
from server.domain.records.record import Key
from server.services.imports import Imports, OnReported
from server.services.reading.batches import Batch
from server.services.record_deletions import RecordDeletions
from server.services.snapshots import Scope, Snapshots


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Whose records, of which source. `snapshot`: the types that the input is all of; empty: it is none."""

    connection: str
    source: str
    snapshot: frozenset[str]
    dry_run: bool
    max_deletions: int | None


def store(data: Path, chosen: Chosen, batches: Iterable[Batch], on_reported: OnReported) -> dict[str, int]:
    """The counts of what became of the input."""
    with open_database(data) as database:
        imports = Imports(database, database.clock)
        imports.require_connection(chosen.connection)
        if not chosen.snapshot:
            return imports.store_batches(
                chosen.connection, batches, source=chosen.source, on_reported=on_reported
            ).by_name()
        run = SnapshotRun(
            imports=imports,
            snapshots=Snapshots(database, database.clock),
            max_deletions=chosen.max_deletions,
            on_reported=on_reported,
        )
        scope = Scope(connection_id=chosen.connection, source=chosen.source, types=chosen.snapshot)
        return run.count(scope, batches) if chosen.dry_run else run.store(scope, batches)


def delete(data: Path, connection: str, keys: Iterable[Key]) -> set[Key]:
    """Those that there were."""
    with open_database(data) as database:
        return set(RecordDeletions(database, database.clock).delete(connection, list(keys)))
