"""Downloads an artifact over gRPC into a file that is complete and verified, or not there, as the Python SDK does."""

import time
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import Any

import grpc
from curae.sdk.v1 import records_pb2
from curae_sdk import CuraeError
from curae_sdk.files import Artifact, OnBytes, fill, holds_already, partial_file

from server.cli.exports.client import Api
from server.cli.exports.retry import pause_after
from server.cli.faults import CommandFailed

_MAX_CUTS = 8  # in a row without a byte, of answers that end early
_CUT_OFF_SECONDS = 0.5


def download(api: Api, export: Any, target: Path, on_bytes: OnBytes, *, deletions: bool = False) -> None:
    """Writes the records of a READY export to `target`, or its deletions; `on_bytes` gets the size so far and the size
    in all.

    FILE.part holds what has arrived; a later download continues it. A FILE that holds the artifact already is left as
    it is. Raises CommandFailed where it holds other bytes, or where what arrives does not match; grpc.RpcError where
    the download cannot be had.
    """
    stated = export.deletions if deletions else export.artifact
    artifact = Artifact(sha256=stated.sha256, byte_size=stated.byte_size)
    read = partial(_deletions, api, export.id) if deletions else partial(_records, api, export.id)
    try:
        if holds_already(target, artifact):
            on_bytes(artifact.byte_size, artifact.byte_size)
            return
        with partial_file(target, artifact) as part:
            fill(part, partial(_chunks, read, artifact.byte_size), on_bytes)
    except CuraeError as refused:
        raise CommandFailed(f"{refused}; --output chooses another file") from refused
    except OSError as fault:
        raise CommandFailed(f"{target} cannot be written: {fault.strerror}; choose another with --output") from fault


def _records(api: Api, export_id: str, offset: int) -> Any:
    request = records_pb2.DownloadExportRequest(export_id=export_id, offset=offset)
    return api.records.DownloadExport(request, metadata=api.metadata)


def _deletions(api: Api, export_id: str, offset: int) -> Any:
    request = records_pb2.DownloadExportDeletionsRequest(export_id=export_id, offset=offset)
    return api.records.DownloadExportDeletions(request, metadata=api.metadata)


def _chunks(read: Callable[[int], Any], byte_size: int, offset: int) -> Generator[bytes, None]:
    """The bytes from `offset` on, over as many calls as it takes."""
    failures = 0
    while offset < byte_size:
        try:
            for message in read(offset):
                if message.data:
                    offset, failures = offset + len(message.data), 0
                    yield message.data
            failures += 1
            pause = _CUT_OFF_SECONDS
        except grpc.RpcError as fault:
            failures += 1
            pause = pause_after(fault, failures, had_answers=True)
        if offset < byte_size:
            if failures > _MAX_CUTS:
                return
            time.sleep(pause)
