"""What a fault of the database means: for callers one sentence, for operators its cause and the remedy."""

import contextlib
import sqlite3
from collections.abc import Iterator
from enum import Enum

import psycopg
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from server.errors import DatabaseFault

_LOOK_AT_SERVER = "look at the database's own log"
_LOOK_AT_URL = "look at CURAE_DATABASE_URL"


class Reason(Enum):
    """Why the database cannot be used: the cause, and what an operator does about it."""

    ADDRESS = ("CURAE_DATABASE_URL cannot be read", "write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE")
    OPTION = ("an option of CURAE_DATABASE_URL is unknown or has a wrong value", "remove or correct that option")
    PORT = ("the port in CURAE_DATABASE_URL is wrong", "write a number from 1 to 65535")
    DNS = ("DNS does not know the host of CURAE_DATABASE_URL", "correct the host name, or the machine's resolver")
    UNREACHABLE = ("nothing answers at the host and port of CURAE_DATABASE_URL", "start the database, or correct them")
    TLS = ("TLS to the database fails", "look at sslmode and sslrootcert in CURAE_DATABASE_URL, and at the certificate")
    PASSWORD = ("the database refuses the password or the user", "correct user and password in CURAE_DATABASE_URL")
    NOT_ADMITTED = ("pg_hba.conf of the database admits no such connection", "admit user, host and TLS mode there")
    NO_DATABASE = ("the server has no database of that name", "create it, or correct its name in CURAE_DATABASE_URL")
    TOO_MANY = ("the database has no free connection", "raise max_connections, or run fewer servers and workers")
    CLOSING = ("the database is starting or stopping", "try again once it is up")
    LOST = ("the connection to the database broke", "try again")
    SILENT = ("the database does not answer in time", f"look at the network and {_LOOK_AT_SERVER}")
    SLOW = ("a statement took too long, or waited too long for a lock", f"try again, and {_LOOK_AT_SERVER}")
    READ_ONLY = ("the database takes no writes: it is read-only", "let CURAE_DATABASE_URL lead to the primary")
    FULL = ("the database's disk is full", "make room on it")
    MEMORY = ("the database is out of memory or of another resource", _LOOK_AT_SERVER)
    DISK = ("the database cannot read or write its files", "look at its disk, its file modes and its own log")
    DAMAGED = ("the database is damaged", "stop everything and restore a backup: docs/backup.md")
    PRIVILEGE = ("the database's user lacks a privilege", "make it the owner of the tables, or grant the privilege")
    SCHEMA = ("the database lacks a table or column of this code", "run: curae db upgrade")
    POOLER = ("a pooler stands before PostgreSQL and changes connections between transactions", "see docs/scaling.md")
    BUSY = ("too much is waiting for the database", "try again")
    OTHER = ("the database cannot be used for the moment", f"try again, and {_LOOK_AT_SERVER}")

    def __init__(self, cause: str, remedy: str) -> None:
        self.cause = cause
        self.remedy = remedy


def database_fault(reason: Reason, *, named: str | None = None) -> DatabaseFault:
    """`named` is what is wrong, where it is no secret."""
    cause = reason.cause if named is None else f"{reason.cause}: {named}"
    return DatabaseFault(reason=reason, for_operators=f"{cause}; {reason.remedy}")


@contextlib.contextmanager
def unavailable_on_database_faults() -> Iterator[None]:
    """Turns a database that is away, locked, full or not as it should be into DatabaseFault; the cause stays for the
    log. What the statement itself does wrong stays as it is."""
    try:
        yield
    except (DBAPIError, PoolTimeout, psycopg.Error, sqlite3.Error) as fault:
        if (reason := reason_of(fault)) is None:
            raise
        raise database_fault(reason) from fault


def reason_of(fault: BaseException | None) -> Reason | None:
    """None where the statement is at fault, and not the database."""
    if isinstance(fault, PoolTimeout):
        return Reason.BUSY
    if isinstance(fault, IntegrityError):
        return None
    if isinstance(fault, DBAPIError):
        fault = fault.orig
    if isinstance(fault, sqlite3.Error):
        return _of_sqlite(fault)
    return _of_postgres(fault) if isinstance(fault, psycopg.Error) else None


