"""Artifacts in a folder. A crash at any moment leaves either the whole artifact or a file in `.partial`."""

import errno
import os
import stat
import sys
import uuid
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from server.artifacts.backend import StoredArtifact, try_each
from server.artifacts.errors import (
    ArtifactAltered,
    ArtifactMissing,
    ArtifactStoreFull,
    ArtifactStoreMisconfigured,
    ArtifactStoreUnavailable,
    ArtifactTruncated,
)
from server.artifacts.keys import is_key

_PARTIAL_FOLDER = ".partial"
_FILE_MODE = 0o600
_FOLDER_MODE = 0o700
_COMMIT_TRIES = 5
_BEGIN_BYTES = 4 * 1024 * 1024

# What opening a link, a socket or a device without a driver gives.
_NO_FILE = frozenset({errno.ELOOP, errno.ENXIO, errno.ENODEV})
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_ACCESS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST})


class LocalBackend:
    """Files of mode 0600 in folders of mode 0700 under `root`, which is made when it is not there.

    Raises `ArtifactStoreMisconfigured` when `root` cannot be made or written to.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._partials = root / _PARTIAL_FOLDER
        with _disk_faults(root):
            _sync_folders(_make_folder(self._partials))

    @property
    def presigned_seconds(self) -> int | None:
        return None

    @contextmanager
    def writer(self, key: str, _filename: str | None) -> Iterator["LocalWriter"]:
        partial = self._partials / f"{_partial_name(key)}.{uuid.uuid4().hex}"
        with _disk_faults(self._root):
            _sync_folders(_make_folder(self._partials))
            descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
        try:
            yield LocalWriter(self._root, descriptor, partial, self._root / key)
        finally:
            os.close(descriptor)
            partial.unlink(missing_ok=True)

    def presign(self, key: str, seconds: int) -> str:
        raise NotImplementedError("a folder has no URLs")

    def chunks(
        self, key: str, offset: int, length: int, chunk_bytes: int, byte_size: int | None = None
    ) -> Generator[bytes, None, None]:
        with _disk_faults(self._root), _opened(self._root / key, key) as descriptor:
            if byte_size is not None and (found := os.fstat(descriptor).st_size) != byte_size:
                raise ArtifactAltered(f"artifact {key} has {found} bytes, not {byte_size}")
            end = offset + length
            while offset < end:
                # Of a regular file a read gives less than was asked for at its end only.
                chunk = os.pread(descriptor, min(chunk_bytes, end - offset), offset)
                offset += len(chunk)
                if len(chunk) < chunk_bytes and offset < end:
                    raise ArtifactTruncated(f"artifact {key} ends at byte {offset}, {end - offset} bytes early")
                yield chunk

    def size(self, key: str) -> int | None:
        with _disk_faults(self._root), suppress(FileNotFoundError):
            status = (self._root / key).lstat()
            _require_file(status, key)
            return status.st_size
        return None

    def delete(self, key: str) -> None:
        path = self._root / key
        with _disk_faults(self._root), suppress(FileNotFoundError):
            path.unlink()
            self._remove_empty_folders(path.parent)

    def erase(self, prefix: str) -> int:
        with _disk_faults(self._root):
            unfinished = [each for each in self._all_partials() if each.name.startswith(_partial_name(prefix))]
            for partial in unfinished:
                partial.unlink(missing_ok=True)
            artifacts = [artifact.key for artifact in self.walk(prefix)]
            try_each(self.delete, artifacts)
        return len(artifacts)

    def walk(self, prefix: str) -> Generator[StoredArtifact, None, None]:
        with _disk_faults(self._root):
            for folder, folders, names in os.walk(self._root / prefix):
                folders[:] = [name for name in folders if not name.startswith(".")]
                for name in names:
                    yield from self._stored(Path(folder, name))

    def discard_partials(self, older_than: datetime) -> int:
        discarded, failed = 0, None
        with _disk_faults(self._root):
            for partial in self._all_partials():
                try:
                    if partial.lstat().st_mtime < older_than.timestamp():
                        partial.unlink()
                        discarded += 1
                except FileNotFoundError:
                    pass
                except OSError as fault:  # the others are tried first
                    failed = fault
            if failed is not None:
                raise failed
        return discarded

    def _all_partials(self) -> list[Path]:
        with suppress(FileNotFoundError):
            return list(self._partials.iterdir())
        return []

    def _stored(self, path: Path) -> Iterator[StoredArtifact]:
        key = path.relative_to(self._root).as_posix()
        with suppress(FileNotFoundError):
            if is_key(key):
                status = path.stat()
                modified_at = datetime.fromtimestamp(status.st_mtime, UTC)
                yield StoredArtifact(key=key, byte_size=status.st_size, modified_at=modified_at)

    def _remove_empty_folders(self, folder: Path) -> None:
        # Not empty, or another delete was faster: both are fine.
        with suppress(OSError):
            while folder != self._root:
                folder.rmdir()
                folder = folder.parent
        sync_folder(folder)


class LocalWriter:
    def __init__(self, root: Path, descriptor: int, partial: Path, target: Path) -> None:
        self._root = root
        self._descriptor = descriptor
        self._partial = partial
        self._target = target
        self._written = 0
        self._begun = 0  # of these bytes the kernel has begun to write to the disk

    def write(self, data: bytes | memoryview) -> None:
        rest = memoryview(data)
        with _disk_faults(self._root):
            while rest:
                count = os.write(self._descriptor, rest)
                self._written += count
                rest = rest[count:]
            if self._written - self._begun >= _BEGIN_BYTES:
                self._begin_writing()

    def _begin_writing(self) -> None:
        """Else all of it would wait until `commit`, and be waited for. Of pages that are not on the disk yet this call
        drops none: they stay in memory for the first download."""
        if sys.platform == "linux":
            os.posix_fadvise(self._descriptor, self._begun, self._written - self._begun, os.POSIX_FADV_DONTNEED)
        self._begun = self._written

    def commit(self) -> None:
        with _disk_faults(self._root):
            os.fsync(self._descriptor)
            self._move()

    def _move(self) -> None:
        for remaining in reversed(range(_COMMIT_TRIES)):
            try:
                changed = _make_folder(self._target.parent)
                self._partial.replace(self._target)
            except FileNotFoundError:
                # A delete of the folder's last file removed the folder between the two calls.
                if not remaining:
                    raise
            else:
                break
        _sync_folders([self._target.parent, *changed])


def _partial_name(key: str) -> str:
    """What the names of unfinished writes begin with, of a key or of all keys with a prefix."""
    return key.replace("/", ".")


@contextmanager
def _opened(path: Path, key: str) -> Iterator[int]:
    try:
        # Without O_NONBLOCK a named pipe in its place would be waited for until somebody writes to it.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError as error:
        raise ArtifactMissing(f"no artifact {key}") from error
    except OSError as error:
        if error.errno in _NO_FILE:
            raise ArtifactAltered(f"artifact {key} is not a file") from error
        raise
    try:
        _require_file(os.fstat(descriptor), key)
        yield descriptor
    finally:
        os.close(descriptor)


def _require_file(status: os.stat_result, key: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise ArtifactAltered(f"artifact {key} is not a file")


def _make_folder(folder: Path) -> list[Path]:
    """Makes `folder` and its parents. They are durable once the folders that this gives are synchronized."""
    if folder.is_dir():
        return []
    changed = _make_folder(folder.parent)
    folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
    return [folder.parent, *changed]


def _sync_folders(folders: Iterable[Path]) -> None:
    for each in folders:
        sync_folder(each)


def sync_folder(folder: Path) -> None:
    """The names in a folder outlast a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _disk_faults(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise ArtifactStoreFull(f"no space left for artifacts in {root}; free some or move the folder") from error
        if error.errno in _NO_ACCESS:
            raise ArtifactStoreMisconfigured(
                f"the artifacts folder {root} cannot be used ({os.strerror(error.errno)}); "
                "give its owner read and write access, or name another folder"
            ) from error
        raise ArtifactStoreUnavailable(f"the disk of the artifacts folder {root} fails") from error
