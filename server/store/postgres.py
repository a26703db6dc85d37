"""PostgreSQL: how connections are made and limited, and how transactions begin.

No wait is without a limit. PostgreSQL itself ends a statement that takes too long, and a transaction whose process has
stalled; TCP ends a connection whose packets are not acknowledged; `server.store.witness` finds one that has fallen
silent while new ones work; and where no answer comes at all, this process stops waiting. Limits are sent with each
BEGIN, in the same message: they cost no round trip, and behind a pooler that deals out connections by transaction
(PgBouncer) they leak into no other transaction.

The driver is in autocommit and BEGIN is ours, as on SQLite. A read begins no transaction where its connection leads to
PostgreSQL itself: in READ COMMITTED each of its statements sees a state of its own anyway, and the limit of a statement
is then set once, as the connection is made. Behind a pooler a read has a transaction, for the limits' sake.
"""

import secrets
import time
from collections.abc import Callable, Generator
from functools import partial
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.conninfo import conninfo_to_dict
from psycopg.waiting import Ready
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DisconnectionError, InvalidatePoolError

from server.limits import (
    DATABASE_ANSWER_GRACE_SECONDS,
    DATABASE_DOUBT_SECONDS,
    DATABASE_LONG_SECONDS,
    DATABASE_MIGRATION_SECONDS,
    DATABASE_PING_SECONDS,
    DATABASE_POOL_SECONDS,
)
from server.store import postgres_faults  # noqa: F401 - reads the driver's errors from here on
from server.store.faults import Reason, database_fault, reason_of
from server.store.options import POSTGRES_LANES, Options
from server.store.witness import Backend, Doubt, Witness, backend_of

T = TypeVar("T")

POOLED_CONNECTIONS = 2 * POSTGRES_LANES + 4
MAX_OVERFLOW = 32
PING_AFTER_SECONDS = 1.0
# After so many uses of a statement the driver prepares it by name; its own default.
_PREPARE_AFTER = 5
_NAME_BITS = 62
_WAKES_SECONDS = 0.1
_CHECKED_SECONDS = 0.2
_MAX_PORT = 65_535
_READS = ("read", "long")
_USED = "curae_used"  # when a pooled connection was, by the monotonic clock


class LimitedConnection(psycopg.Connection[Any]):
    """A connection that is closed where the server does not answer within `answer_seconds`, or no longer hears it."""

    answer_seconds = DATABASE_LONG_SECONDS
    check: Callable[[], None] | None = None  # called during a long wait; what it raises ends it
    backend: Backend | None = None  # None behind a pooler
    is_own = False  # what is set and prepared on it stays, and reaches nobody else
    witness: Witness | None = None
    on_silence: Callable[[], None] | None = None

    def wait(self, gen: PQGen[T], interval: float = _WAKES_SECONDS, timeout: float | None = None) -> T:
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        hearing = _Hearing(gen)
        left, silent, doubt = self.answer_seconds, 0.0, self._doubt()
        while True:
            try:
                return super().wait(hearing, interval, min(left, _CHECKED_SECONDS))
            except psycopg.errors._WaitTimeout:
                left -= _CHECKED_SECONDS
                silent += _CHECKED_SECONDS
                if hearing.has_heard():
                    silent, doubt = 0.0, self._doubt()
                self._go_on(left, doubt if silent >= DATABASE_DOUBT_SECONDS else None)

    def keep(self, statement_seconds: float) -> None:
        """Has it keep a limit for statements outside transactions, and prepared statements."""
        self.execute(f"SET statement_timeout = {_milliseconds(statement_seconds)}")
        self.prepare_threshold = _PREPARE_AFTER
        # Names that no other connection uses: were a pooler to hide between us and PostgreSQL, a name would be unknown
        # there, and never another client's statement.
        self._prepared._prepared_idx = secrets.randbits(_NAME_BITS)
        self.is_own = True

    def rollback(self) -> None:
        """A connection that was closed has nothing to undo."""
        if not self.closed:
            super().rollback()

    def _doubt(self) -> Doubt | None:
        return Doubt(self.witness, self.backend) if self.witness and self.backend else None

    def _go_on(self, left_seconds: float, doubt: Doubt | None) -> None:
        try:
            if self.check is not None:
                self.check()
        except BaseException:
            self.close()
            raise
        if doubt is not None and doubt.is_certain():
            self.close()
            if self.on_silence is not None:
                self.on_silence()
            raise psycopg.OperationalError("the connection fell silent")
        if left_seconds <= 0:
            self.close()
            raise psycopg.OperationalError("the database did not answer in time")


class _Hearing(Generator[Any, Any, T]):
    """A wait of the driver's that notes whether something came."""

    def __init__(self, gen: PQGen[T]) -> None:
        self._gen = gen
        self._heard = False

    def has_heard(self) -> bool:
        """Since it was last asked."""
        heard, self._heard = self._heard, False
        return heard

    def send(self, ready: Any) -> Any:
        self._heard |= bool(ready and ready & Ready.R)
        return self._gen.send(ready)

    def throw(self, *fault: Any) -> Any:
        return self._gen.throw(*fault)


def parameters_of(url: str, options: Options) -> dict[str, Any]:
    """What libpq connects with. Raises DatabaseFault where the URL cannot be."""
    scheme, separator, rest = url.partition("://")
    try:
        given = conninfo_to_dict(f"{scheme.removesuffix('+psycopg')}{separator}{rest}")
    except psycopg.Error as fault:  # its text may repeat the password, so it is no cause
        raise database_fault(reason_of(fault) or Reason.ADDRESS, named=_option_named_in(fault)) from None
    for port in str(given.get("port") or "").split(","):
        if port and not (port.isdecimal() and 0 < int(port) <= _MAX_PORT):
            raise database_fault(Reason.PORT)
    several_hosts = "," in str(given.get("host") or given.get("hostaddr") or "")
    limits = {
        "connect_timeout": options.connect_seconds,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": round(_answer_seconds(options) * 1000),
        "application_name": "curae",
    }
    return limits | ({"target_session_attrs": "read-write"} if several_hosts else {}) | given


