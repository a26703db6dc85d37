"""Calls with a key that nobody has: each another one, well-formed and not."""

import random
import uuid

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http1 import head, status
from tests.parts.attackers.wire import connected

PATH = "/api/sdk/v1/records/exports"
CALLS_A_CONNECTION = 50
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_KEY_CHARACTERS = 52


class RandomKeys(Attack):
    hands = 4
    every_seconds = 0.25

    async def turn(self, number: int) -> None:
        async with connected(self.target) as wire:
            for _ in range(CALLS_A_CONNECTION):
                await wire.send(head(self.target, "GET", PATH, [("authorization", _guess())]))
                self.counts[f"HTTP {await status(wire)}"] += 1


def _guess() -> str:
    well_formed = "".join(random.choices(_ALPHABET, k=_KEY_CHARACTERS))
    return random.choice(
        (
            f"Bearer cae_live_{well_formed}",
            f"Bearer cae_test_{well_formed}",
            f"bearer  cae_live_{well_formed[:-1]}",
            f"Bearer {uuid.uuid4()}",
            f"Basic {well_formed}",
        )
    )
