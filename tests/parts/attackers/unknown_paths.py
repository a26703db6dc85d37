"""Paths, methods, queries and ids that nobody serves, without a key."""

import random
import uuid

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http1 import head, status
from tests.parts.attackers.wire import connected

CALLS_A_CONNECTION = 50
_QUERY = "&".join(f"q{number}=%41" for number in range(400))


class UnknownPaths(Attack):
    hands = 2
    every_seconds = 0.25

    async def turn(self, number: int) -> None:
        async with connected(self.target) as wire:
            for _ in range(CALLS_A_CONNECTION):
                path = random.choice(
                    (
                        f"/{uuid.uuid4()}",
                        f"/api/sdk/v1/{uuid.uuid4()}",
                        f"/api/sdk/v1/records/exports?{_QUERY}",
                        "/api/sdk/v1/" + "%2e%2e/" * 200,
                        f"/curae.sdk.v1.{uuid.uuid4().hex}/X",
                    )
                )
                await wire.send(head(self.target, "GET", path))
                self.counts[f"HTTP {await status(wire)}"] += 1
