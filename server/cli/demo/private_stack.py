"""A `curae up --demo` of one's own: a temporary folder, free ports, nothing left behind."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from server.cli.faults import CommandFailed
from server.cli.up.part import die_with
from server.cli.up.run_file import read_run_file

_READY_WITHIN_SECONDS = 240
_STOPPED_WITHIN_SECONDS = 45
_POLL_SECONDS = 0.05
_LOG_TAIL_CHARACTERS = 2000


@contextmanager
def private_stack() -> Iterator[tuple[Path, dict[str, Any]]]:
    """The data folder and run.json. Raises CommandFailed where it does not start, or does not end cleanly."""
    with tempfile.TemporaryDirectory(prefix="curae-demo-") as place:
        folder, log = Path(place) / "data", Path(place) / "log"
        process = _start(folder, log)
        try:
            _wait_until_ready(process, folder, log)
            yield folder, read_run_file(folder)
        finally:
            code = _stop(process)
        if code != 0:
            raise CommandFailed(f"the stack ended with exit code {code}:\n{_tail(log)}")


def _start(folder: Path, log: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", "server.cli", "up", "--demo"]
    command += ["--data", str(folder), "--port", "0", "--grpc-port", "0"]
    parent = os.getpid()
    with log.open("wb") as output:
        return subprocess.Popen(  # noqa: S603 - our own command, no shell
            command,
            env={name: text for name, text in os.environ.items() if not name.startswith("CURAE_")},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=lambda: die_with(parent),  # noqa: PLW1509 - one libc call that takes no lock
        )


def _wait_until_ready(process: subprocess.Popen[bytes], folder: Path, log: Path) -> None:
    deadline = time.monotonic() + _READY_WITHIN_SECONDS
    while not (folder / "run.json").exists():
        if process.poll() is not None or time.monotonic() > deadline:
            raise CommandFailed(f"the stack did not start:\n{_tail(log)}")
        time.sleep(_POLL_SECONDS)


def _stop(process: subprocess.Popen[bytes]) -> int:
    process.terminate()
    try:
        return process.wait(_STOPPED_WITHIN_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _tail(log: Path) -> str:
    return log.read_text(errors="replace")[-_LOG_TAIL_CHARACTERS:]
