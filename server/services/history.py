"""What was done in the last hour, day or week, and how many signals came in: for the console's longer plots."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.store import history
from server.store.engine import Database
from server.store.history import Span
from server.store.signal_schemas import RegisteredSchema, all_schemas

# Counting a week of signals walks a part of an index: rarely, whoever looks.
KEPT_FOR = timedelta(seconds=15)


class Range(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"


_INTERVALS = {Range.HOUR: (60, 60), Range.DAY: (24 * 3600 // 96, 96), Range.WEEK: (2 * 3600, 84)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """What was done from `at` on, for the length of an interval."""

    at: datetime
    queued: int
    ready: int
    failed: int
    records: int
    byte_size: int
    signals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The intervals as of `at`, the oldest first; the last one is not over."""

    at: datetime
    span: Span
    intervals: list[Interval]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """Signals of each namespace in each interval, as of `at`."""

    at: datetime
    span: Span
    namespaces: Mapping[str, list[int]]


Counted = TypeVar("Counted", Past, Incoming)


class History:
    """All who look share one look at the database, which is at most KEPT_FOR old."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._past: dict[Range, Past] = {}
        self._incoming: dict[Range, Incoming] = {}
        self._looking = asyncio.Lock()

    async def past(self, range_: Range) -> Past:
        """Raises Unavailable."""
        return await self._look(self._past, range_, _past)

    async def incoming(self, range_: Range) -> Incoming:
        """Raises Unavailable."""
        return await self._look(self._incoming, range_, _incoming)

    async def schemas(self) -> list[RegisteredSchema]:
        """Every version, by namespace, signal type and version."""
        return await self._database.read(all_schemas)

    async def _look(
        self, kept: dict[Range, Counted], range_: Range, count: Callable[[DatabaseConnection, Range, datetime], Counted]
    ) -> Counted:
        async with self._looking:
            now = self._clock()
            known = kept.get(range_)
            if known is None or abs(now - known.at) > KEPT_FOR:
                known = kept[range_] = await self._database.read(lambda database: count(database, range_, now))
            return known


def span_of(range_: Range, now: datetime) -> Span:
    """Intervals at whole multiples of their length, the last of which holds `now`."""
    seconds, count = _INTERVALS[range_]
    last = int(now.timestamp()) // seconds
    return Span(start=datetime.fromtimestamp((last - count + 1) * seconds, UTC), seconds=seconds, count=count)


def _past(database: DatabaseConnection, range_: Range, now: datetime) -> Past:
    span = span_of(range_, now)
    queued = history.queued_by_interval(database, span)
    failed = history.failed_by_interval(database, span)
    ready = history.ready_by_interval(database, span)
    signals = [sum(counts) for counts in zip(*_by_namespace(database, span).values(), strict=True)]
    intervals = []
    for number in range(span.count):
        done = ready.get(number)
        intervals.append(
            Interval(
                at=span.start + timedelta(seconds=span.seconds * number),
                queued=queued.get(number, 0),
                failed=failed.get(number, 0),
                ready=done.exports if done else 0,
                records=done.records if done else 0,
                byte_size=done.byte_size if done else 0,
                signals=signals[number] if signals else 0,
            )
        )
    return Past(at=now, span=span, intervals=intervals)


def _incoming(database: DatabaseConnection, range_: Range, now: datetime) -> Incoming:
    span = span_of(range_, now)
    return Incoming(at=now, span=span, namespaces=_by_namespace(database, span))


def _by_namespace(database: DatabaseConnection, span: Span) -> dict[str, list[int]]:
    counted = {}
    for namespace in sorted({schema.namespace for schema in all_schemas(database)}):
        found = history.signals_by_interval(database, namespace, span)
        counted[namespace] = [found.get(number, 0) for number in range(span.count)]
    return counted
