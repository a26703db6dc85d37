"""Connections that are opened and dropped as fast as they can be."""

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.wire import connected

BURST = 20


class ConnectionFlood(Attack):
    hands = 4

    async def turn(self, number: int) -> None:
        for _ in range(BURST):
            async with connected(self.target):
                self.counts["connections"] += 1
