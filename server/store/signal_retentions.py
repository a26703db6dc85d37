"""How long the signals of each namespace are kept."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from server.store.tables import signal_retentions
from server.store.upsert import upsert_into


def all_retentions(connection: Connection) -> dict[str, int]:
    """Days by namespace; a namespace without a row keeps its signals without an end."""
    query = select(signal_retentions.c.namespace, signal_retentions.c.days).order_by(signal_retentions.c.namespace)
    return {row[0]: row[1] for row in connection.execute(query)}


def hold_retention(connection: Connection, namespace: str) -> int | None:
    """The namespace's days, which no other transaction changes until this one ends; None: without an end."""
    query = select(signal_retentions.c.days).where(signal_retentions.c.namespace == namespace)
    # SQLite knows no row locks: its one writer is alone anyway.
    return connection.execute(query.with_for_update(read=True)).scalar_one_or_none()


def set_retention(connection: Connection, namespace: str, days: int, now: datetime) -> None:
    insert = upsert_into(connection, signal_retentions).values(namespace=namespace, days=days, updated_at=now)
    connection.execute(
        insert.on_conflict_do_update(index_elements=["namespace"], set_={"days": days, "updated_at": now})
    )


def drop_retention(connection: Connection, namespace: str) -> None:
    connection.execute(delete(signal_retentions).where(signal_retentions.c.namespace == namespace))
