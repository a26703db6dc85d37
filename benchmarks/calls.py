"""What the parts do: import records, queue an export and wait, download it."""

import subprocess
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import grpc
from curae.sdk.v1 import records_pb2, records_pb2_grpc

from benchmarks.stack import Person, Stack
from server.clock import utc_now
from server.domain.records.record import Record
from server.services.imports import Imports


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A READY export. `seconds` are those from its snapshot to READY."""

    id: str
    sha256: str
    byte_size: int
    records: int
    seconds: float


def fill(stack: Stack, person: Person, records: Iterable[Record]) -> None:
    with stack.database() as database:
        Imports(database, utc_now).store(person.connection_id, records)


def export(stack: Stack, person: Person, *, resource_types: tuple[str, ...] = (), raw: bool = True) -> Exported:
    with grpc.insecure_channel(stack.grpc_target) as channel:
        stub = records_pb2_grpc.RecordsServiceStub(channel)
        request = records_pb2.ExportRecordsRequest(
            connection_id=person.connection_id, resource_types=resource_types, include_raw_fhir=raw
        )
        metadata = (*person.metadata, ("idempotency-key", uuid.uuid4().hex))
        export_id = stub.ExportRecords(request, metadata=metadata).export.id
        watched = records_pb2.WatchExportRequest(export_id=export_id)
        *_, last = stub.WatchExport(watched, metadata=person.metadata)
    ready = last.export
    if not ready.HasField("artifact"):
        raise SystemExit(f"the export did not become READY: {ready.error_code}")
    return Exported(
        id=export_id,
        sha256=ready.artifact.sha256,
        byte_size=ready.artifact.byte_size,
        records=ready.progress.records_exported,
        seconds=(ready.completed_at.ToDatetime() - ready.started_at.ToDatetime()).total_seconds(),
    )


def download_grpc(stack: Stack, person: Person, export_id: str) -> None:
    with grpc.insecure_channel(stack.grpc_target) as channel:
        stub = records_pb2_grpc.RecordsServiceStub(channel)
        for _ in stub.DownloadExport(records_pb2.DownloadExportRequest(export_id=export_id), metadata=person.metadata):
            pass


def download_rest(rest_url: str, api_key: str, export_id: str) -> None:
    """By curl, which takes so little that it is not what is measured."""
    url = f"{rest_url}/api/sdk/v1/records/exports/{export_id}/artifact"
    command = ["curl", "-sSf", "--http1.1", "-o", "/dev/null", "-H", f"Authorization: Bearer {api_key}", url]
    subprocess.run(command, check=True)
