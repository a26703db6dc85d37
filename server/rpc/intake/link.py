"""One intake process, as the server sees it: what was sent to it and has no outcome yet."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from curae.intake.v1 import intake_pb2

from server.errors import CuraeError, Unavailable
from server.limits import INTAKE_ANSWER_SECONDS, INTAKE_STALLED_SECONDS
from server.rpc.intake.waiting import Waiting
from server.rpc.intake.wire import READY, Frames, error_in

CLOSE_SECONDS = 10.0
_LOOK_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A signal that is durable. `response` is an encoded IngestSignalResponse."""

    response: bytes
    replayed: bool


Outcome = Stored | CuraeError


@dataclass(slots=True)
class _Pending:
    """An offer that was sent, and has no outcome yet."""

    future: "asyncio.Future[Outcome]"
    tenant: str
    size: int
    since: float


class Link(asyncio.Protocol):
    """One intake process."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        waiting: Waiting,
        ended: "Callable[[Link], None]",
        stalled: Callable[[bool], None],
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._process = process
        self._ended = ended
        self._began = self._heard = time.monotonic()
        self._frames = Frames()
        self._unsent: list[bytes] = []
        self._waiting = waiting
        self._pending: deque[_Pending] = deque()
        self._say_stalled = stalled
        self._stalled = False
        self._looking: asyncio.TimerHandle | None = None
        self._transport: asyncio.Transport | None = None
        self._closing = False
        self._lost = False
        self._ready: asyncio.Future[bool] = self._loop.create_future()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def age_seconds(self) -> float:
        return time.monotonic() - self._began

    @property
    def stalled(self) -> bool:
        """Whether it gave no outcome for so long that nothing more is sent to it until it does."""
        return self._stalled

    def send(self, message: bytes, tenant: str) -> "asyncio.Future[Outcome]":
        """An offer, framed. What all of one pass of the event loop send goes out together."""
        future: asyncio.Future[Outcome] = self._loop.create_future()
        if self._lost:
            future.set_result(away())
            return future
        self._pending.append(_Pending(future, tenant, len(message), time.monotonic()))
        self._waiting.add(tenant, 1, len(message))
        if self._looking is None:
            self._look_later()
        if not self._unsent:
            self._loop.call_soon(self._flush)
        self._unsent.append(message)
        return future

    async def is_ready(self) -> bool:
        """True once it takes signals, False where it was killed before. Raises Unavailable where it ended by itself."""
        if await asyncio.shield(self._ready):
            return True
        if await self.wait() >= 0:
            raise Unavailable("the intake process ended before it was ready; its log says why")
        return False

    async def close(self) -> None:
        self._closing = True
        if self._transport is not None and not self._lost:
            self._flush()
            self._transport.write_eof()
        await self.wait()

    async def wait(self) -> int:
        """The exit status, once the process ended; it is killed where that takes too long."""
        try:
            return await asyncio.wait_for(self._process.wait(), CLOSE_SECONDS)
        except TimeoutError:
            self._process.kill()
            return await self._process.wait()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._heard = time.monotonic()
        for frame in self._frames.fed(data):
            if frame == READY:
                self._ready.set_result(True)
                continue
            answered = self._pending.popleft()
            self._waiting.add(answered.tenant, -1, -answered.size)
            if not answered.future.done():  # else its caller went away, or has waited too long
                answered.future.set_result(_outcome(frame))
        self._set_stalled(stalled=False)

    def connection_lost(self, _fault: Exception | None) -> None:
        self._lost = True
        if not self._ready.done():
            self._ready.set_result(False)
        for pending in self._pending:
            self._waiting.add(pending.tenant, -1, -pending.size)
            _give_up(pending)
        self._pending.clear()
        if self._looking is not None:
            self._looking.cancel()
        self._set_stalled(stalled=False)
        self._unsent.clear()
        if not self._closing:
            self._ended(self)

    def _look_later(self) -> None:
        self._looking = self._loop.call_later(_LOOK_SECONDS, self._look)

    def _look(self) -> None:
        """Answers for a process that does not: callers wait no longer than this, and one that stalls is ended."""
        self._looking = None
        now = time.monotonic()
        for pending in self._pending:
            if now - pending.since < INTAKE_ANSWER_SECONDS:
                break
            _give_up(pending)
            self._set_stalled(stalled=True)
        if self._pending:
            # Since when nothing is answered: the first that waits may have waited for those before it.
            if now - max(self._heard, self._pending[0].since) > INTAKE_STALLED_SECONDS:
                self._process.kill()
            self._look_later()

    def _set_stalled(self, *, stalled: bool) -> None:
        if stalled is not self._stalled:
            self._stalled = stalled
            self._say_stalled(stalled)

    def _flush(self) -> None:
        if self._transport is not None and self._unsent:
            self._transport.write(b"".join(self._unsent))
            self._unsent.clear()


def _give_up(pending: _Pending) -> None:
    if not pending.future.done():
        pending.future.set_result(away())


def away() -> Unavailable:
    return Unavailable("signals cannot be stored for the moment; try again with the same Idempotency-Key")


def _outcome(frame: bytes) -> Outcome:
    outcome = intake_pb2.Outcome.FromString(frame)
    if outcome.HasField("stored"):
        return Stored(response=outcome.stored.response, replayed=outcome.stored.replayed)
    return error_in(outcome.refusal)
