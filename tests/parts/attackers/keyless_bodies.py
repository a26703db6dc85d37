"""Large bodies of many small values, without a key: what they cost is spent before anybody asks for one."""

from server.limits import MAX_BATCH_BODY_BYTES
from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http1 import head, status
from tests.parts.attackers.made_up_key import made_up_key
from tests.parts.attackers.wire import Wire, connected

PATH = "/api/sdk/v1/signals:batch"
BODY_BYTES = 20 << 20
PIECE_BYTES = 1 << 18
OPENING, CLOSING = b'{"items":[', b"1]}"
HOLD_SECONDS = 600.0
VALUES = (b"9e99,", b'"\\u0000",', b"1,")


class KeylessBodies(Attack):
    hands = 4
    body_bytes = BODY_BYTES

    def authorization(self) -> list[tuple[str, str]]:
        return []

    async def turn(self, number: int) -> None:
        value = VALUES[number % len(VALUES)]
        piece = value * (PIECE_BYTES // len(value))
        pieces = self.body_bytes // len(piece)
        length = len(OPENING) + pieces * len(piece) + len(CLOSING)
        fields = [("content-type", "application/json"), ("content-length", str(length)), ("idempotency-key", "bomb")]
        async with connected(self.target) as wire:
            await wire.send(head(self.target, "POST", PATH, [*fields, *self.authorization()]) + OPENING)
            for _ in range(pieces):
                await wire.send(piece)
                self.counts["bytes"] += len(piece)
            await self.end(wire)

    async def end(self, wire: Wire) -> None:
        await wire.send(CLOSING)
        self.counts[f"HTTP {await status(wire)}"] += 1


class BodiesWithAMadeUpKey(KeylessBodies):
    def authorization(self) -> list[tuple[str, str]]:
        return [("authorization", f"Bearer {made_up_key()}")]


class HeldBodies(BodiesWithAMadeUpKey):
    """30 MB each, of which the last byte never comes: who waits for it holds them all."""

    hands = 40
    body_bytes = 30 << 20

    async def end(self, wire: Wire) -> None:
        await wire.drained(HOLD_SECONDS)


class BodiesWithAKey(KeylessBodies):
    """As large as Envoy takes them."""

    hands = 1
    every_seconds = 2.0
    body_bytes = MAX_BATCH_BODY_BYTES - PIECE_BYTES

    def authorization(self) -> list[tuple[str, str]]:
        return [self.target.authorization]


class HeldBodiesWithAKey(HeldBodies):
    def authorization(self) -> list[tuple[str, str]]:
        return [self.target.authorization]
