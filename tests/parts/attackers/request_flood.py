"""Requests without a key as fast as they can be sent, many to a connection, the answers unread until later."""

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http1 import head
from tests.parts.attackers.http2 import fields, http2
from tests.parts.attackers.wire import connected

BURST = 200
STREAMS = 100
PATH = "/api/sdk/v1/records/exports"


class PipelinedRequests(Attack):
    """HTTP/1.1 requests in one write."""

    every_seconds = 0.2

    async def turn(self, number: int) -> None:
        async with connected(self.target) as wire:
            await wire.send(head(self.target, "GET", PATH) * BURST)
            self.counts["requests"] += BURST
            await wire.drained(0.5)


class RequestFlood(Attack):
    """HTTP/2 requests, a hundred at once on each connection."""

    every_seconds = 0.05

    async def turn(self, number: int) -> None:
        async with http2(self.target, self.counts) as connection:
            for _ in range(10):
                for _ in range(STREAMS):
                    connection.open(fields(self.target, "GET", PATH))
                await connection.flush()
                await connection.until_ended()
