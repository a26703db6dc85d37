"""How long each command that only reads takes as a whole process, against `python -c pass` of the same run.

`python -m benchmarks startup`. The commands read a demo deployment that runs, on SQLite and a folder. Each round calls
every command once, so that all of them meet the machine in the same state.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.stack import private_stack

CURAE = str(Path(sys.executable).with_name("curae"))
READING = (
    "--version",
    "tenants list",
    "keys list",
    "operators list",
    "connections list",
    "clients list",
    "data-packages",
    "schemas list",
    "schemas show activity daily_summary",
    "signals tail",
    "signals retention",
    "audit tail",
    "audit verify",
    "audit head",
    "webhooks list",
    "webhooks deliveries",
    "db status",
    "exports list",
)
BASELINE = "python -c pass"

Row = tuple[str, str]


class Call(NamedTuple):
    seconds: float
    processor_seconds: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="Calls of each command; default: 7.")


def run(arguments: argparse.Namespace) -> Iterator[Row]:
    commands = {BASELINE: [sys.executable, "-c", "pass"]} | {
        f"curae {name}": [CURAE, *name.split()] for name in READING
    }
    with private_stack() as stack:
        environment = os.environ | stack.environment | {"CURAE_DATA": str(stack.folder)}
        took: dict[str, list[Call]] = {name: [] for name in commands}
        for _ in range(arguments.rounds):
            for name, command in commands.items():
                took[name].append(_call(name, command, environment))
    medians = {name: Call(*map(median, zip(*calls, strict=True))) for name, calls in took.items()}
    python = medians[BASELINE]
    yield "", "   median       more     fewest       more  processor"
    for name, each in medians.items():
        fewest = min(call.seconds for call in took[name])
        more = fewest - min(call.seconds for call in took[BASELINE])
        yield (
            name,
            f"{each.seconds:7.3f} s {each.seconds - python.seconds:+8.3f} s {fewest:8.3f} s {more:+8.3f} s"
            f" {each.processor_seconds:8.3f} s",
        )


def _call(name: str, command: list[str], environment: dict[str, str]) -> Call:
    """One process. Its processor time says what it costs, whatever else the machine does meanwhile."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    elapsed = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise SystemExit(f"{name} ended with exit code {done.returncode}:\n{done.stderr.decode()}")
    return Call(elapsed, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
