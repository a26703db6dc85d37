"""How endpoints and deliveries are printed."""

from typing import TYPE_CHECKING

from server.cli.terminal import Value
from server.domain.webhooks.endpoint import Delivery, Endpoint

if TYPE_CHECKING:
    from server.services.webhooks import NewSecret  # with an HTTP client, which lists do not need

# Columns by their worth, for a narrow terminal.
ENDPOINT_WORTH = ("id", "status", "url", "events")
DELIVERY_WORTH = ("eventId", "status", "type", "attempts", "lastError", "nextAttemptAt", "endpointId")


def new_secret_row(new: "NewSecret") -> dict[str, Value]:
    return {"secret": new.secret, **endpoint_row(new.endpoint)}


def endpoint_row(endpoint: Endpoint) -> dict[str, Value]:
    return {
        "id": endpoint.id,
        "tenantId": endpoint.tenant_id,
        "url": endpoint.url,
        "events": sorted(endpoint.events),
        "status": endpoint.status,
        "createdAt": endpoint.created_at,
        "oldSecretUntil": endpoint.previous_until,
        "revokedAt": endpoint.revoked_at,
        "disabledAt": endpoint.disabled_at,
    }


def delivery_row(delivery: Delivery) -> dict[str, Value]:
    event = delivery.event
    return {
        "eventId": event.id,
        "type": str(event.type),
        "endpointId": delivery.endpoint_id,
        "status": str(delivery.status),
        "attempts": delivery.attempts,
        "lastStatus": delivery.last_status,
        "lastError": None if delivery.last_error is None else str(delivery.last_error),
        "createdAt": delivery.created_at,
        "lastAttemptAt": delivery.last_attempt_at,
        "nextAttemptAt": delivery.next_attempt_at,
    }
