"""What operators see and change of apps: tenants and keys, webhook endpoints and deliveries."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock, NewId
from server.domain.caller import Environment, Scope
from server.domain.operator import Acting, Role
from server.domain.smart.keys import read_jwks
from server.domain.webhooks.target import check_url
from server.errors import BadRequest
from server.services.accounts import Accounts, NewKey
from server.services.listing import Turn
from server.services.permission import require_role
from server.services.webhooks import replay_event
from server.store import apps
from server.store.apps import DeliveryFilter, SeenClient, SeenDelivery, SeenEndpoint, SeenTenant
from server.store.engine import Database
from server.store.listing import KeyFilter, KeyState, SeenKey
from server.store.paging import Found
from server.store.tenants import get_tenant

DEFAULT_OVERLAP = timedelta(hours=24)
MAX_OVERLAP = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownKey:
    """A key just made, with the name of its app. `secret` is the whole key: the only time it leaves."""

    seen: SeenKey
    secret: str

    def __repr__(self) -> str:
        return f"ShownKey({self.seen.key.lookup})"


class Apps:
    """`environment` is what new clients are for; `private_urls` lets a client's keys be on a private network.

    `by` is the operator who does it. Every transaction first asks for the role that the act needs; where it is not
    enough, RoleInsufficient or Unauthenticated is raised."""

    def __init__(
        self, database: Database, clock: Clock, new_id: NewId, environment: Environment, *, private_urls: bool = False
    ) -> None:
        self._environment = environment
        self._private_urls = private_urls
        self._database = database
        self._clock = clock
        self._new_id = new_id

    async def tenants(self, name: str | None, turn: Turn) -> tuple[list[SeenTenant], Found]:
        now = self._clock()
        return await self._database.read(lambda database: apps.list_tenants(database, name, turn.numbered(), now))

    async def endpoints(self, tenant: str | None, turn: Turn) -> tuple[list[SeenEndpoint], Found]:
        return await self._database.read(lambda database: apps.list_endpoints(database, tenant, turn.numbered()))

    async def deliveries(self, chosen: DeliveryFilter, turn: Turn) -> tuple[list[SeenDelivery], Found]:
        return await self._database.read(lambda database: apps.list_deliveries(database, chosen, turn.numbered()))

    async def create_tenant(self, name: str, by: Acting) -> SeenTenant:
        """Raises BadRequest where the name is empty or taken."""
        tenant = await asyncio.to_thread(self._accounts(by).create_tenant, name)
        return SeenTenant(tenant=tenant)

    async def revoke_tenant(self, tenant_id: str, by: Acting) -> int:
        """Gives how many exports were cancelled. Raises NotFound."""
        return await asyncio.to_thread(self._accounts(by).revoke_tenant, tenant_id)

    async def create_key(
        self,
        tenant_id: str,
        by: Acting,
        *,
        name: str,
        environment: Environment,
        scopes: frozenset[Scope],
        connection_id: str | None,
        expires_at: datetime | None,
    ) -> ShownKey:
        """Raises NotFound for the app or the connection, and BadRequest."""
        new = await asyncio.to_thread(
            self._accounts(by).create_key,
            tenant_id,
            name=name,
            environment=environment,
            scopes=scopes,
            connection_id=connection_id,
            expires_at=expires_at,
        )
        return await self._shown(new)

    async def rotate_key(self, key_id: str, by: Acting, *, old_ends_at: datetime | None) -> ShownKey:
        """Raises NotFound, and BadRequest where the old key is not usable or the time is out of range."""
        overlap = DEFAULT_OVERLAP if old_ends_at is None else old_ends_at - self._clock()
        if not timedelta(seconds=-60) <= overlap <= MAX_OVERLAP:
            raise BadRequest.of("oldEndsAt", "must lie within the next 30 days")
        new = await asyncio.to_thread(self._accounts(by).rotate_key, key_id, overlap=max(overlap, timedelta(0)))
        return await self._shown(new)

    async def clients(self, tenant: str | None, state: KeyState | None, turn: Turn) -> tuple[list[SeenClient], Found]:
        chosen = KeyFilter(at=self._clock(), tenant=tenant, state=state)
        return await self._database.read(lambda database: apps.list_clients(database, chosen, turn.numbered()))

    async def create_client(
        self,
        tenant_id: str,
        by: Acting,
        *,
        name: str,
        jwks: str | None,
        jwks_url: str | None,
        connection_id: str | None,
        expires_at: datetime | None,
    ) -> SeenClient:
        """Raises NotFound for the app or the connection, and BadRequest."""
        if jwks_url is not None:
            check_url(jwks_url, allow_private=self._private_urls)
        client = await asyncio.to_thread(
            self._accounts(by).create_client,
            tenant_id,
            name=name,
            environment=self._environment,
            jwks=None if jwks is None else read_jwks(jwks.encode()),
            jwks_url=jwks_url,
            connection_id=connection_id,
            expires_at=expires_at,
        )
        return SeenClient(client=client, tenant_name=await self._name_of(client.key.tenant_id))

    async def replay(self, event_id: str, endpoint_id: str, by: Acting) -> None:
        """Sends an event to an endpoint again. Raises NotFound, and BadRequest for an endpoint that has ended."""

        def work(database: DatabaseConnection) -> None:
            require_role(database, by, Role.OPERATOR)
            replay_event(database, event_id, endpoint_id, self._clock(), by.actor)

        await self._database.write(work)

    async def _shown(self, new: NewKey) -> ShownKey:
        seen = SeenKey(key=new.key, tenant_name=await self._name_of(new.key.tenant_id))
        return ShownKey(seen=seen, secret=new.presented.text)

    async def _name_of(self, tenant_id: str) -> str:
        tenant = await self._database.read(lambda database: get_tenant(database, tenant_id))
        assert tenant is not None  # noqa: S101 - a foreign key holds it
        return tenant.name

    def _accounts(self, by: Acting) -> Accounts:
        return Accounts(
            self._database,
            self._clock,
            self._new_id,
            by.actor,
            guard=lambda database: require_role(database, by, Role.ADMIN),
        )
