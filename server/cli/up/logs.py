"""`DIR/logs`: a file a part, and the ones before it. A part logs into a pipe; `curae up` writes the file."""

import asyncio
import contextlib
import fcntl
import os
import select
import sys
import threading
from pathlib import Path

from server.cli.terminal import say
from server.limits import LOG_FILES_BEFORE

_POLL_SECONDS = 0.1
_READ_BYTES = 1 << 16
_PIPE_BYTES = 1 << 20


def prepare_logs(folder: Path, parts: list[str]) -> None:
    """Begins new files, so that the folder does not grow with restarts."""
    logs = folder / "logs"
    logs.mkdir(mode=0o700, exist_ok=True)
    for name in parts:
        _rotate(logs / f"{name}.log")


def _rotate(path: Path) -> None:
    """`PART.log` becomes `PART.log.1`, that one `PART.log.2`, and so on; the oldest goes."""
    names = [path, *(path.with_name(f"{path.name}.{number}") for number in range(1, LOG_FILES_BEFORE + 1))]
    for older, newer in reversed(list(zip(names[1:], names[:-1], strict=True))):
        if newer.exists():
            newer.replace(older)
    path.touch(mode=0o600)


class PartLog:
    """The file of one part, which is rotated between two lines once it has `max_bytes`.

    The pipe is emptied even while the disk is full: a part never waits for its log.
    """

    def __init__(self, path: Path, max_bytes: int) -> None:
        self.path = path
        self._max_bytes = max_bytes
        self._reading, self.writing = os.pipe()
        os.set_blocking(self._reading, False)
        if sys.platform == "linux":
            with contextlib.suppress(OSError):  # else a part waits sooner while `curae up` is stopped
                fcntl.fcntl(self._reading, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        self._taking = threading.Lock()
        self._file = path.open("ab", buffering=0)
        self._size = path.stat().st_size
        threading.Thread(target=self._follow, name=f"log-{path.stem}", daemon=True).start()

    def take(self) -> None:
        """Writes all that the pipe holds."""
        with self._taking, contextlib.suppress(BlockingIOError):
            while data := os.read(self._reading, _READ_BYTES):
                with contextlib.suppress(OSError):
                    self._write(data)

    def _follow(self) -> None:
        poll = select.poll()
        poll.register(self._reading, select.POLLIN)
        while poll.poll():
            self.take()

    def _write(self, data: bytes) -> None:
        if self._size >= self._max_bytes and (line_ends := data.find(b"\n") + 1):
            self._file.write(data[:line_ends])
            data = data[line_ends:]
            self._file.close()
            _rotate(self.path)
            self._file = self.path.open("ab", buffering=0)
            self._size = 0
        self._file.write(data)
        self._size += len(data)


async def follow_logs(folder: Path, parts: list[str]) -> None:
    """Copies the parts' logs to standard error until it is cancelled."""
    paths = {name: folder / "logs" / f"{name}.log" for name in parts}
    files = {name: path.open(errors="replace") for name, path in paths.items()}
    try:
        while True:
            for name, path in paths.items():
                rotated = not path.exists() or not os.path.samestat(path.stat(), os.fstat(files[name].fileno()))
                for line in files[name]:
                    say(f"{name:<9} {line.rstrip()}")
                if rotated and path.exists():
                    files[name].close()
                    files[name] = path.open(errors="replace")
            await asyncio.sleep(_POLL_SECONDS)
    finally:
        for file in files.values():
            file.close()
