"""Signed links with a signature that is made up."""

import secrets

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http1 import head, status
from tests.parts.attackers.wire import connected

CALLS_A_CONNECTION = 50


class LinkGuesses(Attack):
    hands = 2
    every_seconds = 0.25

    async def turn(self, number: int) -> None:
        async with connected(self.target) as wire:
            for _ in range(CALLS_A_CONNECTION):
                part = secrets.choice(("artifact", "events"))
                token = secrets.token_urlsafe(64)
                path = f"/api/sdk/v1/records/exports/{self.target.export_id}/{part}?token={token}"
                await wire.send(head(self.target, "GET", path))
                self.counts[f"HTTP {await status(wire)}"] += 1
