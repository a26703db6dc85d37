"""A deployment whose apps have receivers."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from server.app.worker import build_deliveries
from server.clock import uuid7
from server.domain.exports import ExportErrorCode
from server.domain.webhooks.endpoint import Delivery, DeliveryStatus, Endpoint
from server.domain.webhooks.events import SUBSCRIBABLE, EventType
from server.services.accounts import Accounts
from server.services.deliveries import Deliveries
from server.services.webhook_lists import WebhookLists
from server.services.webhooks import NewSecret, Webhooks
from server.store.queue import fail
from server.webhook_services import build_webhooks
from server.worker import loop
from tests.parts.in_process import App, Stack, TestClock
from tests.parts.receiver import Receiver
from tests.store.seeds import an_export, make_ready, queue_exports, take

LEASE = timedelta(seconds=30)


@dataclass(slots=True)
class Bench:
    """`clock` is that of everything here; `deliveries` makes attempts one by one, as a worker does."""

    stack: Stack
    clock: TestClock
    accounts: Accounts
    webhooks: Webhooks
    deliveries: Deliveries

    async def endpoint(self, owner: App, receiver: Receiver, *events: EventType) -> NewSecret:
        return await self.webhooks.create(owner.tenant.id, receiver.url, frozenset(events or SUBSCRIBABLE))

    @property
    def lists(self) -> WebhookLists:
        return WebhookLists(self.stack.database)

    def ready_export(self, owner: App) -> str:
        """An export that became READY; gives its id."""
        return self._ended(owner, None)

    def failed_export(self, owner: App, error_code: ExportErrorCode) -> str:
        return self._ended(owner, error_code)

    def _ended(self, owner: App, error_code: ExportErrorCode | None) -> str:
        now = self.clock()
        export = an_export(owner.connection, now)
        queue_exports(self.stack.database, export)

        def work(database: Any) -> bool:
            claim = take(database, now)
            assert claim.export.id == export.id
            if error_code is not None:
                return fail(database, claim, error_code=error_code, now=now)
            return make_ready(database, claim, now)

        assert self.stack.database.write_now(work)
        return export.id

    async def attempt(self, limit: int = 50) -> list[DeliveryStatus | None]:
        """One attempt of all that is due."""
        claims = await self.deliveries.claim(limit)
        return list(await asyncio.gather(*map(self.deliveries.deliver, claims)))

    async def listed(self, **chosen: Any) -> list[Delivery]:
        """The deliveries, oldest first."""
        filters = {"tenant_id": None, "endpoint_id": None, "event_id": None, "status": None, "limit": 1000}
        return (await self.lists.deliveries(**filters | chosen))[::-1]

    async def endpoint_now(self, endpoint_id: str) -> Endpoint:
        (found,) = [each for each in await self.lists.endpoints(None) if each.id == endpoint_id]
        return found


@pytest.fixture
def bench(stack: Stack, clock: TestClock) -> Bench:
    return bench_of(stack, clock)


def bench_of(stack: Stack, clock: TestClock, **settings: Any) -> Bench:
    chosen = stack.settings.model_copy(update={"webhooks_allow_private": True, **settings})
    return Bench(
        stack=stack,
        clock=clock,
        accounts=Accounts(stack.database, clock, uuid7),
        webhooks=build_webhooks(chosen, stack.database, clock),
        deliveries=build_deliveries(chosen, stack.database, clock),
    )


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "IDLE_SECONDS", 0.05)
