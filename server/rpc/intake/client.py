"""The server's end of the intake: offers go out as they come, outcomes come back in their order."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from itertools import chain

from curae.intake.v1 import intake_pb2

from server import metrics
from server.config import Settings
from server.domain.caller import Caller
from server.domain.retry import Restarts, Retry
from server.errors import CuraeError, SignalPhiDetected, Unavailable
from server.event_log import logger
from server.rpc.intake.link import Link, away
from server.rpc.intake.outcome import Outcome, Stored
from server.rpc.intake.room import Room, Sender
from server.rpc.intake.wire import LENGTH_BYTES, framed

log = logger()

_OPERATION = "IngestSignal"
# Of one batch at a time, so that signals which come by themselves take turns with it.
ITEMS_A_TURN = 64
BYTES_A_TURN = 4 << 20
# Of one batch, before a signal of another key.
ITEMS_A_PARCEL = 16
BYTES_A_PARCEL = 64 << 10
START_SECONDS = 150.0  # less than `curae up` waits for a server
_RETRY = Retry(first=timedelta(seconds=1), longest=timedelta(seconds=5))


def environment_of(settings: Settings) -> dict[str, str]:
    """What an intake process needs to know, and no secret beyond its database's."""
    inherited = {name: text for name, text in os.environ.items() if not name.startswith(("AWS_", "CURAE_"))}
    return inherited | {
        "CURAE_DATABASE_URL": settings.database_url,
        "CURAE_DATABASE_CONNECT_SECONDS": str(settings.database_connect_seconds),
        "CURAE_DATABASE_STATEMENT_SECONDS": str(settings.database_statement_seconds),
        "CURAE_DATABASE_PREPARED_STATEMENTS": str(settings.database_prepared_statements),
        "CURAE_SIGNAL_PAST_DAYS": str(settings.signal_past_days),
        "CURAE_SIGNAL_FUTURE_SECONDS": str(settings.signal_future_seconds),
        "CURAE_LOG_FORMAT": settings.log_format,
        "CURAE_LOG_LEVEL": settings.log_level,
    }


def offer_of(caller: Caller, key: str | None, request: bytes) -> intake_pb2.Offer:
    """`key`: the idempotency key. `request`: an encoded IngestSignalRequest."""
    return intake_pb2.Offer(
        tenant_id=caller.tenant_id,
        bound_connection_id=caller.connection_id,
        idempotency_key=key,
        request=request,
    )


