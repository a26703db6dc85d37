"""Reads of a few rows by their keys on the event loop's own thread: SQLite has them in memory.

A trip to a lane's thread and back took 600 us of processor time, as both threads want the interpreter, and such a read
20 us. No writer is waited for: in WAL mode none holds a reader up, and where one does all the same, a lane waits.
"""

import time

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from server.store.transactions import T, Work

# A disk that is slow delays the loop by one look, and the lanes then look for a while: a hundred times as long as it
# took, so that no disk takes more than a hundredth of the loop's time.
SLOW_SECONDS = 0.05
PAUSES_A_LOOK = 100
LONGEST_PAUSE_SECONDS = 60.0


class Looks:
    """Belongs to one thread. Its connection is in no transaction: each statement has a state of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(curae_transaction="look")
        self._connection: Connection | None = None
        self._not_before = 0.0

    @property
    def are_quick(self) -> bool:
        return time.monotonic() >= self._not_before

    def take(self, work: Work[T]) -> T:
        """Raises DBAPIError also where a lane would wait, and RuntimeError of work that begins a transaction: later
        looks would see the state that it saw."""
        if self._connection is None:
            self._connection = self._opened()
        began = time.monotonic()
        try:
            found = work(self._connection)
        except DBAPIError:
            self.close()
            raise
        else:
            self._require_no_transaction(self._connection)
            return found
        finally:
            ended = time.monotonic()
            took = ended - began
            if took > SLOW_SECONDS:
                self._not_before = ended + min(PAUSES_A_LOOK * took, LONGEST_PAUSE_SECONDS)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _require_no_transaction(self, connection: Connection) -> None:
        if connection.in_transaction():
            self.close()
            raise RuntimeError("a look reads by Prepared or Statement alone")

    def _opened(self) -> Connection:
        connection = self._engine.connect()
        connection.detach()  # it has a busy timeout of its own
        driver = connection.connection.dbapi_connection
        assert driver is not None  # noqa: S101 - it is open
        driver.execute("PRAGMA busy_timeout = 0")
        return connection
