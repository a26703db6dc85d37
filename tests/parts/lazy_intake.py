"""The intake of tests: begun by the first signal, since most tests send none, and ready before that one waits."""

import asyncio
from collections.abc import Mapping, Sequence

from curae.intake.v1 import intake_pb2

from server.errors import CuraeError
from server.rpc.intake.client import Intake
from server.rpc.intake.outcome import Outcome, Stored
from server.rpc.intake.room import Sender


class LazyIntake(Intake):
    """A server's own is ready before its server takes calls. Here the first signal waits instead: its time limit would
    count the start of the process, which takes longer than that on a busy machine."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        super().__init__(environment)
        self._begun: asyncio.Task[None] | None = None

    async def store(self, offer: intake_pb2.Offer, sender: Sender) -> Stored:
        await self._begin()
        return await super().store(offer, sender)

    async def judge(self, offer: intake_pb2.Offer, sender: Sender) -> CuraeError | None:
        await self._begin()
        return await super().judge(offer, sender)

    async def store_all(self, offers: Sequence[intake_pb2.Offer], sender: Sender) -> list[Outcome]:
        await self._begin()
        return await super().store_all(offers, sender)

    async def _begin(self) -> None:
        if self._begun is None or (self._begun.done() and self._begun.exception() is not None):
            self._begun = asyncio.create_task(self.start())
        await asyncio.shield(self._begun)