def postgres_engine(url: str, options: Options) -> Engine:
    parameters = parameters_of(url, options) | {"autocommit": True, "prepare_threshold": None}
    engine = create_engine(
        "postgresql+psycopg://",
        hide_parameters=True,
        pool_size=POOLED_CONNECTIONS,
        max_overflow=MAX_OVERFLOW,
        pool_timeout=DATABASE_POOL_SECONDS,
    )
    pool = _Pool(parameters, options)
    event.listen(engine, "do_connect", pool.connect)
    event.listen(engine, "connect", _note_use)
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", partial(_require_alive, engine, options, pool))
    event.listen(engine, "begin", partial(_begin, options))
    event.listen(engine, "handle_error", _leave_read_only)
    return engine


def stands_behind_pooler(connection: psycopg.Connection[Any]) -> bool:
    return backend_of(connection) is None


class _Pool:
    """Makes an engine's connections. `silent_at`: when one was last found silent, by the monotonic clock."""

    def __init__(self, parameters: dict[str, Any], options: Options) -> None:
        self._parameters = parameters
        self._options = options
        self._witness = Witness(self._connect_to_look)
        self.silent_at = float("-inf")

    def connect(self, *_: object) -> LimitedConnection:
        connection = LimitedConnection.connect(**self._parameters)
        connection.answer_seconds = _answer_seconds(self._options)
        connection.backend = backend_of(connection)
        if self._options.prepared_statements and connection.backend is not None:
            connection.keep(self._options.statement_seconds)
        connection.witness, connection.on_silence = self._witness, self._note_silence
        return connection

    def _note_silence(self) -> None:
        self.silent_at = time.monotonic()

    def _connect_to_look(self) -> LimitedConnection:
        connection = LimitedConnection.connect(**self._parameters)
        connection.answer_seconds = DATABASE_PING_SECONDS
        return connection


def _begin(options: Options, connection: Connection) -> None:
    """One message: BEGIN and the limits for this kind of transaction.

    Its prepared statements are planned at each use. A plan that PostgreSQL keeps is the one for the table as it was: an
    import into an empty one went on to read all of it for each batch.
    """
    kind = connection.get_execution_options().get("curae_transaction", "read")
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, LimitedConnection)  # noqa: S101 - by _connect
    driver.answer_seconds = _answer_seconds(options)
    driver.check = connection.get_execution_options().get("curae_check")
    if kind == "statements" or (kind in _READS and driver.is_own):  # each is a transaction by itself
        return
    if kind == "maintenance":  # VACUUM is no part of a transaction, and takes as long as a migration does
        driver.answer_seconds = DATABASE_MIGRATION_SECONDS
        if driver.is_own:
            driver.execute("SET statement_timeout = 0")
        return
    mode = "REPEATABLE READ, READ ONLY" if kind == "snapshot" else "READ COMMITTED"
    seconds, answer = {
        # A long read takes as long as its reader takes; only silence counts as a fault.
        "snapshot": (0.0, DATABASE_LONG_SECONDS),
        "migration": (DATABASE_MIGRATION_SECONDS, DATABASE_MIGRATION_SECONDS + DATABASE_ANSWER_GRACE_SECONDS),
    }.get(kind, (options.statement_seconds, _answer_seconds(options)))
    idle = 0.0 if kind in ("snapshot", "migration") else options.idle_seconds
    connection.exec_driver_sql(
        f"BEGIN ISOLATION LEVEL {mode}; SET LOCAL statement_timeout = {_milliseconds(seconds)};"
        f" SET LOCAL idle_in_transaction_session_timeout = {_milliseconds(idle)};"
        " SET LOCAL plan_cache_mode = force_custom_plan"
    )
    driver.answer_seconds = answer


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def _answer_seconds(options: Options) -> float:
    return options.statement_seconds + DATABASE_ANSWER_GRACE_SECONDS


def _note_use(_connection: Any, record: Any) -> None:
    record.info[_USED] = time.monotonic()


def _require_alive(engine: Engine, options: Options, pool: _Pool, connection: Any, record: Any, _fairy: Any) -> None:
    """Asks a connection that has lain idle whether it still stands; the pool takes another where it does not. In front
    of each transaction of a busy lane that would be one round trip more. What was last used before another one was
    found silent is not asked: all of them lead the same way."""
    if connection.closed:  # while it was used
        raise DisconnectionError
    if record.info[_USED] < pool.silent_at:
        raise InvalidatePoolError
    if time.monotonic() - record.info[_USED] < PING_AFTER_SECONDS:
        return
    connection.answer_seconds = DATABASE_PING_SECONDS
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as gone:
        raise InvalidatePoolError from gone  # the idle connections of the pool are dead too
    connection.answer_seconds = _answer_seconds(options)


def _leave_read_only(context: ExceptionContext) -> None:
    """After a failover connections may still lead to the old primary: they are made again, and find the new one."""
    if reason_of(context.original_exception) is Reason.READ_ONLY:
        context.is_disconnect = True


def _option_named_in(fault: psycopg.Error) -> str | None:
    """The option that libpq quotes, where it quotes nothing else."""
    text = str(fault)
    return text.split('"')[1] if reason_of(fault) is Reason.OPTION and text.count('"') == 2 else None  # noqa: PLR2004 - a pair of quotes
