"""Events and their deliveries: a transactional outbox, and the queue that empties it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    case,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from server.domain.webhooks.endpoint import Delivery, DeliveryError, DeliveryStatus, Endpoint, Outcome
from server.domain.webhooks.events import EventType, WebhookEvent
from server.domain.webhooks.schedule import GIVE_UP_AFTER
from server.store.claimable import announce_claimable
from server.store.leases import LeaseQueue
from server.store.tables import webhook_deliveries, webhook_endpoints, webhook_events
from server.store.upsert import upsert_into
from server.store.webhook_endpoints import get_endpoint, live_endpoints

# An endpoint that answers slowly, or never, holds no more than this of a worker.
MAX_AT_ONCE_AN_ENDPOINT = 2

_PENDING = str(DeliveryStatus.PENDING)
# While a delivery is held, it becomes claimable by others when the lease is over: one column says both.
QUEUE = LeaseQueue(table=webhook_deliveries, waiting=_PENDING, held=_PENDING, until="available_at")
# While a deployment is upgraded a newer version may record others: those are left to its workers.
_KNOWN_TYPES = sorted(map(str, EventType))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryClaim:
    """A delivery in the hands of one worker, until its lease is over. `attempt` counts from 1."""

    event: WebhookEvent
    endpoint: Endpoint
    attempt: int
    give_up_at: datetime
    lease_token: str

    @property
    def key(self) -> tuple[str, str]:
        return (self.event.id, self.endpoint.id)


def record_event(connection: Connection, event: WebhookEvent) -> None:
    """Writes an event in the transaction of the change that it reports, once for each change. Writes nothing if no
    endpoint wants it."""
    endpoints = [each for each in live_endpoints(connection, event.tenant_id) if event.type in each.events]
    if not endpoints:
        return
    row = {
        "id": event.id,
        "tenant_id": event.tenant_id,
        "type": str(event.type),
        "data": dict(event.data),
        "created_at": event.created_at,
    }
    # Two revocations of one connection at the same time both get here: the second waits, and finds the event recorded.
    recorded = upsert_into(connection, webhook_events).values(row).on_conflict_do_nothing(index_elements=["id"])
    if connection.execute(recorded.returning(webhook_events.c.id)).one_or_none() is None:
        return
    connection.execute(
        insert(webhook_deliveries), [_new_delivery(event.id, each.id, event.created_at) for each in endpoints]
    )
    announce_claimable(connection)


def any_delivery_claimable(connection: Connection, now: datetime) -> bool:
    """Whether there is a delivery for `claim_deliveries`. First by the index of what is due, which mostly says no: that
    an endpoint has room is asked of each of them."""
    due = select(webhook_deliveries.c.event_id).where(_due(webhook_deliveries, now)).limit(1)
    return (
        connection.execute(due).first() is not None
        and connection.execute(_endpoints_with_due(now, limit=1)).first() is not None
    )


def claim_deliveries(
    connection: Connection, *, now: datetime, lease_token: str, lease_until: datetime, limit: int
) -> list[DeliveryClaim]:
    """Takes up to `limit` that are due: of the endpoint that waits longest first, and of each the oldest, as many as
    MAX_AT_ONCE_AN_ENDPOINT leaves."""
    claims: list[DeliveryClaim] = []
    for endpoint_id, held in connection.execute(_endpoints_with_due(now, limit)).all():
        endpoint = get_endpoint(connection, endpoint_id)
        room = min(MAX_AT_ONCE_AN_ENDPOINT - held, limit - len(claims))
        if endpoint is None or room < 1:
            continue
        for row in connection.execute(_due_of(endpoint_id, now, room)).mappings().all():
            claim = DeliveryClaim(
                event=_event(row),
                endpoint=endpoint,
                attempt=row["attempts"] + 1,
                give_up_at=row["give_up_at"],
                lease_token=lease_token,
            )
            QUEUE.claim(connection, claim, until=lease_until)
            claims.append(claim)
    return claims


def holds_delivery(connection: Connection, claim: DeliveryClaim) -> bool:
    """Whether the lease still is the claim's: it ends with its time, and with the endpoint or its app."""
    query = select(webhook_deliveries.c.event_id).where(QUEUE.is_held(claim))
    return connection.execute(query).first() is not None


