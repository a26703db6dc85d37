"""Signals as stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from server.store.tables import signals


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A signal whose payload was accepted; `payload` is compact UTF-8 JSON."""

    id: str
    tenant_id: str
    connection_id: str
    namespace: str
    signal_type: str
    schema_version: int
    occurred_at: datetime | None
    received_at: datetime
    payload: str


_FIELDS = tuple(Signal.__slots__)


def insert_signals(connection: Connection, batch: Sequence[Signal]) -> None:
    if batch:
        connection.execute(insert(signals), [{name: getattr(signal, name) for name in _FIELDS} for signal in batch])


def signals_of(connection: Connection, connection_id: str, *, limit: int) -> list[Signal]:
    """The newest signals of a connection, newest first."""
    query = (
        select(signals)
        .where(signals.c.connection_id == connection_id)
        .order_by(signals.c.received_at.desc(), signals.c.id.desc())
        .limit(limit)
    )
    return [Signal(**row) for row in connection.execute(query).mappings()]


def count_signals(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(signals)).scalar_one()
