"""Ends a webhook endpoint and its waiting deliveries in one transaction."""

from datetime import datetime

from sqlalchemy import Connection as DatabaseConnection

from server.domain.audit import Action, Actor, Detail, Entry
from server.domain.webhooks.endpoint import Endpoint
from server.store import audit
from server.store.webhook_endpoints import disable_endpoint, revoke_endpoint
from server.store.webhook_outbox import give_up_deliveries


def end_endpoint(database: DatabaseConnection, endpoint: Endpoint, action: Action, now: datetime, actor: Actor) -> int:
    """WEBHOOK_REVOKED or WEBHOOK_DISABLED: gives up its waiting deliveries. Returns their number. Safe to repeat."""
    end = disable_endpoint if action is Action.WEBHOOK_DISABLED else revoke_endpoint
    if end(database, endpoint.id, now):
        record_endpoint(database, endpoint, action, now, actor)
    return give_up_deliveries(database, endpoint.id)


def record_endpoint(
    database: DatabaseConnection, endpoint: Endpoint, action: Action, now: datetime, actor: Actor, **facts: Detail
) -> None:
    details = {"endpointId": endpoint.id, **facts}
    audit.record(database, Entry(at=now, action=action, actor=actor, tenant_id=endpoint.tenant_id, details=details))