def _of_postgres(fault: psycopg.Error) -> Reason | None:
    if (sqlstate := fault.sqlstate) is not None:
        if sqlstate == _PRIVILEGE and fault.diag.source_function == _RAISED_BY_TRIGGER:
            return None
        return _SQLSTATES.get(sqlstate) or _SQLSTATE_CLASSES.get(sqlstate[:2])
    text = str(fault).rpartition(" failed: ")[2].lower()  # what comes before names the host
    for reason, parts in _TEXTS.items():
        if any(part in text for part in parts):
            return reason
    return Reason.OTHER if isinstance(fault, psycopg.OperationalError | psycopg.InterfaceError) else None


def _of_sqlite(fault: sqlite3.Error) -> Reason | None:
    code = getattr(fault, "sqlite_errorcode", None)
    if code is None:  # the driver's own, of a connection that is closed for one
        return Reason.OTHER if isinstance(fault, sqlite3.OperationalError | sqlite3.InterfaceError) else None
    if code & _SQLITE_PRIMARY == sqlite3.SQLITE_ERROR:
        return Reason.SCHEMA if "no such" in str(fault) else None
    return _SQLITE_CODES.get(code & _SQLITE_PRIMARY)


# The triggers that guard the audit trail refuse with PostgreSQL's own code: that is a defect of ours, and no setting.
_PRIVILEGE = "42501"
_RAISED_BY_TRIGGER = "exec_stmt_raise"

# PostgreSQL Appendix A. A class stands for all of its codes that are not named by themselves.
_SQLSTATES = {
    "25006": Reason.READ_ONLY,
    "25P02": Reason.LOST,
    "25P03": Reason.LOST,
    "25P04": Reason.SLOW,
    "26000": Reason.POOLER,  # another client's prepared statements: a pooler dealt connections out by transaction
    "42P05": Reason.POOLER,
    "28000": Reason.NOT_ADMITTED,
    "3D000": Reason.NO_DATABASE,
    "3F000": Reason.SCHEMA,
    _PRIVILEGE: Reason.PRIVILEGE,
    "42703": Reason.SCHEMA,
    "42P01": Reason.SCHEMA,
    "53100": Reason.FULL,
    "53300": Reason.TOO_MANY,
    "55006": Reason.SLOW,
    "55P03": Reason.SLOW,
    "57014": Reason.SLOW,
    "58P01": Reason.DAMAGED,
    "XX001": Reason.DAMAGED,
    "XX002": Reason.DAMAGED,
}
_SQLSTATE_CLASSES = {
    "08": Reason.LOST,
    "28": Reason.PASSWORD,
    "40": Reason.SLOW,
    "53": Reason.MEMORY,
    "57": Reason.CLOSING,
    "58": Reason.DISK,
}

# What libpq says where no connection comes about, which has no code. The first that fits counts.
_TEXTS = {
    Reason.TOO_MANY: ("too many", "connection slots"),
    Reason.NOT_ADMITTED: ("pg_hba.conf",),
    Reason.DNS: ("failed to resolve host", "could not translate host name"),
    Reason.PORT: ('option "port"', "invalid port number"),
    Reason.OPTION: (
        "query parameter",
        "connection option",
        "unsupported startup parameter",
        "configuration parameter",
        "invalid sslmode",
        "invalid value for parameter",
        "value:",
    ),
    Reason.TLS: ("ssl", "certificate", "tls"),
    Reason.PASSWORD: ("password", "authentication failed", 'role "'),
    Reason.NO_DATABASE: ('database "', "no such database"),
    Reason.READ_ONLY: ("session is read-only",),
    Reason.CLOSING: ("starting up", "shutting down", "recovery mode", "not yet accepting"),
    Reason.UNREACHABLE: ("refused", "no such file", "timeout", "timed out", "unreachable", "no route"),
    Reason.SILENT: ("did not answer in time",),
    Reason.LOST: ("closed the connection", "connection reset", "broken pipe", "connection is lost", "no connection"),
    Reason.ADDRESS: (" uri", "percent-encoded", "connection info string"),
}

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
