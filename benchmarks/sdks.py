"""The SDKs' downloads beside curl's, the time of their import, and the sizes of their packages.

`python -m benchmarks sdks`, after `make check` or `make test` built the TypeScript one. Rounds are interleaved.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.calls import export, fill
from benchmarks.dataset import large_records
from benchmarks.stack import Stack, private_stack
from benchmarks.timing import seconds

ROUNDS = 5
DOWNLOAD_BYTES = 256 << 20
_MEBI = 1 << 20
_CLIENTS = Path(__file__).parents[1] / "clients"
_TYPESCRIPT = _CLIENTS / "typescript/dist/index.js"

Row = tuple[str, str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")


def run(arguments: argparse.Namespace) -> list[Row]:
    """Rows of (what, figure)."""
    if not _TYPESCRIPT.exists():
        raise SystemExit("the TypeScript SDK is not built; run: make check")
    with private_stack() as stack:
        return [*_downloads(stack, arguments.rounds), *_imports(arguments.rounds), *_sizes()]


def _downloads(stack: Stack, rounds: int) -> list[Row]:
    person = stack.new_person()
    fill(stack, person, large_records(DOWNLOAD_BYTES // _MEBI, record_bytes=_MEBI))
    done = export(stack, person)
    environment = os.environ | {"CURAE_BASE_URL": stack.rest_url, "CURAE_API_KEY": person.api_key}
    url = f"{stack.rest_url}/api/sdk/v1/records/exports/{done.id}/artifact"
    commands = {
        "curl": ["curl", "-sSf", "-H", f"Authorization: Bearer {person.api_key}", "-o", "FILE", url],
        "Python SDK": [
            sys.executable,
            "-c",
            f"from curae_sdk import Curae; Curae().exports.download({done.id!r}, 'FILE')",
        ],
        "TypeScript SDK": [
            "node",
            "--input-type=module",
            "-e",
            f"import {{ Curae }} from {str(_TYPESCRIPT)!r}; await new Curae().exports.download({done.id!r}, 'FILE');",
        ],
    }
    took: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory(prefix="curae-sdks-") as folder:
        for _ in range(rounds):
            for name, command in commands.items():
                took[name].append(
                    seconds(lambda run=command: subprocess.run(run, cwd=folder, env=environment, check=True))  # type: ignore[misc]
                )
                (Path(folder) / "FILE").unlink()
    size = done.byte_size / _MEBI
    return [
        (
            f"download of {size:,.0f} MiB, {name}, whole process",
            f"{size / median(each):10,.0f} MiB/s"
            f"   {median(base / one for base, one in zip(took['curl'], each, strict=True)):5.0%} of curl",
        )
        for name, each in took.items()
    ]


def _imports(rounds: int) -> list[Row]:
    rows = []
    for name, bare, full in (
        ("Python", [sys.executable, "-c", "pass"], [sys.executable, "-c", "import curae_sdk"]),
        (
            "TypeScript",
            ["node", "--input-type=module", "-e", ""],
            ["node", "--input-type=module", "-e", f"import {str(_TYPESCRIPT)!r}"],
        ),
    ):
        extra = [
            seconds(lambda run=full: subprocess.run(run, check=True))  # type: ignore[misc]
            - seconds(lambda run=bare: subprocess.run(run, check=True))  # type: ignore[misc]
            for _ in range(max(rounds, 5))
        ]
        rows.append((f"import, {name}, beyond an empty program", f"{median(extra) * 1000:10,.0f} ms"))
    return rows


def _sizes() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="curae-sdks-") as folder:
        pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, str(_CLIENTS / "python")]
        subprocess.run(pip, check=True)
        subprocess.run(
            ["npm", "pack", "--silent", "--pack-destination", folder],
            cwd=_CLIENTS / "typescript",
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return [(path.name, f"{path.stat().st_size / 1024:10,.0f} KiB") for path in sorted(Path(folder).iterdir())]
