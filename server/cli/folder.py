"""The data folder of a deployment: private to its user, held by one `curae up` at a time."""

import contextlib
import fcntl
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from server.cli.faults import CommandFailed
from server.cli.terminal import say
from server.limits import MIB

_OURS = frozenset({"admin.sock", "artifacts", "curae.db", "envoy", "logs", "run.json", "signing.key", "up.lock"})
_OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def prepare_folder(folder: Path) -> Path:
    """Makes the folder where it is not there, closes it to other users, and gives its absolute path.

    Raises CommandFailed where it cannot be used. A folder that holds other things is not closed to those who use them.
    """
    folder = folder.absolute()
    _require("?" not in str(folder), folder, "has a question mark in its path, which no SQLite URL can hold")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        names = {path.name for path in folder.iterdir()}
        if stat.S_IMODE(folder.stat().st_mode) & _OPEN_TO_OTHERS:
            _require(not names or names & _OURS, folder, "holds other files and is open to other users")
            folder.chmod(0o700)
        _require(_is_writable(folder), folder, "is not writable")
    except OSError as fault:
        raise CommandFailed(
            f"the data folder {folder} cannot be used: {fault.strerror}; choose another with --data"
        ) from fault
    return folder


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Locks the folder for one `curae up`. The kernel releases the lock when the process ends, for any reason."""
    with (folder / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandFailed(
                f"another `curae up` runs on {folder}; stop it first, or choose another folder with --data"
            ) from None
        yield


def say_rewriting(file: Path) -> None:
    """Before a database's file is rewritten, which takes long where it is large."""
    say(f"rewriting {file} ({file.stat().st_size / MIB:,.0f} MiB), once, so that nothing deleted is left in it")


def signing_key(folder: Path) -> str:
    """The deployment's secret of signed URLs, made at the first call so that URLs outlive restarts."""
    path = folder / "signing.key"
    with contextlib.suppress(FileExistsError):
        write_private(path, secrets.token_hex(32))
    return path.read_text().strip()


def has_signing_key(folder: Path) -> bool:
    return (folder / "signing.key").exists()


def write_private(path: Path, text: str, *, replace: bool = False) -> None:
    """Writes a file of mode 0600 at once: no reader sees half of it. Raises FileExistsError without `replace`."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if replace:
        draft.rename(path)
        return
    try:
        path.hardlink_to(draft)
    finally:
        draft.unlink()


def _is_writable(folder: Path) -> bool:
    """By trying it: root passes every check of permissions, and a read-only mount fails none."""
    probe = folder / f".probe-{secrets.token_hex(4)}"
    probe.touch()
    probe.unlink()
    return True


def _require(condition: object, folder: Path, fault: str) -> None:
    if not condition:
        raise CommandFailed(f"the data folder {folder} {fault}; choose a separate folder with --data")
