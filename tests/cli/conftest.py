"""The `curae` command as tests call it, in this process, on a data folder of the test's own."""

import io
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from server.cli.main import main
from tests.parts.command import environment_of, run_curae


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    code: int
    out: str
    err: str


Curae = Callable[..., Outcome]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def curae(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Curae]:
    """`curae("tenants", "list")` with its exit code and what it printed; `stdin` is bytes."""
    for name in [name for name in os.environ if name.startswith("CURAE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CURAE_DATA", str(data))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr("server.cli.run.capture_stray_logs", lambda: None)  # the test run has hooks of its own
    mask = os.umask(0o022)

    def call(*arguments: object, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["curae", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            main()
            code = 0
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        printed = capsys.readouterr()
        return Outcome(code=code, out=printed.out, err=printed.err)

    handler = signal.getsignal(signal.SIGINT)
    yield call
    signal.signal(signal.SIGINT, handler)  # the command ignores it at its end
    os.umask(mask)


@pytest.fixture(scope="session")
def migrated_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As `curae db upgrade` makes it, which nobody else opens."""
    folder = tmp_path_factory.mktemp("migrated") / "data"
    assert run_curae("db", "upgrade", environment=environment_of(folder)).returncode == 0
    return folder


@pytest.fixture
def migrated(curae: Curae, data: Path, migrated_folder: Path) -> Curae:
    """`curae` on a migrated database."""
    shutil.copytree(migrated_folder, data)
    return curae
