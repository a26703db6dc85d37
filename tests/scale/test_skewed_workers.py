"""Processes whose machines' clocks differ by an hour, or are set while they run: what the deployment promises rests on
the database's clock alone."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from subprocess import Popen

import pytest
from sqlalchemy import select

from server.artifacts.store import ArtifactStore
from server.clock import utc_now, uuid7
from server.domain.exports import ExportStatus
from server.services.exports import Exports
from server.store.exports import get_export
from server.store.tables import api_keys, artifact_deletions, exports
from tests.parts.eventually import eventually, patience
from tests.parts.exports import order_of
from tests.parts.in_process import App, Stack, observation
from tests.parts.processes import kill_tree, spawn

LEASE_SECONDS = 3.0
COMMIT_SECONDS = 9.0  # three leases: a worker of another time had taken it over
APPS = 3
HOUR = 3600
EXPIRES = timedelta(minutes=30)
NEAR = timedelta(seconds=30)

SKEWED = """
import sys, time
sys.path.insert(0, sys.argv.pop(1))
from datetime import timedelta
from server import clock
steps, began, real = [float(step) for step in sys.argv.pop(1).split(",")], time.monotonic(), clock.utc_now
clock.utc_now = lambda: real() + timedelta(seconds=steps[int(time.monotonic() - began) % len(steps)])
"""
WORKER = """
import asyncio, pathlib
from server.app.worker import work
from server.artifacts.store import SummingWriter
from server.config import read_settings
database_url, artifacts_url, lease, commit = sys.argv[1:]
real_commit = SummingWriter.commit

def slow_commit(writer):
    pathlib.Path("committing").touch()
    time.sleep(float(commit))
    return real_commit(writer)

