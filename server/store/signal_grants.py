"""Signal types that connections grant: the current ones in the connection's row, former ones in their own table."""

from datetime import datetime

from sqlalchemy import Connection as Database
from sqlalchemy import insert, select, update

from server.domain.connections import Connection
from server.domain.signal_grants import SignalGrant
from server.store.tables import connections, past_signal_grants
from server.store.types import Fields


def replace_grant(database: Database, connection: Connection, grant: SignalGrant, now: datetime) -> None:
    """Makes `grant` the present one of the connection, whose row the caller holds, and keeps the one before."""
    before = connection.signal_grant
    database.execute(
        insert(past_signal_grants).values(
            connection_id=connection.id,
            version=before.version,
            signal_types=sorted(before.signal_types),
            consented_at=before.consented_at,
        )
    )
    database.execute(
        update(connections)
        .where(connections.c.id == connection.id)
        .values(
            signal_types=sorted(grant.signal_types),
            grant_version=grant.version,
            consented_at=grant.consented_at,
            updated_at=now,
        )
    )


def past_grants(database: Database, connection_id: str, *, limit: int) -> list[SignalGrant]:
    """Newest first, without the present one."""
    query = (
        select(past_signal_grants)
        .where(past_signal_grants.c.connection_id == connection_id)
        .order_by(past_signal_grants.c.version.desc())
        .limit(limit)
    )
    return [_from_row(row) for row in database.execute(query).mappings()]


def _from_row(row: Fields) -> SignalGrant:
    return SignalGrant(
        version=row["version"], signal_types=frozenset(row["signal_types"]), consented_at=row["consented_at"]
    )
