"""Calls with a key that nobody has: each another one, well-formed and not."""

import random
import uuid

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http1 import head, status
from tests.parts.attackers.made_up_key import made_up_key
from tests.parts.attackers.wire import connected

PATH = "/api/sdk/v1/records/exports"
CALLS_A_CONNECTION = 50


class RandomKeys(Attack):
    hands = 4
    every_seconds = 0.25

    async def turn(self, number: int) -> None:
        async with connected(self.target) as wire:
            for _ in range(CALLS_A_CONNECTION):
                await wire.send(head(self.target, "GET", PATH, [("authorization", _guess())]))
                self.counts[f"HTTP {await status(wire)}"] += 1


def _guess() -> str:
    key = made_up_key()
    return random.choice(
        (
            f"Bearer {key}",
            f"Bearer {made_up_key('test')}",
            f"bearer  {key[:-1]}",
            f"Bearer {uuid.uuid4()}",
            f"Basic {key}",
        )
    )
