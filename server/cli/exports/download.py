"""Downloads an artifact into a file that is complete and verified, or not there.

Bytes go into FILE.part, which a later download goes on with; it becomes FILE only once its size and sha256 are those
that the export states.
"""

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import grpc
from curae.sdk.v1 import records_pb2

from server.cli.exports.client import Api
from server.cli.exports.retry import pause_after
from server.cli.faults import CommandFailed

_READ_BYTES = 1 << 20
_MAX_CUTS = 8  # in a row without a byte, of answers that end early
_CUT_OFF_SECONDS = 0.5

OnBytes = Callable[[int], object]


def download(api: Api, export: Any, target: Path, on_bytes: OnBytes) -> None:
    """Writes the artifact of a READY export to `target`; `on_bytes` is told the size reached so far.

    A FILE that is there already and holds the artifact is left as it is. Raises CommandFailed where it holds other
    bytes, or where what arrives does not match; grpc.RpcError where the download cannot be had.
    """
    if target.exists():
        _require_same(target, export.artifact)
        on_bytes(export.artifact.byte_size)
        return
    part = target.with_name(target.name + ".part")
    with _held(part) as file:
        resumed = _resume_at(file, export.artifact.byte_size)
        matches = _fill(api, export, file, on_bytes)
        if not matches and resumed:  # the part was of another export, or damaged
            file.truncate(0)
            matches = _fill(api, export, file, on_bytes)
        if not matches:
            part.unlink()
            raise CommandFailed(
                "the downloaded bytes do not match the export's sha256 and size; nothing was kept, download it again"
            )
        os.fsync(file.fileno())
        part.rename(target)
    _sync_folder(target.parent)


def _fill(api: Api, export: Any, file: BinaryIO, on_bytes: OnBytes) -> bool:
    """Fetches what the file lacks. Gives whether it then is the artifact."""
    digest = _digest_of(file)
    size = file.tell()
    on_bytes(size)
    failures = 0
    while size < export.artifact.byte_size:
        try:
            for chunk in _chunks(api, export.id, size):
                file.write(chunk)
                digest.update(chunk)
                size, failures = size + len(chunk), 0
                on_bytes(size)
                if size > export.artifact.byte_size:
                    return False
            pause = _CUT_OFF_SECONDS
            failures += 1
        except grpc.RpcError as fault:
            failures += 1
            file.flush()
            pause = pause_after(fault, failures, had_answers=True)
        if size < export.artifact.byte_size:
            if failures > _MAX_CUTS:
                return False
            time.sleep(pause)
    file.flush()
    return (size, digest.hexdigest()) == (export.artifact.byte_size, export.artifact.sha256)


def _chunks(api: Api, export_id: str, offset: int) -> Iterator[bytes]:
    request = records_pb2.DownloadExportRequest(export_id=export_id, offset=offset)
    for message in api.records.DownloadExport(request, metadata=api.metadata):
        yield message.data


def _resume_at(file: BinaryIO, byte_size: int) -> bool:
    """Whether there is a beginning to go on with; one that is too long is none."""
    if os.fstat(file.fileno()).st_size > byte_size:
        file.truncate(0)
    return os.fstat(file.fileno()).st_size > 0


def _digest_of(file: BinaryIO) -> "hashlib._Hash":
    """Of all that the file holds; leaves it at its end."""
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(_READ_BYTES):
        digest.update(chunk)
    return digest


@contextmanager
def _held(part: Path) -> Iterator[BinaryIO]:
    """The part, held against a second download into the same file."""
    try:
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as fault:
        raise CommandFailed(f"{part} cannot be written: {fault.strerror}; choose another with --output") from fault
    with os.fdopen(descriptor, "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandFailed(f"another download writes {part}; wait for it, or choose another --output") from None
        yield file


def _require_same(target: Path, artifact: Any) -> None:
    with target.open("rb") as file:
        same = os.fstat(file.fileno()).st_size == artifact.byte_size and _digest_of(file).hexdigest() == artifact.sha256
    if not same:
        raise CommandFailed(f"{target} is there already and is another file; remove it, or choose another --output")


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
