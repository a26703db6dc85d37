"""What an operator may choose about a database, beside where it is."""

from dataclasses import dataclass

from server.limits import DATABASE_CONNECT_SECONDS, DATABASE_IDLE_SECONDS, DATABASE_STATEMENT_SECONDS

POSTGRES_LANES = 4  # threads of each kind, with a connection each


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """All of it is for PostgreSQL.

    `listen_url`: where notifications are listened for, if not at the database's own URL. `prepared_statements`: and
    settings stay on a connection that leads to PostgreSQL itself. False for a pooler that cannot be noticed.
    """

    connect_seconds: int = DATABASE_CONNECT_SECONDS
    statement_seconds: float = DATABASE_STATEMENT_SECONDS
    idle_seconds: float = DATABASE_IDLE_SECONDS
    prepared_statements: bool = True
    listen_url: str | None = None