def settle(
    connection: Connection, claim: DeliveryClaim, outcome: Outcome, *, now: datetime, next_attempt_at: datetime | None
) -> DeliveryStatus | None:
    """Notes how an attempt ended. `next_attempt_at` None gives a failed one up. None where the lease was lost."""
    attempted = {
        "last_attempt_at": now,
        "last_status": outcome.status,
        "last_error": None if outcome.error is None else str(outcome.error),
    }
    if outcome.is_delivered or next_attempt_at is None:
        status = DeliveryStatus.DELIVERED if outcome.is_delivered else DeliveryStatus.GIVEN_UP
        settled = QUEUE.finish(connection, claim, status=str(status), **attempted)
    else:
        status = DeliveryStatus.PENDING
        settled = QUEUE.hand_back(connection, claim, now=now, available_at=next_attempt_at, counted=True, **attempted)
    return status if settled else None


def hand_back_delivery(connection: Connection, claim: DeliveryClaim, now: datetime) -> bool:
    """For a worker that stops: due at once, and no attempt."""
    return QUEUE.hand_back(connection, claim, now=now, available_at=now, counted=False)


def hold_deliveries(connection: Connection, endpoint_id: str, until: datetime) -> None:
    """The endpoint is sent nothing before `until`; the last attempt of a delivery stays due when its time is over."""
    moment = literal(until, webhook_deliveries.c.available_at.type)
    due = case((webhook_deliveries.c.give_up_at < moment, webhook_deliveries.c.give_up_at), else_=moment)
    waiting = and_(
        webhook_deliveries.c.endpoint_id == endpoint_id,
        webhook_deliveries.c.status == _PENDING,
        webhook_deliveries.c.lease_token.is_(None),
        webhook_deliveries.c.available_at < due,
    )
    connection.execute(update(webhook_deliveries).where(waiting).values(available_at=due))


def give_up_deliveries(connection: Connection, endpoint_id: str) -> int:
    """Ends what still waits for an endpoint that is revoked or disabled. Gives how many."""
    waiting = and_(webhook_deliveries.c.endpoint_id == endpoint_id, webhook_deliveries.c.status == _PENDING)
    return QUEUE.release(
        connection, waiting, status=str(DeliveryStatus.GIVEN_UP), last_error=str(DeliveryError.ENDPOINT_ENDED)
    )


def replay_delivery(connection: Connection, event_id: str, endpoint_id: str, now: datetime) -> None:
    """Begins again, for the whole time of a new delivery, also if the endpoint did not get the event before."""
    connection.execute(delete(webhook_deliveries).where(QUEUE.row((event_id, endpoint_id))))
    connection.execute(insert(webhook_deliveries).values(_new_delivery(event_id, endpoint_id, now)))
    announce_claimable(connection)


def event_tenant(connection: Connection, event_id: str) -> str | None:
    """Whose event it is, or None."""
    query = select(webhook_events.c.tenant_id).where(webhook_events.c.id == event_id)
    return connection.execute(query).scalar_one_or_none()


def endpoints_told(connection: Connection, event_id: str) -> set[str]:
    """The endpoints that an event was meant for."""
    query = select(webhook_deliveries.c.endpoint_id).where(webhook_deliveries.c.event_id == event_id)
    return set(connection.execute(query).scalars())


def deliveries_of(
    connection: Connection,
    *,
    tenant_id: str | None = None,
    endpoint_id: str | None = None,
    event_id: str | None = None,
    status: DeliveryStatus | None = None,
    limit: int,
) -> list[Delivery]:
    """The newest first, of events of types that this version knows."""
    query = known_deliveries()
    if tenant_id is not None:
        query = query.where(webhook_events.c.tenant_id == tenant_id)
    if endpoint_id is not None:
        query = query.where(webhook_deliveries.c.endpoint_id == endpoint_id)
    if event_id is not None:
        query = query.where(webhook_deliveries.c.event_id == event_id)
    if status is not None:
        query = query.where(webhook_deliveries.c.status == str(status))
    query = query.order_by(webhook_deliveries.c.created_at.desc(), webhook_deliveries.c.event_id.desc()).limit(limit)
    return [delivery_from_row(row) for row in connection.execute(query).mappings()]


