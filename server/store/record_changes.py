"""Applying imported records and deletions to what a connection has: each is judged by what is stored, in its order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from server.domain.fhir.content import same_content
from server.domain.records.outcomes import (
    ImportOutcome,
    Known,
    is_before,
    is_written,
    latest,
    outcome_of_deletion,
    outcome_of_record,
)
from server.domain.records.record import NO_SOURCE, Change, Deletion, Key, Record
from server.store.record_rows import (
    Row,
    add_rows,
    delete_records,
    move_records,
    replace_rows,
    row_of,
    stored_content,
    stored_records,
    stored_tombstones,
)
from server.store.tombstones import Tombstone, add_tombstones, remove_tombstones
from server.store.types import to_micros
from server.store.withdrawals import add_withdrawals

_OF_NEW = outcome_of_record(None, source=NO_SOURCE, last_updated=None, same_content=False)


def apply_changes(
    connection: Connection,
    connection_id: str,
    changes: Sequence[Change],
    changed_at: datetime,
    *,
    source: str = NO_SOURCE,
) -> list[ImportOutcome]:
    """What becomes of each change, in order; one key may come several times.

    The caller holds the connection's clock, from which `changed_at` is, so no other import changes what is read here.
    """
    keys = [change.key for change in changes]
    state = _State(connection, connection_id, source, set(keys))
    outcomes = [state.apply(key, change) for key, change in zip(keys, changes, strict=True)]
    state.write(changed_at)
    return outcomes


@dataclass(slots=True, kw_only=True)
class _Entry:
    """What stands under a key. `record` is what this batch puts there; `content` what was stored, where it was read
    along."""

    known: Known
    content: bytes | None = None
    classes: int | None = None  # as stored, of a record or a tombstone
    record: Record | None = None
    is_written: bool = False
    was_deleted: bool = False
    was_stored: bool = False


class _State:
    """What is stored under the keys of a batch, and what the batch makes of it."""

    def __init__(self, connection: Connection, connection_id: str, source: str, keys: set[Key]) -> None:
        self._connection = connection
        self._connection_id = connection_id
        self._source = source
        self._entries: dict[Key, _Entry] = {}
        # Under keys that had nothing, as long as they come once: nearly all of a first import.
        self._new: dict[Key, Record] = {}
        self._moved: dict[Key, datetime] = {}
        for key, row in stored_records(connection, connection_id, keys):
            known = Known(source=row.source, last_updated=row.last_updated)
            self._entries[key] = _Entry(known=known, content=row.content, classes=row.classes, was_stored=True)
        for key, row in stored_tombstones(connection, connection_id, keys):
            known = Known(source=row.source, last_updated=row.last_updated, is_deleted=True)
            self._entries[key] = _Entry(known=known, classes=row.classes, was_deleted=True)

    def apply(self, key: Key, change: Change) -> ImportOutcome:
        if key not in self._entries and key not in self._new and isinstance(change, Record):
            self._new[key] = change
            return _OF_NEW
        entry = self._entry(key)
        if isinstance(change, Deletion):
            return self._delete(change, entry)
        assert entry is not None  # noqa: S101 - else the key was new
        return self._store(change, entry)

    def _entry(self, key: Key) -> _Entry | None:
        if key in self._new:
            record = self._new.pop(key)
            known = Known(source=self._source, last_updated=record.last_updated)
            self._entries[key] = _Entry(known=known, record=record, is_written=True)
        return self._entries.get(key)

    def _store(self, record: Record, entry: _Entry) -> ImportOutcome:
        moment, known = record.last_updated, entry.known
        is_same = self._is_same(entry, record)
        outcome = outcome_of_record(known, source=self._source, last_updated=moment, same_content=is_same)
        if outcome is ImportOutcome.UNCHANGED:
            self._note_moment(record.key, entry, moment)
        elif is_written(outcome):
            entry.known = Known(source=self._source, last_updated=latest(moment, known.last_updated))
            entry.record, entry.is_written = record, True
        return outcome

    def _delete(self, deletion: Deletion, entry: _Entry | None) -> ImportOutcome:
        known = entry.known if entry else None
        outcome = outcome_of_deletion(known, source=self._source, moment=deletion.moment)
        if entry is not None and outcome is ImportOutcome.DELETED:
            moment = latest(deletion.moment, entry.known.last_updated)
            entry.known = Known(source=self._source, last_updated=moment, is_deleted=True)
            entry.record, entry.content, entry.is_written = None, None, True
        return outcome

    def _is_same(self, entry: _Entry, record: Record) -> bool:
        """Read where it decides only: a content may be large."""
        if entry.known.is_deleted or entry.known.source != self._source:
            return False
        if entry.record is not None:
            return same_content(entry.record.content, record.content)
        content = entry.content
        if content is None:
            content = stored_content(self._connection, self._connection_id, record.key)
        return same_content(content, record.content)

    def _note_moment(self, key: Key, entry: _Entry, last_updated: datetime | None) -> None:
        """The source still had this content then: a state of before is older."""
        if last_updated is None or entry.known.last_updated == last_updated:
            return
        if is_before(last_updated, entry.known.last_updated):
            return
        entry.known = Known(source=entry.known.source, last_updated=last_updated)
        self._moved[key] = last_updated

    def write(self, changed_at: datetime) -> None:
        """One write a key, of what it is after the whole batch."""
        written = {key: entry for key, entry in self._entries.items() if entry.is_written}
        there = {key: entry for key, entry in written.items() if not entry.known.is_deleted}
        gone = {key: entry for key, entry in written.items() if entry.known.is_deleted}
        self._write(there, changed_at)
        remove_tombstones(
            self._connection, self._connection_id, [key for key, entry in there.items() if entry.was_deleted]
        )
        self._bury(gone, changed_at)
        changes = ((key, entry.classes, entry.record.classes) for key, entry in there.items() if entry.record)
        add_withdrawals(self._connection, self._connection_id, changes, changed_at)
        move_records(
            self._connection,
            self._connection_id,
            [(key, moment) for key, moment in self._moved.items() if key not in written],
        )

    def _write(self, there: Mapping[Key, _Entry], changed_at: datetime) -> None:
        """Each record under the latest moment that is known of it."""
        connection_id, source, micros = self._connection_id, self._source, to_micros(changed_at)
        new = [row_of(connection_id, each, source, each.last_updated, micros) for each in self._new.values()]
        stored: list[Row] = []
        for entry in there.values():
            if entry.record is not None:
                rows = stored if entry.was_stored else new
                rows.append(row_of(connection_id, entry.record, source, entry.known.last_updated, micros))
        add_rows(self._connection, new)
        replace_rows(self._connection, stored)

    def _bury(self, gone: Mapping[Key, _Entry], changed_at: datetime) -> None:
        """A record that came and went within the batch leaves a tombstone as well: it does no harm."""
        delete_records(self._connection, self._connection_id, [key for key, entry in gone.items() if entry.was_stored])
        buried = (
            Tombstone(
                resource_type=key[0],
                resource_id=key[1],
                source=entry.known.source,
                last_updated=entry.known.last_updated,
                classes=entry.classes,
            )
            for key, entry in gone.items()
        )
        add_tombstones(self._connection, self._connection_id, buried, changed_at)
