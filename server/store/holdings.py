"""How much is stored by a connection, for who is about to erase it."""

from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, literal, select

from server.store.listing import HAVE_EFFECT
from server.store.tables import exports, records, signals

# Rows that are counted at most: the count is for a question, and must not take long.
MAX_COUNTED = 100_001


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """`records` and `signals` are counted up to MAX_COUNTED; `exports_with_effect` run, wait or have a file."""

    records: int
    signals: int
    exports_with_effect: int


def holdings_of(connection: Connection, connection_id: str) -> Holdings:
    effects = select(func.count()).where(exports.c.connection_id == connection_id, exports.c.status.in_(HAVE_EFFECT))
    return Holdings(
        records=_count(connection, records, connection_id),
        signals=_count(connection, signals, connection_id),
        exports_with_effect=connection.execute(effects).scalar_one(),
    )


def _count(connection: Connection, table: Table, connection_id: str) -> int:
    some = select(literal(1)).select_from(table).where(table.c.connection_id == connection_id).limit(MAX_COUNTED)
    return connection.execute(select(func.count()).select_from(some.subquery())).scalar_one()
