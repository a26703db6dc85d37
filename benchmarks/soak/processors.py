"""What share of the processors each party took while something went on: the service's, the callers', the attackers'."""

import contextlib
import os
import time
from collections.abc import Iterable, Mapping

import psutil

from benchmarks.soak.faults import processes
from benchmarks.stack import Stack


class Processors:
    """Seconds of processor time by party, from the first look to the last."""

    def __init__(self) -> None:
        self._first: dict[str, float] = {}
        self._last: dict[str, float] = {}
        self._began = self._ended = time.monotonic()

    def take(self, stack: Stack, attackers: Iterable[int]) -> None:
        beside = stack.proxies.processes if stack.proxies is not None else {}
        seconds = {
            **{name: _seconds([pid]) for name, pid in processes(stack).items()},
            **{name: _seconds(_tree(pid)) for name, pid in beside.items()},
            "callers": _seconds([os.getpid()]),
            "attackers": _seconds(attackers),
        }
        self._first = seconds | self._first
        self._last = {name: max(spent, self._last.get(name, 0.0)) for name, spent in seconds.items()}
        self._ended = time.monotonic()

    def shares(self) -> Mapping[str, float]:
        """Of one processor."""
        elapsed = max(self._ended - self._began, 1e-9)
        return {name: (last - self._first[name]) / elapsed for name, last in self._last.items()}


def _tree(pid: int) -> list[int]:
    return [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]


def _seconds(pids: Iterable[int]) -> float:
    """Those of the processes, and of their children that have ended."""
    total = 0.0
    for pid in pids:
        with contextlib.suppress(psutil.NoSuchProcess):
            times = psutil.Process(pid).cpu_times()
            total += times.user + times.system
            if pid != os.getpid():
                total += times.children_user + times.children_system
    return total
