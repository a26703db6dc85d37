"""The installed `curae` command as a child process, as a shell starts it."""

import os
import pty
import select
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.parts.eventually import patience

CURAE = str(Path(sys.executable).with_name("curae"))
_WITHIN_SECONDS = 120


def environment_of(data: Path, **chosen: str) -> dict[str, str]:
    """No setting of the machine that runs the tests gets in."""
    return {"PATH": "/usr/bin:/bin", "HOME": str(data.parent), "CURAE_DATA": str(data)} | chosen


def run_curae(
    *arguments: str | Path | bytes, environment: Mapping[str, str], **options: Any
) -> subprocess.CompletedProcess[bytes]:
    chosen = {"capture_output": True} if not {"stdout", "stderr"} & options.keys() else {}
    return subprocess.run(
        [CURAE, *arguments], env=environment, timeout=patience(_WITHIN_SECONDS), check=False, **chosen | options
    )


def run_shell(script: str, *, environment: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    """`$curae` is the command."""
    command = ["bash", "-c", script]
    chosen = environment | {"curae": CURAE}
    return subprocess.run(command, env=chosen, timeout=patience(_WITHIN_SECONDS), check=False, capture_output=True)


def run_on_terminal(*arguments: str, columns: int, environment: Mapping[str, str]) -> tuple[int, bytes]:
    """The exit code, and what a terminal of that width got."""
    main, side = pty.openpty()
    chosen = {"TERM": "xterm-256color", "COLUMNS": str(columns)} | environment
    process = subprocess.Popen([CURAE, *arguments], env=chosen, stdin=side, stdout=side, stderr=side)
    os.close(side)
    shown = b""
    while True:
        try:
            ready, _, _ = select.select([main], [], [], patience(_WITHIN_SECONDS))
            piece = os.read(main, 65_536) if ready else b""
        except OSError:  # the last one who had the terminal has ended
            break
        if not piece:
            break
        shown += piece
    os.close(main)
    return process.wait(), shown.replace(b"\r\n", b"\n")
