"""Stored responses of requests that succeeded."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from server.domain.idempotency import StoredResponse
from server.store.tables import idempotency_keys


def find_responses(connection: Connection, digests: Collection[bytes]) -> dict[bytes, StoredResponse]:
    rows = connection.execute(select(idempotency_keys).where(idempotency_keys.c.digest.in_(list(digests)))).mappings()
    return {
        row["digest"]: StoredResponse(
            fingerprint=row["fingerprint"], response=row["response"], expires_at=row["expires_at"]
        )
        for row in rows
    }


def claim_responses(connection: Connection, responses: Mapping[bytes, StoredResponse], now: datetime) -> set[bytes]:
    """Stores responses under digests that are free or out of date, and says which it got.

    A digest that a concurrent transaction holds is waited for: once that one commits, it is not ours.
    """
    if not responses:
        return set()
    dialect: Any = sqlite if connection.dialect.name == "sqlite" else postgresql
    insert = dialect.insert(idempotency_keys)
    upsert = insert.on_conflict_do_update(
        index_elements=["digest"],
        set_={name: insert.excluded[name] for name in ("fingerprint", "response", "expires_at")},
        where=idempotency_keys.c.expires_at <= now,
    ).returning(idempotency_keys.c.digest)
    # One order for everybody, so that two transactions cannot wait for each other.
    rows = [
        {"digest": digest, "fingerprint": kept.fingerprint, "response": kept.response, "expires_at": kept.expires_at}
        for digest, kept in sorted(responses.items())
    ]
    return set(connection.execute(upsert, rows).scalars())


def discard_expired(connection: Connection, now: datetime, limit: int) -> int:
    """Deletes up to `limit` responses that are out of date."""
    due = select(idempotency_keys.c.digest).where(idempotency_keys.c.expires_at <= now).limit(limit)
    return connection.execute(delete(idempotency_keys).where(idempotency_keys.c.digest.in_(due))).rowcount
