"""SQLite: the time of the machine, the same in every process that uses the file.

The first process writes how far the machine's clock is ahead of its steady clock into a file beside the database. The
others read it for as long as any process uses it; who uses it holds a shared lock. So processes that began before and
after the machine's clock was set agree. Once all have ended, the next one reads the machine's clock.
"""

import fcntl
import os
from pathlib import Path

from server import clock
from server.store.clock import Anchor, offset_micros, steady_seconds
from server.store.types import from_micros

_SUFFIX = "-clock"
_MAX_BYTES = 32
_ROOT = 0
_MICROSECONDS = 1_000_000


class Machine:
    """Anchors from the machine that has the file. Where no file can be beside it, this process's own."""

    def __init__(self, database_file: Path) -> None:
        self._database_file = database_file
        self._descriptor: int | None = None

    def begin(self) -> Anchor:
        try:
            return _anchor(self._shared_offset())
        except OSError:  # no such folder, a disk that is read-only, or one without locks
            return _anchor(_own_offset())

    def again(self) -> None:
        """The machine's clock may be set: the first anchor stands."""

    def close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _shared_offset(self) -> int:
        self._descriptor = descriptor = _opened(self._database_file)
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # another process uses it, or writes it
            else:
                os.pwrite(descriptor, str(_own_offset()).ljust(_MAX_BYTES).encode(), 0)
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            written = os.pread(descriptor, _MAX_BYTES, 0)
            if written.strip():
                return int(written)
            fcntl.flock(descriptor, fcntl.LOCK_UN)  # its writer was killed before it wrote


def _opened(database_file: Path) -> int:
    """With the owner and mode of the database, as SQLite makes the files that it puts beside it."""
    owner = database_file.stat()
    path = database_file.with_name(database_file.name + _SUFFIX)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, owner.st_mode & 0o666)
    if os.geteuid() == _ROOT:
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
    return descriptor


def _own_offset() -> int:
    return offset_micros(clock.utc_now(), steady_seconds())


def _anchor(offset: int) -> Anchor:
    steady = steady_seconds()
    return Anchor(moment=from_micros(offset + round(steady * _MICROSECONDS)), steady_seconds=steady, error_seconds=0.0)
