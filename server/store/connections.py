"""Connections of people to apps."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection as Database
from sqlalchemy import insert, select, update

from server.domain.connections import Connection, ConnectionStatus, sources
from server.store.prepared import ByIds, Prepared
from server.store.tables import connections
from server.store.types import Fields


def insert_connection(database: Database, connection: Connection) -> None:
    database.execute(
        insert(connections).values(
            id=connection.id,
            tenant_id=connection.tenant_id,
            status=str(connection.status),
            data_packages=sorted(connection.data_packages),
            signal_types=sorted(connection.signal_types),
            created_at=connection.created_at,
            updated_at=connection.updated_at,
            expires_at=connection.expires_at,
            grant_version=connection.grant_version,
            consented_at=connection.consented_at,
        )
    )


def get_connection(database: Database, connection_id: str, *, tenant_id: str | None = None) -> Connection | None:
    """The connection, or None where it does not exist or belongs to another tenant."""
    query = select(connections).where(connections.c.id == connection_id)
    if tenant_id is not None:
        query = query.where(connections.c.tenant_id == tenant_id)
    row = database.execute(query).mappings().one_or_none()
    return None if row is None else from_row(row)


def hold_connection(database: Database, connection_id: str) -> Connection | None:
    """`get_connection`, with the row locked until the transaction ends: against concurrent changes, and against
    transactions that rely on it."""
    # SQLite knows no row locks: its one writer is alone anyway.
    query = select(connections).where(connections.c.id == connection_id).with_for_update(key_share=True)
    row = database.execute(query).mappings().one_or_none()
    return None if row is None else from_row(row)


def get_connections(database: Database, ids: Collection[str], *, held: bool = False) -> dict[str, Connection]:
    """By id. `held`: nobody changes them until the transaction ends."""
    if held:
        query = select(connections).where(connections.c.id.in_(sorted(ids))).order_by(connections.c.id)
        rows = database.execute(query.with_for_update(read=True)).mappings()
        return {row["id"]: from_row(row) for row in rows}
    return {each.id: each for each in _BY_IDS.rows(database, ids)}


def connections_of(database: Database, tenant_id: str | None) -> list[Connection]:
    """The connections of one tenant, or of all, oldest first."""
    query = select(connections).order_by(connections.c.created_at, connections.c.id)
    if tenant_id is not None:
        query = query.where(connections.c.tenant_id == tenant_id)
    return [from_row(row) for row in database.execute(query).mappings()]


def set_status(database: Database, connection_id: str, status: ConnectionStatus, now: datetime) -> bool:
    """False where the connection has a status from which this one is not reached: a status never goes back."""
    before = connections.c.status.in_([str(source) for source in sources(status)])
    changed = update(connections).where(connections.c.id == connection_id, before)
    return database.execute(changed.values(status=str(status), updated_at=now)).rowcount == 1


def set_data_packages(database: Database, connection_id: str, packages: Collection[str], now: datetime) -> None:
    database.execute(
        update(connections)
        .where(connections.c.id == connection_id)
        .values(data_packages=sorted(packages), updated_at=now)
    )


def lapsed_connections(database: Database, now: datetime, limit: int) -> list[str]:
    """ACTIVE connections whose time has come."""
    query = (
        select(connections.c.id)
        .where(connections.c.status == str(ConnectionStatus.ACTIVE), connections.c.expires_at <= now)
        .order_by(connections.c.expires_at)
        .limit(limit)
    )
    return list(database.execute(query).scalars())


def from_row(row: Fields) -> Connection:
    return Connection(
        id=row["id"],
        tenant_id=row["tenant_id"],
        status=ConnectionStatus(row["status"]),
        data_packages=frozenset(row["data_packages"]),
        signal_types=frozenset(row["signal_types"]),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        expires_at=row["expires_at"],
        grant_version=row["grant_version"],
        consented_at=row["consented_at"],
    )


_BY_IDS = ByIds(
    connections.c.id, lambda chosen: Prepared(select(connections).where(chosen), (connections,), from_row).all
)
