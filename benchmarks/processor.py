"""Processor time by part of a stack: unlike rates it hardly depends on what else the machine does meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil
from sqlalchemy import text

from benchmarks.stack import Stack

# Seconds, by part: a process of the stack with its children (the server's intake), and PostgreSQL's backends together.
Costs = dict[str, float]
DATABASE = "database"


@contextmanager
def processor_time(stack: Stack) -> Iterator[Costs]:
    """What each part used, once it is over. SQLite's share is that of the processes that call it."""
    used: Costs = {}
    before = _times(stack)
    yield used
    after = _times(stack)
    for (part, pid), seconds in after.items():
        used[part] = used.get(part, 0.0) + seconds - before.get((part, pid), 0.0)


def seconds_of(process: psutil.Process) -> float:
    """Of all its threads so far, without its children."""
    times = process.cpu_times()
    return float(times.user + times.system)


def microseconds(used: Costs, count: int) -> str:
    """Of each part, a piece of work."""
    return shown({name: seconds / count * 1e6 for name, seconds in used.items()}, "us")


def shown(costs: Costs, unit: str) -> str:
    return "   ".join(f"{name} {cost:6,.{0 if unit == 'us' else 2}f} {unit}" for name, cost in costs.items())


def _times(stack: Stack) -> dict[tuple[str, int], float]:
    times = {}
    for part, pid in [*_processes(stack), *((DATABASE, pid) for pid in _backends(stack))]:
        with suppress(psutil.NoSuchProcess):  # a connection of a moment
            times[part, pid] = seconds_of(psutil.Process(pid))
    return times


def _processes(stack: Stack) -> Iterator[tuple[str, int]]:
    for part, pid in stack.processes.items():
        yield part, pid
        for child in psutil.Process(pid).children(recursive=True):
            yield part, child.pid


def _backends(stack: Stack) -> list[int]:
    if stack.database_url.startswith("sqlite:"):
        return []
    with stack.database() as database:
        query = text("SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        return database.read_now(lambda connection: list(connection.execute(query).scalars()))
