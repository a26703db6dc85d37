"""Downloads that are asked for and not read, with a key: each holds what was sent ahead of it."""

import asyncio

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http1 import head
from tests.parts.attackers.http2 import fields, http2
from tests.parts.attackers.wire import READ_BYTES, connected

HOLD_SECONDS = 600.0
SMALL_BUFFER_BYTES = 4096
STREAMS = 50


class UnreadDownloads(Attack):
    """Over HTTP/1.1, a connection each."""

    hands = 100

    def path(self) -> str:
        return f"/api/sdk/v1/records/exports/{self.target.export_id}/artifact"

    async def turn(self, number: int) -> None:
        buffer = SMALL_BUFFER_BYTES
        async with connected(self.target, receive_buffer_bytes=buffer) as wire:
            await wire.send(head(self.target, "GET", self.path(), [self.target.authorization]))
            line = await wire.receive()
            self.counts[f"HTTP {line.split(b' ', 2)[1].decode() if line else 'none'}"] += 1
            if line.startswith(b"HTTP/1.1 200"):
                await asyncio.sleep(HOLD_SECONDS)


class UnreadDownloadsOverHttp2(UnreadDownloads):
    """50 on each connection, whose windows never open again."""

    hands = 4
    window_bytes = READ_BYTES

    async def turn(self, number: int) -> None:
        buffer = SMALL_BUFFER_BYTES
        async with http2(
            self.target, self.counts, window_bytes=self.window_bytes, receive_buffer_bytes=buffer
        ) as connection:
            for _ in range(STREAMS):
                connection.open(fields(self.target, "GET", self.path(), [self.target.authorization]))
            await connection.flush()
            while True:
                await connection.receive(HOLD_SECONDS, keep_reading=False)
