"""Webhook endpoints: operators create, rotate and revoke them for an app, and send its events again."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock, NewId
from server.domain.audit import Action, Actor, Detail
from server.domain.webhooks.endpoint import DeliveryError, Endpoint, Outcome
from server.domain.webhooks.events import EventType, WebhookEvent
from server.domain.webhooks.message import signed_message
from server.domain.webhooks.signature import derive_secret, fingerprint
from server.domain.webhooks.target import check_url
from server.errors import BadRequest, NotFound
from server.services.actors import operator
from server.services.endpoints import end_endpoint, record_endpoint
from server.store import webhook_endpoints, webhook_outbox
from server.store.engine import Database
from server.store.tenants import hold_tenant
from server.webhooks.sender import Sender

MAX_ENDPOINTS_A_TENANT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSecret:
    """An endpoint with the secret that its owner verifies with."""

    endpoint: Endpoint
    secret: str


class Webhooks:
    def __init__(
        self,
        database: Database,
        sender: Sender,
        clock: Clock,
        new_id: NewId,
        *,
        signing_key: bytes,
        allow_private: bool,
        actor: Actor | None = None,
    ) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._new_id = new_id
        self._signing_key = signing_key
        self._allow_private = allow_private
        self._actor = actor or operator()

    async def create(self, tenant_id: str, url: str, events: frozenset[EventType]) -> NewSecret:
        """Raises NotFound for the tenant, and BadRequest for a URL that may not be called or for no events."""
        check_url(url, allow_private=self._allow_private)
        if (refused := await self._sender.check(url)) is not None:
            raise BadRequest.of("url", _REFUSALS[refused])
        if not events:
            raise BadRequest.of("events", "give at least one")
        endpoint = Endpoint(
            id=self._new_id(),
            tenant_id=tenant_id,
            url=url,
            events=events,
            generation=1,
            previous_until=None,
            key_fingerprint=fingerprint(self._signing_key),
            created_at=self._clock(),
            revoked_at=None,
            disabled_at=None,
        )
        await self._database.write(lambda database: self._insert(database, endpoint))
        return self._with_secret(endpoint)

    async def rotate(self, endpoint_id: str, overlap: timedelta) -> NewSecret:
        """A new secret; both sign until the overlap is over. Raises NotFound, and BadRequest for one that has ended."""

        def work(database: DatabaseConnection) -> Endpoint:
            now = self._clock()
            old = _require_live(database, endpoint_id)
            known = fingerprint(self._signing_key)
            # What another signing key made cannot be made again.
            until = now + overlap if old.key_fingerprint == known and overlap else None
            new = replace(old, generation=old.generation + 1, previous_until=until, key_fingerprint=known)
            webhook_endpoints.rotate_endpoint(
                database,
                endpoint_id,
                generation=new.generation,
                previous_until=new.previous_until,
                key_fingerprint=new.key_fingerprint,
            )
            self._record(database, new, Action.WEBHOOK_ROTATED, generation=new.generation)
            return new

        return self._with_secret(await self._database.write(work))

    async def revoke(self, endpoint_id: str) -> int:
        """Nothing more is sent to it; gives how many deliveries were given up. Raises NotFound."""

        def work(database: DatabaseConnection) -> int:
            endpoint = _require(database, endpoint_id)
            if endpoint.revoked_at is not None:
                return 0
            return end_endpoint(database, endpoint, Action.WEBHOOK_REVOKED, self._clock(), self._actor)

        return await self._database.write(work)

    async def test(self, endpoint_id: str) -> Outcome:
        """Sends a `webhook.test` event now, once, from here. Raises NotFound, and BadRequest for one that has ended."""
        endpoint = await self._database.read(lambda database: _require_live(database, endpoint_id))
        if endpoint.key_fingerprint != fingerprint(self._signing_key):
            return Outcome(error=DeliveryError.SIGNING_KEY_CHANGED)
        now = self._clock()
        event = WebhookEvent(
            id=self._new_id(), tenant_id=endpoint.tenant_id, type=EventType.TEST, created_at=now, data={}
        )
        message = signed_message(endpoint, event, self._signing_key, now)
        return await self._sender.post(endpoint.url, message.headers, message.body)

    async def replay(self, event_id: str, endpoint_id: str | None) -> list[Endpoint]:
        """Sends an event again: to one endpoint of its app, or to those that it was meant for. Gives which.

        Raises NotFound for the event or the endpoint, and BadRequest for one that has ended.
        """

        return await self._database.write(
            lambda database: replay_event(database, event_id, endpoint_id, self._clock(), self._actor)
        )

    def _insert(self, database: DatabaseConnection, endpoint: Endpoint) -> None:
        tenant = hold_tenant(database, endpoint.tenant_id)
        if tenant is None:
            raise NotFound("no such tenant; see: curae tenants list")
        if tenant.revoked_at is not None:
            raise BadRequest.of("tenant", "is revoked; make another with: curae tenants create")
        if len(webhook_endpoints.live_endpoints(database, tenant.id)) >= MAX_ENDPOINTS_A_TENANT:
            raise BadRequest.of("tenant", f"has {MAX_ENDPOINTS_A_TENANT} endpoints; revoke one first")
        webhook_endpoints.insert_endpoint(database, endpoint)
        # The host alone: a path may hold a token of the app's.
        self._record(database, endpoint, Action.WEBHOOK_CREATED, host=urlsplit(endpoint.url).hostname or "")

    def _record(self, database: DatabaseConnection, endpoint: Endpoint, action: Action, **facts: Detail) -> None:
        record_endpoint(database, endpoint, action, self._clock(), self._actor, **facts)

    def _with_secret(self, endpoint: Endpoint) -> NewSecret:
        return NewSecret(endpoint=endpoint, secret=derive_secret(self._signing_key, endpoint.id, endpoint.generation))


def replay_event(
    database: DatabaseConnection, event_id: str, endpoint_id: str | None, now: datetime, actor: Actor
) -> list[Endpoint]:
    """`Webhooks.replay` in a transaction of the caller's."""
    endpoints = _to_replay(database, event_id, endpoint_id)
    for endpoint in endpoints:
        webhook_outbox.replay_delivery(database, event_id, endpoint.id, now)
        record_endpoint(database, endpoint, Action.WEBHOOK_REPLAYED, now, actor, eventId=event_id)
    return endpoints


