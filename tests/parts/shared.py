"""What a whole test run shares, however many pytest-xdist workers there are and however they end: files that are made
once, and servers.

Every user of a server holds a shared lock on `users.lock`. A keeper process starts the server and then waits for the
exclusive lock: the kernel grants it when the last user has let go, was interrupted or killed, and the keeper stops the
server.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import psutil
import pytest

from tests.parts.eventually import eventually
from tests.parts.processes import NotReady

_READY_WITHIN_SECONDS = 300
_STOPPED_WITHIN_SECONDS = 30


def of_the_run(tmp_path_factory: pytest.TempPathFactory, name: str) -> Path:
    """The path of a folder of that name that all workers of the run have in common."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"shared-{name}"


def made_once(folder: Path, make: Callable[[Path], object]) -> Path:
    """A folder within `folder`, filled by the first who asks. `make` gets its path and creates it."""
    folder.mkdir(exist_ok=True)
    content, is_made = folder / "content", folder / "made"
    with (folder / "make.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_made.exists():
            shutil.rmtree(content, ignore_errors=True)  # of a worker that failed or was killed
            make(content)
            is_made.touch()
    return content


@contextmanager
def shared_part(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    """What the keeper of `kind` tells about its server. `folder` is the same for all who share it."""
    folder.mkdir(exist_ok=True)
    with (folder / "users.lock").open("w") as users:
        with (folder / "start.lock").open("w") as start:
            fcntl.flock(start, fcntl.LOCK_EX)
            fcntl.flock(users, fcntl.LOCK_SH)
            facts = _running(folder) or _started(kind, folder)
        try:
            yield facts
        finally:
            _leave(users, folder)


def _running(folder: Path) -> dict[str, str] | None:
    with suppress(FileNotFoundError):
        facts: dict[str, str] = json.loads((folder / "facts.json").read_text())
        if psutil.pid_exists(int(facts["keeper"])):
            return facts
    return None


def _started(kind: str, folder: Path) -> dict[str, str]:
    (folder / "facts.json").unlink(missing_ok=True)
    with (folder / "keeper.log").open("wb") as log:
        command = [sys.executable, "-m", "tests.parts.keeper", kind, str(folder)]
        keeper = subprocess.Popen(
            command, cwd=Path(__file__).parents[2], stdin=subprocess.DEVNULL, stderr=log, start_new_session=True
        )
    eventually(lambda: _running(folder) or keeper.poll() is not None, within=_READY_WITHIN_SECONDS)
    if (facts := _running(folder)) is None:
        raise NotReady((folder / "keeper.log").read_text())
    return facts


def _leave(users: IO[str], folder: Path) -> None:
    """The last one waits until the server has stopped, so that nothing is left when the test run ends."""
    fcntl.flock(users, fcntl.LOCK_UN)
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    fcntl.flock(users, fcntl.LOCK_UN)
    eventually(lambda: _running(folder) is None, within=_STOPPED_WITHIN_SECONDS)
