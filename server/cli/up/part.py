"""One child process. It is restarted when it stops by itself, and is stopped when its parent stops."""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from server.cli.up.logs import PartLog
from server.domain.retry import Restarts, Retry

_PR_SET_PDEATHSIG = 1
MAX_QUICK_DEATHS = 6
_RETRY = Retry(first=timedelta(milliseconds=100), longest=timedelta(seconds=5))
_TAIL_BYTES = 4096
_TAIL_LINES = 12
_READY_MESSAGE_BYTES = 64

_libc = ctypes.CDLL(None)


class PartFailed(Exception):
    """Expected: a part does not start, or stops again and again. The text holds the end of its log."""


class Part:
    """`curae COMMAND` as a child. `environment` may be changed for the next start."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], log: Path, log_bytes: int) -> None:
        self.name = name
        self.environment = environment
        self._command = [sys.executable, "-P", "-m", "server.cli", *command]
        self._path = log
        self._log_bytes = log_bytes
        self._log: PartLog | None = None
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None  # noqa: S101 - a defect of ours
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        return self._process is not None and self._process.returncode is not None

    async def start(self) -> None:
        self._process = await self._spawn()

    async def start_and_report(self, seconds: float) -> str:
        """Starts with a pipe on which the child tells what others need to reach it. Raises PartFailed."""
        reading, writing = os.pipe()
        try:
            self._process = await self._spawn("--ready-fd", str(writing), pass_fds=(writing,))
        finally:
            os.close(writing)
        try:
            message = await asyncio.wait_for(_first_message(reading), seconds)
        except TimeoutError:
            await self.kill()
            raise self.failure(f"did not become ready within {seconds:.0f} s") from None
        if not message:
            raise self.failure("ended before it was ready")
        return message.decode().strip()

    async def keep(self, on_restart: Callable[["Part", str], Awaitable[None]]) -> None:
        """Restarts it until it is stopped. The pause grows while it ends soon after each start.

        Raises PartFailed where it ends by itself after MAX_QUICK_DEATHS such starts; one that is killed from outside,
        as by the kernel for want of memory, has not failed.
        """
        restarts, began = Restarts(_RETRY), time.monotonic()
        while True:
            assert self._process is not None  # noqa: S101 - a defect of ours
            code = await self._process.wait()
            how = _how_it_ended(code)
            pause = restarts.pause_after(time.monotonic() - began)
            if restarts.quick_deaths >= MAX_QUICK_DEATHS and code != -signal.SIGKILL:
                raise self.failure(f"{how}, again and again")
            await asyncio.sleep(pause.total_seconds())
            began = time.monotonic()
            await self.start()
            await on_restart(self, how)

    async def stop(self, seconds: float, *, by: signal.Signals = signal.SIGTERM) -> None:
        """A signal, and SIGKILL to what is left after `seconds`."""
        if self._process is None or self.has_ended:
            return
        self._signal(by)
        try:
            await asyncio.wait_for(self._process.wait(), seconds)
        except TimeoutError:
            await self.kill()
        self._take_log()

    async def kill(self) -> None:
        if self._process is not None and not self.has_ended:
            self._signal(signal.SIGKILL)
            await self._process.wait()
        self._take_log()

    def _signal(self, number: signal.Signals) -> None:
        # Not asyncio's `terminate` and `kill`: they reap a child that has just ended, behind the back of asyncio's own
        # watcher, which then reports exit code 255 for it (CPython issue 87744).
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def failure(self, what: str) -> PartFailed:
        return PartFailed(f"the {self.name} {what}. The end of {self._path}:\n{self.tail()}")

    def tail(self) -> str:
        self._take_log()
        with self._path.open("rb") as log:
            log.seek(max(0, self._path.stat().st_size - _TAIL_BYTES))
            lines = log.read().decode(errors="replace").splitlines()
        return "\n".join(f"  {line[:400]}" for line in lines[-_TAIL_LINES:]) or "  (empty)"

    async def _spawn(self, *options: str, pass_fds: tuple[int, ...] = ()) -> asyncio.subprocess.Process:
        parent = os.getpid()
        if self._log is None:
            self._log = PartLog(self._path, self._log_bytes)
        # A session of its own: Ctrl-C reaches the supervisor only, which stops the parts in order.
        return await asyncio.create_subprocess_exec(
            *self._command,
            *options,
            env=self.environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=self._log.writing,
            stderr=self._log.writing,
            pass_fds=pass_fds,
            start_new_session=True,
            preexec_fn=lambda: die_with(parent),
        )

    def _take_log(self) -> None:
        if self._log is not None:
            self._log.take()


async def _first_message(reading: int) -> bytes:
    """What comes first from a pipe; empty where its writer ended without a word. Closes it."""
    stream = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    protocol = asyncio.StreamReaderProtocol(stream)
    transport, _ = await loop.connect_read_pipe(lambda: protocol, os.fdopen(reading, "rb", buffering=0))
    try:
        return await stream.read(_READY_MESSAGE_BYTES)
    finally:
        transport.close()


def die_with(parent: int) -> None:
    """The kernel's doing, so that it holds for a parent that was killed; it outlasts exec, so for Envoy too.

    macOS has no such call: there a part outlives a parent that is killed, not one that stops.
    """
    if sys.platform == "linux":
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the call
        os._exit(1)


def _how_it_ended(code: int) -> str:
    return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
