"""Memory and open files of each process while nothing is broken."""

import asyncio
from statistics import median

import psutil

from benchmarks.soak.faults import processes
from benchmarks.stack import Stack

EVERY_SECONDS = 1.0
# After the last fault: restarts are over, caches and pools have their size.
SETTLE_SECONDS = 20.0
# Growth between the first and the last fifth of the samples that counts as growth: more than allocators' breathing.
GROWTH_MIB = 24.0
GROWTH_FILES = 12
_MEBI = 1 << 20


class Samples:
    def __init__(self) -> None:
        self._memory: dict[str, list[float]] = {}
        self._files: dict[str, list[int]] = {}

    async def run(self, stack: Stack, *, quiet_from: float) -> None:
        """Samples from `quiet_from` seconds on, once all has settled."""
        await asyncio.sleep(quiet_from + SETTLE_SECONDS)
        while True:
            for part, pid in processes(stack).items():
                process = psutil.Process(pid)
                self._memory.setdefault(part, []).append(process.memory_info().rss / _MEBI)
                self._files.setdefault(part, []).append(process.num_fds())
            await asyncio.sleep(EVERY_SECONDS)

    def rows(self) -> list[tuple[str, str]]:
        """Rows of (what, figure)."""
        return [
            row
            for part in self._memory
            for row in (
                (f"memory, {part}, first and last fifth", "{:,.0f} and {:,.0f} MiB".format(*_ends(self._memory[part]))),
                (f"open files, {part}, first and last fifth", "{:.0f} and {:.0f}".format(*_ends(self._files[part]))),
            )
        ]

    def findings(self) -> list[str]:
        """What grew."""
        if not self._memory:
            return ["no sample of memory was taken: let it run for longer"]
        return [
            f"{what} of the {part} grew from {first:,.0f} to {last:,.0f}"
            for what, series, most in (("memory (MiB)", self._memory, GROWTH_MIB), ("files", self._files, GROWTH_FILES))
            for part, values in series.items()
            for first, last in (_ends(values),)
            if last - first > most
        ]


def _ends(values: list[float] | list[int]) -> tuple[float, float]:
    fifth = max(1, len(values) // 5)
    return median(values[:fifth]), median(values[-fifth:])
