"""API keys: found by their public part, kept as salted hashes."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, insert, or_, select, update

from server.domain.caller import ApiKey, Environment, Scope
from server.store.tables import api_keys, tenants
from server.store.types import Fields


def insert_key(connection: Connection, key: ApiKey) -> None:
    connection.execute(
        insert(api_keys).values(
            id=key.id,
            tenant_id=key.tenant_id,
            name=key.name,
            environment=str(key.environment),
            lookup=key.lookup,
            salt=key.salt,
            secret_hash=key.secret_hash,
            scopes=sorted(key.scopes),
            connection_id=key.connection_id,
            created_at=key.created_at,
            expires_at=key.expires_at,
            revoked_at=key.revoked_at,
        )
    )


def find_key(connection: Connection, lookup: str) -> ApiKey | None:
    """The key, revoked where its tenant is."""
    return _one(connection, _with_tenant().where(api_keys.c.lookup == lookup))


def get_key(connection: Connection, key_id: str) -> ApiKey | None:
    """The key, revoked where its tenant is."""
    return _one(connection, _with_tenant().where(api_keys.c.id == key_id))


def hold_key(connection: Connection, key_id: str) -> ApiKey | None:
    """`get_key`, with the row kept from concurrent changes until the transaction ends."""
    # SQLite knows no row locks: its one writer is alone anyway.
    held = _with_tenant().where(api_keys.c.id == key_id).with_for_update(key_share=True, of=api_keys)
    return _one(connection, held)


def keys_of(connection: Connection, tenant_id: str | None) -> list[ApiKey]:
    """The keys of one tenant, or of all, oldest first."""
    query = select(api_keys).order_by(api_keys.c.created_at, api_keys.c.id)
    if tenant_id is not None:
        query = query.where(api_keys.c.tenant_id == tenant_id)
    return [from_row(row) for row in connection.execute(query).mappings()]


def names_of_keys(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """By id."""
    query = select(api_keys.c.id, api_keys.c.name).where(api_keys.c.id.in_(list(ids)))
    return {row.id: row.name for row in connection.execute(query)}


def revoke_key(connection: Connection, key_id: str, now: datetime) -> bool:
    """False where it is revoked by now."""
    return _revoke(connection, api_keys.c.id == key_id, now) == 1


def revoke_keys_of_tenant(connection: Connection, tenant_id: str, now: datetime) -> int:
    """Gives how many were not revoked yet."""
    return _revoke(connection, api_keys.c.tenant_id == tenant_id, now)


def note_uses(connection: Connection, uses: Mapping[str, datetime]) -> None:
    """Of each key by id, when it was last used. A key that is being changed is passed over: nobody waits for this."""
    free = select(api_keys.c.id).where(api_keys.c.id.in_(list(uses))).with_for_update(skip_locked=True)
    for key_id in connection.execute(free).scalars().all():
        later = or_(api_keys.c.last_used_at.is_(None), api_keys.c.last_used_at < uses[key_id])
        connection.execute(update(api_keys).where(api_keys.c.id == key_id, later).values(last_used_at=uses[key_id]))


def set_expiry(connection: Connection, key_id: str, expires_at: datetime) -> None:
    connection.execute(update(api_keys).where(api_keys.c.id == key_id).values(expires_at=expires_at))


def _revoke(connection: Connection, which: ColumnElement[bool], now: datetime) -> int:
    not_yet = or_(api_keys.c.revoked_at.is_(None), api_keys.c.revoked_at > now)
    return connection.execute(update(api_keys).where(which, not_yet).values(revoked_at=now)).rowcount


def _with_tenant() -> Select[Any]:
    return select(api_keys, tenants.c.revoked_at.label("tenant_revoked_at")).join(tenants)


def _one(connection: Connection, query: Select[Any]) -> ApiKey | None:
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    key, ends = from_row(row), row["tenant_revoked_at"]
    return key if ends is None else replace(key, revoked_at=min(ends, key.revoked_at or ends))


def from_row(row: Fields) -> ApiKey:
    return ApiKey(
        id=row["id"],
        tenant_id=row["tenant_id"],
        name=row["name"],
        environment=Environment(row["environment"]),
        lookup=row["lookup"],
        salt=row["salt"],
        secret_hash=row["secret_hash"],
        scopes=frozenset(Scope(name) for name in row["scopes"]),
        connection_id=row["connection_id"],
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        revoked_at=row["revoked_at"],
    )
