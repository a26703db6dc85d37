"""`DIR/logs`: one file a part, and that of the run before."""

import asyncio
from pathlib import Path

from server.cli.terminal import say

_POLL_SECONDS = 0.1


def prepare_logs(folder: Path, parts: list[str]) -> None:
    """Begins new files. Two runs are kept, so the folder does not grow with restarts."""
    logs = folder / "logs"
    logs.mkdir(mode=0o700, exist_ok=True)
    for name in parts:
        path = logs / f"{name}.log"
        if path.exists():
            path.replace(logs / f"{name}.log.1")
        path.touch(mode=0o600)


async def follow_logs(folder: Path, parts: list[str]) -> None:
    """Copies what the parts log to standard error, for ever."""
    files = {name: (folder / "logs" / f"{name}.log").open(errors="replace") for name in parts}
    try:
        while True:
            for name, file in files.items():
                for line in file:
                    say(f"{name:<9} {line.rstrip()}")
            await asyncio.sleep(_POLL_SECONDS)
    finally:
        for file in files.values():
            file.close()
