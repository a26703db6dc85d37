"""Resident memory of processes over time."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

import psutil

EVERY_SECONDS = 0.05
# Its children are looked for once in so many: that reads every process of the machine, as long as a file takes.
SAMPLES_A_FAMILY = 20
_MEBI = 1 << 20


class Samples:
    """What a process had resident, in MiB, at about every EVERY_SECONDS; children count with it."""

    def __init__(self) -> None:
        self._mib: list[float] = []
        self._family: list[psutil.Process] = []

    def add(self, process: psutil.Process) -> None:
        with suppress(psutil.NoSuchProcess):
            if len(self._mib) % SAMPLES_A_FAMILY == 0:
                self._family = [process, *process.children(recursive=True)]
            self._mib.append(sum(each.memory_info().rss for each in self._family) / _MEBI)

    @property
    def peak(self) -> float:
        return max(self._mib, default=0.0)

    def peak_between(self, begin: float, end: float) -> float:
        """The peak within a part of the time, given as fractions of it."""
        chosen = self._mib[int(begin * len(self._mib)) : max(1, int(end * len(self._mib)))]
        return max(chosen, default=0.0)


@contextmanager
def sampled(processes: Mapping[str, int]) -> Iterator[dict[str, Samples]]:
    """Samples of each named process id while the block runs."""
    watched = {name: psutil.Process(pid) for name, pid in processes.items()}
    samples = {name: Samples() for name in watched}
    done = threading.Event()

    def sample() -> None:
        while not done.is_set():
            for name, process in watched.items():
                samples[name].add(process)
            time.sleep(EVERY_SECONDS)

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        yield samples
    finally:
        done.set()
        thread.join()
