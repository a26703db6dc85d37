"""What budget tests stand on: a stack of their own, an attacker's app, and an honest caller who looks on."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import psutil

from tests.parts.attackers.target import Target
from tests.parts.processes import intake_of

CALL_WITHIN_SECONDS = 60.0
PAUSE_SECONDS = 0.02
_MEBI = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Besieged:
    """`target` holds the attacker's key and export; `honest_key` and `honest_export` are of another app."""

    url: str
    target: Target
    processes: dict[str, int]
    honest_key: str
    honest_export: str

    def memory_mib(self, part: str) -> float:
        return psutil.Process(self.processes[part]).memory_info().rss / _MEBI

    def open_files(self, part: str) -> int:
        return psutil.Process(self.processes[part]).num_fds()

    def processor_seconds(self) -> float:
        """All parts', the intake process's too."""
        parts = [*self.processes.values(), intake_of(self.processes["server"])]
        return sum(sum(psutil.Process(pid).cpu_times()[:2]) for pid in parts)


@dataclass(slots=True)
class Honest:
    """What an honest caller met, on a new connection for each call: statuses, or names of errors."""

    answers: Counter[str] = field(default_factory=Counter)
    peak: dict[str, float] = field(default_factory=dict)
    most_files: dict[str, int] = field(default_factory=dict)

    def call(self, besieged: Besieged) -> None:
        url = f"{besieged.url}/api/sdk/v1/records/exports/{besieged.honest_export}"
        headers = {"authorization": f"Bearer {besieged.honest_key}"}
        try:
            self.answers[str(httpx.get(url, headers=headers, timeout=CALL_WITHIN_SECONDS).status_code)] += 1
        except httpx.HTTPError as broken:
            self.answers[type(broken).__name__] += 1

    def look(self, besieged: Besieged) -> None:
        for part in ("server", "envoy"):
            self.peak[part] = max(self.peak.get(part, 0.0), besieged.memory_mib(part))
            self.most_files[part] = max(self.most_files.get(part, 0), besieged.open_files(part))


@contextmanager
def honest_caller(besieged: Besieged) -> Iterator[Honest]:
    """Calls and looks at the processes all the time that the block runs."""
    honest, over = Honest(), threading.Event()

    def call() -> None:
        while not over.wait(PAUSE_SECONDS):
            honest.call(besieged)
            honest.look(besieged)

    calling = threading.Thread(target=call)
    calling.start()
    try:
        yield honest
    finally:
        over.set()
        calling.join()
