"""Migrations: bringing a database to the revision of this code, and refusing one that is newer."""

import threading
import time
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from server.errors import Unavailable
from server.store.engine import Database

_LOCK_TIMEOUT_MILLISECONDS = 2_000  # how long anybody is held up
_LOCK_PAUSE_SECONDS = 1.0
_LOCK_ATTEMPTS = 60
_LOCK_NOT_AVAILABLE = "55P03"

_alembic = threading.Lock()
_SCRIPTS = Path(__file__).parent / "migrations"


class DatabaseVersionError(Exception):
    """Expected: the database is older or newer than the code. The text names the remedy."""


def upgrade(database: Database) -> str:
    """Applies what is missing and gives the revision. Two that try at once wait for each other.

    Servers and workers may run meanwhile. On PostgreSQL a change of a table waits for whoever reads it, as a long
    export does, and everybody else waits behind the change: so it gives up soon, lets them through and tries again.

    Raises DatabaseVersionError where the database is newer than the code, and Unavailable where it never got its turn.
    """
    for _ in range(_LOCK_ATTEMPTS - 1):
        try:
            return _upgrade(database)
        except Unavailable as fault:
            if not _is_lock_timeout(fault):
                raise
            time.sleep(_LOCK_PAUSE_SECONDS)
    return _upgrade(database)


def _upgrade(database: Database) -> str:
    # Alembic keeps its state in the process; across processes the database's own lock makes one wait for the other.
    with _alembic, database.exclusive(migrates=True) as connection, connection.begin():
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('curae-migrations'))"))
            connection.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT_MILLISECONDS}ms'"))
        _refuse_newer(connection)
        command.upgrade(_config(connection), "head")
        return _current(connection) or ""


def require_current(database: Database) -> None:
    """Raises DatabaseVersionError unless the database is at the revision of this code."""
    with database.exclusive() as connection, connection.begin():
        _refuse_newer(connection)
        if _current(connection) != _script().get_current_head():
            raise DatabaseVersionError("the database is older than this code; run: curae db upgrade")


def current_revision(database: Database) -> str | None:
    """None for a database that was never migrated."""
    with database.exclusive() as connection, connection.begin():
        return _current(connection)


def _is_lock_timeout(fault: Unavailable) -> bool:
    return getattr(getattr(fault.__cause__, "orig", None), "sqlstate", None) == _LOCK_NOT_AVAILABLE


def _refuse_newer(connection: Connection) -> None:
    revision = _current(connection)
    known = {script.revision for script in _script().walk_revisions()}
    if revision is not None and revision not in known:
        raise DatabaseVersionError(
            f"the database is at revision {revision}, which this code does not know: it is newer than the code; "
            "run the version of curae that made it, or a later one"
        )


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _script() -> ScriptDirectory:
    return ScriptDirectory(str(_SCRIPTS))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config
