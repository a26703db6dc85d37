"""A private stack to measure: `curae up --demo` in a temporary folder, on free ports."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.demo import content

START_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    folder: Path
    rest_url: str
    grpc_target: str
    api_key: str
    connection_id: str
    processes: dict[str, int]

    @property
    def metadata(self) -> tuple[tuple[str, str], ...]:
        return (("authorization", f"Bearer {self.api_key}"),)

    @property
    def payload(self) -> dict[str, Any]:
        """What the loads send: the demo's daily summary."""
        return dict(content.signals()[0].payload)

    def peak_mib(self, process: str) -> float:
        """The most memory that a process has had resident since it started."""
        status = Path(f"/proc/{self.processes[process]}/status").read_text()
        kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(kib) / 1024


@contextmanager
def private_stack(environment: dict[str, str] | None = None) -> Iterator[Stack]:
    """`environment` is added to this process's own."""
    with tempfile.TemporaryDirectory(prefix="curae-bench-") as folder:
        command = [
            sys.executable,
            "-m",
            "server.cli",
            "up",
            "--demo",
            "--data",
            folder,
            "--port",
            "0",
            "--grpc-port",
            "0",
        ]
        process = subprocess.Popen(
            command,
            env=os.environ | (environment or {}),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        try:
            yield _described(Path(folder), process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _described(folder: Path, process: subprocess.Popen[bytes]) -> Stack:
    run = _await_run(folder / "run.json", process)
    return Stack(
        folder=folder,
        rest_url=run["restUrl"],
        grpc_target=run["grpcTarget"],
        api_key=run["apiKey"],
        connection_id=run["connectionId"],
        processes=run["processes"],
    )


def _await_run(path: Path, process: subprocess.Popen[bytes]) -> Any:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if path.exists():
            return json.loads(path.read_text())
        time.sleep(0.1)
    raise SystemExit(f"the stack did not start: {process.stderr.read().decode() if process.stderr else ''}")
