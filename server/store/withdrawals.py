"""Records that changed so that fewer grants include them: a category went, or a sensitive label came.

An export by `since` then reports such a record as deleted to each caller that may not have it any more.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from server.domain.records.record import Key
from server.store.tables import withdrawals
from server.store.upsert import upsert_into


def add_withdrawals(
    connection: Connection,
    connection_id: str,
    changes: Iterable[tuple[Key, int | None, int]],
    changed_at: datetime,
) -> None:
    """`changes`: the key of each record, its classes before (None: not known) and after.

    Notes which bits a record loses, and with them the grants that included it; what it lost before stays noted.
    """
    rows = [
        {
            "connection_id": connection_id,
            "resource_type": resource_type,
            "resource_id": resource_id,
            "changed_at": changed_at,
            "classes": lost,
        }
        for (resource_type, resource_id), before, after in changes
        if before is not None and (lost := before & ~after)
    ]
    if not rows:
        return
    insert = upsert_into(connection, withdrawals)
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
