"""The server's end of the intake: offers go out as they come, outcomes come back in their order."""

import asyncio
import os
import socket
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

import structlog
from curae.intake.v1 import intake_pb2

from server import metrics
from server.config import Settings
from server.domain.retry import Retry
from server.errors import CuraeError, RateLimited, SignalPhiDetected, Unavailable
from server.rpc.intake.wire import LENGTH_BYTES, READY, Frames, error_in, framed

log = structlog.get_logger()

MAX_WAITING = 5_000  # offers that have no outcome yet; beyond it callers are told to slow down
MAX_WAITING_BYTES = 128 << 20
_OPERATION = "IngestSignal"
# Of one batch at a time, so that signals which come by themselves take turns with it.
ITEMS_A_TURN = 64
START_SECONDS = 60.0
CLOSE_SECONDS = 10.0
# A process that ended so soon after its start is started again after a pause.
_QUICK_DEATH_SECONDS = 3.0
_RETRY = Retry(first=timedelta(seconds=1), longest=timedelta(seconds=5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A signal that is durable. `response` is an encoded IngestSignalResponse."""

    response: bytes
    replayed: bool


Outcome = Stored | CuraeError


def environment_of(settings: Settings) -> dict[str, str]:
    """What an intake process needs to know, and no secret beyond its database's."""
    inherited = {name: text for name, text in os.environ.items() if not name.startswith(("AWS_", "CURAE_"))}
    return inherited | {
        "CURAE_DATABASE_URL": settings.database_url,
        "CURAE_LOG_FORMAT": settings.log_format,
        "CURAE_LOG_LEVEL": settings.log_level,
    }


class Intake:
    """Signals' way to the intake process, which is started with the first of them, and again after it died."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._link: _Link | None = None
        self._starting: asyncio.Task[_Link] | None = None
        self._not_before = 0.0
        self._quick_deaths = 0  # in a row
        self._reports: set[asyncio.Task[None]] = set()
        # Offers that are not sent: while the process starts, or as items whose turn has not come.
        self._promised = 0
        self._promised_bytes = 0

    @property
    def pid(self) -> int | None:
        """Of the process, where one runs."""
        return None if self._link is None else self._link.pid

    @property
    def waiting(self) -> int:
        """Signals that have no outcome yet."""
        return self._promised + (0 if self._link is None else self._link.waiting)

    @property
    def waiting_bytes(self) -> int:
        """What `waiting` signals take."""
        return self._promised_bytes + (0 if self._link is None else self._link.waiting_bytes)

    async def start(self) -> None:
        """Returns once the process takes signals; one that is killed meanwhile is started again. Raises Unavailable."""
        try:
            async with asyncio.timeout(START_SECONDS):
                while not await (self._link or await self._linked(0, 0)).is_ready():
                    pass
        except TimeoutError:
            raise Unavailable(f"the intake process was not ready within {START_SECONDS:.0f} s") from None

    async def store(self, offer: Any) -> Stored:
        """Returns once the signal is durable.

        Raises what refuses it, RateLimited where too much waits, and Unavailable where the process or its database is
        away: whether the signal was stored is then not known, and its idempotency key makes another try safe.
        """
        message = framed(offer.SerializeToString())
        self._require_room(1, len(message))
        link = self._link or await self._linked(1, len(message))
        outcome = await link.send(message)
        _count(outcome)
        if isinstance(outcome, CuraeError):
            raise outcome
        return outcome

    async def store_all(self, offers: Sequence[Any]) -> list[Outcome]:
        """Each offer's outcome, in order. Raises RateLimited where too much waits: then none was stored."""
        metrics.SIGNAL_BATCH_ITEMS.observe(len(offers))
        left, left_bytes = len(offers), sum(LENGTH_BYTES + offer.ByteSize() for offer in offers)
        self._require_room(left, left_bytes)
        link = self._link or await self._linked(left, left_bytes)
        outcomes: list[Outcome] = []
        self._promise(left, left_bytes)
        try:
            while left:
                start = len(offers) - left
                turn = [framed(offer.SerializeToString()) for offer in offers[start : start + ITEMS_A_TURN]]
                sent = (len(turn), sum(map(len, turn)))
                self._promise(-sent[0], -sent[1])
                left, left_bytes = left - sent[0], left_bytes - sent[1]
                outcomes += await asyncio.gather(*map(link.send, turn))
        finally:
            self._promise(-left, -left_bytes)
        for outcome in outcomes:
            _count(outcome)
        return outcomes

    async def close(self) -> None:
        """Lets the process finish what it has, and end."""
        if self._link is not None:
            await self._link.close()
        await asyncio.gather(*self._reports)

    def _require_room(self, count: int, size: int) -> None:
        if self.waiting + count > MAX_WAITING or self.waiting_bytes + size > MAX_WAITING_BYTES:
            raise _full()

    def _promise(self, count: int, size: int) -> None:
        self._promised += count
        self._promised_bytes += size

    async def _linked(self, count: int, size: int) -> "_Link":
        """For `count` offers, which wait here while the process starts."""
        if self._starting is None or self._starting.done():
            self._starting = asyncio.create_task(self._start())
        self._promise(count, size)
        try:
            return await asyncio.shield(self._starting)
        finally:
            self._promise(-count, -size)

    async def _start(self) -> "_Link":
        await asyncio.sleep(self._not_before - time.monotonic())
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                process = await asyncio.create_subprocess_exec(
                    sys.executable, "-P", "-m", "server.rpc.intake", stdin=theirs.fileno(), env=self._environment
                )
        except OSError as fault:
            ours.close()
            raise _away() from fault
        _, link = await asyncio.get_running_loop().create_connection(lambda: _Link(process, self._ended), sock=ours)
        self._link = link
        return link

    def _ended(self, link: "_Link") -> None:
        self._link = None
        self._quick_deaths = self._quick_deaths + 1 if link.age_seconds < _QUICK_DEATH_SECONDS else 0
        if self._quick_deaths:
            self._not_before = time.monotonic() + _RETRY.pause(self._quick_deaths).total_seconds()
        metrics.INTAKE_DEATHS.inc()
        report = asyncio.create_task(_report(link, link.age_seconds))
        self._reports.add(report)
        report.add_done_callback(self._reports.discard)


class _Link(asyncio.Protocol):
    """One intake process."""

    def __init__(self, process: asyncio.subprocess.Process, ended: "Callable[[_Link], None]") -> None:
        self._loop = asyncio.get_running_loop()
        self._process = process
        self._ended = ended
        self._began = time.monotonic()
        self._frames = Frames()
        self._unsent: list[bytes] = []
        self._pending: deque[tuple[asyncio.Future[Outcome], int]] = deque()
        self._transport: asyncio.Transport | None = None
        self._closing = False
        self._lost = False
        self._ready: asyncio.Future[bool] = self._loop.create_future()
        self.waiting_bytes = 0

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def age_seconds(self) -> float:
        return time.monotonic() - self._began

    @property
    def waiting(self) -> int:
        return len(self._pending)

    def send(self, message: bytes) -> "asyncio.Future[Outcome]":
        """An offer, framed. What all of one pass of the event loop send goes out together."""
        future: asyncio.Future[Outcome] = self._loop.create_future()
        if self._lost:
            future.set_result(_away())
            return future
        self._pending.append((future, len(message)))
        self.waiting_bytes += len(message)
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
        for frame in self._frames.fed(data):
            if frame == READY:
                self._ready.set_result(True)
                continue
            future, size = self._pending.popleft()
            self.waiting_bytes -= size
            if not future.done():  # else its caller went away
                future.set_result(_outcome(frame))

    def connection_lost(self, _fault: Exception | None) -> None:
        self._lost = True
        if not self._ready.done():
            self._ready.set_result(False)
        for future, _ in self._pending:
            if not future.done():
                future.set_result(_away())
        self._pending.clear()
        self._unsent.clear()
        if not self._closing:
            self._ended(self)

    def _flush(self) -> None:
        if self._transport is not None and self._unsent:
            self._transport.write(b"".join(self._unsent))
            self._unsent.clear()


async def _report(link: _Link, after_seconds: float) -> None:
    log.error("intake_ended", code=await link.wait(), after_seconds=round(after_seconds, 1))


def _full() -> RateLimited:
    return RateLimited("too many signals are waiting to be stored; send again in a moment")


def _away() -> Unavailable:
    return Unavailable("signals cannot be stored for the moment; try again with the same Idempotency-Key")


def _outcome(frame: bytes) -> Outcome:
    outcome = intake_pb2.Outcome.FromString(frame)
    if outcome.HasField("stored"):
        return Stored(response=outcome.stored.response, replayed=outcome.stored.replayed)
    return error_in(outcome.refusal)


def _count(outcome: Outcome) -> None:
    if isinstance(outcome, CuraeError):
        _counter(outcome.code).inc()
        if isinstance(outcome, SignalPhiDetected):
            for kind in outcome.kinds:
                metrics.PHI_REFUSALS.labels(kind).inc()
        return
    _counter("replayed" if outcome.replayed else "stored").inc()
    if outcome.replayed:
        metrics.IDEMPOTENT_REPLAYS.labels(_OPERATION).inc()


_counter = cache(metrics.SIGNALS.labels)
