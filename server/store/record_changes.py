"""Applying imported records and deletions to what a connection has: each is judged by what is stored, in its order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, case, delete, null, select, update

from server.domain.fhir.content import same_content
from server.domain.records.outcomes import (
    ImportOutcome,
    Known,
    is_before,
    latest,
    outcome_of_deletion,
    outcome_of_record,
)
from server.domain.records.record import NO_SOURCE, Change, Deletion, Key, Record
from server.store.tables import records, tombstones
from server.store.tombstones import Tombstone, add_tombstones, remove_tombstones
from server.store.types import to_micros
from server.store.upsert import upsert_into

# What is stored is read along with a batch up to this size a record, and one by one beyond it: memory is bounded.
_BYTES_READ_ALONG = 64 * 1024
_COLUMNS = tuple(records.columns.keys())
# Keys a query: SQLite binds at most 32,766 parameters.
_KEYS_A_QUERY = 1_000


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
    state = _State(connection, connection_id, {change.key for change in changes})
    outcomes = [state.apply(change, source) for change in changes]
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

    def __init__(self, connection: Connection, connection_id: str, keys: set[Key]) -> None:
        self._connection = connection
        self._connection_id = connection_id
        self._entries: dict[Key, _Entry] = {}
        self._moved: dict[Key, datetime] = {}
        for resource_type, ids in _by_type(keys):
            self._read(resource_type, ids)

    def _read(self, resource_type: str, ids: Sequence[str]) -> None:
        stored = (
            select(
                records.c.resource_id,
                records.c.source,
                records.c.last_updated,
                records.c.classes,
                case((records.c.byte_size <= _BYTES_READ_ALONG, records.c.content), else_=null()),
            )
            .where(records.c.connection_id == self._connection_id, records.c.resource_type == resource_type)
            .where(records.c.resource_id.in_(ids))
        )
        for resource_id, source, last_updated, classes, content in self._connection.execute(stored):
            known = Known(source=source, last_updated=last_updated)
            entry = _Entry(known=known, content=content, classes=classes, was_stored=True)
            self._entries[resource_type, resource_id] = entry
        buried = (
            select(tombstones.c.resource_id, tombstones.c.source, tombstones.c.last_updated, tombstones.c.classes)
            .where(tombstones.c.connection_id == self._connection_id, tombstones.c.resource_type == resource_type)
            .where(tombstones.c.resource_id.in_(ids))
        )
        for resource_id, source, last_updated, classes in self._connection.execute(buried):
            known = Known(source=source, last_updated=last_updated, is_deleted=True)
            self._entries[resource_type, resource_id] = _Entry(known=known, classes=classes, was_deleted=True)

    def apply(self, change: Change, source: str) -> ImportOutcome:
        if isinstance(change, Deletion):
            return self._delete(change, source)
        return self._store(change, source)

    def _store(self, record: Record, source: str) -> ImportOutcome:
        entry = self._entries.get(record.key)
        known = entry.known if entry else None
        outcome = outcome_of_record(
            known,
            source=source,
            last_updated=record.last_updated,
            same_content=entry is not None and self._is_same(entry, record, source),
        )
        if outcome in (ImportOutcome.REJECTED, ImportOutcome.OLDER):
            return outcome
        if outcome is ImportOutcome.UNCHANGED:
            assert entry is not None  # noqa: S101 - else it is imported
            self._note_moment(record.key, entry, record.last_updated)
            return outcome
        moment = latest(record.last_updated, known.last_updated if known else None)
        entry = self._entries.setdefault(record.key, _Entry(known=Known(source=source, last_updated=moment)))
        entry.known = Known(source=source, last_updated=moment)
        entry.record, entry.is_written = record, True
        return outcome

    def _delete(self, deletion: Deletion, source: str) -> ImportOutcome:
        entry = self._entries.get(deletion.key)
        outcome = outcome_of_deletion(entry.known if entry else None, source=source, moment=deletion.moment)
        if entry is not None and outcome is ImportOutcome.DELETED:
            moment = latest(deletion.moment, entry.known.last_updated)
            entry.known = Known(source=source, last_updated=moment, is_deleted=True)
            entry.record, entry.content, entry.is_written = None, None, True
        return outcome

    def _is_same(self, entry: _Entry, record: Record, source: str) -> bool:
        """Read where it decides only: a content may be large."""
        if entry.known.is_deleted or entry.known.source != source:
            return False
        if entry.record is not None:
            return same_content(entry.record.content, record.content)
        content = entry.content if entry.content is not None else self._content(record.key)
        return same_content(content, record.content)

    def _content(self, key: Key) -> bytes:
        query = select(records.c.content).where(
            records.c.connection_id == self._connection_id,
            records.c.resource_type == key[0],
            records.c.resource_id == key[1],
        )
        content: bytes = self._connection.execute(query).scalar_one()
        return content

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
        self._upsert(there, changed_at)
        remove_tombstones(
            self._connection, self._connection_id, [key for key, entry in there.items() if entry.was_deleted]
        )
        self._bury(gone, changed_at)
        self._move([key for key in self._moved if key not in written])

    def _upsert(self, there: Mapping[Key, _Entry], changed_at: datetime) -> None:
        rows = [
            {
                "connection_id": self._connection_id,
                "resource_type": entry.record.resource_type,
                "resource_id": entry.record.resource_id,
                "version_id": entry.record.version_id,
                "last_updated": entry.known.last_updated,
                "changed_at": changed_at,
                "byte_size": len(entry.record.content),
                "content": entry.record.content,
                "source": entry.known.source,
                "classes": entry.record.classes,
            }
            for entry in there.values()
            if entry.record is not None
        ]
        if not rows:
            return
        if self._connection.dialect.name == "sqlite":
            self._connection.exec_driver_sql(_upsert_statement(), [_as_stored(row) for row in rows])
            return
        insert = upsert_into(self._connection, records)
        new = insert.excluded
        changing = ("version_id", "last_updated", "changed_at", "byte_size", "content", "source", "classes")
        self._connection.execute(
            insert.on_conflict_do_update(
                index_elements=["connection_id", "resource_type", "resource_id"],
                set_={name: new[name] for name in changing},
            ),
            rows,
        )

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

    def _move(self, keys: Sequence[Key]) -> None:
        """The moment alone: `changed_at` stays, since no export differs."""
        if not keys:
            return
        moved = update(records).where(
            records.c.connection_id == self._connection_id,
            records.c.resource_type == bindparam("of_type"),
            records.c.resource_id == bindparam("of_id"),
        )
        self._connection.execute(
            moved.values(last_updated=bindparam("moment")),
            [{"of_type": key[0], "of_id": key[1], "moment": self._moved[key]} for key in keys],
        )


@cache
def _upsert_statement() -> str:
    """For SQLite's own `executemany`: SQLAlchemy spends twice as long on a row as the database does."""
    names, key = _COLUMNS, [column.name for column in records.primary_key]
    marks = ", ".join("?" * len(names))
    changing = ", ".join(f"{name} = excluded.{name}" for name in names if name not in key)
    return (
        f"INSERT INTO records ({', '.join(names)}) VALUES ({marks}) "  # noqa: S608 - our own names  # nosec B608
        f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changing}"
    )


def _as_stored(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """The values in the order of the columns, times as microseconds."""
    return tuple(to_micros(value) if isinstance(value := row[name], datetime) else value for name in _COLUMNS)


def delete_records(connection: Connection, connection_id: str, keys: Iterable[Key]) -> None:
    """Their rows alone; see `server.store.tombstones`."""
    for resource_type, ids in _by_type(keys):
        connection.execute(
            delete(records)
            .where(records.c.connection_id == connection_id, records.c.resource_type == resource_type)
            .where(records.c.resource_id.in_(ids))
        )


def _by_type(keys: Iterable[Key]) -> Iterator[tuple[str, list[str]]]:
    """The ids of each type, so that both databases walk the key; some at a time."""
    for resource_type, group in groupby(sorted(keys), key=itemgetter(0)):
        ids = [resource_id for _, resource_id in group]
        for start in range(0, len(ids), _KEYS_A_QUERY):
            yield resource_type, ids[start : start + _KEYS_A_QUERY]
