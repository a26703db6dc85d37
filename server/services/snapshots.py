"""Importing all there is of a source: what the input lacks is deleted."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.audit import Actor
from server.domain.records.record import Key, Record, Rejected
from server.domain.records.snapshot import Comparison
from server.services.access import require_importable
from server.services.reading.batches import Batch
from server.services.record_deletions import STEP, Reason, RecordDeletions
from server.store.engine import Database
from server.store.record_clocks import next_moment
from server.store.record_keys import BEFORE_ALL, count_of_source, keys_of_source
from server.store.seen_keys import SeenKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a snapshot covers: the records of a source, of these types."""

    connection_id: str
    source: str
    types: frozenset[str]


class Snapshots:
    """`actor` is who imports: by default the user of this process."""

    def __init__(self, database: Database, clock: Clock, actor: Actor | None = None) -> None:
        self._database = database
        self._clock = clock
        self._deletions = RecordDeletions(database, clock, actor)

    @contextmanager
    def snapshot(self, scope: Scope) -> Iterator["Snapshot"]:
        """Surrounds the import of the input. What comes in from now on, by whatever import, is not deleted.

        Raises NotFound or ConnectionNotActive.
        """

        def begin(database: DatabaseConnection) -> tuple[datetime, int]:
            require_importable(database, scope.connection_id, self._clock(), held=True)
            began = next_moment(database, scope.connection_id, self._clock())
            return began, count_of_source(database, scope.connection_id, scope.source, scope.types)

        began, held = self._database.write_now(begin)
        with SeenKeys() as seen:
            yield Snapshot(self._database, self._deletions, scope, began=began, held=held, seen=seen)


class Snapshot:
    """One input, from its beginning to the deletion of what it lacks."""

    def __init__(
        self,
        database: Database,
        deletions: RecordDeletions,
        scope: Scope,
        *,
        began: datetime,
        held: int,
        seen: SeenKeys,
    ) -> None:
        self._database = database
        self._deletions = deletions
        self._scope = scope
        self._began = began
        self._held = held
        self._seen = seen
        self._rejected = 0

    def noting(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """The batches of the input as they pass by."""
        for batch in batches:
            for change in batch.changes:
                if isinstance(change, Record):
                    self._seen.add(change.key)
            self._rejected += sum(isinstance(each, Rejected) for each in batch.reported)
            yield batch

    def compare(self) -> Comparison:
        """Once all of the input has passed by."""
        missing = sum(len(keys) for keys in self._missing())
        return Comparison(held=self._held, missing=missing, rejected=self._rejected)

    def delete_missing(self) -> int:
        """Deletes what the input lacks, in durable steps; to run again deletes the rest. Gives how many.

        Raises NotFound, and ConnectionNotActive at the first step after the connection's end.
        """
        return sum(map(self._delete, self._missing()))

    def _missing(self) -> Iterator[list[Key]]:
        scope, after = self._scope, BEFORE_ALL
        read = partial(
            keys_of_source,
            connection_id=scope.connection_id,
            source=scope.source,
            types=scope.types,
            before=self._began,
            limit=STEP,
        )
        while keys := self._database.read_now(partial(read, after=after)):
            after = keys[-1]
            if missing := self._seen.missing(keys):
                yield missing

    def _delete(self, keys: list[Key]) -> int:
        deleted = self._deletions.delete(
            self._scope.connection_id, keys, reason=Reason.SNAPSHOT, unchanged_since=self._began
        )
        return len(deleted)
