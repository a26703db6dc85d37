"""The base of every attack: some hands that each do one thing again and again, and count what came of it."""

import asyncio
import contextlib
from abc import ABC, abstractmethod
from collections import Counter
from typing import ClassVar

from tests.parts.attackers.target import Target

FIRST_TURN_SPREAD_SECONDS = 0.5


class Attack(ABC):
    """`hands` work at once. Each begins a turn at most every `every_seconds`; all together begin at most `turns`."""

    hands: ClassVar[int] = 4
    every_seconds: ClassVar[float] = 0.1
    turns: ClassVar[int] = 1_000_000

    def __init__(self, target: Target, *, hands: int | None = None, turns: int | None = None) -> None:
        self.target = target
        self.counts: Counter[str] = Counter()
        self._hands = hands or self.hands
        self._turns_left = turns or self.turns
        self._running: asyncio.Task[None] | None = None

    @abstractmethod
    async def turn(self, number: int) -> None:
        """One attempt by the hand of that number. Connections that break and limits of time are counted for it."""

    def start(self) -> None:
        self._running = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._running

    async def done(self) -> None:
        """Returns once every turn has ended."""
        if self._running is not None:
            await asyncio.wait([self._running])

    async def _run(self) -> None:
        async with asyncio.TaskGroup() as group:
            for number in range(self._hands):
                group.create_task(self._hand(number))

    async def _hand(self, number: int) -> None:
        await asyncio.sleep(FIRST_TURN_SPREAD_SECONDS * number / self._hands)
        clock = asyncio.get_running_loop().time
        while self._turns_left > 0:
            self._turns_left -= 1
            due = clock() + self.every_seconds
            self.counts["turns"] += 1
            try:
                await self.turn(number)
            except TimeoutError:
                self.counts["unanswered"] += 1
            except OSError:
                self.counts["connections broken"] += 1
            await asyncio.sleep(max(due - clock(), 0.0))
