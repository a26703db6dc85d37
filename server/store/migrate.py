"""Migrations: bringing a database to the revision of this code, and refusing one that is newer."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text

from server.errors import Unavailable
from server.store.engine import Database
from server.store.purge import mark_overwritten
from server.store.revision import SCRIPTS, needs_rewriting, refuse_newer, revision_of

_LOCK_TIMEOUT_MILLISECONDS = 2_000  # how long anybody is held up
_LOCK_PAUSE_SECONDS = 1.0
_LOCK_ATTEMPTS = 60
_LOCK_NOT_AVAILABLE = "55P03"

_alembic = threading.Lock()


def upgrade(database: Database, *, rewriting: Callable[[Path], None] = lambda _: None) -> str:
    """Applies the missing migrations and returns the revision. Concurrent calls wait for each other.

    A SQLite file of an earlier version is then rewritten, once: `rewriting` is called before, as that may take long.

    Servers and workers may run meanwhile. On PostgreSQL a change of a table waits for whoever reads it, as a long
    export does, and everybody else waits behind the change: so it gives up soon, lets them through and tries again.

    Raises DatabaseVersionError where the database is newer than the code, and Unavailable where it never got its turn.
    """
    revision = _migrated(database)
    if database.file is not None and _must_be_rewritten(database):
        rewriting(database.file)
        database.rewrite()
    return revision


def _migrated(database: Database) -> str:
    for _ in range(_LOCK_ATTEMPTS - 1):
        try:
            return _upgrade(database)
        except Unavailable as fault:
            if not _is_lock_timeout(fault):
                raise
            time.sleep(_LOCK_PAUSE_SECONDS)
    return _upgrade(database)


def _must_be_rewritten(database: Database) -> bool:
    with database.exclusive() as connection, connection.begin():
        return needs_rewriting(connection)


def _upgrade(database: Database) -> str:
    # Alembic keeps its state in the process; across processes the database's own lock makes one wait for the other.
    with _alembic, database.exclusive(migrates=True) as connection, connection.begin():
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('curae-migrations'))"))
            connection.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT_MILLISECONDS}ms'"))
        refuse_newer(connection)
        if database.is_sqlite and not inspect(connection).get_table_names():
            mark_overwritten(connection)
        command.upgrade(_config(connection), "head")
        return revision_of(connection) or ""


def _is_lock_timeout(fault: Unavailable) -> bool:
    return getattr(getattr(fault.__cause__, "orig", None), "sqlstate", None) == _LOCK_NOT_AVAILABLE


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config
