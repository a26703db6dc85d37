"""What a fault of the database means: for callers one sentence, for operators its cause and the remedy."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from server.errors import DatabaseFault

_LOOK_AT_SERVER = "look at the database's own log"
_LOOK_AT_URL = "look at CURAE_DATABASE_URL"


class Reason(Enum):
    """Why the database cannot be used: the cause, and the operator's remedy."""

    ADDRESS = ("CURAE_DATABASE_URL cannot be read", "write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE")
    OPTION = ("an option of CURAE_DATABASE_URL is unknown or has a wrong value", "remove or correct that option")
    PORT = ("the port in CURAE_DATABASE_URL is wrong", "write a number from 1 to 65535")
    DNS = ("DNS does not know the host of CURAE_DATABASE_URL", "correct the host name, or the machine's resolver")
    UNREACHABLE = ("nothing answers at the host and port of CURAE_DATABASE_URL", "start the database, or correct them")
    TLS = ("TLS to the database fails", "look at sslmode and sslrootcert in CURAE_DATABASE_URL, and at the certificate")
    PASSWORD = ("the database refuses the password or the user", "correct user and password in CURAE_DATABASE_URL")
    NOT_ADMITTED = ("pg_hba.conf of the database does not allow this connection", "allow user, host and TLS mode there")
    NO_DATABASE = ("the server has no database of that name", "create it, or correct its name in CURAE_DATABASE_URL")
    TOO_MANY = ("the database has no free connection", "raise max_connections, or run fewer servers and workers")
    CLOSING = ("the database is starting or stopping", "try again once it is up")
    LOST = ("the connection to the database broke", "try again")
    SILENT = ("the database does not answer in time", f"look at the network and {_LOOK_AT_SERVER}")
    FORGOTTEN = (
        "a connection to the database fell silent while new ones work",
        "look for a firewall that forgets them",
    )
    CHANGED = ("a column changed its type under a prepared statement", "try again")
    SLOW = ("a statement took too long, or waited too long for a lock", f"try again, and {_LOOK_AT_SERVER}")
    READ_ONLY = ("the database accepts no writes: it is read-only", "point CURAE_DATABASE_URL to the primary")
    FULL = ("the database's disk is full", "make room on it")
    MEMORY = ("the database is out of memory or of another resource", _LOOK_AT_SERVER)
    DISK = ("the database cannot read or write its files", "look at its disk, its file modes and its own log")
    DAMAGED = ("the database is damaged", "stop everything and restore a backup: docs/backup.md")
    PRIVILEGE = ("the database's user lacks a privilege", "make it the owner of the tables, or grant the privilege")
    SCHEMA = ("the database lacks a table or column of this code", "run: curae db upgrade")
    POOLER = ("a pooler stands before PostgreSQL and changes connections between transactions", "see docs/scaling.md")
    BUSY = ("too much is waiting for the database", "try again")
    OTHER = ("the database cannot be used at the moment", f"try again, and {_LOOK_AT_SERVER}")

    def __init__(self, cause: str, remedy: str) -> None:
        self.cause = cause
        self.remedy = remedy


def database_fault(reason: Reason, *, named: str | None = None) -> DatabaseFault:
    """`named` is the wrong value, unless it is a secret."""
    cause = reason.cause if named is None else f"{reason.cause}: {named}"
    return DatabaseFault(reason=reason, for_operators=f"{cause}; {reason.remedy}")


@contextlib.contextmanager
def unavailable_on_database_faults() -> Iterator[None]:
    """Turns a database that is away, locked, full or not as it should be into DatabaseFault; the cause stays for the
    log. What the statement itself does wrong stays as it is."""
    try:
        yield
    except _kinds() as fault:
        if (reason := reason_of(fault)) is None:
            raise
        raise database_fault(reason) from fault


def _kinds() -> tuple[type[Exception], ...]:
    return (DBAPIError, PoolTimeout, *_READERS)


def reason_of(fault: BaseException | None) -> Reason | None:
    """None where the statement is at fault, and not the database."""
    if isinstance(fault, PoolTimeout):
        return Reason.BUSY
    if isinstance(fault, IntegrityError):
        return None
    if isinstance(fault, DBAPIError):
        fault = fault.orig
    return next((reader(fault) for kind, reader in _READERS.items() if isinstance(fault, kind)), None)


def read_driver_faults(kind: type[Exception], reader: Callable[[Any], Reason | None]) -> None:
    """A driver's module names the reader of its errors here. A process without PostgreSQL never imports its driver."""
    _READERS[kind] = reader


def _of_sqlite(fault: sqlite3.Error) -> Reason | None:
    code = getattr(fault, "sqlite_errorcode", None)
    if code is None:  # the driver's own, of a connection that is closed for one
        return Reason.OTHER if isinstance(fault, sqlite3.OperationalError | sqlite3.InterfaceError) else None
    if code & _SQLITE_PRIMARY == sqlite3.SQLITE_ERROR:
        return Reason.SCHEMA if "no such" in str(fault) else None
    return _SQLITE_CODES.get(code & _SQLITE_PRIMARY)


_SQLITE_PRIMARY = 0xFF
_SQLITE_CODES = {
    sqlite3.SQLITE_PERM: Reason.DISK,
    sqlite3.SQLITE_BUSY: Reason.SLOW,
    sqlite3.SQLITE_LOCKED: Reason.SLOW,
    sqlite3.SQLITE_NOMEM: Reason.MEMORY,
    sqlite3.SQLITE_READONLY: Reason.READ_ONLY,
    sqlite3.SQLITE_INTERRUPT: Reason.SLOW,
    sqlite3.SQLITE_IOERR: Reason.DISK,
    sqlite3.SQLITE_CORRUPT: Reason.DAMAGED,
    sqlite3.SQLITE_FULL: Reason.FULL,
    sqlite3.SQLITE_CANTOPEN: Reason.DISK,
    sqlite3.SQLITE_PROTOCOL: Reason.SLOW,
    sqlite3.SQLITE_SCHEMA: Reason.SLOW,
    sqlite3.SQLITE_AUTH: Reason.DISK,
    sqlite3.SQLITE_NOTADB: Reason.DAMAGED,
}

# The root of a driver's errors, and what reads them.
_READERS: dict[type[Exception], Callable[[Any], Reason | None]] = {sqlite3.Error: _of_sqlite}
