"""Signals that were withdrawn: their payloads are deleted, and each leaves a tombstone."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, tuple_

from server.domain.signals.tombstone import Tombstone
from server.store.signals import Signal, SignalFilter
from server.store.tables import signal_tombstones, signals


def bury(connection: Connection, signal: Signal, now: datetime, replaced_by: str | None = None) -> Tombstone | None:
    """Deletes the signal and leaves its tombstone; None where it is gone by then."""
    if connection.execute(delete(signals).where(signals.c.id == signal.id)).rowcount == 0:
        return None
    tombstone = Tombstone(
        id=signal.id,
        tenant_id=signal.tenant_id,
        connection_id=signal.connection_id,
        namespace=signal.namespace,
        signal_type=signal.signal_type,
        received_at=signal.received_at,
        withdrawn_at=now,
        replaced_by=replaced_by,
    )
    connection.execute(insert(signal_tombstones).values(**asdict(tombstone)))
    return tombstone


def find_tombstone(connection: Connection, signal_id: str) -> Tombstone | None:
    query = select(signal_tombstones).where(signal_tombstones.c.id == signal_id)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else Tombstone(**row)


def page_of_tombstones(
    connection: Connection, chosen: SignalFilter, *, after: tuple[datetime, str] | None, limit: int
) -> list[Tombstone]:
    """Up to `limit` tombstones, oldest first, behind the (withdrawn_at, id) of the last one seen."""
    query = select(signal_tombstones).where(*_conditions(chosen))
    if after is not None:
        query = query.where(tuple_(signal_tombstones.c.withdrawn_at, signal_tombstones.c.id) > after)
    query = query.order_by(signal_tombstones.c.withdrawn_at, signal_tombstones.c.id).limit(limit)
    return [Tombstone(**row) for row in connection.execute(query).mappings()]


def newest_tombstones(connection: Connection, chosen: SignalFilter, limit: int) -> list[Tombstone]:
    """Oldest first."""
    query = select(signal_tombstones).where(*_conditions(chosen))
    query = query.order_by(signal_tombstones.c.withdrawn_at.desc(), signal_tombstones.c.id.desc()).limit(limit)
    return [Tombstone(**row) for row in connection.execute(query).mappings()][::-1]


def has_tombstones(connection: Connection, chosen: SignalFilter) -> bool:
    query = select(signal_tombstones.c.id).where(*_conditions(chosen)).limit(1)
    return connection.execute(query).first() is not None


def delete_tombstones(connection: Connection, chosen: SignalFilter, limit: int) -> int:
    """Deletes the oldest ones, `limit` at most; gives how many."""
    due = select(signal_tombstones.c.id).where(*_conditions(chosen))
    due = due.order_by(signal_tombstones.c.withdrawn_at).limit(limit)
    return connection.execute(delete(signal_tombstones).where(signal_tombstones.c.id.in_(due))).rowcount


def erase_signals(connection: Connection, connection_id: str, limit: int) -> int:
    """Deletes signals of a connection, and its tombstones once no signal is left, `limit` at most; gives how many.

    For a person whose data is erased: call it again until it gives 0.
    """
    for table in (signals, signal_tombstones):
        due = select(table.c.id).where(table.c.connection_id == connection_id).limit(limit)
        erased = connection.execute(delete(table).where(table.c.id.in_(due))).rowcount
        if erased:
            return erased
    return 0


def _conditions(chosen: SignalFilter) -> list[ColumnElement[bool]]:
    """By when they were withdrawn. When a withdrawn signal happened is not known any more: `by_event` chooses all."""
    conditions = [signal_tombstones.c.namespace == chosen.namespace]
    if chosen.connection_id is not None:
        conditions.append(signal_tombstones.c.connection_id == chosen.connection_id)
    if chosen.since is not None and not chosen.by_event:
        conditions.append(signal_tombstones.c.withdrawn_at >= chosen.since)
    if chosen.until is not None and not chosen.by_event:
        conditions.append(signal_tombstones.c.withdrawn_at < chosen.until)
    return conditions
