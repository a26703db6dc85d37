"""Telling apps: each event to each endpoint at least once, until it is taken or its time is over."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection as DatabaseConnection

from server import metrics
from server.clock import Clock, NewId
from server.domain.audit import Action, Actor
from server.domain.webhooks.endpoint import DeliveryError, DeliveryStatus, Outcome
from server.domain.webhooks.message import signed_message
from server.domain.webhooks.retry_after import parse_retry_after
from server.domain.webhooks.schedule import next_attempt
from server.domain.webhooks.signature import fingerprint
from server.event_log import logger
from server.services.actors import this_worker
from server.services.endpoints import end_endpoint
from server.store.engine import Database
from server.store.webhook_outbox import (
    DeliveryClaim,
    any_delivery_claimable,
    claim_deliveries,
    delete_finished_events,
    finished_events,
    hand_back_delivery,
    hold_deliveries,
    holds_delivery,
    settle,
)
from server.webhooks.sender import Sender

log = logger()

KEPT_FOR = timedelta(days=30)
STEP = 500  # events deleted in one transaction
# How much longer than its timeout an attempt may take before another worker repeats it.
_LEASE_MARGIN = timedelta(seconds=5)
_OUTCOMES = {
    DeliveryStatus.DELIVERED: "delivered",
    DeliveryStatus.PENDING: "retried",
    DeliveryStatus.GIVEN_UP: "given_up",
    None: "lease_lost",
}


class Deliveries:
    """`chance` gives numbers in [0, 1): what keeps retries from coming in step."""

    def __init__(
        self,
        database: Database,
        sender: Sender,
        clock: Clock,
        new_id: NewId,
        *,
        signing_key: bytes,
        timeout: timedelta,
        chance: Callable[[], float],
        actor: Actor | None = None,
    ) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._new_id = new_id
        self._signing_key = signing_key
        self._fingerprint = fingerprint(signing_key)
        self._lease = timeout + _LEASE_MARGIN
        self._chance = chance
        self._actor = actor or this_worker()

    async def claim(self, limit: int) -> list[DeliveryClaim]:
        if limit < 1:
            return []
        token = self._new_id()

        def work(database: DatabaseConnection) -> list[DeliveryClaim]:
            now = self._clock()
            return claim_deliveries(database, now=now, lease_token=token, lease_until=now + self._lease, limit=limit)

        return (
            await self._database.write_if(lambda database: any_delivery_claimable(database, self._clock()), work) or []
        )

    async def deliver(self, claim: DeliveryClaim) -> DeliveryStatus | None:
        """Makes one attempt and notes how it ended. None where the lease was lost meanwhile.

        Sent and not noted, as when the worker is killed in between, is sent again: at least once, never lost. Nothing
        is sent if the endpoint has ended since the claim. A call that is on the network by then still arrives.
        """
        if not await self._database.read(partial(holds_delivery, claim=claim)):
            metrics.WEBHOOK_ATTEMPTS.labels(_OUTCOMES[None], "").inc()
            return None
        began = time.perf_counter()
        outcome = await self._attempt(claim)
        metrics.WEBHOOK_SECONDS.observe(time.perf_counter() - began)
        status = await self._database.write(lambda database: self._settle(database, claim, outcome))
        metrics.WEBHOOK_ATTEMPTS.labels(_OUTCOMES[status], outcome.error or "").inc()
        log.info(
            "webhook_attempted",
            event_id=claim.event.id,
            endpoint_id=claim.endpoint.id,
            attempt=claim.attempt,
            http_status=outcome.status,
            error=outcome.error,
            outcome=_OUTCOMES[status],
        )
        return status

    async def hand_back(self, claim: DeliveryClaim) -> bool:
        return await self._database.write(lambda database: hand_back_delivery(database, claim, self._clock()))

    async def expire(self) -> int:
        """Deletes one step of events that were settled long ago; gives how many."""
        before = self._clock() - KEPT_FOR
        deleted = await self._database.write_if(
            lambda database: finished_events(database, before, 1),
            lambda database: delete_finished_events(database, before, STEP),
        )
        return deleted or 0

    async def _attempt(self, claim: DeliveryClaim) -> Outcome:
        endpoint = claim.endpoint
        if not endpoint.is_live:
            return Outcome(error=DeliveryError.ENDPOINT_ENDED)
        if endpoint.key_fingerprint != self._fingerprint:
            return Outcome(error=DeliveryError.SIGNING_KEY_CHANGED)
        message = signed_message(endpoint, claim.event, self._signing_key, self._clock())
        return await self._sender.post(endpoint.url, message.headers, message.body)

    def _settle(self, database: DatabaseConnection, claim: DeliveryClaim, outcome: Outcome) -> DeliveryStatus | None:
        now = self._clock()
        ended = outcome.is_gone or outcome.error is DeliveryError.ENDPOINT_ENDED
        hold = parse_retry_after(outcome.retry_after, now) if outcome.retry_after else None
        again_at = next_attempt(claim.attempt, now, claim.give_up_at, chance=self._chance(), retry_after=hold)
        status = settle(database, claim, outcome, now=now, next_attempt_at=None if ended else again_at)
        if status is DeliveryStatus.PENDING and hold is not None:
            hold_deliveries(database, claim.endpoint.id, now + hold)
        if status is not None and outcome.is_gone:
            end_endpoint(database, claim.endpoint, Action.WEBHOOK_DISABLED, now, self._actor)
        return status
