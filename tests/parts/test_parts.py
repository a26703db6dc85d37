"""The servers that other tests stand on: real, isolated, and gone when nobody uses them, however their users end."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest
from sqlalchemy import create_engine, inspect, text

from server.store import operator_tables  # noqa: F401 - adds its tables to the metadata
from server.store.tables import metadata
from tests.parts.eventually import eventually
from tests.parts.postgres import new_database, start_postgres
from tests.parts.shared import made_once, shared_part

_USE_AND_WAIT = """
import signal, sys
from pathlib import Path
from tests.parts.shared import shared_part

with shared_part(sys.argv[1], Path(sys.argv[2])) as facts:
    print(facts["keeper"], flush=True)
    signal.pause()
"""


def processes_below(pid: int) -> list[psutil.Process]:
    keeper = psutil.Process(pid)
    return [keeper, *keeper.children(recursive=True)]


@pytest.mark.parametrize("attempt", [1, 2])
@pytest.mark.parametrize("fixture", ["empty_postgres_url", "postgres_url"])
def test_a_test_has_a_database_of_its_own(request: pytest.FixtureRequest, fixture: str, attempt: int) -> None:
    engine = create_engine(request.getfixturevalue(fixture))
    made = metadata.tables if fixture == "postgres_url" else {}
    assert set(inspect(engine).get_table_names()) - {"alembic_version"} == set(made)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE mine (attempt int)"))
        connection.execute(text("INSERT INTO mine VALUES (:attempt)"), {"attempt": attempt})
    engine.dispose()


def test_what_postgres_committed_outlives_a_kill() -> None:
    server = start_postgres()
    try:
        with psycopg.connect(server.dsn) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        server.kill()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(server.dsn)
        server.start()
        with psycopg.connect(server.dsn) as connection:
            assert connection.execute("SELECT answer FROM kept").fetchall() == [(42,)]
    finally:
        server.stop()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.dsn)


def test_a_database_in_use_is_dropped_all_the_same() -> None:
    server = start_postgres()
    try:
        with new_database(server.dsn) as url:
            connection = create_engine(url).connect()
        with psycopg.connect(server.dsn) as admin:
            names = admin.execute("SELECT datname FROM pg_database WHERE datname LIKE 'curae%'").fetchall()
        assert names == []
        connection.invalidate()
    finally:
        server.stop()


def test_users_share_one_server_until_the_last_has_left(tmp_path: Path) -> None:
    with shared_part("postgres", tmp_path) as first, shared_part("postgres", tmp_path) as second:
        assert first == second
        processes = processes_below(int(first["keeper"]))
    _, alive = psutil.wait_procs(processes, timeout=10)
    assert [process for process in alive if process.status() != psutil.STATUS_ZOMBIE] == []
    with shared_part("postgres", tmp_path) as third:
        assert third["keeper"] != first["keeper"]
        psycopg.connect(third["dsn"]).close()


@pytest.mark.parametrize("kind", ["postgres", "seaweedfs"])
def test_a_killed_user_leaves_no_process(kind: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _USE_AND_WAIT, kind, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as user:
        assert user.stdout is not None
        processes = processes_below(int(user.stdout.readline()))
        os.kill(user.pid, signal.SIGKILL)
    assert len(processes) > 1
    eventually(lambda: not (tmp_path / "facts.json").exists())
    _, alive = psutil.wait_procs(processes, timeout=10)
    assert [process for process in alive if process.status() != psutil.STATUS_ZOMBIE] == []


def test_files_are_made_once_by_the_first_who_succeeds(tmp_path: Path) -> None:
    def broken(place: Path) -> None:
        place.mkdir()
        raise OSError

    with pytest.raises(OSError):
        made_once(tmp_path / "shared", broken)
    begun: list[Path] = []

    def make(place: Path) -> None:
        begun.append(place)
        place.mkdir()
        (place / "file").touch()

    with ThreadPoolExecutor() as workers:
        folders = list(workers.map(lambda _: made_once(tmp_path / "shared", make), range(4)))
    assert set(folders) == set(begun) and len(begun) == 1
    assert [path.name for path in begun[0].iterdir()] == ["file"]
