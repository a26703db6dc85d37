"""The tombstones of deleted records: which records a connection no longer has, and since when."""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from sqlalchemy import BigInteger, Connection, delete, func, or_, select, type_coerce, update

from server.domain.grants import classes
from server.domain.records.record import Key
from server.store.records import Selection
from server.store.tables import record_clocks, tombstones
from server.store.upsert import upsert_into

_ROWS_A_TRIP = 1_000
_UNKNOWN = classes(0, sensitive=False)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """`last_updated`: the latest moment of which the source's state is known. `classes`: those of the record as it was
    stored, which exports could hold; None where none could."""

    resource_type: str
    resource_id: str
    source: str
    last_updated: datetime | None
    classes: int | None


def add_tombstones(
    connection: Connection, connection_id: str, added: Iterable[Tombstone], changed_at: datetime
) -> None:
    """Writes tombstones, over those that stand under their keys."""
    rows = [
        {
            "connection_id": connection_id,
            "resource_type": each.resource_type,
            "resource_id": each.resource_id,
            "source": each.source,
            "last_updated": each.last_updated,
            "changed_at": changed_at,
            "classes": each.classes,
        }
        for each in added
    ]
    if not rows:
        return
    insert = upsert_into(connection, tombstones)
    new = insert.excluded
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=["connection_id", "resource_type", "resource_id"],
            set_={name: new[name] for name in ("source", "last_updated", "changed_at", "classes")},
        ),
        rows,
    )


def remove_tombstones(connection: Connection, connection_id: str, keys: Sequence[Key]) -> None:
    """Of records that are there again."""
    for key in keys:
        _remove(connection, connection_id, key)


def read_deleted(connection: Connection, selection: Selection) -> Generator[Key, None, None]:
    """What was deleted of the records that `selection` would have chosen, in (resource type, id) order, streamed.

    Where a record was deleted before its classes were found, only a grant of the type as a whole includes its deletion.
    """
    for resource_type in sorted(selection.grant.types):
        mask = selection.grant.mask(resource_type)
        stored = type_coerce(func.coalesce(tombstones.c.classes, _UNKNOWN), BigInteger)
        query = (
            select(tombstones.c.resource_id)
            .where(tombstones.c.connection_id == selection.connection_id)
            .where(tombstones.c.resource_type == resource_type, stored.bitwise_and(mask) != 0)
            .order_by(tombstones.c.resource_id)
        )
        if selection.since is not None:
            query = query.where(tombstones.c.changed_at >= selection.since)
        with connection.execute(query, execution_options={"yield_per": _ROWS_A_TRIP}) as rows:
            for resource_id in rows.scalars():
                yield resource_type, resource_id


def tombstones_from(connection: Connection, connection_id: str) -> datetime | None:
    """From when on the connection has all its tombstones; None where it has them all."""
    query = select(record_clocks.c.tombstones_from).where(record_clocks.c.connection_id == connection_id)
    return connection.execute(query).scalar_one_or_none()


def any_tombstone_before(connection: Connection, moment: datetime) -> bool:
    query = select(tombstones.c.changed_at).where(tombstones.c.changed_at < moment).limit(1)
    return connection.execute(query).first() is not None


def forget_tombstones(connection: Connection, before: datetime, limit: int) -> int:
    """Deletes up to `limit` of those that changed before, and notes for each connection from when on it has them all;
    gives how many."""
    oldest = (
        select(
            tombstones.c.connection_id, tombstones.c.resource_type, tombstones.c.resource_id, tombstones.c.changed_at
        )
        .where(tombstones.c.changed_at < before)
        .order_by(tombstones.c.changed_at)
        .limit(limit)
    )
    found = sorted(tuple(row) for row in connection.execute(oldest))
    for connection_id, group in groupby(found, key=itemgetter(0)):
        last = max(changed_at for *_, changed_at in group)
        # The clock's row is held by who opens a snapshot: that sees either both of these or none.
        connection.execute(
            update(record_clocks)
            .where(record_clocks.c.connection_id == connection_id)
            .where(or_(record_clocks.c.tombstones_from.is_(None), record_clocks.c.tombstones_from <= last))
            .values(tombstones_from=last + _MICROSECOND)
        )
    for connection_id, *key, _ in found:
        _remove(connection, connection_id, key)
    return len(found)


def _remove(connection: Connection, connection_id: str, key: Sequence[str]) -> None:
    resource_type, resource_id = key
    connection.execute(
        delete(tombstones).where(
            tombstones.c.connection_id == connection_id,
            tombstones.c.resource_type == resource_type,
            tombstones.c.resource_id == resource_id,
        )
    )