SummingWriter.commit = slow_commit
asyncio.run(work(read_settings(
    database_url=database_url, artifacts_url=artifacts_url, lease_seconds=float(lease), max_attempts=2, worker_slots=2
)))
"""
CLI = """
from server.cli.main import main
sys.argv[0] = "curae"
main()
"""

# Whose clock shows what, in seconds from the right time; several are a clock that is set each second.
SKEWS = [(f"{HOUR}", f"-{HOUR}"), (f"0,{24 * HOUR},-{HOUR}", "0")]


def skewed(code: str, skew: str, folder: Path, *arguments: str) -> "Popen[bytes]":
    folder.mkdir(exist_ok=True)
    root = str(Path(__file__).parents[2])
    handed_on = [f"{name}={text}" for name, text in os.environ.items() if name.startswith(("AWS_", "CURAE_DATABASE"))]
    return spawn(["env", *handed_on, sys.executable, "-c", SKEWED + code, root, skew, *arguments], folder=folder)


@contextmanager
def worker(
    stack: Stack, skew: str, folder: Path, *, commit_seconds: float = COMMIT_SECONDS
) -> Iterator[Callable[[], None]]:
    urls = (stack.settings.database_url, stack.settings.artifacts_url)
    process = skewed(WORKER, skew, folder, *urls, str(LEASE_SECONDS), str(commit_seconds))

    def require_alive() -> None:
        assert process.poll() is None, (folder / "log").read_text()[-3000:]

    try:
        yield require_alive
        require_alive()
    finally:
        kill_tree(process)


async def queued(stack: Stack, app: App) -> str:
    order = order_of(app)
    return (await Exports(stack.database, stack.database.clock, uuid7).queue(app.caller, order, uuid7())).export.id


def attempts(stack: Stack) -> list[tuple[str, int]]:
    query = select(exports.c.status, exports.c.attempts).order_by(exports.c.id)
    rows = stack.database.read_now(lambda database: database.execute(query).all())
    return [(row.status, row.attempts) for row in rows]


def all_ended(stack: Stack, *alive: Callable[[], None]) -> bool:
    for require in alive:
        require()
    return all(status not in ("QUEUED", "RUNNING") for status, _ in attempts(stack))


@pytest.mark.parametrize(("one", "other"), SKEWS, ids=["ahead and behind", "set and right"])
async def test_workers_of_two_times_take_no_export_from_each_other(
    stack: Stack, one: str, other: str, tmp_path: Path
) -> None:
    for _ in range(APPS):
        app = stack.new_app()
        stack.imports.store(app.connection.id, [observation(1)])
        await queued(stack, app)
    with worker(stack, one, tmp_path / "one") as first, worker(stack, other, tmp_path / "other") as second:
        eventually(lambda: all_ended(stack, first, second), within=120)
    assert attempts(stack) == [("READY", 1)] * APPS
    ready = stack.database.read_now(lambda database: database.execute(select(exports)).all())
    for export in ready:
        assert abs(export.completed_at - utc_now()) < timedelta(seconds=patience(60))
        assert export.expires_at - export.completed_at == timedelta(seconds=stack.settings.export_ttl_seconds)
    assert stack.database.read_now(lambda database: database.execute(select(artifact_deletions)).all()) == []


@pytest.mark.parametrize("skew", [f"{HOUR}", f"-{HOUR}"], ids=["ahead", "behind"])
async def test_what_a_killed_worker_held_is_taken_over_when_its_lease_is_over(
    stack: Stack, skew: str, tmp_path: Path
) -> None:
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(1)])
    export_id = await queued(stack, app)
    held = tmp_path / "killed" / "committing"
    with worker(stack, skew, tmp_path / "killed", commit_seconds=600) as alive:
        eventually(lambda: bool(alive()) or held.exists(), within=60)
    killed = time.monotonic()
    with worker(stack, "0", tmp_path / "heir", commit_seconds=0) as alive:
        heir = tmp_path / "heir" / "committing"
        eventually(lambda: bool(alive()) or heir.exists(), within=60)
        assert time.monotonic() - killed < patience(LEASE_SECONDS * 10)
        eventually(lambda: all_ended(stack, alive), within=60)
    ready = stack.database.read_now(lambda database: get_export(database, export_id))
    assert ready is not None and ready.status is ExportStatus.READY
    assert attempts(stack) == [("READY", 2)]


@pytest.mark.parametrize("skew", [f"{HOUR}", f"-{HOUR}"], ids=["ahead", "behind"])
def test_a_key_made_where_the_clock_is_wrong_ends_when_it_should(
    stack: Stack, skew: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = stack.accounts.create_tenant("Sleep diary")
    stack.database.clock()  # a server runs
    monkeypatch.setenv("CURAE_DATABASE_URL", stack.settings.database_url)
    command = ("keys", "create", "--tenant", tenant.id, "--scope", "records:read", "--expires", "30m")
    made = skewed(CLI, skew, tmp_path / "cli", *command)
    try:
        assert made.wait(patience(60)) == 0, (tmp_path / "cli" / "log").read_text()
    finally:
        kill_tree(made)
    query = select(api_keys.c.created_at, api_keys.c.expires_at)
    (key,) = stack.database.read_now(lambda database: database.execute(query).all())
    assert abs(key.created_at - utc_now()) < NEAR * patience(1)
    assert EXPIRES <= key.expires_at - key.created_at + timedelta(seconds=1) < EXPIRES + NEAR


async def test_a_worker_whose_clock_is_ahead_deletes_nothing_that_is_in_use(whole_stack: Stack, tmp_path: Path) -> None:
    """Its sweep of orphans begins with it: neither a READY export's file is old, nor one that is being written."""
    app = whole_stack.new_app()
    whole_stack.imports.store(app.connection.id, [observation(1)])
    store: ArtifactStore = whole_stack.artifacts
    probe = f"health/{uuid7()}.probe"
    with store.writer(probe) as young:
        young.write(b"young")
        young.commit()
    with store.writer(f"health/{uuid7()}.probe") as unfinished:
        unfinished.write(b"x")
        with worker(whole_stack, f"{24 * HOUR}", tmp_path / "ahead", commit_seconds=0) as alive:
            await queued(whole_stack, app)
            eventually(lambda: all_ended(whole_stack, alive), within=60)
        unfinished.commit()
    assert await store.size(probe) == len(b"young")
    assert attempts(whole_stack) == [("READY", 1)]
