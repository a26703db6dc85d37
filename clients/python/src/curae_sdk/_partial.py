"""A file that is complete and verified, or not there.

Bytes go into FILE.part, which a later download continues; it is renamed to FILE once its size and sha256 are right.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from curae_sdk._generated.models import Artifact
from curae_sdk.errors import DownloadInUse, IntegrityError, TargetExists

try:
    import fcntl
except ImportError:  # Windows: nothing stops two processes that write one file; the checksum finds it
    fcntl = None  # type: ignore[assignment]

_READ_BYTES = 1 << 20
_BINARY = getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


class Partial:
    """What has arrived of one artifact. `size` is in bytes. `resumed`: some of it came in an earlier download."""

    def __init__(self, file: BinaryIO, artifact: Artifact) -> None:
        self._file = file
        self.artifact = artifact
        if os.fstat(file.fileno()).st_size > artifact.byte_size:
            file.truncate(0)
        self._digest = _digest_of(file)
        self.size = file.tell()
        self.resumed = self.size > 0

    def write(self, chunk: bytes) -> None:
        """Raises IntegrityError where more arrives than the artifact has."""
        if self.size + len(chunk) > self.artifact.byte_size:
            raise IntegrityError("more bytes arrived than the export has")
        self._file.write(chunk)
        self._digest.update(chunk)
        self.size += len(chunk)

    @property
    def is_whole(self) -> bool:
        return self.size == self.artifact.byte_size

    def restart(self) -> None:
        self._file.seek(0)
        self._file.truncate(0)
        self._digest = hashlib.sha256()
        self.size, self.resumed = 0, False

    def verify(self) -> bool:
        """Whether the bytes are the artifact's; they are on disk then."""
        if not self.is_whole or self._digest.hexdigest() != self.artifact.sha256:
            return False
        self._file.flush()
        os.fsync(self._file.fileno())
        return True


@contextmanager
def partial_file(target: Path, artifact: Artifact) -> Iterator[Partial]:
    """The part of `target`, held against a second download; it becomes `target` where the block ends verified.

    Raises DownloadInUse, and OSError where the file cannot be written.
    """
    part = target.with_name(target.name + ".part")
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | _NO_FOLLOW | _BINARY, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        _hold(file, part)
        state = Partial(file, artifact)
        try:
            yield state
        except BaseException:
            if state.size == 0:  # nothing to continue
                part.unlink()
            raise
        if not state.verify():
            part.unlink()
            raise IntegrityError("the downloaded bytes do not match the export's sha256 and size; nothing was kept")
        if os.name != "nt":
            part.replace(target)
    if os.name == "nt":  # Windows renames closed files only
        part.replace(target)
    _sync_folder(target.parent)


def holds_already(target: Path, artifact: Artifact) -> bool:
    """Whether `target` is the artifact already. Raises TargetExists where it is another file."""
    if not target.exists():
        return False
    with target.open("rb") as file:
        same = os.fstat(file.fileno()).st_size == artifact.byte_size
        if same and _digest_of(file).hexdigest() == artifact.sha256:
            return True
    raise TargetExists(f"{target} exists and is another file; remove it, or choose another path")


def _hold(file: BinaryIO, part: Path) -> None:
    if fcntl is None:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise DownloadInUse(f"another download writes {part}; wait for it, or choose another path") from None


def _digest_of(file: BinaryIO) -> "hashlib._Hash":
    """Of all that the file holds; leaves it at its end."""
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(_READ_BYTES):
        digest.update(chunk)
    return digest


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
