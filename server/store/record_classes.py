"""The classes of records that were stored without them, or by an older version of the codes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, String, bindparam, case, func, literal, select, tuple_, update

from server.store.tables import record_classifications, records
from server.store.types import UtcTime
from server.store.upsert import upsert_into

Key = tuple[str, str]  # resource type and id
BEFORE_ALL: Key = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclassified:
    """A record to look at: `classes` is what is stored for it now."""

    key: Key
    classes: int | None
    content: bytes


def codes_version_of(connection: Connection, connection_id: str) -> int:
    """By which version of the codes all records of a connection were looked at; 0 for none."""
    query = select(record_classifications.c.codes_version)
    found = connection.execute(query.where(record_classifications.c.connection_id == connection_id)).scalar()
    return found or 0


def has_unclassified(connection: Connection, connection_id: str, resource_types: Collection[str]) -> bool:
    """Whether a record of these types was stored without its classes, as versions before do."""
    query = select(records.c.resource_type).where(
        records.c.connection_id == connection_id,
        records.c.resource_type.in_(sorted(resource_types)),
        records.c.classes.is_(None),
    )
    return connection.execute(query.limit(1)).first() is not None


def note_classified(connection: Connection, connection_id: str, codes_version: int) -> None:
    insert = upsert_into(connection, record_classifications).values(
        connection_id=connection_id, codes_version=codes_version
    )
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=["connection_id"], set_={"codes_version": insert.excluded.codes_version}
        )
    )


def connections_to_classify(connection: Connection, codes_version: int, limit: int) -> list[str]:
    """The ids of connections whose records were not all looked at by this version of the codes, the oldest version
    first."""
    waiting = record_classifications
    query = select(waiting.c.connection_id).where(waiting.c.codes_version < codes_version)
    in_order = query.order_by(waiting.c.codes_version, waiting.c.connection_id)
    return list(connection.execute(in_order.limit(limit)).scalars())


def count_to_classify(connection: Connection, codes_version: int) -> int:
    query = select(func.count()).where(record_classifications.c.codes_version < codes_version)
    return connection.execute(query).scalar_one()


def records_after(
    connection: Connection, connection_id: str, after: Key, *, count: int, size: int
) -> Sequence[Unclassified]:
    """The records after a key, in its order: at most `count`, and of `size` bytes together or one larger one."""
    keys = (
        select(records.c.resource_type, records.c.resource_id, records.c.byte_size)
        .where(records.c.connection_id == connection_id, tuple_(records.c.resource_type, records.c.resource_id) > after)
        .order_by(records.c.resource_type, records.c.resource_id)
        .limit(count)
    )
    last, total = None, 0
    for resource_type, resource_id, byte_size in connection.execute(keys).all():
        total += byte_size
        if last is not None and total > size:
            break
        last = (resource_type, resource_id)
    if last is None:
        return []
    query = (
        select(records.c.resource_type, records.c.resource_id, records.c.classes, records.c.content)
        .where(
            records.c.connection_id == connection_id,
            tuple_(records.c.resource_type, records.c.resource_id) > after,
            tuple_(records.c.resource_type, records.c.resource_id) <= last,
        )
        .order_by(records.c.resource_type, records.c.resource_id)
    )
    return [
        Unclassified(key=(row.resource_type, row.resource_id), classes=row.classes, content=row.content)
        for row in connection.execute(query)
    ]


def set_classes(connection: Connection, connection_id: str, found: Mapping[Key, int], changed_at: datetime) -> None:
    """A record that had other classes before changed with them: a grant may include it that did not."""
    statement = (
        update(records)
        .where(
            records.c.connection_id == connection_id,
            records.c.resource_type == bindparam("of_type", type_=String),
            records.c.resource_id == bindparam("of_id", type_=String),
        )
        .values(
            classes=bindparam("found"),
            changed_at=case((records.c.classes.is_(None), records.c.changed_at), else_=literal(changed_at, UtcTime)),
        )
    )
    rows = [{"of_type": kind, "of_id": name, "found": value} for (kind, name), value in found.items()]
    connection.execute(statement, rows)
