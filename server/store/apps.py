"""What operators list of apps: tenants, webhook endpoints and deliveries, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from server.domain.connections import ConnectionStatus
from server.domain.exports import PENDING
from server.domain.webhooks.endpoint import Delivery, DeliveryStatus, Endpoint
from server.store.api_keys import from_row as key_from_row
from server.store.listing import OF_CLIENT, KeyFilter, of_keys
from server.store.paging import Asked, Found, rows_of_page
from server.store.smart_clients import SmartClient
from server.store.tables import (
    api_keys,
    connections,
    exports,
    smart_clients,
    tenants,
    webhook_deliveries,
    webhook_endpoints,
)
from server.store.tenants import Tenant, tenants_named
from server.store.tenants import from_row as tenant_from_row
from server.store.webhook_endpoints import endpoint_from_row
from server.store.webhook_outbox import delivery_from_row, known_deliveries

_LIVE = [str(status) for status in (ConnectionStatus.ACTIVE, ConnectionStatus.PENDING)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTenant:
    """With its ACTIVE and PENDING connections, its usable keys and clients, and its exports that wait or run."""

    tenant: Tenant
    connections: int = 0
    keys: int = 0
    clients: int = 0
    pending_exports: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenClient:
    """`last_used_at`: when a server last took a token of it, to about a minute."""

    client: SmartClient
    tenant_name: str
    last_used_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenEndpoint:
    """With its deliveries that wait, and those that were given up."""

    endpoint: Endpoint
    tenant_name: str
    pending: int
    given_up: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDelivery:
    delivery: Delivery
    tenant_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFilter:
    """Deliveries that meet all that is given."""

    tenant: str | None = None
    endpoint_id: str | None = None
    status: DeliveryStatus | None = None


def list_tenants(
    connection: Connection, name: str | None, asked: Asked, now: datetime
) -> tuple[list[SeenTenant], Found]:
    """By name."""
    usable = and_(api_keys.c.revoked_at.is_(None), or_(api_keys.c.expires_at.is_(None), api_keys.c.expires_at > now))
    query = select(
        tenants,
        _count(connections.c.tenant_id == tenants.c.id, connections.c.status.in_(_LIVE)).label("live_connections"),
        _count(api_keys.c.tenant_id == tenants.c.id, usable, ~OF_CLIENT).label("usable_keys"),
        _count(api_keys.c.tenant_id == tenants.c.id, usable, OF_CLIENT).label("usable_clients"),
        _count(exports.c.tenant_id == tenants.c.id, exports.c.status.in_([str(status) for status in PENDING])).label(
            "pending_exports"
        ),
    )
    if name is not None:
        query = query.where(tenants_named(name))
    found = rows_of_page(connection, query, asked, (tenants.c.name, tenants.c.id), descending=False)
    seen = [
        SeenTenant(
            tenant=tenant_from_row(row),
            connections=row["live_connections"],
            keys=row["usable_keys"],
            clients=row["usable_clients"],
            pending_exports=row["pending_exports"],
        )
        for row in found.rows
    ]
    return seen, found


def list_clients(connection: Connection, chosen: KeyFilter, asked: Asked) -> tuple[list[SeenClient], Found]:
    """Newest first, by their time-ordered ids."""
    query = (
        select(api_keys, smart_clients.c.jwks, smart_clients.c.jwks_url, tenants.c.name.label("tenant_name"))
        .join(tenants, tenants.c.id == api_keys.c.tenant_id)
        .join(smart_clients, smart_clients.c.key_id == api_keys.c.id)
        .where(*of_keys(chosen))
    )
    found = rows_of_page(connection, query, asked, (api_keys.c.id,))
    seen = [
        SeenClient(
            client=SmartClient(key=key_from_row(row), jwks=row["jwks"], jwks_url=row["jwks_url"]),
            tenant_name=row["tenant_name"],
            last_used_at=row["last_used_at"],
        )
        for row in found.rows
    ]
    return seen, found


def list_endpoints(connection: Connection, tenant: str | None, asked: Asked) -> tuple[list[SeenEndpoint], Found]:
    """Newest first."""
    query = select(
        webhook_endpoints,
        tenants.c.name.label("tenant_name"),
        _deliveries(DeliveryStatus.PENDING).label("pending"),
        _deliveries(DeliveryStatus.GIVEN_UP).label("given_up"),
    ).join(tenants, tenants.c.id == webhook_endpoints.c.tenant_id)
    if tenant is not None:
        query = query.where(tenants_named(tenant))
    found = rows_of_page(connection, query, asked, (webhook_endpoints.c.id,))
    seen = [
        SeenEndpoint(
            endpoint=endpoint_from_row(row),
            tenant_name=row["tenant_name"],
            pending=row["pending"],
            given_up=row["given_up"],
        )
        for row in found.rows
    ]
    return seen, found


def list_deliveries(connection: Connection, chosen: DeliveryFilter, asked: Asked) -> tuple[list[SeenDelivery], Found]:
    """Newest first, of events of types that this version knows."""
    query = known_deliveries()
    owner = webhook_endpoints.c.id == webhook_deliveries.c.endpoint_id
    query = query.join(webhook_endpoints, owner).join(tenants, tenants.c.id == webhook_endpoints.c.tenant_id)
    query = query.add_columns(tenants.c.name.label("tenant_name"))
    if chosen.tenant is not None:
        query = query.where(tenants_named(chosen.tenant))
    if chosen.endpoint_id is not None:
        query = query.where(webhook_deliveries.c.endpoint_id == chosen.endpoint_id)
    if chosen.status is not None:
        query = query.where(webhook_deliveries.c.status == str(chosen.status))
    order = (webhook_deliveries.c.created_at, webhook_deliveries.c.event_id, webhook_deliveries.c.endpoint_id)
    found = rows_of_page(connection, query, asked, order)
    seen = [SeenDelivery(delivery=delivery_from_row(row), tenant_name=row["tenant_name"]) for row in found.rows]
    return seen, found


def _count(*conditions: ColumnElement[bool]) -> Any:
    return select(func.count()).where(*conditions).scalar_subquery()


def _deliveries(status: DeliveryStatus) -> Any:
    return _count(
        webhook_deliveries.c.endpoint_id == webhook_endpoints.c.id, webhook_deliveries.c.status == str(status)
    )
