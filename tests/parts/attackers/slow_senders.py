"""Requests of which a byte comes now and then, and the end never."""

import asyncio

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http1 import HEAD_ENDS, head
from tests.parts.attackers.wire import Wire, connected

DRIP_EVERY_SECONDS = 2.0


class SlowHeaders(Attack):
    """Connections a hand holds one after another, until each is given up."""

    hands = 100
    drip = b"x: y\r\n"

    async def begin(self, wire: Wire) -> None:
        await wire.send(head(self.target, "GET", "/api/sdk/v1/records/exports").removesuffix(HEAD_ENDS) + b"\r\n")

    async def turn(self, number: int) -> None:
        async with connected(self.target) as wire:
            self.counts["connections"] += 1
            await self.begin(wire)
            while True:
                try:
                    answer = await wire.receive(DRIP_EVERY_SECONDS)
                except TimeoutError:
                    await wire.send(self.drip)
                    continue
                self.counts[f"HTTP {answer.split(b' ', 2)[1].decode()}" if answer else "given up"] += 1
                return


class SlowBodies(SlowHeaders):
    """Without a key they are refused at once: a hand that comes back without a pause would be a connection flood."""

    drip = b" "
    every_seconds = 1.0

    def more(self) -> list[tuple[str, str]]:
        return []

    async def begin(self, wire: Wire) -> None:
        fields = [("content-type", "application/json"), ("content-length", "100000"), *self.more()]
        await wire.send(head(self.target, "POST", "/api/sdk/v1/signals", fields) + b"{")


class SlowBodiesWithAKey(SlowBodies):
    def more(self) -> list[tuple[str, str]]:
        return [self.target.authorization, ("idempotency-key", "slow")]


class SilentConnections(SlowHeaders):
    """Connections that say nothing at all."""

    hands = 300

    async def turn(self, number: int) -> None:
        async with connected(self.target) as wire:
            self.counts["connections"] += 1
            await wire.drained(DRIP_EVERY_SECONDS * 300)
            self.counts["given up"] += 1
            await asyncio.sleep(0)


class ManyConnections(SilentConnections):
    """More of them than Envoy takes in all."""

    hands = 11_000
    every_seconds = 5.0
