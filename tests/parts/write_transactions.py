"""What a database's write lock was taken for: BEGIN IMMEDIATE on SQLite, and its equal on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, event

from server.store.engine import Database


@dataclass(slots=True)
class WriteTransactions:
    begun: int = 0


@contextmanager
def write_transactions(database: Database) -> Iterator[WriteTransactions]:
    """Counts those of this `Database` while it is open."""
    seen = WriteTransactions()

    def count(connection: Connection) -> None:
        seen.begun += connection.get_execution_options().get("curae_transaction") == "write"

    event.listen(database._engine, "begin", count)
    try:
        yield seen
    finally:
        event.remove(database._engine, "begin", count)