def known_deliveries() -> Select[Any]:
    """Of events of types that this version knows; `delivery_from_row` reads a row of it."""
    return _with_event().where(_is_known())


def delete_finished_events(connection: Connection, before: datetime, limit: int) -> int:
    """Deletes up to `limit` of `finished_events`, with their deliveries."""
    ids = finished_events(connection, before, limit)
    connection.execute(delete(webhook_deliveries).where(webhook_deliveries.c.event_id.in_(ids)))
    connection.execute(delete(webhook_events).where(webhook_events.c.id.in_(ids)))
    return len(ids)


def finished_events(connection: Connection, before: datetime, limit: int) -> list[str]:
    """The ids of events from before that moment that wait for nothing any more."""
    deliveries = webhook_deliveries.alias("waiting")
    waits = (
        select(deliveries.c.event_id)
        .where(deliveries.c.event_id == webhook_events.c.id, deliveries.c.status == _PENDING)
        .exists()
    )
    query = select(webhook_events.c.id).where(webhook_events.c.created_at < before, ~waits).limit(limit)
    return list(connection.execute(query).scalars())


def _new_delivery(event_id: str, endpoint_id: str, now: datetime) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "endpoint_id": endpoint_id,
        "status": _PENDING,
        "attempts": 0,
        "created_at": now,
        "available_at": now,
        "give_up_at": now + GIVE_UP_AFTER,
    }


def _endpoints_with_due(now: datetime, limit: int) -> Select[Any]:
    waiting, others = webhook_deliveries.alias("waiting"), webhook_deliveries.alias("others")
    oldest = (
        select(waiting.c.available_at)
        .join(webhook_events, webhook_events.c.id == waiting.c.event_id)
        .where(waiting.c.endpoint_id == webhook_endpoints.c.id, _due(waiting, now), _is_known())
        .order_by(waiting.c.available_at)
        .limit(1)
        .scalar_subquery()
    )
    held = (
        select(func.count())
        .where(others.c.endpoint_id == webhook_endpoints.c.id, others.c.status == _PENDING)
        .where(others.c.available_at > now, others.c.lease_token.is_not(None))
        .scalar_subquery()
    )
    return (
        select(webhook_endpoints.c.id, held.label("held"))
        .where(oldest.is_not(None), held < MAX_AT_ONCE_AN_ENDPOINT)
        .order_by(oldest, webhook_endpoints.c.id)
        .limit(limit)
    )


def _due_of(endpoint_id: str, now: datetime, limit: int) -> Select[Any]:
    return (
        _with_event()
        .where(webhook_deliveries.c.endpoint_id == endpoint_id, _due(webhook_deliveries, now), _is_known())
        .order_by(webhook_deliveries.c.available_at, webhook_deliveries.c.event_id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=webhook_deliveries)  # SQLite's one writer is alone anyway
    )


def _due(table: Any, now: datetime) -> ColumnElement[bool]:
    return and_(table.c.status == _PENDING, table.c.available_at <= now)


def _is_known() -> ColumnElement[bool]:
    return webhook_events.c.type.in_(_KNOWN_TYPES)


def _with_event() -> Select[Any]:
    event = webhook_events.c
    named = (event.tenant_id, event.type, event.data, event.created_at.label("happened_at"))
    return select(webhook_deliveries, *named).join(webhook_events)


def _event(row: RowMapping) -> WebhookEvent:
    return WebhookEvent(
        id=row["event_id"],
        tenant_id=row["tenant_id"],
        type=EventType(row["type"]),
        created_at=row["happened_at"],
        data=row["data"],
    )


def delivery_from_row(row: RowMapping) -> Delivery:
    return Delivery(
        event=_event(row),
        endpoint_id=row["endpoint_id"],
        status=DeliveryStatus(row["status"]),
        attempts=row["attempts"],
        created_at=row["created_at"],
        next_attempt_at=None if row["lease_token"] else row["available_at"],
        last_attempt_at=row["last_attempt_at"],
        last_status=row["last_status"],
        last_error=None if row["last_error"] is None else DeliveryError(row["last_error"]),
    )
