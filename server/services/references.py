"""Whether the references of an import lead to records that the connection has."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection as DatabaseConnection

from server.domain.fhir.references import Named, named_by
from server.domain.fhir.rules import Rule
from server.domain.records.open_references import MAX_OPEN, OpenReferences
from server.domain.records.outcomes import ImportOutcome
from server.domain.records.record import Change, Deletion, Key, Noted, Record
from server.store.record_rows import keys_that_are_there

_NOT_STORED = frozenset({ImportOutcome.REJECTED, ImportOutcome.OLDER})
_NO_RECORD = "a relative reference that is not of the form Type/id of a FHIR R4 type; it leads nowhere and is kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """Those of an import so far. `there`: some records that the connection has, so that they are not looked for again.

    A transaction may be tried again, so each step gives a new value.
    """

    open: OpenReferences = field(default_factory=OpenReferences)
    there: frozenset[Key] = frozenset()

    def after(
        self,
        database: DatabaseConnection,
        connection_id: str,
        changes: Sequence[Change],
        outcomes: Sequence[ImportOutcome],
        named: Named,
    ) -> tuple["References", Sequence[Noted]]:
        """With a batch that was stored, and what is certain of it already. `named`: by all its records."""
        if not _NOT_STORED.isdisjoint(outcomes):
            judged = zip(changes, outcomes, strict=True)
            named = named_by(
                change for change, outcome in judged if isinstance(change, Record) and outcome not in _NOT_STORED
            )
        gone = {change.key for change in changes if isinstance(change, Deletion)}
        there = self.there - gone if gone else self.there
        unknown = named.records.keys() - there
        asked = unknown - self.open.places.keys()  # what is open already is looked for at the end
        found = keys_that_are_there(database, connection_id, asked)
        missing = {key: place for key, place in named.records.items() if key in unknown and key not in found}
        now_open = self.open.with_more(missing)
        if now_open.is_full:
            now_open = now_open.without(keys_that_are_there(database, connection_id, now_open.places))
        noted = [place.noted(Rule.UNRESOLVED, _NO_RECORD) for place in named.nowhere]
        kept = there | found if len(there) < MAX_OPEN else frozenset(found)
        return References(open=now_open, there=kept), noted

    def at_the_end(self, database: DatabaseConnection, connection_id: str) -> Sequence[Noted]:
        """What leads nowhere, now that all of the input is stored."""
        found = keys_that_are_there(database, connection_id, self.open.places)
        return [*self.open.without(found).reported()]
