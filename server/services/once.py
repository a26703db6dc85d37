"""Requests with an idempotency key that are done by one transaction: key, effect and answer commit together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection as DatabaseConnection

from server.domain import idempotency
from server.domain.idempotency import IdempotencyScope, StoredResponse
from server.errors import Json
from server.store.idempotency import claim_responses, find_responses


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`replayed`: an earlier request with the same key was answered so."""

    response: Json
    replayed: bool


def once(
    database: DatabaseConnection,
    scope: IdempotencyScope,
    now: datetime,
    respond: Callable[[], Json],
    act: Callable[[], None],
) -> Answer:
    """Acts once for a key. `respond` decides whether it may, and gives the answer, which no other request gets, since
    it holds a new id; `act` has the effect.

    Raises IdempotencyKeyReused, and what the two raise: the key then stays unused.
    """
    if (earlier := kept(database, scope, now)) is not None:
        return Answer(response=earlier.response, replayed=True)
    response = respond()
    # Claimed before the effect: a concurrent duplicate waits here for the first, and then gets its answer.
    if (earlier := keep(database, scope, now, response)) is not None:
        return Answer(response=earlier.response, replayed=True)
    act()
    return Answer(response=response, replayed=False)


def kept(database: DatabaseConnection, scope: IdempotencyScope, now: datetime) -> StoredResponse | None:
    """Raises IdempotencyKeyReused."""
    return idempotency.replay(find_responses(database, [scope.digest]).get(scope.digest), scope, now)


def keep(database: DatabaseConnection, scope: IdempotencyScope, now: datetime, response: Json) -> StoredResponse | None:
    """None where the answer is kept now, else what was kept before. Raises IdempotencyKeyReused."""
    stored = StoredResponse(fingerprint=scope.fingerprint, response=response, expires_at=now + idempotency.RETENTION)
    while not claim_responses(database, {scope.digest: stored}, now):
        if (earlier := kept(database, scope, now)) is not None:
            return earlier
    return None
