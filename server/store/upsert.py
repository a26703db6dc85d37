"""INSERT ... ON CONFLICT, which both databases have and SQLAlchemy has once for each of them."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import sqlite


def upsert_into(connection: Connection, table: Table) -> Any:
    """An INSERT that has `on_conflict_do_nothing`, `on_conflict_do_update` and `excluded`."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - slow to import, and loaded by now

    return postgresql.insert(table)
