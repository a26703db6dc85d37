"""The largest files that need no key, asked for on windows that never open: who sends them has to hold them."""

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http2 import fields, http2
from tests.parts.attackers.unread_downloads import HOLD_SECONDS

STREAMS = 100
PATH = "/docs/swagger-ui-bundle.js"


class UnreadPages(Attack):
    hands = 10

    async def turn(self, number: int) -> None:
        async with http2(self.target, self.counts, window_bytes=0) as connection:
            for _ in range(STREAMS):
                connection.open(fields(self.target, "GET", PATH))
            await connection.flush()
            while True:
                await connection.receive(HOLD_SECONDS, keep_reading=False)
