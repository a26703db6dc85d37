"""What `curae serve` and `curae worker` share: their settings, and how they report that they are ready."""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from server.app.process import Ready
from server.cli.deployment import require_existing
from server.cli.faults import CommandFailed
from server.cli.folder import prepare_folder, signing_key
from server.cli.settings import settings_of
from server.config import Settings
from server.pauses import settle
from server.secret_files import is_given

ReadyFd = Annotated[int | None, typer.Option("--ready-fd", hidden=True)]


def running_settings(data: Path, **chosen: object) -> Settings:
    folder = prepare_folder(data)
    settings = settings_of(folder, **chosen)
    require_existing(settings, folder)
    key = {} if is_given("CURAE_SIGNING_KEY") else {"signing_key": signing_key(folder)}
    return settings_of(folder, **key, **chosen)


def tell(ready_fd: int | None) -> Ready:
    """Writes the ports as one line of JSON, for the supervisor that started this part."""

    def ready(ports: dict[str, int]) -> None:
        settle()
        if ready_fd is not None:
            os.write(ready_fd, f"{json.dumps(ports)}\n".encode())
            os.close(ready_fd)

    return ready


@contextlib.contextmanager
def addresses_named() -> Iterator[None]:
    """A port that is taken ends the command with one line."""
    try:
        yield
    except OSError as fault:
        raise CommandFailed(str(fault)) from fault
