"""One transaction: begun, tried again where PostgreSQL asks for it, committed."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from server.domain.audit import Entry
from server.event_log import logger
from server.store.audit import recording
from server.store.faults import Reason, reason_of, unavailable_on_database_faults

log = logger()

T = TypeVar("T")
Work = Callable[[Connection], T]
# `long` reads much, for a bounded time. `statements`, on PostgreSQL: each statement is a transaction by itself. The
# databases' `begin` reads the kind.
Kind = Literal["read", "long", "write", "statements"]

SERIALIZATION_ATTEMPTS = 5
# The connections that lay idle beside a silent one are made again, so the next one works.
FORGOTTEN_ATTEMPTS = 1
# Serialization failure, deadlock: PostgreSQL asks for another try. A transaction that it ended because this process had
# stalled in it (`DATABASE_IDLE_SECONDS`) is worth one as well.
_RETRYABLE_SQLSTATES = {"40001", "40P01", "25P03"}


class Transactions:
    """A `write` takes the write lock, may record what it does, and keeps pieces of work apart."""

    def __init__(self, engine: Engine, *, kind: Kind) -> None:
        self._engine = engine.execution_options(curae_transaction=kind)
        self._kind = kind
        self._writes = kind == "write"

    def run(self, works: Sequence[Work[Any]]) -> list[Any]:
        """What each piece of work gave, in order: an error where it stood among others and failed by itself.

        Raises what a piece of work that stands alone raises, and Unavailable.
        """
        with unavailable_on_database_faults():
            return self._run(works)

    def _run(self, works: Sequence[Work[Any]]) -> list[Any]:
        forgotten = 0
        for attempt in range(1, SERIALIZATION_ATTEMPTS + 1):
            commits = False
            try:
                with self._engine.connect() as connection, connection.begin():
                    outcomes = self._run_all(connection, works)
                    commits = True
            except DBAPIError as fault:
                sqlstate, reason = getattr(fault.orig, "sqlstate", None), reason_of(fault)
                if reason is Reason.FORGOTTEN and self._is_undone(commits):
                    forgotten += 1
                elif reason is not Reason.CHANGED and sqlstate not in _RETRYABLE_SQLSTATES:
                    raise
                if attempt == SERIALIZATION_ATTEMPTS or forgotten > FORGOTTEN_ATTEMPTS:
                    raise
                log.info("transaction_retried", attempt=attempt, sqlstate=sqlstate)
            else:
                return outcomes
        raise AssertionError("unreachable")

    def _is_undone(self, commits: bool) -> bool:
        """Whether nothing is left of a transaction that broke: not certain of a write while it `commits`."""
        return self._kind == "read" or (self._kind == "write" and not commits)

    def _run_all(self, connection: Connection, works: Sequence[Work[Any]]) -> list[Any]:
        if not self._writes:
            return [work(connection) if len(works) == 1 else _outcome(connection, work) for work in works]
        with recording(connection) as noted:
            if len(works) == 1:
                return [works[0](connection)]
            return [_in_savepoint(connection, work, noted) for work in works]


def _in_savepoint(connection: Connection, work: Work[Any], noted: list[Entry]) -> Any:
    """One piece of work in its savepoint. Its error is its outcome; the database's ends them all."""
    before = len(noted)
    try:
        with connection.begin_nested():
            return work(connection)
    except DBAPIError as error:
        if reason_of(error) is not None:
            raise
        del noted[before:]
        return error
    except Exception as error:
        del noted[before:]  # rolled back together with their entries
        return error


def _outcome(connection: Connection, work: Work[Any]) -> Any:
    try:
        return work(connection)
    except DBAPIError:
        raise
    except Exception as error:
        return error