class Intake:
    """Signals' way to the intake process, which is started with the first of them, and again after it died."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._link: Link | None = None
        self._starting: asyncio.Task[Link] | None = None
        self._not_before = 0.0
        self._restarts = Restarts(_RETRY)
        self._stall_listener: Callable[[bool], None] | None = None
        self._reports: set[asyncio.Task[None]] = set()
        self.room = Room()

    def on_stall(self, say: Callable[[bool], None]) -> None:
        """Has `say` called with True once the process gives no outcomes, and with False once it does again."""
        self._stall_listener = say

    def _say_stalled(self, stalled: bool) -> None:
        log.warning("intake_stalled" if stalled else "intake_answers_again")
        if self._stall_listener is not None:
            self._stall_listener(stalled)

    @property
    def pid(self) -> int | None:
        """Of the process, where one runs."""
        return None if self._link is None else self._link.pid

    async def start(self) -> None:
        """Returns once the process takes signals; one that is killed meanwhile is started again. Raises Unavailable."""
        try:
            async with asyncio.timeout(START_SECONDS):
                while not await (self._link or await self._linked()).is_ready():
                    pass
        except TimeoutError:
            raise Unavailable(f"the intake process was not ready within {START_SECONDS:.0f} s") from None

    async def store(self, offer: intake_pb2.Offer, sender: Sender) -> Stored:
        """Returns once the signal is durable.

        Raises what refuses it, RateLimited where too much waits, and Unavailable where the process or its database is
        away: whether the signal was stored is then not known, and its idempotency key makes another try safe.
        """
        outcome = await self._outcome(offer, sender)
        _count(outcome)
        if isinstance(outcome, CuraeError):
            raise outcome
        return outcome

    async def judge(self, offer: intake_pb2.Offer, sender: Sender) -> CuraeError | None:
        """What refuses a signal of a dry run. Raises RateLimited where too much waits, and Unavailable."""
        outcome = await self._outcome(offer, sender)
        if not isinstance(outcome, CuraeError):
            return None
        _count(outcome)
        if isinstance(outcome, Unavailable):
            raise outcome
        return outcome

    async def _outcome(self, offer: intake_pb2.Offer, sender: Sender) -> Outcome:
        message = framed(offer.SerializeToString())
        with self.room.taken(sender, 1, len(message)):
            link = self._link or await self._linked()
        (outcome,) = [away()] if link.stalled else await link.send(message, 1, sender)
        return outcome

    async def store_all(self, offers: Sequence[intake_pb2.Offer], sender: Sender) -> list[Outcome]:
        """Each offer's outcome, in order. Raises RateLimited where too much waits: then none was stored."""
        metrics.SIGNAL_BATCH_ITEMS.observe(len(offers))
        left, left_bytes = len(offers), sum(LENGTH_BYTES + offer.ByteSize() for offer in offers)
        self.room.require(sender, left, left_bytes)
        outcomes: list[Outcome] = []
        self.room.take(sender, left, left_bytes)  # until the link takes room for each
        try:
            link = self._link or await self._linked()
            while left and not link.stalled:
                turn = _turn(offers, len(offers) - left)
                sent = (len(turn), sum(map(len, turn)))
                self.room.give_back(sender, *sent)
                left, left_bytes = left - sent[0], left_bytes - sent[1]
                parcels = (link.send(b"".join(parcel), len(parcel), sender) for parcel in _parcels(turn))
                outcomes += chain.from_iterable(await asyncio.gather(*parcels))
        finally:
            self.room.give_back(sender, left, left_bytes)
        outcomes += [away()] * left
        for outcome in outcomes:
            _count(outcome)
        return outcomes

    async def close(self) -> None:
        """Lets the process finish its signals and end."""
        if self._link is not None:
            await self._link.close()
        await asyncio.gather(*self._reports)

    async def _linked(self) -> Link:
        if self._starting is None or self._starting.done():
            self._starting = asyncio.create_task(self._start())
        return await asyncio.shield(self._starting)

    async def _start(self) -> Link:
        await asyncio.sleep(self._not_before - time.monotonic())
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                process = await asyncio.create_subprocess_exec(
                    sys.executable, "-P", "-m", "server.rpc.intake", stdin=theirs.fileno(), env=self._environment
                )
        except OSError as fault:
            ours.close()
            raise away() from fault
        _, link = await asyncio.get_running_loop().create_connection(
            lambda: Link(process, self.room, self._ended, self._say_stalled), sock=ours
        )
        self._link = link
        return link

    def _ended(self, link: Link) -> None:
        self._link = None
        self._not_before = time.monotonic() + self._restarts.pause_after(link.age_seconds).total_seconds()
        metrics.INTAKE_DEATHS.inc()
        report = asyncio.create_task(_report(link, link.age_seconds))
        self._reports.add(report)
        report.add_done_callback(self._reports.discard)


def _turn(offers: Sequence[intake_pb2.Offer], start: int) -> list[bytes]:
    """The next offers of a batch, framed: one at least."""
    turn: list[bytes] = []
    size = 0
    for offer in offers[start : start + ITEMS_A_TURN]:
        message = framed(offer.SerializeToString())
        size += len(message)
        if turn and size > BYTES_A_TURN:
            break
        turn.append(message)
    return turn


def _parcels(messages: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """What goes to the process together: few signals, or a large one alone."""
    start, size = 0, 0
    for at, message in enumerate(messages):
        size += len(message)
        if at - start == ITEMS_A_PARCEL or (at > start and size > BYTES_A_PARCEL):
            yield messages[start:at]
            start, size = at, len(message)
    yield messages[start:]


async def _report(link: Link, after_seconds: float) -> None:
    log.error("intake_ended", code=await link.wait(), after_seconds=round(after_seconds, 1))


def _count(outcome: Outcome) -> None:
    if isinstance(outcome, CuraeError):
        _counter(outcome.code).inc()
        if isinstance(outcome, SignalPhiDetected):
            for kind in outcome.kinds:
                metrics.PHI_REFUSALS.labels(kind).inc()
        return
    _counter("dry_run" if outcome.dry_run else "replayed" if outcome.replayed else "stored").inc()
    if outcome.replayed:
        metrics.IDEMPOTENT_REPLAYS.labels(_OPERATION).inc()


_counter = cache(metrics.SIGNALS.labels)
