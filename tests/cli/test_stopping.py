"""SIGTERM to each part by itself, as a container or systemd runs it: what runs is finished, and the exit code is 0."""

import asyncio
import contextlib
import itertools
import json
import signal
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import grpc
import httpx
import psutil
import pytest
from curae.sdk.v1 import records_pb2, records_pb2_grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from server.clock import utc_now
from server.store.exports import cancel_export, get_export
from tests.parts.curae_up import CURAE
from tests.parts.eventually import eventually, eventually_async, patience
from tests.parts.exports import queue
from tests.parts.in_process import App, Stack, TestClock
from tests.parts.processes import free_ports, kill_tree, spawn, wait_until_ready
from tests.parts.receiver import held_by, receiving
from tests.webhooks.conftest import bench_of

READY_WITHIN_SECONDS = 60
SERVING, NOT_SERVING = health_pb2.HealthCheckResponse.SERVING, health_pb2.HealthCheckResponse.NOT_SERVING


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    stack: Stack
    app: App
    place: Path
    grpc_port: int
    envoy_port: int

    def spawn(self, *command: str, **settings: str) -> subprocess.Popen[bytes]:
        chosen = {
            "CURAE_DATABASE_URL": self.stack.settings.database_url,
            "CURAE_ARTIFACTS_URL": self.stack.settings.artifacts_url,
            "CURAE_SIGNING_KEY": self.stack.settings.signing_key.get_secret_value(),
            "CURAE_GRPC_ADDRESS": f"127.0.0.1:{self.grpc_port}",
            "CURAE_ENVOY_ADDRESS": f"127.0.0.1:{self.envoy_port}",
            "CURAE_DRAIN_SECONDS": "0.5",
            "CURAE_SHUTDOWN_GRACE_SECONDS": "40",
            "CURAE_WEBHOOKS_ALLOW_PRIVATE": "true",
        } | settings
        variables = [f"{name}={text}" for name, text in chosen.items()]
        folder = self.place / command[0]
        folder.mkdir(exist_ok=True)
        return spawn(["env", *variables, *CURAE, *command, "--data", str(self.place / "data")], folder=folder)

    @contextlib.contextmanager
    def running(self, *command: str, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
        process = self.spawn(*command, **settings)
        try:
            yield process
        finally:
            kill_tree(process)

    @contextlib.contextmanager
    def serving(self, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
        with self.running("serve", **settings) as process:
            wait_until_ready(process, self.place / "serve", lambda: self.health() == SERVING, READY_WITHIN_SECONDS)
            yield process

    def health(self) -> int | None:
        with grpc.insecure_channel(f"127.0.0.1:{self.grpc_port}") as channel:
            try:
                answer = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=2)
            except grpc.RpcError:
                return None
            return int(answer.status)

    def queue(self) -> str:
        """An export that nobody runs: watching it lasts until it is cancelled."""
        return asyncio.run(queue(self.stack, self.app)).id

    def cancel(self, export_id: str) -> None:
        def work(database: object) -> None:
            export = get_export(database, export_id)
            assert export is not None and cancel_export(database, export, utc_now())

        self.stack.database.write_now(work)


@pytest.fixture
def deployment(sqlite_stack: Stack, tmp_path: Path) -> Deployment:
    grpc_port, envoy_port = free_ports(2)
    place = tmp_path / "place"
    place.mkdir()
    return Deployment(
        stack=sqlite_stack, app=sqlite_stack.new_app(), place=place, grpc_port=grpc_port, envoy_port=envoy_port
    )


def ended(process: subprocess.Popen[bytes], seconds: float = 60) -> int:
    return process.wait(patience(seconds))


def test_a_server_says_that_it_goes_and_finishes_what_runs(deployment: Deployment) -> None:
    export_id = deployment.queue()
    drain = str(patience(0.5))  # the calls below reach the server before it ends
    with (
        deployment.serving(CURAE_DRAIN_SECONDS=drain) as server,
        grpc.insecure_channel(f"127.0.0.1:{deployment.grpc_port}") as channel,
    ):
        stub = records_pb2_grpc.RecordsServiceStub(channel)
        health = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest())
        assert next(health).status == SERVING
        watching = stub.WatchExport(
            records_pb2.WatchExportRequest(export_id=export_id), metadata=deployment.app.metadata()
        )
        next(watching)
        listed = {f"listed-{number}" for number in range(40)}
        list_exports = partial(stub.ListExports.future, records_pb2.ListExportsRequest())
        calls = [list_exports(metadata=(*deployment.app.metadata(), ("x-request-id", each))) for each in listed]
        server.send_signal(signal.SIGTERM)
        assert all(call.code() is grpc.StatusCode.OK for call in calls)
        assert next(health).status == NOT_SERVING
        health.cancel()
        deployment.cancel(export_id)
        assert [change.export.status for change in watching][-1] == records_pb2.Export.Status.Value("CANCELLED")
        assert ended(server) == 0
    events = [json.loads(line) for line in (deployment.place / "serve" / "log").read_text().splitlines()]
    assert sorted(event["request_id"] for event in events if event.get("request_id") in listed) == sorted(listed)
    assert [event["event"] for event in events][-1] == "server_stopped"


