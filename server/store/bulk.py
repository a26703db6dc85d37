"""Many rows in one statement of the driver.

A driver lets go of the interpreter's lock for each statement, and then has to win it back from an event loop that is
busy: row by row that takes far longer than the rows do. SQLite takes them as values, PostgreSQL as one JSON document,
on which its driver spends a fifth of what values cost it (2.5 us a row of nine columns against 12, measured).
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import orjson
from sqlalchemy import Column, Connection, LargeBinary, Table
from sqlalchemy.engine import Dialect

# SQLite binds at most 32,766 parameters.
MAX_ROWS = 1_000

Stored = None | int | str | bytes


def insert_rows(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Stored]],
    *,
    on_conflict: str = "",
    parameters: tuple[Stored, ...] = (),
) -> int:
    """Inserts rows in order, a thousand a statement, their values as they are stored; gives how many rows were written.

    `rows` name every column. `on_conflict` is the clause of that name, with `{mark}` for each of its `parameters`.
    """
    chunks = (rows[start : start + MAX_ROWS] for start in range(0, len(rows), MAX_ROWS))
    return sum(_insert(connection, table, chunk, on_conflict, parameters) for chunk in chunks)


def _insert(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Stored]],
    on_conflict: str,
    parameters: tuple[Stored, ...],
) -> int:
    if connection.dialect.name == "sqlite":
        names = table.columns.keys()
        values = [row[name] for row in rows for name in names]
        statement = _values(table, len(rows)) + on_conflict.format(mark="?")
        return connection.exec_driver_sql(statement, (*values, *parameters)).rowcount
    statement = f"WITH {_sent(table)} {_insert_sent(table)}" + on_conflict.format(mark="%s")
    return connection.exec_driver_sql(statement, (_document(rows), *parameters)).rowcount


def insert_claimed_rows(
    connection: Connection,
    claims: Table,
    table: Table,
    rows: Sequence[Mapping[str, Stored]],
    *,
    on_conflict: str,
    parameters: tuple[Stored, ...],
    allowed: str,
) -> int:
    """Inserts each row into `claims`, and into `table` where that took it, in one statement; gives how many it took.

    For PostgreSQL. `rows` name every column of both tables, which share none. `allowed` is a condition on a row that is
    `sent`.
    """
    (key,) = claims.primary_key.columns
    claimed = f"{_insert_sent(claims)} WHERE {allowed} {on_conflict.format(mark='%s')} RETURNING {key.name}"
    taken = f"WHERE {_read(key)} IN (SELECT {key.name} FROM claimed)"  # noqa: S608 - our own names  # nosec B608
    statement = f"WITH {_sent(claims, table)}, claimed AS ({claimed}) {_insert_sent(table)} {taken}"
    return connection.exec_driver_sql(statement, (_document(rows), *parameters)).rowcount


@lru_cache
def _values(table: Table, count: int) -> str:
    row = f"({', '.join('?' * len(table.columns))})"
    return f"INSERT INTO {table.name} ({_names(table)}) VALUES {', '.join([row] * count)} "  # noqa: S608 - our own names  # nosec B608


def _document(rows: Sequence[Mapping[str, Stored]]) -> str:
    return orjson.dumps(rows, default=bytes.hex).decode()


@lru_cache
def _sent(*tables: Table) -> str:
    types = [f"{column.name} {_sent_type(column)}" for table in tables for column in table.columns]
    return f"sent AS MATERIALIZED (SELECT * FROM json_to_recordset(%s) AS sent({', '.join(types)}))"  # noqa: S608 - our own names  # nosec B608


@lru_cache
def _insert_sent(table: Table) -> str:
    read = ", ".join(_read(column) for column in table.columns)
    return f"INSERT INTO {table.name} ({_names(table)}) SELECT {read} FROM sent "  # noqa: S608 - our own names  # nosec B608


def _sent_type(column: Column[Any]) -> str:
    return "TEXT" if isinstance(column.type, LargeBinary) else column.type.compile(_postgresql())


@cache
def _postgresql() -> Dialect:
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - slow to import, and for that database alone

    return postgresql.dialect()  # type: ignore[no-untyped-call]


def _read(column: Column[Any]) -> str:
    return f"decode({column.name}, 'hex')" if isinstance(column.type, LargeBinary) else column.name


def _names(table: Table) -> str:
    return ", ".join(table.columns.keys())
