"""Records that changed so that fewer grants include them: a category went, or a sensitive label came.

A caller that had such a record, and may not have it now, is told to delete it, as if it were deleted at its source.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from server.domain.records.record import Key
from server.store.tables import withdrawals
from server.store.upsert import upsert_into


def add_withdrawals(connection: Connection, connection_id: str, lost: Mapping[Key, int], changed_at: datetime) -> None:
    """`lost` are the bits of its classes that each record lost; what it lost before stays noted."""
    if not lost:
        return
    insert = upsert_into(connection, withdrawals)
    rows = [
        {
            "connection_id": connection_id,
            "resource_type": resource_type,
            "resource_id": resource_id,
            "changed_at": changed_at,
            "classes": classes,
        }
        for (resource_type, resource_id), classes in lost.items()
    ]
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=["connection_id", "resource_type", "resource_id"],
            set_={
                "changed_at": insert.excluded.changed_at,
                "classes": withdrawals.c.classes.bitwise_or(insert.excluded.classes),
            },
        ),
        rows,
    )
