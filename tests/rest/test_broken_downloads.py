"""Downloads from the whole stack that break in the middle: every client reports failure within 5 seconds."""

import asyncio
import json
import os
import signal
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import httpx
import pytest
from curae.sdk.v1 import records_pb2, records_pb2_grpc

from server.clock import utc_now
from server.services.imports import Imports
from server.store.engine import Database
from tests.parts.curae_up import RunningStack, running_stack
from tests.parts.eventually import eventually, eventually_async, patience
from tests.parts.in_process import observation

ARTIFACT_BYTES = 48 << 20
RATE_BYTES = 8 << 20  # a second: what a client reads, so that a download is under way when it is broken
WITHIN_SECONDS = 5.0
EXPORTS = "/api/sdk/v1/records/exports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A READY export of ARTIFACT_BYTES and its file."""

    stack: RunningStack
    export_id: str
    file: Path

    @property
    def url(self) -> str:
        return f"{self.stack.run['restUrl']}{EXPORTS}/{self.export_id}/artifact"

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.stack.run['apiKey']}"}


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    with running_stack(tmp_path_factory.mktemp("broken")) as stack:
        database = Database(f"sqlite:///{stack.folder / 'curae.db'}")
        records = (observation(number, padding=1 << 20) for number in range(ARTIFACT_BYTES >> 20))
        Imports(database, utc_now).store(stack.run["otherConnectionId"], records)
        database.close()
        yield stack


@pytest.fixture
def download(stack: RunningStack) -> Download:
    run = stack.run
    headers = {"authorization": f"Bearer {run['otherApiKey']}", "idempotency-key": uuid.uuid4().hex}
    with httpx.Client(base_url=run["restUrl"], headers=headers, timeout=patience(60)) as client:
        body = {"connectionId": run["otherConnectionId"], "resourceTypes": ["Observation"]}
        # The server was killed a moment ago. Envoy checks its health for calls, events and downloads separately.
        queued = eventually(lambda: accepted(client.post(EXPORTS, json=body))).json()
        export_id = queued["export"]["id"]
        events = eventually(lambda: accepted(client.get(f"{EXPORTS}/{export_id}/events"))).text
    last = events.strip().splitlines()[-1]
    assert json.loads(last.removeprefix("data: "))["export"]["status"] == "READY"
    (file,) = (stack.folder / "artifacts" / "exports" / export_id).glob("*.ndjson")
    mine = RunningStack(process=stack.process, folder=stack.folder, run=run | {"apiKey": run["otherApiKey"]})
    ready = Download(stack=mine, export_id=export_id, file=file)
    eventually(lambda: accepted(httpx.head(ready.url, headers=ready.headers)))
    return ready


def accepted(answer: httpx.Response) -> httpx.Response | None:
    """A success; None for 503, after which one tries again."""
    if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
        return None
    return answer.raise_for_status()


def curl(version: str) -> Callable[[Download, Path], str]:
    def run(download: Download, started: Path) -> str:
        command = ["curl", "-sS", version, "--limit-rate", str(RATE_BYTES), "-o", str(started), "-w", "%{http_code}"]
        header = f"authorization: {download.headers['authorization']}"
        ended = subprocess.run([*command, "-H", header, download.url], check=False, stdout=subprocess.PIPE)
        assert ended.stdout == b"200"
        return "" if ended.returncode == 0 else f"curl exit {ended.returncode}"

    return run


def with_httpx(download: Download, started: Path) -> str:
    try:
        with httpx.stream("GET", download.url, headers=download.headers, timeout=patience(30)) as response:
            assert response.status_code == 200
            for chunk in response.iter_raw(1 << 16):
                started.touch()
                time.sleep(len(chunk) / RATE_BYTES)
    except httpx.TransportError as failure:
        return type(failure).__name__
    return ""


def with_grpc(download: Download, started: Path) -> str:
    async def read() -> None:
        async with grpc.aio.insecure_channel(download.stack.run["grpcTarget"]) as channel:
            stub: Any = records_pb2_grpc.RecordsServiceStub(channel)
            request = records_pb2.DownloadExportRequest(export_id=download.export_id)
            async for body in stub.DownloadExport(request, metadata=tuple(download.headers.items())):
                started.touch()  # noqa: ASYNC240 - once a chunk, in a test
                await asyncio.sleep(len(body.data) / RATE_BYTES)

    try:
        asyncio.run(read())
    except grpc.aio.AioRpcError as failure:
        return str(failure.code().name)
    return ""


CLIENTS = {
    "curl over HTTP/1.1": curl("--http1.1"),
    "curl over HTTP/2": curl("--http2-prior-knowledge"),
    "httpx": with_httpx,
    "native gRPC": with_grpc,
}


def cannot_be_read(download: Download) -> None:
    os.truncate(download.file, 1 << 20)


def is_cancelled(download: Download) -> None:
    url = download.url.removesuffix("/artifact")
    httpx.delete(url, headers=download.headers).raise_for_status()


def server_is_killed(download: Download) -> None:
    os.kill(download.stack.read_run()["processes"]["server"], signal.SIGKILL)


@pytest.mark.parametrize("break_it", [cannot_be_read, is_cancelled, server_is_killed], ids=lambda f: f.__name__)
@pytest.mark.parametrize("client", CLIENTS)
def test_a_broken_download_fails_at_its_client(
    download: Download, client: str, break_it: Callable[[Download], None], tmp_path: Path
) -> None:
    started = tmp_path / "started"

    async def scenario() -> tuple[str, float]:
        reading = asyncio.create_task(asyncio.to_thread(CLIENTS[client], download, started))
        await eventually_async(lambda: started.exists() or reading.done())
        assert not reading.done()
        await asyncio.to_thread(break_it, download)
        broken = time.monotonic()
        failure = await reading
        return failure, time.monotonic() - broken

    failure, seconds = asyncio.run(scenario())
    assert failure, "the download looks complete"
    assert seconds < patience(WITHIN_SECONDS)
    print(f"{client:<20} {break_it.__name__:<18} {failure:<24} {seconds:.2f} s")


def test_a_stop_of_the_stack_lets_a_running_download_finish(download: Download, tmp_path: Path) -> None:
    """Last in this file, since the stack is gone afterwards."""
    whole = tmp_path / "whole"
    header = f"authorization: {download.headers['authorization']}"
    running = subprocess.Popen(["curl", "-sS", "--limit-rate", "16M", "-o", str(whole), "-H", header, download.url])
    eventually(lambda: whole.exists() or running.poll() is not None)
    assert running.poll() is None
    download.stack.process.send_signal(signal.SIGTERM)
    assert running.wait(60) == 0
    assert whole.read_bytes() == download.file.read_bytes()
    assert download.stack.process.wait(60) == 0
