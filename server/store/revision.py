"""At which revision a database is. Without Alembic, which is slow to import: every command asks this first."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from server.errors import OperatorError
from server.store.engine import Database
from server.store.purge import is_overwritten

SCRIPTS = Path(__file__).parent / "migrations"
_NUMBER_CHARACTERS = 4  # of a migration's file name: its revision


class DatabaseVersionError(OperatorError):
    """Expected: the database is older or newer than the code. The text names the remedy."""


def require_current(database: Database) -> None:
    """Raises DatabaseVersionError unless the database is at the revision of this code."""
    with database.exclusive() as connection, connection.begin():
        refuse_newer(connection)
        if revision_of(connection) != max(_known()) or needs_rewriting(connection):
            raise DatabaseVersionError("the database is older than this code; run: curae db upgrade")


def current_revision(database: Database) -> str | None:
    """None for a database that was never migrated."""
    with database.exclusive() as connection, connection.begin():
        return revision_of(connection)


def refuse_newer(connection: Connection) -> None:
    """Raises DatabaseVersionError for a database that a later version of the code made."""
    revision = revision_of(connection)
    if revision is not None and revision not in _known():
        raise DatabaseVersionError(
            f"the database is at revision {revision}, which this code does not know: the database is newer than "
            "the code; run the version of curae that made it, or a later one"
        )


def needs_rewriting(connection: Connection) -> bool:
    """Of a SQLite file that an earlier version deleted in, without overwriting what it deleted."""
    return connection.dialect.name == "sqlite" and not is_overwritten(connection)


def revision_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _known() -> frozenset[str]:
    return frozenset(path.name[:_NUMBER_CHARACTERS] for path in (SCRIPTS / "versions").glob("[0-9]*.py"))
