"""Emptying the webhooks' outbox: a bounded number of deliveries at once."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine

from server.services.deliveries import Deliveries
from server.store.wakeups import Wakeups
from server.store.webhook_outbox import DeliveryClaim

Step = Callable[[], Awaitable[bool]]
Guard = Callable[[Step], Coroutine[None, None, bool]]


class Dispatch:
    """`guard` runs a step; if the step raises, it logs the step's name and continues."""

    def __init__(self, deliveries: Deliveries, wakeups: Wakeups, *, slots: int, guard: Guard) -> None:
        self._deliveries = deliveries
        self._wakeups = wakeups
        self._slots = slots
        self._guard = guard
        self._sending: dict[asyncio.Task[bool], DeliveryClaim] = {}

    async def begin_what_is_due(self) -> bool:
        """Whether there was anything to begin, and room for it."""
        claims = await self._deliveries.claim(self._slots - len(self._sending))
        for claim in claims:
            sending = asyncio.create_task(self._guard(self._sending_of(claim)))
            self._sending[sending] = claim
            sending.add_done_callback(self._sending.pop)
        return bool(claims)

    async def wait(self, since: int, seconds: float) -> None:
        """Until something may have become due, or a delivery has made room."""
        woken = asyncio.create_task(self._wakeups.wait(since, seconds))
        await asyncio.wait({woken, *self._sending}, return_when=asyncio.FIRST_COMPLETED)
        woken.cancel()

    async def finish(self, grace_seconds: float) -> None:
        """Waits for running deliveries, and returns those that take longer to the queue, where they are sent again."""
        if not self._sending:
            return
        sending = dict(self._sending)
        _, late = await asyncio.wait(sending, timeout=grace_seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        for task in late:
            await self._guard(self._handing_back(sending[task]))

    def _sending_of(self, claim: DeliveryClaim) -> Step:
        async def send_webhook() -> bool:
            return await self._deliveries.deliver(claim) is not None

        return send_webhook

    def _handing_back(self, claim: DeliveryClaim) -> Step:
        async def hand_back_webhook() -> bool:
            return await self._deliveries.hand_back(claim)

        return hand_back_webhook
