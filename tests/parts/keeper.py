"""`python -m tests.parts.keeper KIND FOLDER`: keeps a server for `tests.parts.shared` until nobody uses it."""

import fcntl
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from tests.parts.curae_up import SharedStack
from tests.parts.postgres import start_postgres
from tests.parts.seaweedfs import start_seaweedfs


class Server(Protocol):
    def stop(self) -> None: ...


def _postgres(_folder: Path) -> tuple[Server, dict[str, str]]:
    server = start_postgres()
    return server, {"dsn": server.dsn}


def _seaweedfs(_folder: Path) -> tuple[Server, dict[str, str]]:
    server = start_seaweedfs()
    return server, {"endpoint": server.endpoint, "secret_access_key": server.secret_access_key}


def _stack(folder: Path) -> tuple[Server, dict[str, str]]:
    stack = SharedStack(folder)
    return stack, stack.facts


_KINDS: dict[str, Callable[[Path], tuple[Server, dict[str, str]]]] = {
    "postgres": _postgres,
    "seaweedfs": _seaweedfs,
    "stack": _stack,
}


def main(kind: str, folder: Path) -> None:
    server, facts = _KINDS[kind](folder)
    published = folder / "facts.json"
    with (folder / "users.lock").open("w") as users:
        try:
            _publish(published, facts | {"keeper": str(os.getpid())})
            fcntl.flock(users, fcntl.LOCK_EX)
        finally:
            server.stop()
            published.unlink(missing_ok=True)


def _publish(path: Path, facts: dict[str, str]) -> None:
    draft = path.with_suffix(".draft")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(facts))
    draft.rename(path)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    main(sys.argv[1], Path(sys.argv[2]))
