"""The sending of a download: one chunk after the other, for as long as it may go on."""

from collections.abc import AsyncGenerator, Awaitable, Callable

from server.services.rechecks import Standing
from server.services.transfers import Transfer

# Hands bytes to the network; returns once it has taken them.
Sink = Callable[[memoryview], Awaitable[None]]


class Sending:
    def __init__(
        self, first: memoryview | None, rest: AsyncGenerator[memoryview, None], standing: Standing, transfer: Transfer
    ) -> None:
        self._first = first
        self._rest = rest
        self._standing = standing
        self._transfer = transfer

    async def to(self, sink: Sink) -> None:
        """Gives all bytes to `sink`."""
        if self._first is not None:
            await self._give(self._first, sink)
            self._first = None
        async for chunk in self._rest:
            await self._give(chunk, sink)
        self._transfer.complete = True

    async def _give(self, chunk: memoryview, sink: Sink) -> None:
        await self._standing.fresh()
        await sink(chunk)
        self._transfer.sent += len(chunk)
