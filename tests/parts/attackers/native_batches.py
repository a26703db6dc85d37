"""Native batches of millions of empty items: two bytes each on the wire, far more once they are parsed."""

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http2 import Fields, grpc_fields, grpc_message, http2

METHOD = "/curae.sdk.v1.SignalsService/IngestSignals"
ITEMS = 4_000_000
EMPTY_ITEM = b"\x0a\x00"


class NativeBatches(Attack):
    """Without a key."""

    hands = 2
    every_seconds = 1.0
    items = ITEMS

    def more(self) -> Fields:
        return ()

    async def turn(self, number: int) -> None:
        async with http2(self.target, self.counts) as connection:
            stream = connection.open(grpc_fields(self.target, METHOD, self.more()), ends=False)
            await connection.send_body(stream, grpc_message(EMPTY_ITEM * self.items))
            await connection.until_ended()


class NativeBatchesWithAKey(NativeBatches):
    hands = 1
    every_seconds = 2.0

    def more(self) -> Fields:
        return [self.target.authorization, ("idempotency-key", "bomb")]
