"""Registered clients, and their access tokens. A client is an API key without a secret of its own, and with keys that
sign."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from server.domain.caller import AccessToken, ApiKey
from server.store.api_keys import get_key, keys_of
from server.store.tables import access_tokens, smart_clients


@dataclass(frozen=True, slots=True, kw_only=True)
class SmartClient:
    """Its id is the key's. One of `jwks` and `jwks_url` is there."""

    key: ApiKey
    jwks: Mapping[str, Any] | None
    jwks_url: str | None


def insert_client(connection: Connection, client: SmartClient) -> None:
    """Beside its key."""
    connection.execute(insert(smart_clients).values(key_id=client.key.id, jwks=client.jwks, jwks_url=client.jwks_url))


def find_client(connection: Connection, client_id: str) -> SmartClient | None:
    """Its key is revoked where its tenant is."""
    row = connection.execute(select(smart_clients).where(smart_clients.c.key_id == client_id)).one_or_none()
    key = None if row is None else get_key(connection, client_id)
    return None if row is None or key is None else SmartClient(key=key, jwks=row.jwks, jwks_url=row.jwks_url)


def clients_of(connection: Connection, tenant_id: str | None) -> list[SmartClient]:
    """Of one tenant or of all, oldest first."""
    rows = {row.key_id: row for row in connection.execute(select(smart_clients))}
    return [
        SmartClient(key=key, jwks=rows[key.id].jwks, jwks_url=rows[key.id].jwks_url)
        for key in keys_of(connection, tenant_id)
        if key.id in rows
    ]


def insert_token(connection: Connection, token: AccessToken) -> None:
    connection.execute(insert(access_tokens).values(asdict(token)))


def find_key_of_token(connection: Connection, lookup: str) -> ApiKey | None:
    """The client's key as this token presents it: it ends with the token, or with the client."""
    row = connection.execute(select(access_tokens).where(access_tokens.c.lookup == lookup)).one_or_none()
    key = None if row is None else get_key(connection, row.key_id)
    if row is None or key is None:
        return None
    return replace(
        key,
        lookup=row.lookup,
        salt=row.salt,
        secret_hash=row.secret_hash,
        expires_at=min(row.expires_at, key.expires_at or row.expires_at),
        smart_scope=row.scope,
    )


def has_expired_tokens(connection: Connection, now: datetime) -> bool:
    query = select(access_tokens.c.lookup).where(access_tokens.c.expires_at <= now).limit(1)
    return connection.execute(query).one_or_none() is not None


def discard_expired_tokens(connection: Connection, now: datetime, limit: int) -> int:
    due = select(access_tokens.c.lookup).where(access_tokens.c.expires_at <= now).limit(limit)
    return connection.execute(delete(access_tokens).where(access_tokens.c.lookup.in_(due))).rowcount
