"""Importing a person's records."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.audit import Action, Actor, Entry
from server.domain.connections import Connection
from server.domain.fhir.rules import Rule
from server.domain.records.outcomes import ImportCounts, ImportOutcome
from server.domain.records.record import NO_SOURCE, Change, Incoming, Noted, Record, Rejected, Told
from server.services.access import require_importable
from server.services.actors import operator
from server.store import audit
from server.store.engine import Database
from server.store.record_changes import apply_changes
from server.store.record_clocks import next_moment

BATCH_RECORDS = 500
BATCH_BYTES = 8 << 20
_OF_ANOTHER_SOURCE = "the connection has a record of this type and id from another source"

OnTold = Callable[[Told], None]


class Imports:
    """`actor` is who imports, as the audit trail has it: by default the user of this process."""

    def __init__(self, database: Database, clock: Clock, actor: Actor | None = None) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor or operator()

    def require_connection(self, connection_id: str) -> None:
        """Raises NotFound, and ConnectionNotActive where no records may come in."""
        self._database.read_now(lambda database: require_importable(database, connection_id, self._clock()))

    def store(
        self,
        connection_id: str,
        parts: Iterable[Incoming],
        *,
        source: str = NO_SOURCE,
        on_told: OnTold | None = None,
    ) -> ImportCounts:
        """Applies all parts of an input, in batches bounded by count and bytes; `on_told` gets those that are not
        imported, and what else is worth telling, as they are found.

        Each batch is durable by itself: an import that is cut short can simply be run again. Raises NotFound, and
        ConnectionNotActive at the first batch that comes after the connection's end.
        """
        counts = ImportCounts()
        for batch in _batches(parts, on_told or _nobody):
            counts += self._store(connection_id, batch, source, on_told or _nobody)
        return counts

    def _store(self, connection_id: str, batch: "_Batch", source: str, on_told: OnTold) -> ImportCounts:
        def work(database: DatabaseConnection) -> tuple[list[ImportOutcome], ImportCounts]:
            # Held, so that no batch commits after a revocation that it has not seen.
            connection = require_importable(database, connection_id, self._clock(), held=True)
            moment = next_moment(database, connection_id, self._clock())
            outcomes = apply_changes(database, connection_id, batch.changes, moment, source=source)
            counts = batch.counts(outcomes) + _not_granted(connection, batch.changes)
            audit.record(database, self._entry(connection, source, counts))
            return outcomes, counts

        outcomes, counts = self._database.write_now(work)
        for change, outcome in zip(batch.changes, outcomes, strict=True):
            if outcome is ImportOutcome.REJECTED:
                on_told(Rejected(file=change.file, line=change.line, reason=_OF_ANOTHER_SOURCE, rule=Rule.SOURCE))
        return counts

    def _entry(self, connection: Connection, source: str, counts: ImportCounts) -> Entry:
        named = {"source": source} if source != NO_SOURCE else {}
        return Entry(
            at=self._clock(),
            action=Action.RECORDS_IMPORTED,
            actor=self._actor,
            tenant_id=connection.tenant_id,
            connection_id=connection.id,
            details={**named, "read": counts.read, **counts.by_name()},
        )


class _Batch:
    """Changes of one transaction, and how many parts were rejected among them."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.told = ImportCounts()
        self._bytes = 0

    def note(self, told: Told) -> None:
        self.told += _counted(told)

    def add(self, change: Change) -> None:
        self.changes.append(change)
        self._bytes += len(change.content) if isinstance(change, Record) else 0

    @property
    def is_full(self) -> bool:
        return len(self.changes) + self.told.rejected >= BATCH_RECORDS or self._bytes >= BATCH_BYTES

    @property
    def is_empty(self) -> bool:
        return not self.changes and self.told == ImportCounts()

    def counts(self, outcomes: Sequence[ImportOutcome]) -> ImportCounts:
        return ImportCounts.of(outcomes) + self.told


def _batches(parts: Iterable[Incoming], on_told: OnTold) -> Iterator[_Batch]:
    batch = _Batch()
    for part in parts:
        if isinstance(part, Rejected | Noted):
            on_told(part)
            batch.note(part)
        else:
            batch.add(part)
        if batch.is_full:
            yield batch
            batch = _Batch()
    if not batch.is_empty:
        yield batch


_NAMES = {
    Rule.CONDITIONAL: "conditional_references",
    Rule.UNRESOLVED: "unresolved_references",
    Rule.OUTCOME: "operation_outcomes",
}


def _counted(told: Told) -> ImportCounts:
    if isinstance(told, Rejected):
        return ImportCounts(rejected=1)
    return ImportCounts(**{_NAMES[told.rule]: told.count})


def _not_granted(connection: Connection, changes: Iterable[Change]) -> ImportCounts:
    """What is stored, and in no export until the connection grants it."""
    grant = connection.grant
    records = (change for change in changes if isinstance(change, Record))
    return ImportCounts(not_granted=sum(not grant.holds(each.resource_type, each.classes) for each in records))


def _nobody(_: Told) -> None:
    """Nobody asks which parts were rejected: they are counted."""
