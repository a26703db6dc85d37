"""What was done in each interval of the last hour, day or week, counted from the rows that stand for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, func, literal_column, select, type_coerce

from server.domain.identifiers import first_id_at
from server.store.tables import exports, signals
from server.store.types import to_micros

_SECOND_MICROS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """`count` intervals of `seconds` from `start` on."""

    start: datetime
    seconds: int
    count: int

    @property
    def end(self) -> datetime:
        return self.start + timedelta(seconds=self.seconds * self.count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    exports: int
    records: int
    byte_size: int


def queued_by_interval(connection: Connection, span: Span) -> Mapping[int, int]:
    """By the number of the interval, without those where nothing was queued."""
    # Ids begin with the time: the primary key bounds what is read. A day's room is for clocks that differ.
    recent = exports.c.id >= first_id_at(span.start - timedelta(days=1))
    return {row[0]: row[1] for row in _grouped(connection, span, exports.c.queued_at, func.count(), where=recent)}


def failed_by_interval(connection: Connection, span: Span) -> Mapping[int, int]:
    """Exports that became FAILED, by the number of the interval."""
    return {row[0]: row[1] for row in _grouped(connection, span, exports.c.failed_at, func.count())}


def ready_by_interval(connection: Connection, span: Span) -> Mapping[int, Ready]:
    """Exports that became READY, whatever has become of them since."""
    rows = _grouped(
        connection,
        span,
        exports.c.completed_at,
        func.count(),
        func.coalesce(func.sum(exports.c.records_exported), 0),
        func.coalesce(func.sum(exports.c.artifact_byte_size), 0),
    )
    return {row[0]: Ready(exports=row[1], records=int(row[2]), byte_size=int(row[3])) for row in rows}


def signals_by_interval(connection: Connection, namespace: str, span: Span) -> Mapping[int, int]:
    """Signals that were stored and are still kept, by the number of the interval."""
    of_namespace = signals.c.namespace == namespace
    rows = _grouped(connection, span, signals.c.received_at, func.count(), where=of_namespace)
    return {row[0]: row[1] for row in rows}


def _grouped(
    connection: Connection,
    span: Span,
    moment: ColumnElement[Any],
    *figures: ColumnElement[Any],
    where: ColumnElement[bool] | None = None,
) -> Sequence[Any]:
    # Written into the statement: PostgreSQL takes two parameters of equal value for two different expressions.
    start: ColumnElement[int] = literal_column(str(to_micros(span.start)))
    width: ColumnElement[int] = literal_column(str(span.seconds * _SECOND_MICROS))
    number = (type_coerce(moment, BigInteger) - start) // width
    query = select(number, *figures).where(moment >= span.start, moment < span.end).group_by(number)
    return connection.execute(query if where is None else query.where(where)).all()
