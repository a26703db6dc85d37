"""A clock a connection, that only goes forward: it puts imports and snapshots in one order.

An import and the start of an export each take the next moment and hold the clock until they commit. So a record's
`changed_at` is before the `startedAt` of every export that sees it, and after that of every export that does not,
whatever the clocks of their machines say. On PostgreSQL the time is the database's; on SQLite all are on one machine.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, cast, func, literal, type_coerce

from server.store.tables import record_clocks
from server.store.types import UtcTime
from server.store.upsert import upsert_into

_MICROSECOND = 1


def next_moment(connection: Connection, connection_id: str, now: datetime) -> datetime:
    """The time, or a microsecond after the last moment where that is later; nobody else gets one until this
    transaction ends."""
    is_sqlite = connection.dialect.name == "sqlite"
    insert = upsert_into(connection, record_clocks).values(
        connection_id=connection_id, moment=literal(now, UtcTime) if is_sqlite else _database_now()
    )
    later = func.max if is_sqlite else func.greatest
    after_the_last = type_coerce(record_clocks.c.moment, BigInteger) + _MICROSECOND
    taken = insert.on_conflict_do_update(
        index_elements=["connection_id"],
        set_={"moment": later(type_coerce(insert.excluded.moment, BigInteger), after_the_last)},
    )
    moment: datetime = connection.execute(taken.returning(record_clocks.c.moment)).scalar_one()
    return moment


def _database_now() -> Any:
    return cast(func.extract("epoch", func.clock_timestamp()) * 1_000_000, BigInteger)
