"""Processor time by part of a stack: unlike rates it hardly depends on what else the machine does meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psutil
from sqlalchemy import text

from benchmarks.load import Result
from benchmarks.stack import Stack

# Seconds, by part: a process of the stack with its children (the server's intake), and PostgreSQL's backends together.
Costs = dict[str, float]
DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Measured:
    """`costs` are seconds of processor time of the whole run, by part."""

    result: Result
    costs: Costs

    def cost(self, *parts: str) -> float:
        """Seconds of processor time a call, of these parts; without any, of all."""
        return sum(self.costs[part] for part in parts or self.costs) / self.result.calls


def measured(stack: Stack, load: Callable[[], Result], **beside: int) -> Measured:
    with processor_time(stack, **beside) as costs:
        result = load()
    return Measured(result, costs)


@contextmanager
def processor_time(stack: Stack, **beside: int) -> Iterator[Costs]:
    """What each part used, once it is over. SQLite's share is that of the processes that call it. `beside`: the id of
    a process that is no part of the stack, by its name."""
    used: Costs = {}
    processes = stack.processes | beside
    before = _times(stack, processes)
    yield used
    after = _times(stack, processes)
    for (part, pid), seconds in after.items():
        used[part] = used.get(part, 0.0) + seconds - before.get((part, pid), 0.0)


def microseconds(used: Costs, count: int) -> str:
    """Of each part, a piece of work."""
    return shown({name: seconds / count * 1e6 for name, seconds in used.items()}, "us")


def shown(costs: Costs, unit: str) -> str:
    return "   ".join(f"{name} {cost:6,.{0 if unit == 'us' else 2}f} {unit}" for name, cost in costs.items())


def _times(stack: Stack, processes: dict[str, int]) -> dict[tuple[str, int], float]:
    """Of each process so far: of all its threads, without its children."""
    times = {}
    for part, pid in [*_families(processes), *((DATABASE, pid) for pid in _backends(stack))]:
        with suppress(psutil.NoSuchProcess):  # a connection of a moment
            spent = psutil.Process(pid).cpu_times()
            times[part, pid] = float(spent.user + spent.system)
    return times


def _families(processes: dict[str, int]) -> Iterator[tuple[str, int]]:
    for part, pid in processes.items():
        yield part, pid
        for child in psutil.Process(pid).children(recursive=True):
            yield part, child.pid


def _backends(stack: Stack) -> list[int]:
    if stack.database_url.startswith("sqlite:"):
        return []
    with stack.database() as database:
        query = text("SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        return database.read_now(lambda connection: list(connection.execute(query).scalars()))
