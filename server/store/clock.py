"""The database's time, which decides leases, expiries and schedules in every process of a deployment.

A process measures the database's clock and carries the measurement on by its own steady clock. The clock of its machine
may be wrong, or be set while the process runs: that changes nothing. It is not asked for in each statement instead: the
same moment is compared in Python, written into several tables, and signed into links.
"""

import contextlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Connection, text

from server.errors import CuraeError
from server.event_log import logger
from server.store.types import from_micros, to_micros

log = logger()

MEASURE_SECONDS = 30.0
# Two steady clocks drift apart by no more: the kernel corrects each by at most 500 microseconds a second.
DRIFT_A_SECOND = 0.001
# A correction of less is waited for: time stands still. A database whose clock was set back by more is followed at
# once, so that all processes of a deployment agree again within MEASURE_SECONDS.
_SET_BACK = timedelta(seconds=1)
_TRIES = 3
_MICROSECONDS = 1_000_000

_steady = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # counts while the machine sleeps


def steady_seconds() -> float:
    """Of a clock that nobody sets, the same in every process of the machine until its next boot."""
    return time.clock_gettime(_steady)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The database's time at one moment of the steady clock. `error_seconds` is how wrong it is at most."""

    moment: datetime
    steady_seconds: float
    error_seconds: float

    def at(self, steady: float) -> datetime:
        return self.moment + timedelta(seconds=steady - self.steady_seconds)

    def error_at(self, steady: float) -> float:
        return self.error_seconds + max(0.0, steady - self.steady_seconds) * DRIFT_A_SECOND


class AnchorSource(Protocol):
    """Where a clock's anchors come from: a database server, or the machine that has a SQLite file."""

    def begin(self) -> Anchor:
        """The first anchor, on the calling thread. Raises Unavailable where the database is away."""

    def again(self) -> "Future[Anchor] | None":
        """A later measurement, without a wait; None where the first one stands."""

    def close(self) -> None: ...


class DatabaseClock:
    """A `Clock` that only goes forward, but where the database's own clock was set back. Safe for threads.

    It is measured at the first call, and again at calls that come MEASURE_SECONDS after the last measurement.
    """

    def __init__(self, source: AnchorSource) -> None:
        self._source = source
        self._lock = threading.Lock()
        self._anchor: Anchor | None = None
        self._latest = from_micros(0)
        self._next_measurement = 0.0

    def __call__(self) -> datetime:
        """Raises Unavailable where it is the first call and the database is away."""
        anchor, steady = self._begun(), steady_seconds()
        if steady >= self._next_measurement:
            self._measure_again(steady)
        with self._lock:
            self._latest = max(self._latest, anchor.at(steady))
            return self._latest

    @property
    def error_seconds(self) -> float:
        """How far it is from the database's clock at most."""
        return self._begun().error_at(steady_seconds())

    def close(self) -> None:
        self._source.close()

    def _begun(self) -> Anchor:
        if (anchor := self._anchor) is not None:
            return anchor
        with self._lock:
            if self._anchor is None:
                self._anchor = self._source.begin()
                self._next_measurement = steady_seconds() + MEASURE_SECONDS
            return self._anchor

    def _measure_again(self, steady: float) -> None:
        with self._lock:
            if steady < self._next_measurement:
                return
            self._next_measurement = steady + MEASURE_SECONDS
        with contextlib.suppress(CuraeError):  # too much waits for the database, or it closes
            if (measuring := self._source.again()) is not None:
                measuring.add_done_callback(self._adopt_result)

    def _adopt_result(self, measured: "Future[Anchor]") -> None:
        if not measured.cancelled() and measured.exception() is None:
            self.adopt(measured.result())

    def adopt(self, anchor: Anchor) -> None:
        """Goes on by `anchor`, unless the one before is still the better one."""
        with self._lock:
            steady = steady_seconds()
            if self._anchor is not None and anchor.error_at(steady) > self._anchor.error_at(steady):
                return
            self._anchor = anchor
            ahead = self._latest - anchor.at(steady)
            if ahead > _SET_BACK:
                self._latest = anchor.at(steady)
        if ahead > _SET_BACK:
            log.warning("database_clock_set_back", seconds=ahead.total_seconds())


class DatabaseServer:
    """Anchors from PostgreSQL. `here` runs work on the calling thread, `later` on another."""

    def __init__(
        self,
        here: Callable[[Callable[[Connection], Anchor]], Anchor],
        later: Callable[[Callable[[Connection], Anchor]], "Future[Anchor]"],
    ) -> None:
        self._here = here
        self._later = later

    def begin(self) -> Anchor:
        return self._here(measure)

    def again(self) -> "Future[Anchor]":
        return self._later(measure)

    def close(self) -> None:
        """Holds nothing."""


def measure(connection: Connection) -> Anchor:
    """The best of several tries: the time is that of the middle of the round trip, and wrong by half of it at most."""
    return min((_measure_once(connection) for _ in range(_TRIES)), key=lambda anchor: anchor.error_seconds)


def offset_micros(moment: datetime, steady: float) -> int:
    return to_micros(moment) - round(steady * _MICROSECONDS)


def _measure_once(connection: Connection) -> Anchor:
    before = steady_seconds()
    micros = connection.execute(text("SELECT extract(epoch FROM clock_timestamp()) * 1e6")).scalar_one()
    after = steady_seconds()
    return Anchor(
        moment=from_micros(int(micros)), steady_seconds=(before + after) / 2, error_seconds=(after - before) / 2
    )
