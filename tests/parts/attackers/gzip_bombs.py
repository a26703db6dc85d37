"""Compressed native messages that are a thousand times their size once they are read."""

import gzip

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http2 import grpc_fields, grpc_message, http2
from tests.parts.attackers.native_batches import EMPTY_ITEM, METHOD

UNPACKED_BYTES = 8_000_000


class GzipBombs(Attack):
    """Without a key: 8 MB of empty items in some 8 KB."""

    hands = 4
    every_seconds = 0.5
    _bomb: bytes | None = None

    async def turn(self, number: int) -> None:
        if self._bomb is None:
            self._bomb = gzip.compress(EMPTY_ITEM * (UNPACKED_BYTES // len(EMPTY_ITEM)))
        async with http2(self.target, self.counts) as connection:
            more = [("grpc-encoding", "gzip")]
            stream = connection.open(grpc_fields(self.target, METHOD, more), ends=False)
            await connection.send_body(stream, grpc_message(self._bomb, compressed=True))
            await connection.until_ended()
