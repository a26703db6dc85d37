"""The server's side of one intake process: the signals that were sent to it and have no outcome yet."""

import asyncio
import math
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from curae.intake.v1 import intake_pb2

from server.errors import Unavailable
from server.limits import (
    INTAKE_ANSWER_SECONDS,
    INTAKE_STALLED_SECONDS,
    MAX_SENT_SIGNAL_BYTES,
    MAX_SENT_SIGNALS,
)
from server.rpc.intake.line import Line, Waiting
from server.rpc.intake.outcome import Outcome, Stored
from server.rpc.intake.room import Room, Sender
from server.rpc.intake.wire import READY, Frames, error_in

CLOSE_SECONDS = 10.0
_LOOK_SECONDS = 1.0


class Link(asyncio.Protocol):
    """One intake process."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        room: Room,
        ended: "Callable[[Link], None]",
        stalled: Callable[[bool], None],
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._process = process
        self._room = room
        self._ended = ended
        self._began = self._heard = time.monotonic()
        self._frames = Frames()
        self._line = Line()
        self._sent: deque[Waiting] = deque()
        self._sent_signals = self._sent_bytes = 0
        self._flushing = False
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

    def send(self, messages: bytes, count: int, sender: Sender) -> "asyncio.Future[list[Outcome]]":
        """Offers, framed, which take their room until all have an outcome."""
        future: asyncio.Future[list[Outcome]] = self._loop.create_future()
        if self._lost:
            future.set_result([away()] * count)
            return future
        self._room.take(sender, count, len(messages))
        self._line.add(Waiting(sender=sender, messages=messages, count=count, future=future, since=time.monotonic()))
        if self._looking is None:
            self._look_later()
        self._flush_soon()
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
            self._flush(all_of_them=True)
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
            answered = self._sent[0]
            answered.outcomes.append(_outcome(frame))
            if len(answered.outcomes) < answered.count:
                continue
            self._sent.popleft()
            self._sent_signals -= answered.count
            self._sent_bytes -= len(answered.messages)
            self._leave(answered)
            if not answered.future.done():  # else its caller went away, or has waited too long
                answered.future.set_result(answered.outcomes)
        self._set_stalled(stalled=False)
        if self._line:
            self._flush_soon()

    def connection_lost(self, _fault: Exception | None) -> None:
        self._lost = True
        if not self._ready.done():
            self._ready.set_result(False)
        for parcel in (*self._sent, *self._line.older_than(math.inf)):
            self._leave(parcel)
            _give_up(parcel)
        self._sent.clear()
        if self._looking is not None:
            self._looking.cancel()
        self._set_stalled(stalled=False)
        if not self._closing:
            self._ended(self)

    def _look_later(self) -> None:
        self._looking = self._loop.call_later(_LOOK_SECONDS, self._look)

    def _look(self) -> None:
        """Answers for a process that does not: callers wait no longer than this, and one that stalls is ended."""
        self._looking = None
        now = time.monotonic()
        for parcel in self._line.older_than(now - INTAKE_ANSWER_SECONDS):
            self._leave(parcel)
            _give_up(parcel)
        for parcel in self._sent:
            if now - parcel.since < INTAKE_ANSWER_SECONDS:
                break
            _give_up(parcel)
            self._set_stalled(stalled=True)
        # Since when nothing is answered: the first that waits may have waited for those before it.
        if self._sent and now - max(self._heard, self._sent[0].since) > INTAKE_STALLED_SECONDS:
            self._process.kill()
        if self._sent or self._line:
            self._look_later()

    def _set_stalled(self, *, stalled: bool) -> None:
        if stalled is not self._stalled:
            self._stalled = stalled
            self._say_stalled(stalled)

    def _flush_soon(self) -> None:
        """All that one pass of the event loop sends goes out together."""
        if not self._flushing:
            self._flushing = True
            self._loop.call_soon(self._flush)

    def _flush(self, *, all_of_them: bool = False) -> None:
        """Sends as many signals as the process may have at a time, taking the senders in turn."""
        self._flushing = False
        if self._transport is None or self._lost:
            return
        pieces: list[bytes] = []
        now = time.monotonic()
        while self._line and (all_of_them or self._takes(self._line.next)):
            parcel = self._line.take()
            if parcel.future.done():  # its caller went away
                self._leave(parcel)
                continue
            parcel.since = now
            self._sent.append(parcel)
            self._sent_signals += parcel.count
            self._sent_bytes += len(parcel.messages)
            pieces.append(parcel.messages)
        if pieces:
            self._transport.write(b"".join(pieces))

    def _takes(self, parcel: Waiting) -> bool:
        if not self._sent:
            return True
        signals, size = self._sent_signals + parcel.count, self._sent_bytes + len(parcel.messages)
        return signals <= MAX_SENT_SIGNALS and size <= MAX_SENT_SIGNAL_BYTES

    def _leave(self, parcel: Waiting) -> None:
        self._room.give_back(parcel.sender, parcel.count, len(parcel.messages))


def _give_up(parcel: Waiting) -> None:
    if not parcel.future.done():
        parcel.future.set_result([away()] * parcel.count)


def away() -> Unavailable:
    return Unavailable("signals cannot be stored at the moment; try again with the same Idempotency-Key")


def _outcome(frame: bytes) -> Outcome:
    outcome = intake_pb2.Outcome.FromString(frame)
    if outcome.HasField("stored"):
        stored = outcome.stored
        return Stored(
            id=stored.id,
            received_at=stored.received_at,
            response=stored.response,
            replayed=stored.replayed,
            dry_run=stored.dry_run,
        )
    return error_in(outcome.refusal)
