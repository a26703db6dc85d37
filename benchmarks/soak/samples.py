"""Memory, open files and processor time of each process over time.

What grows is the memory that a process uses, by its least in each fifth of the time: buffers that come and go are no
growth. Pages that Envoy's allocator holds free are not used; they count in the peak alone.
"""

import asyncio
import contextlib
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

import psutil

from benchmarks.soak.faults import processes
from benchmarks.stack import Stack
from server.envoy.launch import AdminUnreachable, admin_answer
from server.limits import MAX_DOWNLOAD_CONNECTIONS, MAX_DOWNLOADS

EVERY_SECONDS = 1.0
# After the last fault: restarts are over, caches and pools have their size.
SETTLE_SECONDS = 20.0
# Growth between the first and the last fifth of the samples that counts as growth: more than allocators' breathing.
GROWTH_MIB = 24.0
GROWTH_FILES = 12
OTHER_FILES = 40  # of a part that nobody calls: listeners, pipes, its database
# What the pools of a part open as they are first used to their bounds, and keep for reuse: connections between Envoy
# and a server for downloads, and a server's to the bucket. Growth up to there is warming up.
POOLED_FILES = {
    "server": MAX_DOWNLOAD_CONNECTIONS + MAX_DOWNLOADS + OTHER_FILES,
    "envoy": MAX_DOWNLOAD_CONNECTIONS + OTHER_FILES,
}
_MEBI = 1 << 20


@dataclass(slots=True)
class _Part:
    memory: list[float] = field(default_factory=list)
    used: list[float] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    pids: set[int] = field(default_factory=set)


class Samples:
    def __init__(self) -> None:
        self._parts: defaultdict[str, _Part] = defaultdict(_Part)

    async def run(self, stack: Stack, *, quiet_from: float) -> None:
        """Samples from `quiet_from` seconds on, once all has settled."""
        await asyncio.sleep(quiet_from + SETTLE_SECONDS)
        while True:
            self.take(stack)
            await asyncio.sleep(EVERY_SECONDS)

    def take(self, stack: Stack) -> None:
        for name, pid in processes(stack).items():
            part = self._parts[name]
            part.pids.add(pid)
            with contextlib.suppress(psutil.NoSuchProcess):  # it is being started again, which `restarts` counts
                process = psutil.Process(pid)
                part.memory.append(process.memory_info().rss / _MEBI)
                part.used.append(part.memory[-1] - (_free_mib(stack) if name == "envoy" else 0.0))
                part.files.append(process.num_fds())
                part.processor.append(sum(process.cpu_times()[:2]))

    def peak_mib(self, part: str) -> float:
        return max(self._parts[part].memory, default=0.0)

    def restarts(self) -> list[str]:
        """The parts that another process has taken the place of."""
        return [name for name, part in self._parts.items() if len(part.pids) > 1]

    def rows(self) -> list[tuple[str, str]]:
        """Rows of (what, figure)."""
        return [row for name, part in self._parts.items() for row in _rows(name, part)]

    def findings(self, *, warm_up_seconds: float = 0.0) -> list[str]:
        """What grew after the warm-up."""
        if not self._parts:
            return ["no sample of memory was taken: let it run for longer"]
        skipped = round(warm_up_seconds / EVERY_SECONDS)
        return [
            f"{what} of the {name} grew from {first:,.0f} to {last:,.0f}"
            for name, part in self._parts.items()
            for what, (first, last), most, warm in (
                ("memory (MiB)", _ends(part.used[skipped:], min), GROWTH_MIB, 0),
                ("files", _ends(part.files[skipped:]), GROWTH_FILES, POOLED_FILES.get(name, 0)),
            )
            if last - first > most and last > warm
        ]


def _free_mib(stack: Stack) -> float:
    """What Envoy's allocator holds and nothing uses. 0 where no Envoy answers: it is being started again."""
    try:
        memory = json.loads(admin_answer(stack.folder / "envoy" / "envoy-admin.sock", "GET", "/memory"))
    except AdminUnreachable:
        return 0.0
    return (int(memory["pageheap_free"]) + int(memory["total_thread_cache"])) / _MEBI


def _rows(name: str, part: _Part) -> list[tuple[str, str]]:
    first, last = _ends(part.used, min)
    cores = (part.processor[-1] - part.processor[0]) / (EVERY_SECONDS * max(len(part.processor) - 1, 1))
    return [
        (
            f"memory, {name}, least of first and last fifth; peak",
            f"{first:,.0f} and {last:,.0f}; {max(part.memory):,.0f} MiB",
        ),
        (
            f"open files, {name}, first and last fifth; peak",
            "{:.0f} and {:.0f}".format(*_ends(part.files)) + f"; {max(part.files)}",
        ),
        (f"processors used, {name}", f"{cores:.2f}"),
    ]


def _ends(values: Sequence[float], figure: Callable[[Sequence[float]], float] = median) -> tuple[float, float]:
    """Of the first fifth and of the last; nothing where there are no values."""
    fifth = max(1, len(values) // 5)
    return (figure(values[:fifth]), figure(values[-fifth:])) if values else (0.0, 0.0)
