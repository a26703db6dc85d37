"""The door that signals go through: concurrent ones share a transaction, and none waits when nothing else does.

A disk flush costs the same for one signal as for hundreds. So what arrives while a transaction commits forms the next
one, and an idle server stores at once. Each signal is answered only after the commit that holds it; each is judged by
itself, so one that is refused takes nothing with it.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain import idempotency
from server.domain.caller import Caller
from server.domain.connections import Connection
from server.domain.idempotency import IdempotencyScope, StoredResponse
from server.errors import CuraeError, Json, NotFound, RateLimited, Unavailable
from server.services.exports import visible_connection
from server.store.connections import get_connections
from server.store.engine import Database
from server.store.idempotency import claim_responses, find_responses
from server.store.signals import Signal, insert_signals
from server.store.types import from_micros, to_micros

MAX_SHARED = 500  # signals in one transaction
MAX_WAITING = 5_000  # signals held in memory; beyond it callers are told to slow down


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A signal whose payload was accepted, and the idempotency key it came with."""

    signal: Signal
    scope: IdempotencyScope


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSignal:
    """The signal as stored; `replayed` where an earlier call with the same key stored it."""

    signal: Signal
    replayed: bool


Outcome = StoredSignal | CuraeError
_Waiting = tuple[Offer, "asyncio.Future[Outcome]"]


class Intake:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._waiting: deque[_Waiting] = deque()
        self._storing: asyncio.Task[None] | None = None

    async def store(self, offer: Offer) -> StoredSignal:
        """Raises what refuses the signal, RateLimited where too much waits, Unavailable where the database is away."""
        (future,) = self._enqueue([offer])
        outcome = await future
        if isinstance(outcome, CuraeError):
            raise outcome
        return outcome

    async def store_all(self, offers: Sequence[Offer]) -> list[Outcome]:
        """Stores offers in order and gives each one's outcome. Raises RateLimited where too much waits already."""
        return list(await asyncio.gather(*self._enqueue(offers)))

    def _enqueue(self, offers: Sequence[Offer]) -> "list[asyncio.Future[Outcome]]":
        if len(self._waiting) + len(offers) > MAX_WAITING:
            raise RateLimited("too many signals are waiting to be stored; send again in a moment")
        loop = asyncio.get_running_loop()
        futures: list[asyncio.Future[Outcome]] = [loop.create_future() for _ in offers]
        self._waiting.extend(zip(offers, futures, strict=True))
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store_waiting())
        return futures

    async def replay(self, offer: Offer) -> StoredSignal | None:
        """What an earlier call with the same key was answered. Raises IdempotencyKeyReused."""
        digest = offer.scope.digest
        stored = await self._database.read(lambda database: find_responses(database, [digest]).get(digest))
        kept = idempotency.replay(stored, offer.scope, self._clock())
        return None if kept is None else _answer(offer, kept.response)

    async def require_writable(self, caller: Caller, connection_id: str, namespace: str, signal_type: str) -> None:
        """Raises NotFound, ConnectionNotActive or SignalTypeNotAllowed."""

        def check(database: DatabaseConnection) -> None:
            _require_writable(
                visible_connection(database, caller, connection_id), namespace, signal_type, self._clock()
            )

        await self._database.read(check)

    async def _store_waiting(self) -> None:
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(MAX_SHARED, len(self._waiting)))]
            outcomes = await self._outcomes([offer for offer, _ in batch])
            for (_, future), outcome in zip(batch, outcomes, strict=True):
                _settle_future(future, outcome)

    async def _outcomes(self, offers: list[Offer]) -> Sequence[Outcome | BaseException]:
        """A fault of the transaction is the outcome of every offer in it; each caller raises it for itself."""
        stored = self._database.write(lambda database: _Transaction(database, self._clock()).store(offers))
        outcome = (await asyncio.gather(stored, return_exceptions=True))[0]
        return [outcome] * len(offers) if isinstance(outcome, BaseException) else outcome


class _Transaction:
    """Storing one batch in one transaction."""

    def __init__(self, database: DatabaseConnection, now: datetime) -> None:
        self._database = database
        self._now = now

    def store(self, offers: list[Offer]) -> list[Outcome]:
        connections = get_connections(self._database, {offer.signal.connection_id for offer in offers})
        refusals = [self._refusal(offer, connections) for offer in offers]
        fresh: dict[bytes, Offer] = {}
        for offer, refusal in zip(offers, refusals, strict=True):
            if refusal is None:
                fresh.setdefault(offer.scope.digest, offer)
        responses = {digest: self._response(offer) for digest, offer in fresh.items()}
        claimed = claim_responses(self._database, responses, self._now)
        insert_signals(self._database, [fresh[digest].signal for digest in claimed])
        earlier = find_responses(self._database, {offer.scope.digest for offer in offers} - claimed)
        now_stored = earlier | {digest: responses[digest] for digest in claimed}
        return [
            self._outcome(offer, refusal, earlier if refusal else now_stored)
            for offer, refusal in zip(offers, refusals, strict=True)
        ]

    def _refusal(self, offer: Offer, connections: dict[str, Connection]) -> CuraeError | None:
        try:
            connection = connections.get(offer.signal.connection_id)
            if connection is None or connection.tenant_id != offer.signal.tenant_id:
                raise NotFound("no such connection")
            _require_writable(connection, offer.signal.namespace, offer.signal.signal_type, self._now)
        except CuraeError as refusal:
            return refusal
        return None

    def _outcome(self, offer: Offer, refusal: CuraeError | None, stored: dict[bytes, StoredResponse]) -> Outcome:
        """What is stored under the key answers before what refuses the signal: a connection may have ended since."""
        try:
            kept = idempotency.replay(stored.get(offer.scope.digest), offer.scope, self._now)
        except CuraeError as reused:
            return reused
        if kept is None:
            return refusal or Unavailable("another request with this Idempotency-Key is under way; try again")
        return _answer(offer, kept.response)

    def _response(self, offer: Offer) -> StoredResponse:
        return StoredResponse(
            fingerprint=offer.scope.fingerprint,
            response=[offer.signal.id, to_micros(offer.signal.received_at)],
            expires_at=self._now + idempotency.RETENTION,
        )


def _settle_future(future: "asyncio.Future[Outcome]", outcome: Outcome | BaseException) -> None:
    if future.done():
        return  # its caller went away
    if isinstance(outcome, BaseException) and not isinstance(outcome, CuraeError):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)


def _answer(offer: Offer, response: Json) -> StoredSignal:
    """The stored answer: the request is the same, so all else is in the offer."""
    assert isinstance(response, list)  # noqa: S101 - written by _response
    signal_id, received_at = response
    if signal_id == offer.signal.id:
        return StoredSignal(signal=offer.signal, replayed=False)
    signal = replace(offer.signal, id=signal_id, received_at=from_micros(received_at))
    return StoredSignal(signal=signal, replayed=True)


def _require_writable(connection: Connection, namespace: str, signal_type: str, now: datetime) -> None:
    connection.require_active(now)
    connection.require_signal_type(namespace, signal_type)
