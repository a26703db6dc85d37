"""How long each command that only reads takes as a whole process, against `python -c pass` of the same run.

`python -m benchmarks startup`. The commands read a demo deployment that runs, on SQLite and a folder. Each round calls
every command once, so that all of them meet the machine in the same state.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.stack import private_stack
from benchmarks.timing import seconds

CURAE = str(Path(sys.executable).with_name("curae"))
READING = (
    "--version",
    "tenants list",
    "keys list",
    "operators list",
    "connections list",
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


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="Calls of each command; default: 7.")


def run(arguments: argparse.Namespace) -> Iterator[Row]:
    commands = {BASELINE: [sys.executable, "-c", "pass"]} | {
        f"curae {name}": [CURAE, *name.split()] for name in READING
    }
    with private_stack() as stack:
        environment = os.environ | stack.environment | {"CURAE_DATA": str(stack.folder)}
        took: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(arguments.rounds):
            for name, command in commands.items():
                took[name].append(seconds(partial(_call, command, environment)))
    medians = {name: median(each) for name, each in took.items()}
    python = medians[BASELINE]
    for name, each in medians.items():
        yield name, f"{each:6.3f} s {each - python:+7.3f} s {each / python:6.1f} times"


def _call(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
