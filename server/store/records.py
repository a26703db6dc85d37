"""A connection's FHIR records: stored as imported, read in key order."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, text, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from server.store.tables import records

KEYS_A_PAGE = 2000
# Contents are fetched in runs of about this size, so that memory does not depend on how large records are.
BYTES_A_RUN = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One resource: `content` is one line of JSON without its newline."""

    resource_type: str
    resource_id: str
    version_id: str
    last_updated: datetime | None
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The records of an export."""

    connection_id: str
    resource_types: tuple[str, ...]
    since: datetime | None


def hold_for_import(connection: Connection, connection_id: str) -> None:
    """Lets imports of one connection run side by side, but not across the start of a snapshot of it.

    `changed_at` is read after this, so it is later than the `startedAt` of every snapshot that does not see the row:
    an export of what changed since then misses nothing. SQLite's write lock does the same by itself.
    """
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock_shared(hashtextextended(:id, 1))"), {"id": connection_id})


def hold_for_snapshot(connection: Connection, connection_id: str) -> None:
    """Waits for the imports of this connection that are under way, and holds new ones up. See `hold_for_import`."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:id, 1))"), {"id": connection_id})


def store_records(connection: Connection, connection_id: str, batch: Iterable[Record], changed_at: datetime) -> int:
    """Stores new versions and says how many. The same version again, or an older one, changes nothing."""
    rows = [
        {
            "connection_id": connection_id,
            "resource_type": record.resource_type,
            "resource_id": record.resource_id,
            "version_id": record.version_id,
            "last_updated": record.last_updated,
            "changed_at": changed_at,
            "byte_size": len(record.content),
            "content": record.content,
        }
        for record in batch
    ]
    if not rows:
        return 0
    dialect: Any = sqlite if connection.dialect.name == "sqlite" else postgresql
    insert = dialect.insert(records)
    new = insert.excluded
    upsert = insert.on_conflict_do_update(
        index_elements=["connection_id", "resource_type", "resource_id"],
        set_={name: new[name] for name in ("version_id", "last_updated", "changed_at", "byte_size", "content")},
        where=and_(
            records.c.version_id != new.version_id,
            or_(
                records.c.last_updated.is_(None),
                new.last_updated.is_(None),
                new.last_updated >= records.c.last_updated,
            ),
        ),
    )
    return connection.execute(upsert, rows).rowcount


def count_records(connection: Connection, selection: Selection) -> int:
    query = select(func.count()).select_from(records).where(_chosen(selection))
    return connection.execute(query).scalar_one()


def read_contents(connection: Connection, selection: Selection) -> Generator[Sequence[bytes], None, None]:
    """The contents in (resource type, id) order, in runs bounded by bytes; paged by key, never by OFFSET."""
    after: tuple[str, str] | None = None
    while keys := _keys_after(connection, selection, after):
        for first, last in _runs(keys):
            yield _contents(connection, selection, first, last)
        after = (keys[-1][0], keys[-1][1])


key_columns = tuple_(records.c.resource_type, records.c.resource_id)


def _keys_after(
    connection: Connection, selection: Selection, after: tuple[str, str] | None
) -> list[tuple[str, str, int]]:
    query = select(records.c.resource_type, records.c.resource_id, records.c.byte_size).where(_chosen(selection))
    if after is not None:
        query = query.where(key_columns > after)
    query = query.order_by(records.c.resource_type, records.c.resource_id).limit(KEYS_A_PAGE)
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def _runs(keys: list[tuple[str, str, int]]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Cuts a page of keys into runs of about BYTES_A_RUN, each given as its first and last key."""
    begin = size = 0
    for index, (_, _, byte_size) in enumerate(keys):
        if size and size + byte_size > BYTES_A_RUN:
            yield keys[begin][:2], keys[index - 1][:2]
            begin, size = index, 0
        size += byte_size
    yield keys[begin][:2], keys[-1][:2]


def _contents(
    connection: Connection, selection: Selection, first: tuple[str, str], last: tuple[str, str]
) -> Sequence[bytes]:
    query = (
        select(records.c.content)
        .where(_chosen(selection), key_columns >= first, key_columns <= last)
        .order_by(records.c.resource_type, records.c.resource_id)
    )
    return connection.execute(query).scalars().all()


def _chosen(selection: Selection) -> ColumnElement[bool]:
    chosen = and_(
        records.c.connection_id == selection.connection_id,
        records.c.resource_type.in_(selection.resource_types),
    )
    return chosen if selection.since is None else and_(chosen, records.c.changed_at >= selection.since)
