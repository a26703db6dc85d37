"""An export of many records against copying and hashing the same bytes, and its download direct and through Envoy."""

import hashlib
import os
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import grpc
import httpx
from curae.sdk.v1 import records_pb2, records_pb2_grpc

from benchmarks.stack import Stack
from server.clock import utc_now
from server.services.imports import Imports
from server.store.engine import Database
from server.store.records import Record

RECORDS = 100_000
ROUNDS = 3
BLOCK_BYTES = 1 << 20
_MEBI = 1 << 20


def fill(stack: Stack, count: int = RECORDS) -> None:
    """Imports synthetic Observations of about 1 KB."""
    database = Database(f"sqlite:///{stack.folder / 'curae.db'}")
    try:
        Imports(database, utc_now).store(stack.connection_id, (_record(number) for number in range(count)))
    finally:
        database.close()


def export(stack: Stack, resource_types: Sequence[str] = ()) -> tuple[str, int, float]:
    """Queues one and waits: its id, its size in bytes, and the seconds from its snapshot to READY."""
    with grpc.insecure_channel(stack.grpc_target) as channel:
        stub = records_pb2_grpc.RecordsServiceStub(channel)
        metadata = (*stack.metadata, ("idempotency-key", uuid.uuid4().hex))
        request = records_pb2.ExportRecordsRequest(connection_id=stack.connection_id, resource_types=resource_types)
        export_id = stub.ExportRecords(request, metadata=metadata).export.id
        for update in stub.WatchExport(records_pb2.WatchExportRequest(export_id=export_id), metadata=stack.metadata):
            last = update.export
    took = last.completed_at.ToDatetime() - last.started_at.ToDatetime()
    return export_id, last.artifact.byte_size, took.total_seconds()


def run(stack: Stack) -> list[tuple[str, str]]:
    """Rows of (what, figure)."""
    fill(stack)
    exports = [export(stack) for _ in range(ROUNDS)]
    export_id, size, _ = exports[-1]
    artifact = next(stack.folder.glob(f"artifacts/exports/{export_id}/*.ndjson"))
    copied = [size / _seconds(lambda: _copy_and_hash(artifact)) for _ in range(ROUNDS)]
    exported = [size / seconds for _, _, seconds in exports]
    direct = [size / _seconds(lambda: _download_grpc(stack, export_id)) for _ in range(ROUNDS)]
    through = [size / _seconds(lambda: _download_rest(stack, export_id)) for _ in range(ROUNDS)]
    return [
        (f"artifact of {RECORDS:,} records", f"{size / _MEBI:8,.0f} MiB"),
        ("copy and hash the same bytes, synced", _rate(copied)),
        ("export (snapshot to READY)", f"{_rate(exported)}   {median(exported) / median(copied):5.0%} of the copy"),
        ("download over gRPC, direct", _rate(direct)),
        ("download over REST, through Envoy", f"{_rate(through)}   {median(through) / median(direct):5.0%} of direct"),
    ]


def _record(number: int) -> Record:
    padding = hashlib.sha256(str(number).encode()).hexdigest() * 13
    content = f'{{"resourceType":"Observation","id":"bench-{number:07}","status":"final","comment":"{padding}"}}'
    return Record(
        resource_type="Observation",
        resource_id=f"bench-{number:07}",
        version_id="1",
        last_updated=None,
        content=content.encode(),
    )


def _copy_and_hash(source: Path) -> None:
    digest = hashlib.sha256()
    target = source.with_suffix(".copy")
    with source.open("rb") as read, target.open("wb") as write:
        while block := read.read(BLOCK_BYTES):
            digest.update(block)
            write.write(block)
        write.flush()
        os.fsync(write.fileno())
    target.unlink()


def _download_grpc(stack: Stack, export_id: str) -> None:
    with grpc.insecure_channel(stack.grpc_target) as channel:
        stub = records_pb2_grpc.RecordsServiceStub(channel)
        request = records_pb2.DownloadExportRequest(export_id=export_id)
        for _ in stub.DownloadExport(request, metadata=stack.metadata):
            pass


def _download_rest(stack: Stack, export_id: str) -> None:
    url = f"{stack.rest_url}/api/sdk/v1/records/exports/{export_id}/artifact"
    with httpx.stream("GET", url, headers=dict(stack.metadata), timeout=60) as answer:
        answer.raise_for_status()
        for _ in answer.iter_raw(BLOCK_BYTES):
            pass


def _seconds(action: Callable[[], None]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _rate(rates: list[float]) -> str:
    return f"{median(rates) / _MEBI:8,.0f} MiB/s"
