"""How tests begin and end the servers they start: by process id, and never outliving the process that started them."""

import ctypes
import os
import secrets
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil

from tests.parts.eventually import WaitedInVain, eventually, patience

_PR_SET_PDEATHSIG = 1
_LOG_TAIL_CHARACTERS = 3000
_MEMORY = "/dev/shm"  # noqa: S108 - mkdtemp makes a private folder in it
_MEMORY_BYTES = 2 << 30  # a container often has 64 MiB

_FIRST_PORT = 10_240
_GIVEN_PORTS = Path("/proc/sys/net/ipv4/ip_local_port_range")
_FIRST_DYNAMIC_PORT = 49_152  # RFC 6335, where the system does not say it

_libc = ctypes.CDLL(None)


class NotReady(Exception):
    """The server that a test needs did not start."""


def spawn(command: Sequence[str], *, folder: Path, user_id: int | None = None) -> subprocess.Popen[bytes]:
    """Runs in `folder`, logs to `folder/log`, and dies with the thread that calls this."""
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            user=user_id,
            group=user_id,
            extra_groups=None if user_id is None else [],
            env=_environment(folder),
            preexec_fn=die_with_parent,  # noqa: PLW1509 - one libc call that takes no lock
            start_new_session=True,
        )


def wait_until_ready(process: subprocess.Popen[bytes], folder: Path, ready: Callable[[], bool], seconds: float) -> None:
    try:
        eventually(lambda: ready() or process.poll() is not None, within=seconds)
        failed = process.poll() is not None
    except WaitedInVain:
        failed = True
    if failed:
        tail = (folder / "log").read_text(errors="replace")[-_LOG_TAIL_CHARACTERS:]
        raise NotReady(f"{process.args!r} did not become ready\n{tail}")


def kill_tree(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the process and its children, as a machine that fails does it."""
    if process.poll() is None:
        family = [*psutil.Process(process.pid).children(recursive=True)]
        process.kill()
        for child in family:
            try:
                child.kill()
            except psutil.NoSuchProcess:
                continue
        psutil.wait_procs(family, timeout=10)
    process.wait()


def end(process: subprocess.Popen[bytes], *, by: signal.Signals, seconds: float) -> None:
    process.send_signal(by)
    try:
        process.wait(patience(seconds))
    except subprocess.TimeoutExpired:
        kill_tree(process)


def port_of(address: str) -> int:
    return int(address.rpartition(":")[2])


def free_ports(count: int) -> list[int]:
    """Outside the range from which the system gives ports to whoever asks for any: until these are taken, no connection
    and no other server gets one of them."""
    with ExitStack() as held:
        return [held.enter_context(_server()).getsockname()[1] for _ in range(count)]


def _server() -> socket.socket:
    end = int(_GIVEN_PORTS.read_text().split()[0]) if _GIVEN_PORTS.exists() else _FIRST_DYNAMIC_PORT
    while end > _FIRST_PORT:
        with suppress(OSError):
            return socket.create_server(("127.0.0.1", _FIRST_PORT + secrets.randbelow(end - _FIRST_PORT)))
    return socket.create_server(("127.0.0.1", 0))


def temporary_folder(name: str, *, user_id: int | None = None, in_memory: bool = False) -> Path:
    """A fresh folder of mode 0700 that `user_id` owns and can reach, whatever TMPDIR says. `in_memory`: where there is
    room for it; no program runs from there."""
    place = tempfile.gettempdir() if user_id is None else "/tmp"  # noqa: S108 - mkdtemp makes a private folder in it
    if in_memory and _free_bytes(_MEMORY) >= _MEMORY_BYTES:
        place = _MEMORY
    folder = Path(tempfile.mkdtemp(prefix=f"curae-{name}-", dir=place))
    if user_id is not None:
        os.chown(folder, user_id, user_id)
    return folder


def _free_bytes(place: str) -> int:
    """0 where nobody can write."""
    if not os.access(place, os.W_OK):
        return 0
    found = os.statvfs(place)
    return found.f_bavail * found.f_frsize


def intake_of(server_pid: int) -> int:
    """The intake process of a server. Raises psutil.NoSuchProcess where there is none at the moment."""
    for child in psutil.Process(server_pid).children():
        if "server.rpc.intake" in child.cmdline():
            return child.pid
    raise psutil.NoSuchProcess(server_pid)


def _environment(folder: Path) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def die_with_parent() -> None:
    """For a process as it starts: it ends with the thread that started it, however that ends."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
