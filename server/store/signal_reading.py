"""Signals as their app reads them back: by when they happened, and in figures a day or an hour."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Double,
    and_,
    case,
    cast,
    false,
    func,
    or_,
    select,
    tuple_,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import JSONB

from server.domain.cursor import Position
from server.store.signals import Signal
from server.store.tables import signals
from server.store.types import from_micros

_EPOCHS = 10_000_000  # intervals before 1970 that are counted: whole division rounds towards zero


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Signals of a connection that happened from `since` on and before `until`; None leaves a side open.

    `allowed` are the types that the connection grants, as `namespace.type` or `namespace.*`.
    """

    connection_id: str
    allowed: Collection[str] = ()
    namespace: str | None = None
    signal_type: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of one interval: how many signals it has, and the figures of those that have a number in the field."""

    since: datetime
    signals: int
    count: int
    least: float | None
    greatest: float | None
    total: float | None


def get_signal(connection: Connection, signal_id: str, *, held: bool = False) -> Signal | None:
    """`held`: kept from concurrent changes until the transaction ends."""
    query = select(signals).where(signals.c.id == signal_id)
    if held:
        query = query.with_for_update()
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else Signal(**row)


def page_by_event(connection: Connection, chosen: EventFilter, *, after: Position | None, limit: int) -> list[Signal]:
    """Up to `limit` signals, the last to happen first, behind the position of the last one seen."""
    query = select(signals).where(*_conditions(chosen))
    if after is not None:
        position = (from_micros(after.created_at_micros), after.id)
        query = query.where(tuple_(signals.c.event_at, signals.c.id) < position)
    query = query.order_by(signals.c.event_at.desc(), signals.c.id.desc()).limit(limit)
    return [Signal(**row) for row in connection.execute(query).mappings()]


def figures_by_interval(
    connection: Connection, chosen: EventFilter, path: list[str], *, interval: timedelta, offset: timedelta, most: int
) -> list[Figures]:
    """Of each interval that has signals, in order; of the first `most` signals. Intervals begin at whole ones of the
    time that is `offset` ahead of UTC."""
    width = interval // timedelta(microseconds=1)
    shift = offset // timedelta(microseconds=1)
    value = _number_at(connection, path)
    read = (
        select(type_coerce(signals.c.event_at, BigInteger).label("event_at"), value.label("value"))
        .where(*_conditions(chosen))
        .order_by(signals.c.event_at)
        .limit(most)
        .subquery()
    )
    number = ((read.c.event_at + (shift + _EPOCHS * width)) // width).label("number")
    query = select(
        number,
        func.count(),
        func.count(read.c.value),
        func.min(read.c.value),
        func.max(read.c.value),
        func.sum(read.c.value),
    )
    rows = connection.execute(query.group_by(number).order_by(number))
    return [
        Figures(
            since=from_micros((row[0] - _EPOCHS) * width - shift),
            signals=row[1],
            count=row[2],
            least=row[3],
            greatest=row[4],
            total=row[5],
        )
        for row in rows
    ]


def _number_at(connection: Connection, path: list[str]) -> ColumnElement[Any]:
    """The number at a path of the payload, or NULL."""
    if connection.dialect.name == "sqlite":
        place = "$" + "".join(f'."{name}"' for name in path)
        kind = func.json_type(signals.c.payload, place)
        return case((kind.in_(["integer", "real"]), cast(func.json_extract(signals.c.payload, place), Double)))
    document = cast(signals.c.payload, JSONB)
    is_number = func.jsonb_typeof(func.jsonb_extract_path(document, *path)) == "number"
    return case((is_number, cast(func.jsonb_extract_path_text(document, *path), Double)))


def _conditions(chosen: EventFilter) -> list[ColumnElement[bool]]:
    conditions = [signals.c.connection_id == chosen.connection_id, _is_allowed(chosen.allowed)]
    if chosen.namespace is not None:
        conditions.append(signals.c.namespace == chosen.namespace)
    if chosen.signal_type is not None:
        conditions.append(signals.c.signal_type == chosen.signal_type)
    if chosen.since is not None:
        conditions.append(signals.c.event_at >= chosen.since)
    if chosen.until is not None:
        conditions.append(signals.c.event_at < chosen.until)
    return conditions


def _is_allowed(allowed: Collection[str]) -> ColumnElement[bool]:
    named = [tuple(each.split(".")) for each in sorted(allowed)]
    return or_(
        false(),
        *(
            signals.c.namespace == namespace
            if signal_type == "*"
            else and_(signals.c.namespace == namespace, signals.c.signal_type == signal_type)
            for namespace, signal_type in named
        ),
    )
