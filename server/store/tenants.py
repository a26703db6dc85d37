"""Tenants: the apps."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from server.store.tables import tenants
from server.store.types import Fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenant:
    id: str
    name: str
    created_at: datetime
    revoked_at: datetime | None


def insert_tenant(connection: Connection, tenant: Tenant) -> None:
    connection.execute(
        insert(tenants).values(
            id=tenant.id, name=tenant.name, created_at=tenant.created_at, revoked_at=tenant.revoked_at
        )
    )


def get_tenant(connection: Connection, tenant_id: str) -> Tenant | None:
    row = connection.execute(select(tenants).where(tenants.c.id == tenant_id)).mappings().one_or_none()
    return None if row is None else from_row(row)


def hold_tenant(connection: Connection, tenant_id: str, *, to_change: bool = False) -> Tenant | None:
    """`get_tenant`, kept as it is until the transaction ends.

    Who makes something for a tenant holds it, and who revokes the tenant holds it `to_change`, first of all its rows:
    so what is made is seen by the revocation, or sees it. SQLite knows no row locks: its one writer is alone anyway.
    """
    query = select(tenants).where(tenants.c.id == tenant_id)
    query = query.with_for_update(key_share=True) if to_change else query.with_for_update(read=True)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else from_row(row)


def find_tenant(connection: Connection, name: str) -> Tenant | None:
    row = connection.execute(select(tenants).where(tenants.c.name == name)).mappings().one_or_none()
    return None if row is None else from_row(row)


def all_tenants(connection: Connection) -> list[Tenant]:
    rows = connection.execute(select(tenants).order_by(tenants.c.name)).mappings()
    return [from_row(row) for row in rows]


def tenants_named(text: str) -> ColumnElement[bool]:
    """Those whose name holds the text, in upper or lower case."""
    return func.lower(tenants.c.name).contains(text.lower(), autoescape=True)


def names_of_tenants(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """By id."""
    query = select(tenants.c.id, tenants.c.name).where(tenants.c.id.in_(list(ids)))
    return {row.id: row.name for row in connection.execute(query)}


def revoke_tenant(connection: Connection, tenant_id: str, now: datetime) -> bool:
    """False where it is revoked by now."""
    not_yet = update(tenants).where(tenants.c.id == tenant_id, tenants.c.revoked_at.is_(None))
    return connection.execute(not_yet.values(revoked_at=now)).rowcount == 1


def from_row(row: Fields) -> Tenant:
    return Tenant(id=row["id"], name=row["name"], created_at=row["created_at"], revoked_at=row["revoked_at"])