def test_a_server_cuts_what_outlasts_its_grace_and_still_ends_well(deployment: Deployment) -> None:
    export_id = deployment.queue()
    with (
        deployment.serving(CURAE_SHUTDOWN_GRACE_SECONDS="0.5") as server,
        grpc.insecure_channel(f"127.0.0.1:{deployment.grpc_port}") as channel,
    ):
        watching = records_pb2_grpc.RecordsServiceStub(channel).WatchExport(
            records_pb2.WatchExportRequest(export_id=export_id), metadata=deployment.app.metadata()
        )
        next(watching)
        server.send_signal(signal.SIGTERM)
        with pytest.raises(grpc.RpcError):
            list(watching)
        assert ended(server, 30) == 0


async def test_a_worker_hands_back_what_it_cannot_finish(deployment: Deployment) -> None:
    bench = bench_of(deployment.stack, TestClock(now=utc_now()))
    stop = threading.Event()
    with (
        receiving(held_by(stop)) as receiver,
        deployment.running("worker", CURAE_SHUTDOWN_GRACE_SECONDS="0.5") as worker,
    ):
        await bench.endpoint(deployment.app, receiver)
        bench.ready_export(deployment.app)
        await eventually_async(lambda: bool(receiver.received))
        worker.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(ended, worker, 30) == 0
        stop.set()
    (waiting,) = await bench.listed()
    assert (waiting.attempts, waiting.next_attempt_at is not None) == (0, True)


def test_envoy_takes_nothing_new_and_finishes_what_runs(deployment: Deployment) -> None:
    export_id = deployment.queue()
    url = f"http://127.0.0.1:{deployment.envoy_port}"

    def health() -> int | None:
        try:
            return httpx.get(f"{url}/healthz").status_code
        except httpx.TransportError:
            return None

    with deployment.serving(), deployment.running("envoy") as envoy:
        wait_until_ready(envoy, deployment.place / "envoy", lambda: health() == 200, READY_WITHIN_SECONDS)
        headers = {"Authorization": f"Bearer {deployment.app.key.presented.text}"}
        events = f"{url}/api/sdk/v1/records/exports/{export_id}/events"
        with httpx.stream("GET", events, headers=headers, timeout=60) as stream:
            lines = stream.iter_lines()
            assert "QUEUED" in next(line for line in lines if line.startswith("data"))
            children = psutil.Process(envoy.pid).children(recursive=True)
            envoy.send_signal(signal.SIGTERM)
            wait_until_ready(envoy, deployment.place / "envoy", lambda: health() != 200, READY_WITHIN_SECONDS)
            deployment.cancel(export_id)
            assert any("CANCELLED" in line for line in lines)
        assert ended(envoy) == 0
        assert not any(child.is_running() for child in children)


@pytest.mark.parametrize("part", ["serve", "worker", "envoy"])
def test_signals_without_end_change_no_exit_code(deployment: Deployment, part: str) -> None:
    """From the first one on, the process decides how it ends: a later signal kills it in none of its last moments."""
    ready = {
        "serve": lambda: deployment.health() == SERVING,
        "worker": lambda: "worker_started" in (deployment.place / "worker" / "log").read_text(),
        "envoy": lambda: answers(deployment),
    }
    with deployment.running(part, CURAE_SHUTDOWN_GRACE_SECONDS="1", CURAE_DRAIN_SECONDS="0") as process:
        wait_until_ready(process, deployment.place / part, ready[part], READY_WITHIN_SECONDS)
        children = psutil.Process(process.pid).children(recursive=True)
        numbers = itertools.cycle((signal.SIGTERM, signal.SIGINT))
        eventually(lambda: process.poll() is not None or process.send_signal(next(numbers)), pause=0.001)
        assert process.returncode == 0
        assert psutil.wait_procs(children, timeout=patience(30))[1] == []


def test_envoy_dies_with_whoever_runs_it(deployment: Deployment) -> None:
    with deployment.running("envoy") as envoy:
        wait_until_ready(envoy, deployment.place / "envoy", lambda: answers(deployment), READY_WITHIN_SECONDS)
        children = psutil.Process(envoy.pid).children(recursive=True)
        assert children
        envoy.kill()
        assert ended(envoy) == -signal.SIGKILL
        assert psutil.wait_procs(children, timeout=patience(30))[1] == []


def test_an_envoy_that_cannot_start_is_named(deployment: Deployment) -> None:
    with deployment.running("envoy", CURAE_ENVOY_ADDRESS="192.0.2.1:1") as envoy:
        assert ended(envoy) == 1
    assert "Envoy ended by itself" in (deployment.place / "envoy" / "log").read_text()


def answers(deployment: Deployment) -> bool:
    """503 counts: there is no server behind this one."""
    try:
        return httpx.get(f"http://127.0.0.1:{deployment.envoy_port}/healthz").status_code == 503
    except httpx.TransportError:
        return False
