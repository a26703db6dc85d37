"""Stored responses of requests that succeeded."""

from collections.abc import Collection, Mapping
from datetime import datetime

import orjson
from sqlalchemy import Connection, Select, Table, delete, select

from server.domain.idempotency import StoredResponse
from server.store.bulk import Stored, insert_claimed_rows, insert_rows
from server.store.tables import idempotency_keys
from server.store.types import to_micros

_TAKE_OVER = (
    "ON CONFLICT (digest) DO UPDATE SET fingerprint = excluded.fingerprint, response = excluded.response,"
    " expires_at = excluded.expires_at WHERE idempotency_keys.expires_at <= {mark}"
)


def find_responses(connection: Connection, digests: Collection[bytes]) -> dict[bytes, StoredResponse]:
    if not digests:
        return {}
    rows = connection.execute(select(idempotency_keys).where(idempotency_keys.c.digest.in_(list(digests)))).mappings()
    return {
        row["digest"]: StoredResponse(
            fingerprint=row["fingerprint"], response=row["response"], expires_at=row["expires_at"]
        )
        for row in rows
    }


def claim_responses(connection: Connection, responses: Mapping[bytes, StoredResponse], now: datetime) -> set[bytes]:
    """Stores responses under digests that are free or out of date, and says which it got.

    A digest that a concurrent transaction holds is waited for: once that one commits, it is not ours. A response has to
    hold what no other one does, such as a new id: that tells whose it is.
    """
    rows = [_row(digest, kept) for digest, kept in _in_order(responses)]
    mark = (to_micros(now),)
    if insert_rows(connection, idempotency_keys, rows, on_conflict=_TAKE_OVER, parameters=mark) == len(rows):
        return set(responses)
    return _ours(connection, responses)


def insert_if_claimed(
    connection: Connection,
    table: Table,
    rows: Mapping[bytes, Mapping[str, Stored]],
    responses: Mapping[bytes, StoredResponse],
    now: datetime,
    *,
    allowed: str,
) -> set[bytes]:
    """`claim_responses`, and the row of each digest that it got put into `table`: one statement on PostgreSQL.

    There `allowed` is a condition on each row, which a concurrent transaction may have changed since the caller looked.
    """
    if connection.dialect.name == "sqlite":
        claimed = claim_responses(connection, responses, now)
        insert_rows(connection, table, [row for digest, row in rows.items() if digest in claimed])
        return claimed
    if not rows:
        return set()
    both = [{**_row(digest, kept), **rows[digest]} for digest, kept in _in_order(responses)]
    mark = (to_micros(now),)
    count = insert_claimed_rows(
        connection, idempotency_keys, table, both, on_conflict=_TAKE_OVER, parameters=mark, allowed=allowed
    )
    return set(responses) if count == len(both) else _ours(connection, responses)


def _in_order(responses: Mapping[bytes, StoredResponse]) -> list[tuple[bytes, StoredResponse]]:
    """One order for everybody, so that two transactions cannot wait for each other."""
    return sorted(responses.items())


def _row(digest: bytes, kept: StoredResponse) -> dict[str, Stored]:
    return {
        "digest": digest,
        "fingerprint": kept.fingerprint,
        "response": orjson.dumps(kept.response).decode(),
        "expires_at": to_micros(kept.expires_at),
    }


def _ours(connection: Connection, responses: Mapping[bytes, StoredResponse]) -> set[bytes]:
    stored = find_responses(connection, responses.keys())
    return {digest for digest, kept in stored.items() if kept.response == responses[digest].response}


def expired_digests(connection: Connection, now: datetime, limit: int) -> list[bytes]:
    return list(connection.execute(_expired(now, limit)).scalars())


def discard_expired(connection: Connection, now: datetime, limit: int) -> int:
    """Deletes up to `limit` responses that are out of date."""
    due = _expired(now, limit)
    return connection.execute(delete(idempotency_keys).where(idempotency_keys.c.digest.in_(due))).rowcount


def _expired(now: datetime, limit: int) -> Select[bytes]:
    return select(idempotency_keys.c.digest).where(idempotency_keys.c.expires_at <= now).limit(limit)
