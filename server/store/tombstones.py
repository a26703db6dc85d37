"""The tombstones of deleted records: which records a connection no longer has, and since when."""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from sqlalchemy import (
    BigInteger,
    Connection,
    Select,
    Table,
    delete,
    exists,
    func,
    or_,
    select,
    type_coerce,
    union_all,
    update,
)

from server.domain.grants import classes
from server.domain.records.record import Key
from server.store.records import Selection
from server.store.tables import record_clocks, records, tombstones, withdrawals
from server.store.upsert import upsert_into

_ROWS_A_TRIP = 1_000
_UNKNOWN = classes(0, sensitive=False)
_MICROSECOND = timedelta(microseconds=1)
_TABLES = (tombstones, withdrawals)


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
        _remove(connection, tombstones, connection_id, key)


def read_deleted(connection: Connection, selection: Selection) -> Generator[Key, None, None]:
    """What was deleted of the records that `selection` would have chosen, and what it would have chosen before a change
    and does not now, in (resource type, id) order, streamed.

    Where a record was deleted before its classes were found, only a grant of the type as a whole includes its deletion.
    """
    for resource_type in sorted(selection.grant.types):
        query = union_all(_deleted(selection, resource_type), _withdrawn(selection, resource_type)).order_by(
            tombstones.c.resource_id.name
        )
        with connection.execute(query, execution_options={"yield_per": _ROWS_A_TRIP}) as rows:
            for resource_id, _ in groupby(rows.scalars()):  # withdrawn first, and then deleted
                yield resource_type, resource_id


def _deleted(selection: Selection, resource_type: str) -> Select[str]:
    stored = type_coerce(func.coalesce(tombstones.c.classes, _UNKNOWN), BigInteger)
    return _since(selection, tombstones, resource_type).where(
        stored.bitwise_and(selection.grant.mask(resource_type)) != 0
    )


def _withdrawn(selection: Selection, resource_type: str) -> Select[str]:
    mask = selection.grant.mask(resource_type)
    still_granted = exists().where(
        records.c.connection_id == withdrawals.c.connection_id,
        records.c.resource_type == withdrawals.c.resource_type,
        records.c.resource_id == withdrawals.c.resource_id,
        records.c.classes.bitwise_and(mask) != 0,
    )
    query = _since(selection, withdrawals, resource_type)
    return query.where(withdrawals.c.classes.bitwise_and(mask) != 0, ~still_granted)


def _since(selection: Selection, table: Table, resource_type: str) -> Select[str]:
    query = select(table.c.resource_id).where(
        table.c.connection_id == selection.connection_id, table.c.resource_type == resource_type
    )
    return query if selection.since is None else query.where(table.c.changed_at >= selection.since)


def refuse_earlier_since(connection: Connection, connection_id: str, moment: datetime) -> None:
    """Lets no export reach back beyond now, which is `moment`: what the connection grants has changed, so an export by
    `since` would lack what is granted now, and could not tell what is granted no longer."""
    connection.execute(
        update(record_clocks).where(record_clocks.c.connection_id == connection_id).values(tombstones_from=moment)
    )


def tombstones_from(connection: Connection, connection_id: str) -> datetime | None:
    """From when on an export by `since` can tell all that changed; None: from the beginning on."""
    query = select(record_clocks.c.tombstones_from).where(record_clocks.c.connection_id == connection_id)
    return connection.execute(query).scalar_one_or_none()


def any_tombstone_before(connection: Connection, moment: datetime) -> bool:
    return any(
        connection.execute(select(table.c.changed_at).where(table.c.changed_at < moment).limit(1)).first() is not None
        for table in _TABLES
    )


def forget_tombstones(connection: Connection, before: datetime, limit: int) -> int:
    """Deletes up to `limit` of those that changed before, and as many withdrawals; notes for each connection from when
    on it has them all. Gives how many."""
    return sum(_forget(connection, table, before, limit) for table in _TABLES)


def _forget(connection: Connection, table: Table, before: datetime, limit: int) -> int:
    oldest = (
        select(table.c.connection_id, table.c.resource_type, table.c.resource_id, table.c.changed_at)
        .where(table.c.changed_at < before)
        .order_by(table.c.changed_at)
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
        _remove(connection, table, connection_id, key)
    return len(found)


def _remove(connection: Connection, table: Table, connection_id: str, key: Sequence[str]) -> None:
    resource_type, resource_id = key
    connection.execute(
        delete(table).where(
            table.c.connection_id == connection_id,
            table.c.resource_type == resource_type,
            table.c.resource_id == resource_id,
        )
    )
