"""Importing a person's records: what every import does, and the operator's."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.audit import Action, Actor, Entry
from server.domain.connections import Connection
from server.domain.fhir.rules import Rule
from server.domain.records.outcomes import ImportCounts, ImportOutcome
from server.domain.records.record import NO_SOURCE, Incoming, Noted, Rejected, Reported
from server.services.access import require_importable
from server.services.actors import operator
from server.services.in_turn import InTurn
from server.services.reading.batches import Batch, Kind, batches_of
from server.services.references import References
from server.store import audit
from server.store.engine import Database
from server.store.record_changes import apply_changes
from server.store.record_clocks import next_moment

_OF_ANOTHER_SOURCE = "the connection has a record of this type and id from another source"

OnReported = Callable[[Reported], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What became of a batch: `reported` is what is told of its parts, of changes that were refused as they were
    stored, and of references that lead nowhere. `references` are those of the import so far."""

    counts: ImportCounts
    reported: tuple[Reported, ...]
    references: References


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """Who imports, and from which source, as the audit trail has it."""

    clock: Clock
    actor: Actor
    source: str = NO_SOURCE

    def entry(self, connection: Connection, counts: ImportCounts) -> Entry:
        named = {"source": self.source} if self.source != NO_SOURCE else {}
        return Entry(
            at=self.clock(),
            action=Action.RECORDS_IMPORTED,
            actor=self.actor,
            tenant_id=connection.tenant_id,
            connection_id=connection.id,
            details={**named, "read": counts.read, **counts.by_name()},
        )

    def apply(
        self, database: DatabaseConnection, connection: Connection, batch: Batch, references: References
    ) -> Applied:
        """Stores the changes. The caller has asked that the connection takes records, and holds it: no batch commits
        after a revocation that it has not seen."""
        changes = batch.changes
        moment = next_moment(database, connection.id, self.clock())
        outcomes = apply_changes(database, connection.id, changes, moment, source=self.source)
        references, noted = references.after(database, connection.id, changes, outcomes, batch.named)
        reported = (*batch.reported, *noted)
        counts = ImportCounts.of(outcomes) + counts_of(reported) + _not_granted(connection, batch.kinds)
        audit.record(database, self.entry(connection, counts))
        rejected = tuple(
            Rejected(file=change.file, line=change.line, reason=_OF_ANOTHER_SOURCE, rule=Rule.SOURCE)
            for change, outcome in zip(changes, outcomes, strict=True)
            if outcome is ImportOutcome.REJECTED
        )
        return Applied(counts=counts, reported=(*reported, *rejected), references=references)

    def end(self, database: DatabaseConnection, connection: Connection, references: References) -> Sequence[Noted]:
        """What leads nowhere once all of the input is stored, in the audit trail as well."""
        noted = references.at_the_end(database, connection.id)
        if noted:
            audit.record(database, self.entry(connection, counts_of(noted)))
        return noted


class Imports:
    """`actor` is who imports: by default the user of this process."""

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
        on_reported: OnReported | None = None,
    ) -> ImportCounts:
        """`store_batches` of all parts of an input."""
        return self.store_batches(connection_id, batches_of(parts), source=source, on_reported=on_reported)

    def store_batches(
        self,
        connection_id: str,
        batches: Iterable[Batch],
        *,
        source: str = NO_SOURCE,
        on_reported: OnReported | None = None,
    ) -> ImportCounts:
        """Applies an input; `on_reported` gets the parts that are not imported, and what else is worth telling.

        Each batch is durable by itself: an import that is cut short can simply be run again. The next one is read while
        a batch is stored. Raises NotFound, and ConnectionNotActive at the first batch that comes after the connection's
        end; and what `batches` raises, once those before are stored.
        """
        importer = Importer(clock=self._clock, actor=self._actor, source=source)
        counts, references = ImportCounts(), References()

        def note(applied: Applied) -> None:
            nonlocal counts, references
            counts += applied.counts
            references = applied.references
            for reported in applied.reported if on_reported else ():
                on_reported(reported)  # type: ignore[misc]  # it is there

        stored = InTurn(self._database, note)
        try:
            for batch in batches:
                stored.finish()  # it says which references are open
                apply = partial(self._apply, connection_id=connection_id, batch=batch, importer=importer)
                stored.begin(partial(apply, references=references))
        finally:
            stored.finish()
        if references.open:
            stored.begin(partial(self._end, connection_id=connection_id, importer=importer, references=references))
            stored.finish()
        return counts

    def _apply(
        self,
        database: DatabaseConnection,
        *,
        connection_id: str,
        batch: Batch,
        importer: Importer,
        references: References,
    ) -> Applied:
        connection = require_importable(database, connection_id, self._clock(), held=True)
        return importer.apply(database, connection, batch, references)

    def _end(
        self, database: DatabaseConnection, *, connection_id: str, importer: Importer, references: References
    ) -> Applied:
        connection = require_importable(database, connection_id, self._clock(), held=True)
        noted = importer.end(database, connection, references)
        return Applied(counts=counts_of(noted), reported=tuple(noted), references=References())


_NAMES = {
    Rule.CONDITIONAL: "conditional_references",
    Rule.UNRESOLVED: "unresolved_references",
    Rule.OUTCOME: "operation_outcomes",
}


def counts_of(reported: Iterable[Reported]) -> ImportCounts:
    counted = Counter[str]()
    for each in reported:
        if isinstance(each, Rejected):
            counted["rejected"] += 1
        elif each.rule is not Rule.UNCHECKED:
            counted[_NAMES[each.rule]] += each.count
    return ImportCounts(**counted)


def _not_granted(connection: Connection, kinds: Mapping[Kind, int]) -> ImportCounts:
    """What is stored, and in no export until the connection grants it."""
    grant = connection.grant
    return ImportCounts(not_granted=sum(count for kind, count in kinds.items() if not grant.holds(*kind)))
