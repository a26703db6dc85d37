"""Kills and stalls of the stack's processes at random moments."""

import asyncio
import contextlib
import json
import os
import random
import signal

import psutil

from benchmarks.soak.ledger import Ledger
from benchmarks.stack import Stack
from tests.parts.processes import intake_of

PAUSE_SECONDS = (5.0, 15.0)
STALL_SECONDS = (0.5, 4.0)
# Envoy takes callers' connections with it, so it is hit less often.
VICTIMS = ("server", "server", "intake", "worker", "worker", "envoy")


class Faults:
    def __init__(self, stack: Stack, ledger: Ledger, dice: random.Random) -> None:
        self._stack = stack
        self._ledger = ledger
        self._dice = dice

    async def run(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while (pause := self._dice.uniform(*PAUSE_SECONDS)) < end - loop.time():
            await asyncio.sleep(pause)
            await self._dice.choice((self._kill, self._stall))(self._dice.choice(VICTIMS))

    async def _kill(self, part: str) -> None:
        self._signal(part, signal.SIGKILL)
        self._ledger.counts["kills"] += 1

    async def _stall(self, part: str) -> None:
        self._signal(part, signal.SIGSTOP)
        self._ledger.counts["stalls"] += 1
        try:
            await asyncio.sleep(self._dice.uniform(*STALL_SECONDS))
        finally:
            self._signal(part, signal.SIGCONT)

    def _signal(self, part: str, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, KeyError):  # it is being started again
            os.kill(processes(self._stack)[part], number)


def processes(stack: Stack) -> dict[str, int]:
    """The process ids as they are now."""
    ids: dict[str, int] = json.loads((stack.folder / "run.json").read_text())["processes"]
    with contextlib.suppress(psutil.NoSuchProcess):  # it is being started again
        ids["intake"] = intake_of(ids["server"])
    return ids
