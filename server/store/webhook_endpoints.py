"""Webhook endpoints of apps."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, insert, select, true, update

from server.domain.webhooks.endpoint import Endpoint
from server.domain.webhooks.events import EventType
from server.store.tables import webhook_endpoints

_KNOWN_EVENTS = frozenset(map(str, EventType))


def insert_endpoint(connection: Connection, endpoint: Endpoint) -> None:
    connection.execute(insert(webhook_endpoints).values(asdict(endpoint) | {"events": sorted(endpoint.events)}))


def get_endpoint(connection: Connection, endpoint_id: str) -> Endpoint | None:
    query = select(webhook_endpoints).where(webhook_endpoints.c.id == endpoint_id)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else endpoint_from_row(row)


def endpoints_of(connection: Connection, tenant_id: str | None) -> list[Endpoint]:
    """The endpoints of one tenant, or of all, oldest first."""
    query = select(webhook_endpoints).order_by(webhook_endpoints.c.created_at, webhook_endpoints.c.id)
    if tenant_id is not None:
        query = query.where(webhook_endpoints.c.tenant_id == tenant_id)
    return [endpoint_from_row(row) for row in connection.execute(query).mappings()]


def live_endpoints(connection: Connection, tenant_id: str) -> list[Endpoint]:
    return [endpoint for endpoint in endpoints_of(connection, tenant_id) if endpoint.is_live]


def rotate_endpoint(
    connection: Connection, endpoint_id: str, *, generation: int, previous_until: datetime | None, key_fingerprint: str
) -> None:
    _change(
        connection,
        endpoint_id,
        true(),
        generation=generation,
        previous_until=previous_until,
        key_fingerprint=key_fingerprint,
    )


def revoke_endpoint(connection: Connection, endpoint_id: str, now: datetime) -> bool:
    """False where it is revoked by now."""
    return _change(connection, endpoint_id, webhook_endpoints.c.revoked_at.is_(None), revoked_at=now)


def disable_endpoint(connection: Connection, endpoint_id: str, now: datetime) -> bool:
    """False where it has ended by now."""
    live = and_(webhook_endpoints.c.revoked_at.is_(None), webhook_endpoints.c.disabled_at.is_(None))
    return _change(connection, endpoint_id, live, disabled_at=now)


def endpoint_from_row(row: RowMapping) -> Endpoint:
    return Endpoint(
        id=row["id"],
        tenant_id=row["tenant_id"],
        url=row["url"],
        # While a deployment is upgraded, a newer version may have named events that this one does not know.
        events=frozenset(EventType(name) for name in row["events"] if name in _KNOWN_EVENTS),
        generation=row["generation"],
        previous_until=row["previous_until"],
        key_fingerprint=row["key_fingerprint"],
        created_at=row["created_at"],
        revoked_at=row["revoked_at"],
        disabled_at=row["disabled_at"],
    )


def _change(connection: Connection, endpoint_id: str, still: ColumnElement[bool], **values: object) -> bool:
    changed = update(webhook_endpoints).where(webhook_endpoints.c.id == endpoint_id, still).values(**values)
    return connection.execute(changed).rowcount == 1
