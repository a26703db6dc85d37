"""Native calls of which the headers come and no message ever does."""

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http2 import Fields, grpc_fields, http2
from tests.parts.attackers.wire import PATIENCE_SECONDS

STREAMS = 128


class OpenCalls(Attack):
    """Without a key. Each hand holds a connection of 128 calls and opens every one that ends again."""

    hands = 20
    method = "/curae.sdk.v1.SignalsService/IngestSignal"

    def more(self) -> Fields:
        return ()

    async def turn(self, number: int) -> None:
        async with http2(self.target, self.counts) as connection:
            limit = min(STREAMS, connection.http2.remote_settings.max_concurrent_streams)
            while True:
                for _ in range(limit - len(connection.streams)):
                    connection.open(grpc_fields(self.target, self.method, self.more()), ends=False)
                await connection.flush()
                await connection.receive(PATIENCE_SECONDS * 20)


class OpenCallsWithAKey(OpenCalls):
    def more(self) -> Fields:
        return [self.target.authorization]
