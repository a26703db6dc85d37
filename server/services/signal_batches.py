"""A batch of signals and the idempotency key of the whole batch.

What a batch stores is safe under its items' own keys; the batch's key fixes its answer, refusals included. So the
answer is kept after the items, and nothing is lost in between: the batch sent again finds its signals by their keys.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.clock import Clock, NewId
from server.domain import idempotency
from server.domain.caller import Caller
from server.errors import CuraeError, Json, error_of
from server.services.once import keep, kept
from server.store.engine import Database
from server.store.types import from_micros, to_micros

OPERATION_BATCH = "IngestSignals"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The facts about a stored signal that its caller does not know yet."""

    id: str
    received_at: datetime


ItemOutcome = Receipt | CuraeError


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAnswer:
    """One outcome an item, in order. `request_id` is that of the request which was answered first."""

    outcomes: Sequence[ItemOutcome]
    request_id: str
    replayed: bool


class SignalBatches:
    def __init__(self, database: Database, clock: Clock, new_id: NewId) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    async def answer(
        self,
        caller: Caller,
        *,
        key: str,
        digest: str,
        dry_run: bool,
        request_id: str,
        store: Callable[[], Awaitable[Sequence[ItemOutcome]]],
    ) -> BatchAnswer:
        """Has the items stored, once, and gives every item's outcome; the same answer for the same key.

        `digest` tells the request from any other. An answer that asks to try an item again is not kept, so that it can
        be. Of a `dry_run` nothing is kept, and its key stays as it is. Raises IdempotencyKeyReused, and what `store`
        raises.
        """
        if dry_run:
            return BatchAnswer(outcomes=await store(), request_id=request_id, replayed=False)
        scope = idempotency.scope_of(
            tenant_id=caller.tenant_id, operation=OPERATION_BATCH, key=key, request={"digest": digest}
        )
        earlier = await self._database.read(lambda database: kept(database, scope, self._clock()))
        if earlier is not None:
            return _replayed(earlier.response)
        outcomes = await store()
        if not any(isinstance(outcome, CuraeError) and outcome.retryable for outcome in outcomes):
            response = self._response(request_id, outcomes)
            earlier = await self._database.write(lambda database: keep(database, scope, self._clock(), response))
            if earlier is not None:  # a duplicate under way at the same time was answered first
                return _replayed(earlier.response)
        return BatchAnswer(outcomes=outcomes, request_id=request_id, replayed=False)

    def _response(self, request_id: str, outcomes: Sequence[ItemOutcome]) -> Json:
        """Its `id` tells it from that of a duplicate."""
        return {"id": self._new_id(), "requestId": request_id, "outcomes": [_to_json(each) for each in outcomes]}


def _to_json(outcome: ItemOutcome) -> Json:
    if isinstance(outcome, CuraeError):
        return {"code": outcome.code, "detail": outcome.detail, "details": outcome.details}
    return [outcome.id, to_micros(outcome.received_at)]


def _replayed(response: Json) -> BatchAnswer:
    assert isinstance(response, dict)  # noqa: S101 - written by `_response`
    outcomes = [_from_json(each) for each in response["outcomes"]]
    return BatchAnswer(outcomes=outcomes, request_id=response["requestId"], replayed=True)


def _from_json(outcome: Any) -> ItemOutcome:
    if isinstance(outcome, dict):
        return error_of(**outcome)
    signal_id, received_at = outcome
    return Receipt(id=signal_id, received_at=from_micros(received_at))
