"""Answers that need no key, asked for on windows that never open: who sends them has to hold them."""

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http2 import fields, http2
from tests.parts.attackers.unread_downloads import HOLD_SECONDS

STREAMS = 100


class UnreadPages(Attack):
    """The largest file of the API page."""

    hands = 10
    path = "/docs/swagger-ui-bundle.js"

    async def turn(self, number: int) -> None:
        async with http2(self.target, self.counts, window_bytes=0) as connection:
            for _ in range(STREAMS):
                connection.open(fields(self.target, "GET", self.path))
            await connection.flush()
            while True:
                await connection.receive(HOLD_SECONDS, keep_reading=False)


class UnreadRefusals(UnreadPages):
    """Small answers, and very many of them."""

    hands = 200
    path = "/nothing/is/here"
