"""Whether PostgreSQL still hears a connection, asked on another one that is new.

A connection that a firewall forgot stays open at both ends, and nothing comes on it any more. TCP notices that only
where nobody acknowledges what is sent; a proxy on the way acknowledges everything. So where an answer takes long,
PostgreSQL is asked what the process at the connection's other end does (`pg_stat_activity`, which shows a role its own
processes). One that waits for its client, while its client waits for it, hears nothing. A statement that is slow, or
waits for a lock, is at work and stays undisturbed. Where no new connection comes about either, there is no verdict.
"""

import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg

from server.event_log import logger

log = logger()

# What the process of this connection is, as long as the server runs: a number may be used again later.
_OWN = "SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()"
_IDLE = """SELECT pid, backend_start, state_change FROM pg_stat_activity
           WHERE usename = current_user AND starts_with(state, 'idle')"""
_END = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE (pid, backend_start, state_change) = (%s, %s, %s) AND starts_with(state, 'idle')"""


@dataclass(frozen=True, slots=True)
class Backend:
    """The server's process at the other end of a connection. `place`: address and port that the connection leads to."""

    place: tuple[str, int]
    pid: int
    began: datetime


@dataclass(frozen=True, slots=True)
class Look:
    """`waiting`: the processes that wait for their clients, each since when."""

    number: int = 0
    waiting: Mapping[Backend, datetime] | None = None


def backend_of(connection: psycopg.Connection[Any]) -> Backend | None:
    """None behind a pooler, which has a process of its own at the end of the connection."""
    row = connection.execute(_OWN).fetchone()
    if row is None or row[0] != connection.info.backend_pid:
        return None
    return Backend(_place(connection), *row)


class Witness:
    """Of all connections of one engine. Each look has a thread and a connection of its own, and there is one at a time.

    `connect` makes a connection, and raises psycopg.Error.
    """

    def __init__(self, connect: Callable[[], psycopg.Connection[Any]]) -> None:
        self._connect = connect
        self._lock = threading.Lock()
        self._latest = Look()
        self._begun = 0
        self._is_looking = False

    def look(self) -> tuple[Look, int]:
        """The latest look that has ended, and the number of the next one, which begins where none is under way."""
        with self._lock:
            if not self._is_looking:
                self._is_looking = True
                self._begun += 1
                self._start(self._look, self._begun)
                return self._latest, self._begun
            return self._latest, self._begun + 1

    def end(self, backend: Backend, since: datetime) -> None:
        """Ends a process that has waited for its client since then: what it holds is locked no more."""
        self._start(self._end, backend, since)

    def _start(self, act: Callable[..., None], *arguments: Any) -> None:
        threading.Thread(target=act, args=arguments, name="database-witness", daemon=True).start()

    def _look(self, number: int) -> None:
        look = None
        try:
            with closing(self._connect()) as connection:
                place = _place(connection)
                look = Look(number, {Backend(place, *row[:2]): row[2] for row in connection.execute(_IDLE)})
        except psycopg.OperationalError:
            pass  # no verdict: the statement's own limit counts
        finally:
            with self._lock:
                self._is_looking = False
                self._latest = look or self._latest

    def _end(self, backend: Backend, since: datetime) -> None:
        try:
            with closing(self._connect()) as connection:
                connection.execute(_END, (backend.pid, backend.began, since))
        except psycopg.OperationalError as fault:
            log.info("silent_connection_not_ended", error=type(fault).__qualname__)


class Doubt:
    """One wait for an answer of `backend`. Ask it again and again, and make another one once something was heard."""

    def __init__(self, witness: Witness, backend: Backend) -> None:
        self._witness = witness
        self._backend = backend
        self._first: int | None = None
        self._seen = 0
        self._waiting_since: datetime | None = None

    def is_certain(self) -> bool:
        """Whether two looks, each begun after the doubt, found the process waiting, with nothing done in between. Then
        it is being ended. Never blocks."""
        look, following = self._witness.look()
        if self._first is None:
            self._first = following
        if look.number < self._first or look.number == self._seen or look.waiting is None:
            return False
        before, self._waiting_since = self._waiting_since, look.waiting.get(self._backend)
        self._seen = look.number
        if before is None or self._waiting_since != before:
            return False
        self._witness.end(self._backend, before)
        return True


def _place(connection: psycopg.Connection[Any]) -> tuple[str, int]:
    return connection.info.hostaddr or connection.info.host, connection.info.port
