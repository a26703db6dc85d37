"""Signals that are there, however they came."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, insert

from server.store.signals import Signal
from server.store.tables import signals


def put_signals(connection: Connection, made: Sequence[Signal]) -> None:
    connection.execute(
        insert(signals), [asdict(signal) | {"event_at": signal.event_at or signal.received_at} for signal in made]
    )
