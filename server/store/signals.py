"""Signals as stored, read back and expired."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, select, tuple_, update

from server.domain.idempotency import StoredResponse
from server.store.bulk import Stored, insert_rows
from server.store.idempotency import insert_if_claimed
from server.store.tables import UNDATED, signals
from server.store.types import to_micros


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
    grant_version: int = 0  # before it is stored
    occurred_at_offset: int | None = None  # minutes east of UTC
    occurred_until: datetime | None = None
    occurred_until_offset: int | None = None
    sent_at: datetime | None = None
    event_at: datetime | None = None  # when it happened by our clock; None before it is stored: when it is received


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalFilter:
    """Which signals of a namespace: received from `since` on and before `until`; None leaves a side open.

    `by_event`: that happened then, by our clock.
    """

    namespace: str
    connection_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    by_event: bool = False


# SQLite needs no such condition: its one writer has looked in the same transaction.
_AS_GRANTED = (
    "(connection_id, grant_version) IN (SELECT id, grant_version FROM connections WHERE status = 'ACTIVE'"
    " AND id IN (SELECT connection_id FROM sent) ORDER BY id FOR SHARE)"
)


def insert_signals_if_claimed(
    connection: Connection,
    batch: Mapping[bytes, Signal],
    responses: Mapping[bytes, StoredResponse],
    grants: Mapping[str, int],
    now: datetime,
) -> set[bytes]:
    """Stores the response and the signal under each digest that is free or out of date, and says which are.

    `grants` are the versions of their connections' signal types that allow the signals, by connection. None is stored
    where the connection is not ACTIVE by then, or grants other types: a change that is under way is waited for.
    """
    rows = {digest: _row(signal, grants[signal.connection_id]) for digest, signal in batch.items()}
    return insert_if_claimed(connection, signals, rows, responses, now, allowed=_AS_GRANTED)


def insert_signal(connection: Connection, signal: Signal) -> None:
    insert_rows(connection, signals, [_row(signal, signal.grant_version)])


def _row(signal: Signal, grant_version: int) -> dict[str, Stored]:
    return {
        "id": signal.id,
        "tenant_id": signal.tenant_id,
        "connection_id": signal.connection_id,
        "namespace": signal.namespace,
        "signal_type": signal.signal_type,
        "schema_version": signal.schema_version,
        "occurred_at": _micros(signal.occurred_at),
        "received_at": to_micros(signal.received_at),
        "payload": signal.payload,
        "grant_version": grant_version,
        "occurred_at_offset": signal.occurred_at_offset,
        "occurred_until": _micros(signal.occurred_until),
        "occurred_until_offset": signal.occurred_until_offset,
        "sent_at": _micros(signal.sent_at),
        "event_at": to_micros(signal.event_at or signal.received_at),
    }


def _micros(moment: datetime | None) -> int | None:
    return None if moment is None else to_micros(moment)


def page_of_signals(
    connection: Connection, chosen: SignalFilter, *, after: tuple[datetime, str] | None, limit: int
) -> list[Signal]:
    """Up to `limit` signals, oldest first, behind the (received_at, id) of the last one seen."""
    query = select(signals).where(*_conditions(chosen))
    if after is not None:
        query = query.where(tuple_(signals.c.received_at, signals.c.id) > after)
    query = query.order_by(signals.c.received_at, signals.c.id).limit(limit)
    return [Signal(**row) for row in connection.execute(query).mappings()]


def newest_received(connection: Connection, chosen: SignalFilter, *, skip: int) -> datetime | None:
    """When the signal was received that has `skip` newer ones, or the oldest where there are fewer; None for none."""
    query = select(signals.c.received_at).where(*_conditions(chosen))
    newest = connection.execute(query.order_by(signals.c.received_at.desc()).limit(skip + 1)).scalars().all()
    return newest[-1] if newest else None


def has_signals(connection: Connection, chosen: SignalFilter) -> bool:
    return connection.execute(select(signals.c.id).where(*_conditions(chosen)).limit(1)).first() is not None


def delete_signals(connection: Connection, chosen: SignalFilter, limit: int) -> int:
    """Deletes the oldest ones, `limit` at most; gives how many."""
    due = select(signals.c.id).where(*_conditions(chosen)).order_by(signals.c.received_at).limit(limit)
    return connection.execute(delete(signals).where(signals.c.id.in_(due))).rowcount


def has_undated_signals(connection: Connection) -> bool:
    return connection.execute(select(signals.c.id).where(UNDATED).limit(1)).first() is not None


def date_signals(connection: Connection, limit: int) -> int:
    """Gives signals that a server of the version before has stored their time by our clock; gives how many."""
    undated = select(signals.c.id).where(UNDATED).limit(limit)
    dated = update(signals).where(signals.c.id.in_(undated))
    moment = func.coalesce(signals.c.occurred_at, signals.c.received_at)
    return connection.execute(dated.values(event_at=moment)).rowcount


def count_signals(connection: Connection, chosen: Iterable[SignalFilter] | None = None) -> int:
    """Of every namespace, or of those chosen."""
    query = select(func.count()).select_from(signals)
    if chosen is None:
        return connection.execute(query).scalar_one()
    return sum(connection.execute(query.where(*_conditions(each))).scalar_one() for each in chosen)


def _conditions(chosen: SignalFilter) -> list[ColumnElement[bool]]:
    conditions = [signals.c.namespace == chosen.namespace]
    if chosen.connection_id is not None:
        conditions.append(signals.c.connection_id == chosen.connection_id)
    moment = signals.c.event_at if chosen.by_event else signals.c.received_at
    if chosen.since is not None:
        conditions.append(moment >= chosen.since)
    if chosen.until is not None:
        conditions.append(moment < chosen.until)
    return conditions
