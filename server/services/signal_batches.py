"""A batch of signals and the idempotency key of the whole batch.

What a batch stores is safe under its items' own keys; the batch's key fixes its answer, refusals included. So the
answer is kept after the items, and nothing is lost in between: the batch sent again finds its signals by their keys.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock, NewId
from server.domain import idempotency
from server.domain.caller import Caller, Scope
from server.domain.idempotency import IdempotencyScope, StoredResponse
from server.errors import ERRORS, CuraeError, Json
from server.services.intake import Outcome
from server.services.signals import SignalOrder, Signals
from server.store.engine import Database
from server.store.idempotency import claim_responses, find_responses
from server.store.signals import Signal
from server.store.types import from_micros, to_micros

OPERATION_BATCH = "IngestSignals"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalReceipt:
    """What a caller is told of a signal that is stored."""

    id: str
    connection_id: str
    namespace: str
    signal_type: str
    occurred_at: datetime | None
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOrder:
    """`items` are orders with their keys, or the errors of those that could not be read.

    `digest` tells the request from any other.
    """

    key: str
    digest: str
    items: Sequence[tuple[SignalOrder | CuraeError, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAnswer:
    """One outcome an item, in order. `request_id` is that of the request which was answered first."""

    outcomes: list[SignalReceipt | CuraeError]
    request_id: str
    replayed: bool


class SignalBatches:
    def __init__(self, signals: Signals, database: Database, clock: Clock, new_id: NewId) -> None:
        self._signals = signals
        self._database = database
        self._clock = clock
        self._new_id = new_id

    async def ingest(self, caller: Caller, order: BatchOrder, request_id: str) -> BatchAnswer:
        """Stores what is good of a batch, once, and gives every item's outcome; the same answer for the same key.

        An answer that asks to try an item again is not kept, so that it can be. Raises IdempotencyKeyReused or
        RateLimited.
        """
        caller.require(Scope.SIGNAL_WRITE)
        scope = idempotency.scope_of(
            tenant_id=caller.tenant_id, operation=OPERATION_BATCH, key=order.key, request={"digest": order.digest}
        )
        kept = await self._database.read(lambda database: self._kept(database, scope))
        if kept is not None:
            return _replayed(kept.response, order)
        outcomes = await self._signals.ingest_many(caller, order.items)
        if not any(isinstance(outcome, CuraeError) and outcome.retryable for outcome in outcomes):
            response = self._response(request_id, outcomes)
            kept = await self._database.write(lambda database: self._keep(database, scope, response))
            if kept is not None:  # a duplicate under way at the same time was answered first
                return _replayed(kept.response, order)
        return BatchAnswer(outcomes=[_told(each) for each in outcomes], request_id=request_id, replayed=False)

    def _response(self, request_id: str, outcomes: Sequence[Outcome]) -> Json:
        """Its `id` tells it from that of a duplicate."""
        return {"id": self._new_id(), "requestId": request_id, "outcomes": [_to_json(each) for each in outcomes]}

    def _kept(self, database: DatabaseConnection, scope: IdempotencyScope) -> StoredResponse | None:
        return idempotency.replay(find_responses(database, [scope.digest]).get(scope.digest), scope, self._clock())

    def _keep(self, database: DatabaseConnection, scope: IdempotencyScope, response: Json) -> StoredResponse | None:
        """None where it is kept now, else what was kept before. Raises IdempotencyKeyReused."""
        now = self._clock()
        stored = StoredResponse(
            fingerprint=scope.fingerprint, response=response, expires_at=now + idempotency.RETENTION
        )
        return None if claim_responses(database, {scope.digest: stored}, now) else self._kept(database, scope)


def _told(outcome: Outcome) -> SignalReceipt | CuraeError:
    if isinstance(outcome, CuraeError):
        return outcome
    return _receipt(outcome.signal, outcome.signal.id, outcome.signal.received_at)


def _to_json(outcome: Outcome) -> Json:
    if isinstance(outcome, CuraeError):
        return {"code": outcome.code, "detail": outcome.detail, "details": outcome.details}
    return [outcome.signal.id, to_micros(outcome.signal.received_at)]


def _replayed(response: Json, order: BatchOrder) -> BatchAnswer:
    """The answer that was kept: the request is the same, so all else is in the order."""
    assert isinstance(response, dict)  # noqa: S101 - written by `ingest`
    outcomes = [_from_json(each, item) for each, (item, _) in zip(response["outcomes"], order.items, strict=True)]
    return BatchAnswer(outcomes=outcomes, request_id=response["requestId"], replayed=True)


def _from_json(outcome: Any, order: SignalOrder | CuraeError) -> SignalReceipt | CuraeError:
    if isinstance(outcome, dict):
        return ERRORS[outcome["code"]](outcome["detail"], details=outcome["details"])
    assert isinstance(order, SignalOrder)  # noqa: S101 - what could not be read was not stored
    signal_id, received_at = outcome
    return _receipt(order, signal_id, from_micros(received_at))


def _receipt(signal: SignalOrder | Signal, signal_id: str, received_at: datetime) -> SignalReceipt:
    return SignalReceipt(
        id=signal_id,
        connection_id=signal.connection_id,
        namespace=signal.namespace,
        signal_type=signal.signal_type,
        occurred_at=signal.occurred_at,
        received_at=received_at,
    )