_REFUSALS = {
    DeliveryError.ADDRESS_REFUSED: (
        "leads to an address that is not public; for development set CURAE_WEBHOOKS_ALLOW_PRIVATE=true"
    ),
    DeliveryError.NAME_NOT_RESOLVED: "has a host that no name server knows; check its spelling",
    DeliveryError.TIMEOUT: "has a host name that DNS did not resolve in time; try again",
    DeliveryError.CONNECTION_FAILED: "has a host that cannot be looked up; try again",
}


def _require(database: DatabaseConnection, endpoint_id: str) -> Endpoint:
    endpoint = webhook_endpoints.get_endpoint(database, endpoint_id)
    if endpoint is None:
        raise NotFound("no such webhook endpoint; see: curae webhooks list")
    return endpoint


def _require_live(database: DatabaseConnection, endpoint_id: str) -> Endpoint:
    endpoint = _require(database, endpoint_id)
    if not endpoint.is_live:
        raise BadRequest.of("endpoint", f"is {endpoint.status}; make another with: curae webhooks create")
    return endpoint


def _to_replay(database: DatabaseConnection, event_id: str, endpoint_id: str | None) -> list[Endpoint]:
    tenant_id = webhook_outbox.event_tenant(database, event_id)
    if tenant_id is None:
        raise NotFound("no such event; see: curae webhooks deliveries")
    if endpoint_id is not None:
        endpoint = _require_live(database, endpoint_id)
        if endpoint.tenant_id != tenant_id:
            raise NotFound("no such webhook endpoint of the event's app; see: curae webhooks list")
        return [endpoint]
    notified = webhook_outbox.endpoints_told(database, event_id)
    live = [endpoint for endpoint in webhook_endpoints.live_endpoints(database, tenant_id) if endpoint.id in notified]
    if not live:
        raise BadRequest.of("event", "was sent to endpoints that have ended; name another with --endpoint")
    return live
