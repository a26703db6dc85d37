"""`curae up` as tests run it: Envoy, server and worker on a folder of their own, on free ports."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.parts.fixtures import PostgresAddress, S3Address
from tests.parts.postgres import new_database
from tests.parts.processes import NotReady, end, spawn, wait_until_ready
from tests.parts.seaweedfs import artifacts_url
from tests.parts.shared import of_the_run, shared_part

CURAE = [sys.executable, "-P", "-m", "server.cli"]

_READY_WITHIN_SECONDS = 240
_STOP_WITHIN_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningStack:
    """`run` is run.json as it was when the stack became healthy; `log` is what `curae up` printed."""

    process: subprocess.Popen[bytes]
    folder: Path
    run: dict[str, Any]

    @property
    def log(self) -> str:
        return (self.folder.parent / "log").read_text()

    def read_run(self) -> dict[str, Any]:
        """run.json as it is now: a part that was restarted has another process id."""
        facts: dict[str, Any] = json.loads((self.folder / "run.json").read_text())
        return facts

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Gives the exit code."""
        end(self.process, by=by, seconds=_STOP_WITHIN_SECONDS)
        return self.process.returncode


def start_stack(place: Path, *options: str, environment: dict[str, str] | None = None) -> RunningStack:
    """`curae up --demo` on `place/data`, healthy. It dies with the calling thread."""
    folder = place / "data"
    place.mkdir(exist_ok=True)
    command = [*CURAE, "up", "--demo", "--data", str(folder), "--port", "0", "--grpc-port", "0", *options]
    settings = [f"{name}={text}" for name, text in (environment or {}).items()]
    process = spawn(["env", *settings, *command] if settings else command, folder=place)
    wait_until_ready(process, place, (folder / "run.json").exists, _READY_WITHIN_SECONDS)
    return RunningStack(process=process, folder=folder, run=json.loads((folder / "run.json").read_text()))


@contextmanager
def running_stack(place: Path, *options: str, environment: dict[str, str] | None = None) -> Iterator[RunningStack]:
    stack = start_stack(place, *options, environment=environment)
    try:
        yield stack
    finally:
        stack.stop()


class SharedStack:
    """For `tests.parts.keeper`."""

    def __init__(self, folder: Path) -> None:
        self._stack = start_stack(folder)

    @property
    def facts(self) -> dict[str, str]:
        return {"data": str(self._stack.folder)}

    def stop(self) -> None:
        if self._stack.stop() != 0:
            raise NotReady(self._stack.log)


@pytest.fixture(scope="session")
def live_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """run.json of one `curae up --demo` for the whole run, and `data`, its folder.

    Tests share it: make connections of your own (`curae connections create --data`) for what you change.
    """
    with shared_part("stack", of_the_run(tmp_path_factory, "stack")) as facts:
        yield json.loads((Path(facts["data"]) / "run.json").read_text()) | {"data": facts["data"]}


@pytest.fixture(scope="module")
def stack_on_postgres(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: PostgresAddress, s3_server: S3Address
) -> Iterator[dict[str, Any]]:
    """Like `live_stack`, on PostgreSQL and S3, for the tests of one module."""
    with new_database(postgres_server.dsn) as database_url:
        environment = {
            "CURAE_DATABASE_URL": database_url,
            "CURAE_ARTIFACTS_URL": artifacts_url(s3_server.endpoint),
            "AWS_ACCESS_KEY_ID": s3_server.credentials.access_key_id,
            "AWS_SECRET_ACCESS_KEY": s3_server.credentials.secret_access_key,
        }
        with running_stack(tmp_path_factory.mktemp("postgres-stack"), environment=environment) as stack:
            yield stack.run | {"data": str(stack.folder)}
