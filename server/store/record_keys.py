"""The keys of a source's records, without their contents."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, select, tuple_

from server.domain.records.record import Key
from server.store.tables import records

BEFORE_ALL: Key = ("", "")


def count_of_source(connection: Connection, connection_id: str, source: str, types: Collection[str]) -> int:
    """How many records of these types the source has."""
    query = select(func.count()).select_from(records).where(_of_source(connection_id, source, types))
    return connection.execute(query).scalar_one()


def keys_of_source(
    connection: Connection,
    connection_id: str,
    source: str,
    types: Collection[str],
    *,
    before: datetime,
    after: Key,
    limit: int,
) -> list[Key]:
    """Of the records of these types that did not change at or after `before`: those behind a key, in their order."""
    query = (
        select(records.c.resource_type, records.c.resource_id)
        .where(_of_source(connection_id, source, types), records.c.changed_at < before)
        .where(tuple_(records.c.resource_type, records.c.resource_id) > after)
        .order_by(records.c.resource_type, records.c.resource_id)
        .limit(limit)
    )
    return [(row.resource_type, row.resource_id) for row in connection.execute(query)]


def sources_of(
    connection: Connection, connection_id: str, keys: Sequence[Key], *, before: datetime | None = None
) -> dict[Key, str]:
    """The sources of those of `keys` that have a record, and one that did not change at or after `before`."""
    by_type: dict[str, list[str]] = {}
    for resource_type, resource_id in keys:
        by_type.setdefault(resource_type, []).append(resource_id)
    found: dict[Key, str] = {}
    for resource_type, ids in by_type.items():
        query = select(records.c.resource_id, records.c.source).where(
            records.c.connection_id == connection_id,
            records.c.resource_type == resource_type,
            records.c.resource_id.in_(ids),
        )
        if before is not None:
            query = query.where(records.c.changed_at < before)
        found |= {(resource_type, row.resource_id): row.source for row in connection.execute(query)}
    return found


def _of_source(connection_id: str, source: str, types: Collection[str]) -> ColumnElement[bool]:
    return and_(
        records.c.connection_id == connection_id,
        records.c.resource_type.in_(sorted(types)),
        records.c.source == source,
    )
