"""AppsService and WebhooksService: proto to domain, one call, domain to proto."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from curae.admin.v1 import apps_pb2, apps_pb2_grpc, webhooks_pb2, webhooks_pb2_grpc

from server.domain.caller import Environment, parse_scopes
from server.domain.identifiers import parse_id
from server.domain.webhooks.endpoint import DeliveryStatus
from server.rpc.admin import session
from server.rpc.admin.answers import optional, send_fresh, turn_of
from server.rpc.admin.convert import state_of, to_key, to_pagination
from server.rpc.call import Context
from server.rpc.convert import from_timestamp, to_timestamp
from server.services.apps import Apps, ShownKey
from server.services.listing import Listing
from server.store.apps import DeliveryFilter, SeenClient, SeenDelivery, SeenEndpoint, SeenTenant
from server.store.listing import KeyState


class AppsServicer(apps_pb2_grpc.AppsServiceServicer):
    def __init__(self, apps: Apps, listing: Listing) -> None:
        self._apps = apps
        self._listing = listing

    async def ListTenants(self, request: apps_pb2.ListTenantsRequest, context: Context) -> apps_pb2.ListTenantsResponse:
        rows, found = await self._apps.tenants(optional(request, "name"), turn_of(request))
        await send_fresh(context)
        return apps_pb2.ListTenantsResponse(
            tenants=[_to_tenant(seen) for seen in rows], pagination=to_pagination(None, found.total)
        )

    async def CreateTenant(
        self, request: apps_pb2.CreateTenantRequest, context: Context
    ) -> apps_pb2.CreateTenantResponse:
        seen = await self._apps.create_tenant(request.name, session.current_operator())
        await send_fresh(context)
        return apps_pb2.CreateTenantResponse(tenant=_to_tenant(seen))

    async def RevokeTenant(
        self, request: apps_pb2.RevokeTenantRequest, context: Context
    ) -> apps_pb2.RevokeTenantResponse:
        tenant_id = parse_id(request.tenant_id, "tenantId")
        cancelled = await self._apps.revoke_tenant(tenant_id, session.current_operator())
        await send_fresh(context)
        return apps_pb2.RevokeTenantResponse(exports_cancelled=cancelled)

    async def CreateKey(self, request: apps_pb2.CreateKeyRequest, context: Context) -> apps_pb2.CreateKeyResponse:
        shown = await self._apps.create_key(
            parse_id(request.tenant_id, "tenantId"),
            session.current_operator(),
            name=request.name,
            environment=Environment(request.environment),
            scopes=parse_scopes(list(request.scopes)),
            connection_id=parse_id(request.connection_id, "connectionId") if request.connection_id else None,
            expires_at=from_timestamp(request, "expires_at"),
        )
        await send_fresh(context)
        return apps_pb2.CreateKeyResponse(**self._key(shown))

    async def RotateKey(self, request: apps_pb2.RotateKeyRequest, context: Context) -> apps_pb2.RotateKeyResponse:
        shown = await self._apps.rotate_key(
            parse_id(request.key_id, "keyId"),
            session.current_operator(),
            old_ends_at=from_timestamp(request, "old_ends_at"),
        )
        await send_fresh(context)
        return apps_pb2.RotateKeyResponse(**self._key(shown))

    async def ListClients(self, request: apps_pb2.ListClientsRequest, context: Context) -> apps_pb2.ListClientsResponse:
        state = optional(request, "state")
        rows, found = await self._apps.clients(
            optional(request, "tenant"), None if state is None else KeyState(state), turn_of(request)
        )
        await send_fresh(context)
        now = self._listing.now()
        return apps_pb2.ListClientsResponse(
            clients=[_to_client(seen, now) for seen in rows], pagination=to_pagination(None, found.total)
        )

    async def CreateClient(
        self, request: apps_pb2.CreateClientRequest, context: Context
    ) -> apps_pb2.CreateClientResponse:
        seen = await self._apps.create_client(
            parse_id(request.tenant_id, "tenantId"),
            session.current_operator(),
            name=request.name,
            jwks=optional(request, "jwks"),
            jwks_url=optional(request, "jwks_url"),
            connection_id=parse_id(request.connection_id, "connectionId") if request.connection_id else None,
            expires_at=from_timestamp(request, "expires_at"),
        )
        await send_fresh(context)
        return apps_pb2.CreateClientResponse(client=_to_client(seen, self._listing.now()))

    def _key(self, shown: ShownKey) -> dict[str, Any]:
        return {"key": to_key(shown.seen, self._listing.now()), "secret": shown.secret}


class WebhooksServicer(webhooks_pb2_grpc.WebhooksServiceServicer):
    def __init__(self, apps: Apps) -> None:
        self._apps = apps

    async def ListEndpoints(
        self, request: webhooks_pb2.ListEndpointsRequest, context: Context
    ) -> webhooks_pb2.ListEndpointsResponse:
        rows, found = await self._apps.endpoints(optional(request, "tenant"), turn_of(request))
        await send_fresh(context)
        return webhooks_pb2.ListEndpointsResponse(
            endpoints=[_to_endpoint(seen) for seen in rows], pagination=to_pagination(None, found.total)
        )

    async def ListDeliveries(
        self, request: webhooks_pb2.ListDeliveriesRequest, context: Context
    ) -> webhooks_pb2.ListDeliveriesResponse:
        state = optional(request, "state")
        chosen = DeliveryFilter(
            tenant=optional(request, "tenant"),
            endpoint_id=parse_id(request.endpoint_id, "endpointId") if request.endpoint_id else None,
            status=None if state is None else DeliveryStatus(state),
        )
        rows, found = await self._apps.deliveries(chosen, turn_of(request))
        await send_fresh(context)
        return webhooks_pb2.ListDeliveriesResponse(
            deliveries=[_to_delivery(seen) for seen in rows], pagination=to_pagination(None, found.total)
        )

    async def ReplayDelivery(
        self, request: webhooks_pb2.ReplayDeliveryRequest, context: Context
    ) -> webhooks_pb2.ReplayDeliveryResponse:
        event_id, endpoint_id = parse_id(request.event_id, "eventId"), parse_id(request.endpoint_id, "endpointId")
        await self._apps.replay(event_id, endpoint_id, session.current_operator())
        await send_fresh(context)
        return webhooks_pb2.ReplayDeliveryResponse()


def _to_tenant(seen: SeenTenant) -> apps_pb2.Tenant:
    return apps_pb2.Tenant(
        id=seen.tenant.id,
        name=seen.tenant.name,
        created_at=to_timestamp(seen.tenant.created_at),
        revoked_at=to_timestamp(seen.tenant.revoked_at),
        connections=seen.connections,
        keys=seen.keys,
        pending_exports=seen.pending_exports,
        clients=seen.clients,
    )


def _to_client(seen: SeenClient, now: datetime) -> Any:
    client, key = seen.client, seen.client.key
    return apps_pb2.Client(
        id=key.id,
        tenant=seen.tenant_name,
        name=key.name,
        state=state_of(key, now),
        key_ids=sorted(each["kid"] for each in (client.jwks or {"keys": []})["keys"]),
        jwks_url=client.jwks_url,
        connection_id=key.connection_id,
        created_at=to_timestamp(key.created_at),
        expires_at=to_timestamp(key.expires_at),
        last_used_at=to_timestamp(seen.last_used_at),
        environment=str(key.environment),
    )


def _to_endpoint(seen: SeenEndpoint) -> webhooks_pb2.Endpoint:
    endpoint = seen.endpoint
    return webhooks_pb2.Endpoint(
        id=endpoint.id,
        tenant=seen.tenant_name,
        host=urlsplit(endpoint.url).hostname or "",
        state=endpoint.status,
        events=sorted(endpoint.events),
        created_at=to_timestamp(endpoint.created_at),
        pending=seen.pending,
        given_up=seen.given_up,
    )


def _to_delivery(seen: SeenDelivery) -> webhooks_pb2.Delivery:
    delivery = seen.delivery
    return webhooks_pb2.Delivery(
        event_id=delivery.event.id,
        endpoint_id=delivery.endpoint_id,
        tenant=seen.tenant_name,
        type=str(delivery.event.type),
        state=str(delivery.status),
        attempts=delivery.attempts,
        created_at=to_timestamp(delivery.created_at),
        next_attempt_at=to_timestamp(delivery.next_attempt_at),
        last_attempt_at=to_timestamp(delivery.last_attempt_at),
        last_status=delivery.last_status,
        last_error=None if delivery.last_error is None else str(delivery.last_error),
    )
