"""Signals that are there, however they came."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select

from server.clock import utc_now, uuid7
from server.store.signals import Signal
from server.store.tables import signals


def put_signals(connection: Connection, made: Sequence[Signal]) -> None:
    connection.execute(
        insert(signals), [asdict(signal) | {"event_at": signal.event_at or signal.received_at} for signal in made]
    )


def signals_of(connection: Connection, connection_id: str, *, limit: int) -> list[Signal]:
    """The newest signals of a connection, newest first."""
    query = (
        select(signals)
        .where(signals.c.connection_id == connection_id)
        .order_by(signals.c.received_at.desc(), signals.c.id.desc())
        .limit(limit)
    )
    return [Signal(**row) for row in connection.execute(query).mappings()]


def a_workout(tenant_id: str, connection_id: str, **facts: Any) -> Signal:
    """A signal of now, not yet stored."""
    usual = {"schema_version": 1, "occurred_at": None, "received_at": utc_now(), "payload": "{}"}
    named = {"namespace": "activity", "signal_type": "workout"}
    return Signal(id=uuid7(), tenant_id=tenant_id, connection_id=connection_id, **named | usual | facts)
