"""Servers and workers of one database have the same signing key, public URL, environment and store, or do not start."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from server.config import Settings
from server.databases import deployment_of
from server.services.deployment import DeploymentMismatch
from server.store import migrate
from server.store.engine import Database
from tests.cli.conftest import Curae
from tests.parts.curae_up import CURAE
from tests.parts.eventually import eventually, patience

KEY, OTHER = "k" * 64, "o" * 64


class Parts:
    """Servers and workers on one database."""

    def __init__(self, folder: Path, undone: ExitStack) -> None:
        self._folder = folder
        self._undone = undone
        self._count = 0

    def _start(self, part: str, **settings: str) -> "tuple[subprocess.Popen[bytes], Path]":
        self._count += 1
        log = self._folder / f"{self._count}.log"
        environment = {name: text for name, text in os.environ.items() if not name.startswith("CURAE_")}
        environment |= {"CURAE_DATA": str(self._folder / "data"), **settings}
        command = [*CURAE, part] + (["--grpc-port", "0"] if part == "serve" else [])
        with log.open("wb") as output:
            process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        self._undone.callback(process.wait)
        self._undone.callback(process.kill)
        return process, log

    def starts(self, part: str, **settings: str) -> None:
        process, log = self._start(part, **settings)
        eventually(lambda: process.poll() is not None or b"er_started" in log.read_bytes(), within=60)
        assert process.poll() is None, log.read_text()

    def is_refused(self, part: str, **settings: str) -> str:
        process, log = self._start(part, **settings)
        assert process.wait(patience(60)) == 1
        return log.read_text()


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    with ExitStack() as undone:
        yield Parts(tmp_path, undone)


def test_a_part_with_another_key_or_url_is_refused_until_it_is_adopted(
    parts: Parts, curae: Curae, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert curae("db", "upgrade").code == 0
    same = {"CURAE_SIGNING_KEY": KEY, "CURAE_PUBLIC_URL": "https://one.example"}
    parts.starts("serve", **same)
    parts.starts("serve", **same)
    parts.starts("worker", CURAE_SIGNING_KEY=KEY)  # it makes no links
    for part in ("serve", "worker"):
        refusal = parts.is_refused(part, **same | {"CURAE_SIGNING_KEY": OTHER})
        assert "CURAE_SIGNING_KEY" in refusal and "curae db adopt" in refusal
        assert KEY not in refusal and OTHER not in refusal
    refusal = parts.is_refused("serve", **same | {"CURAE_PUBLIC_URL": "https://two.example"})
    assert "CURAE_PUBLIC_URL" in refusal and "one.example" in refusal
    monkeypatch.setenv("CURAE_SIGNING_KEY", OTHER)
    monkeypatch.setenv("CURAE_PUBLIC_URL", "https://one.example")
    assert "curae db adopt" in curae("doctor").out
    adopted = curae("db", "adopt")
    assert (adopted.code, "CURAE_SIGNING_KEY" in adopted.out) == (0, True)
    parts.starts("serve", **same | {"CURAE_SIGNING_KEY": OTHER})
    assert "CURAE_SIGNING_KEY" in parts.is_refused("worker", CURAE_SIGNING_KEY=KEY)


def test_parts_with_other_stores_are_refused_on_postgresql(postgres_url: str) -> None:
    database = Database(postgres_url)
    migrate.upgrade(database)
    one = Settings(database_url=postgres_url, artifacts_url="s3://one/x?endpoint=http://a", signing_key=KEY)
    deployment_of(one, database).join()
    elsewhere = one.model_copy(update={"artifacts_url": "s3://one/x?endpoint=http://b"})  # another way to it
    deployment_of(elsewhere, database).join()
    for other in ({"artifacts_url": "s3://two/x"}, {"environment": "test"}):
        with pytest.raises(DeploymentMismatch):
            deployment_of(one.model_copy(update=other), database).join()
    database.close()


def test_a_key_that_was_not_given_binds_nobody(database_url: str) -> None:
    """A single process in development has a random one, and another at its next start."""
    database = Database(database_url)
    migrate.upgrade(database)
    for _ in range(2):
        deployment_of(Settings(database_url=database_url, artifacts_url="file:/a"), database).join()
    database.close()
