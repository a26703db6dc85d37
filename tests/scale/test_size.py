"""What a large export and a large resource take of a worker and a server that are processes of their own."""

import asyncio
import hashlib
import io
import shutil
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import psutil
import pytest
from curae.sdk.v1 import records_pb2, records_pb2_grpc

from server.artifacts.s3_location import S3Credentials
from server.cli.record_files import import_stream
from server.clock import uuid7
from server.domain.records.record import Record
from tests.parts.curae_up import CURAE
from tests.parts.fixtures import PostgresAddress, S3Address
from tests.parts.in_process import App, Stack, observation, opened_stack, sqlite_urls
from tests.parts.postgres import new_database
from tests.parts.processes import end, free_ports, spawn, temporary_folder
from tests.parts.seaweedfs import artifacts_url

RECORDS = 30_000
PADDING_BYTES = 3 << 10
# Two runs of rows and three parts of an upload; or chunks on their way through a server. The artifact has 88 MiB.
GROWTH_MIB = 40
LARGE_BYTES = 20 << 20
WITHIN_SECONDS = 120
_MEBI = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """A worker and a server on one database and store. `stack` is this process's own access to both."""

    stack: Stack
    worker: psutil.Process
    server: psutil.Process
    target: str


@pytest.fixture(scope="module", params=["SQLite and a folder", "PostgreSQL and S3"])
def deployment(request: pytest.FixtureRequest) -> Iterator[Deployment]:
    with ExitStack() as parts:
        place = temporary_folder("size")
        parts.callback(shutil.rmtree, place)
        if request.param == "SQLite and a folder":
            urls, credentials = sqlite_urls(place), None
        else:
            postgres: PostgresAddress = request.getfixturevalue("postgres_server")
            store: S3Address = request.getfixturevalue("s3_server")
            urls = {
                "database_url": parts.enter_context(new_database(postgres.dsn)),
                "artifacts_url": artifacts_url(store.endpoint),
            }
            credentials = store.credentials
        yield parts.enter_context(running(place, urls, credentials))


@contextmanager
def running(place: Path, urls: dict[str, str], credentials: S3Credentials | None) -> Iterator[Deployment]:
    (port,) = free_ports(1)
    environment = {f"CURAE_{name.upper()}": url for name, url in urls.items()}
    environment |= {"CURAE_GRPC_ADDRESS": f"127.0.0.1:{port}", "CURAE_SIGNING_KEY": "x" * 32}
    if credentials is not None:
        environment["AWS_ACCESS_KEY_ID"] = credentials.access_key_id
        environment["AWS_SECRET_ACCESS_KEY"] = credentials.secret_access_key
    settings = ["env", *(f"{name}={text}" for name, text in environment.items())]
    with pytest.MonkeyPatch.context() as here, ExitStack() as parts:
        for name, text in environment.items():
            here.setenv(name, text)
        stack = parts.enter_context(opened_stack(**urls))
        processes = []
        for command in ("worker", "serve"):
            process = spawn([*settings, *CURAE, command], folder=place)
            parts.callback(end, process, by=signal.SIGTERM, seconds=15)
            processes.append(psutil.Process(process.pid))
        worker, server = processes
        yield Deployment(stack=stack, worker=worker, server=server, target=f"127.0.0.1:{port}")


class Peak:
    """The most that processes have resident while the block runs, beyond what they had at its begin."""

    def __init__(self, *processes: psutil.Process) -> None:
        self._begun = {process: self._mib(process) for process in processes}
        self.growth_mib = dict.fromkeys(processes, 0.0)

    async def __aenter__(self) -> "Peak":
        self._sampling = asyncio.create_task(self._sample())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._sampling.cancel()

    async def _sample(self) -> None:
        while True:
            for process, begun in self._begun.items():
                self.growth_mib[process] = max(self.growth_mib[process], self._mib(process) - begun)
            await asyncio.sleep(0.01)

    @staticmethod
    def _mib(process: psutil.Process) -> float:
        return float(process.memory_info().rss) / _MEBI


async def exported(deployment: Deployment, app: App, records: Any) -> Any:
    """A READY export."""
    request = records_pb2.ExportRecordsRequest(connection_id=app.connection.id)
    queued = await records.ExportRecords(request, metadata=app.metadata(uuid7()), wait_for_ready=True)
    watch = records.WatchExport(
        records_pb2.WatchExportRequest(export_id=queued.export.id), metadata=app.metadata(), timeout=WITHIN_SECONDS
    )
    async for update in watch:
        last = update.export
    assert last.status == records_pb2.Export.Status.READY, last
    return last


async def downloaded(app: App, records: Any, export_id: str) -> str:
    """Its SHA-256."""
    digest = hashlib.sha256()
    async for body in records.DownloadExport(
        records_pb2.DownloadExportRequest(export_id=export_id), metadata=app.metadata()
    ):
        digest.update(body.data)
    return digest.hexdigest()


async def test_memory_does_not_depend_on_the_number_of_records(deployment: Deployment) -> None:
    few, many = (deployment.stack.new_app() for _ in range(2))
    digest = hashlib.sha256()

    def hashed() -> Iterator[Record]:
        for number in range(RECORDS):
            record = observation(number, padding=PADDING_BYTES)
            digest.update(record.content + b"\n")
            yield record

    deployment.stack.imports.store(few.connection.id, (observation(n, padding=PADDING_BYTES) for n in range(2000)))
    deployment.stack.imports.store(many.connection.id, hashed())
    async with grpc.aio.insecure_channel(deployment.target) as channel:
        records = records_pb2_grpc.RecordsServiceStub(channel)
        warm_up = await exported(deployment, few, records)
        await downloaded(few, records, warm_up.id)
        async with Peak(deployment.worker, deployment.server) as peak:
            done = await exported(deployment, many, records)
            assert await downloaded(many, records, done.id) == digest.hexdigest() == done.artifact.sha256
    print({process.cmdline()[-1]: f"{growth:.0f} MiB" for process, growth in peak.growth_mib.items()})
    assert done.progress.records_exported == RECORDS
    assert max(peak.growth_mib.values()) < GROWTH_MIB


async def test_a_resource_of_20_mb_comes_out_as_it_went_in(deployment: Deployment) -> None:
    app = deployment.stack.new_app()
    line = observation(1, padding=LARGE_BYTES).content + b"\n"
    counts = import_stream(
        deployment.stack.imports, app.connection.id, io.BytesIO(line), "large", on_reported=pytest.fail
    )
    assert counts.imported == 1
    async with grpc.aio.insecure_channel(deployment.target) as channel:
        records = records_pb2_grpc.RecordsServiceStub(channel)
        done = await exported(deployment, app, records)
        assert await downloaded(app, records, done.id) == hashlib.sha256(line).hexdigest()
