"""The deployment's figures: what waits, runs and ends, how fast, and samples of the last minutes."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.exports import ExportStatus
from server.domain.latency import Calls
from server.errors import Unavailable
from server.store import oversight
from server.store.engine import Database
from server.store.oversight import Ended, SeenExport

SAMPLE_SECONDS = 5
SAMPLES_KEPT = 180  # 15 minutes
REFRESH_SECONDS = 1.0
# Counting walks an index of all exports: rarely, and only while somebody looks.
COUNT_SECONDS = 2.0
MAX_ACTIVE = 50
# An export that ends is seen a moment after the time it says: its transaction has to commit first.
COMMIT_DELAY = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One interval, which ended at `at`. Latencies are seconds; None where there was no call."""

    number: int
    at: datetime
    queued: int
    running: int
    oldest_seconds: float
    ready_a_minute: float
    failed_a_minute: float
    records_a_second: float
    bytes_a_second: float
    calls_a_second: float
    errors_a_second: float
    p50_seconds: float | None
    p99_seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`active`: exports that run, then those that wait, at most MAX_ACTIVE."""

    at: datetime
    counts: Mapping[ExportStatus, int]
    active: tuple[SeenExport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Queue:
    queued: int
    running: int
    oldest: datetime | None
    ended: Ended
    under_way: int


class Overview:
    """`read_calls` gives what the process has counted of its own calls. All who look share one look at the database."""

    def __init__(self, database: Database, clock: Clock, read_calls: Callable[[], Calls]) -> None:
        self._database = database
        self._clock = clock
        self._read_calls = read_calls
        self._samples: deque[Sample] = deque(maxlen=SAMPLES_KEPT)
        self._last_calls = read_calls()
        self._sampled_until = clock() - COMMIT_DELAY
        self._under_way: int | None = None
        self._numbered = 0
        self._figures: Figures | None = None
        self._counted_at: datetime | None = None
        self._looking = asyncio.Lock()

    async def run(self) -> None:
        """Takes samples for ever, watched or not, so that who opens the console sees the minutes before."""
        while True:
            await asyncio.sleep(SAMPLE_SECONDS)
            with suppress(Unavailable):  # a database that is away leaves a gap
                await self.sample()

    async def sample(self) -> Sample:
        """Raises Unavailable."""
        now = self._clock()
        until = now - COMMIT_DELAY
        queue = await self._database.read(lambda database: _look_at_queue(database, self._sampled_until, until))
        calls = self._read_calls()
        sample = self._sample(now, (until - self._sampled_until).total_seconds(), queue, calls.since(self._last_calls))
        self._sampled_until, self._last_calls, self._under_way = until, calls, queue.under_way
        self._samples.append(sample)
        return sample

    def _sample(self, now: datetime, elapsed: float, queue: _Queue, calls: Calls) -> Sample:
        seconds = max(elapsed, 0.001)
        before = queue.under_way if self._under_way is None else self._under_way
        written = queue.ended.records + queue.under_way - before
        self._numbered += 1
        return Sample(
            number=self._numbered,
            at=now,
            queued=queue.queued,
            running=queue.running,
            oldest_seconds=0.0 if queue.oldest is None else max((now - queue.oldest).total_seconds(), 0.0),
            ready_a_minute=queue.ended.ready * 60 / seconds,
            failed_a_minute=queue.ended.failed * 60 / seconds,
            records_a_second=max(written, 0) / seconds,  # an attempt that is given up takes its records back
            bytes_a_second=queue.ended.byte_size / seconds,
            calls_a_second=calls.total / seconds,
            errors_a_second=calls.errors / seconds,
            p50_seconds=calls.quantile(0.5),
            p99_seconds=calls.quantile(0.99),
        )

    def samples_after(self, number: int) -> list[Sample]:
        return [sample for sample in self._samples if sample.number > number]

    async def figures(self) -> Figures:
        """At most REFRESH_SECONDS old. Raises Unavailable."""
        async with self._looking:
            now = self._clock()
            if self._figures is None or abs((now - self._figures.at).total_seconds()) >= REFRESH_SECONDS:
                self._figures = await self._database.read(lambda database: self._look(database, now))
            return self._figures

    def _look(self, database: DatabaseConnection, now: datetime) -> Figures:
        known = self._figures
        if known is None or self._counted_at is None or abs((now - self._counted_at).total_seconds()) >= COUNT_SECONDS:
            counts = oversight.count_by_status(database)
            self._counted_at = now
        else:
            counts = known.counts
        return Figures(at=now, counts=counts, active=tuple(oversight.active_exports(database, MAX_ACTIVE)))

    async def follow(self) -> AsyncGenerator[tuple[Figures, list[Sample]], None]:
        """The figures and all samples, then both as they change; at least once a sample. Raises Unavailable."""
        seen: Figures | None = None
        sent = 0
        while True:
            figures = await self.figures()
            samples = self.samples_after(sent)
            if seen is None or samples or (figures.counts, figures.active) != (seen.counts, seen.active):
                yield figures, samples
                seen = figures
                sent = samples[-1].number if samples else sent
            await asyncio.sleep(REFRESH_SECONDS)


def _look_at_queue(database: DatabaseConnection, since: datetime, until: datetime) -> _Queue:
    return _Queue(
        queued=oversight.count_of(database, ExportStatus.QUEUED),
        running=oversight.count_of(database, ExportStatus.RUNNING),
        oldest=oversight.oldest_waiting(database),
        ended=oversight.ended_between(database, since, until),
        under_way=oversight.records_under_way(database, until),
    )
