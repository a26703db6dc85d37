"""Lists of webhook endpoints and deliveries. They need no signing key and call no address."""

from server.domain.webhooks.endpoint import Delivery, DeliveryStatus, Endpoint
from server.store import webhook_endpoints, webhook_outbox
from server.store.engine import Database


class WebhookLists:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def endpoints(self, tenant_id: str | None) -> list[Endpoint]:
        return await self._database.read(lambda database: webhook_endpoints.endpoints_of(database, tenant_id))

    async def deliveries(
        self,
        *,
        tenant_id: str | None,
        endpoint_id: str | None,
        event_id: str | None,
        status: DeliveryStatus | None,
        limit: int,
    ) -> list[Delivery]:
        return await self._database.read(
            lambda database: webhook_outbox.deliveries_of(
                database,
                tenant_id=tenant_id,
                endpoint_id=endpoint_id,
                event_id=event_id,
                status=status,
                limit=limit,
            )
        )
