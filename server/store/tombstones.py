"""The tombstones of deleted records: which records a connection no longer has, and since when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete

from server.domain.records.record import Key
from server.store.tables import tombstones
from server.store.upsert import upsert_into


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
    for resource_type, resource_id in keys:
        connection.execute(
            delete(tombstones).where(
                tombstones.c.connection_id == connection_id,
                tombstones.c.resource_type == resource_type,
                tombstones.c.resource_id == resource_id,
            )
        )


def erase_tombstones(connection: Connection, connection_id: str) -> int:
    """All of a connection; gives how many there were."""
    return connection.execute(delete(tombstones).where(tombstones.c.connection_id == connection_id)).rowcount
