"""The database of a deployment, as its settings describe it."""

from server.config import Settings
from server.store.engine import Database
from server.store.options import Options


def database_of(settings: Settings) -> Database:
    """Raises Unavailable where no database can be behind the settings."""
    options = Options(
        connect_seconds=settings.database_connect_seconds,
        statement_seconds=settings.database_statement_seconds,
        prepared_statements=settings.database_prepared_statements,
        listen_url=settings.database_listen_url,
    )
    return Database(settings.database_url, options)
