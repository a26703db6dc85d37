"""What an error of PostgreSQL, or of its driver, means."""

import psycopg

from server.store.faults import Reason, read_driver_faults


def _reason_of(fault: psycopg.Error) -> Reason | None:
    if (sqlstate := fault.sqlstate) is not None:
        if sqlstate == _PRIVILEGE and fault.diag.source_function == _RAISED_BY_TRIGGER:
            return None
        if sqlstate == _NOT_SUPPORTED:
            return Reason.CHANGED if _CHANGED in str(fault) else None
        return _SQLSTATES.get(sqlstate) or _SQLSTATE_CLASSES.get(sqlstate[:2])
    text = str(fault).rpartition(" failed: ")[2].lower()  # the text before it names the host
    for reason, parts in _TEXTS.items():
        if any(part in text for part in parts):
            return reason
    return Reason.OTHER if isinstance(fault, psycopg.OperationalError | psycopg.InterfaceError) else None


# The triggers that guard the audit trail refuse with PostgreSQL's own code: that is a defect of ours, and no setting.
_PRIVILEGE = "42501"
_RAISED_BY_TRIGGER = "exec_stmt_raise"
# What a migration does to the statements that a server has prepared: PostgreSQL has no code of its own for it.
_NOT_SUPPORTED = "0A000"
_CHANGED = "cached plan must not change result type"

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
    Reason.FORGOTTEN: ("connection fell silent",),
    Reason.SILENT: ("did not answer in time",),
    Reason.LOST: ("closed the connection", "connection reset", "broken pipe", "connection is lost", "no connection"),
    Reason.ADDRESS: (" uri", "percent-encoded", "connection info string"),
}

read_driver_faults(psycopg.Error, _reason_of)
