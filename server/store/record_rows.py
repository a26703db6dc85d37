"""Rows of records by their keys, many in a statement: an import spends its time here."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import (
    ARRAY,
    JSON,
    ColumnElement,
    Connection,
    Delete,
    Select,
    String,
    Table,
    and_,
    any_,
    bindparam,
    case,
    cast,
    column,
    delete,
    func,
    literal_column,
    null,
    select,
    text,
    true,
    tuple_,
    update,
)
from sqlalchemy.exc import DBAPIError

from server.domain.records.record import Key, Record
from server.store.tables import records, tombstones
from server.store.types import to_micros

# Contents are read along with their rows up to this size each, and one by one beyond it: memory is bounded.
BYTES_READ_ALONG = 8 * 1024
# SQLite takes 32,766 parameters in a statement, and each row has ten.
ROWS_A_STATEMENT = 500
_KEY = ("connection_id", "resource_type", "resource_id")
# In the order of a `Row`.
_COLUMNS = (*_KEY, "version_id", "last_updated", "changed_at", "byte_size", "content", "source", "classes")
_COPIED_AS = ("varchar", "varchar", "varchar", "text", "int8", "int8", "int4", "bytea", "text", "int8")

Row = tuple[Any, ...]


def row_of(connection_id: str, record: Record, source: str, last_updated: datetime | None, changed_micros: int) -> Row:
    """A record as it is stored. `last_updated` may be later than its own: see `server.domain.records.outcomes`."""
    return (
        connection_id,
        record.resource_type,
        record.resource_id,
        record.version_id,
        None if last_updated is None else to_micros(last_updated),
        changed_micros,
        len(record.content),
        record.content,
        source,
        record.classes,
    )


def stored_records(connection: Connection, connection_id: str, keys: Iterable[Key]) -> Iterator[tuple[Key, Any]]:
    """The rows under the keys: source, last_updated, classes, and content, None where it is not read along."""
    query = _records_among(_is_sqlite(connection), BYTES_READ_ALONG)
    for row in _found(connection, connection_id, query, keys):
        yield (row.resource_type, row.resource_id), row


def stored_tombstones(connection: Connection, connection_id: str, keys: Iterable[Key]) -> Iterator[tuple[Key, Any]]:
    """The tombstones under the keys: source, last_updated, classes."""
    has_any = select(tombstones.c.connection_id).where(tombstones.c.connection_id == connection_id).limit(1)
    if connection.execute(has_any).first() is None:
        return
    query = _tombstones_among(_is_sqlite(connection))
    for row in _found(connection, connection_id, query, keys):
        yield (row.resource_type, row.resource_id), row


def keys_that_are_there(connection: Connection, connection_id: str, keys: Iterable[Key]) -> frozenset[Key]:
    """Those of `keys` that have a record."""
    query = _keys_among(_is_sqlite(connection))
    return frozenset((row[0], row[1]) for row in _found(connection, connection_id, query, keys))


def stored_content(connection: Connection, connection_id: str, key: Key) -> bytes:
    query = select(records.c.content).where(
        records.c.connection_id == connection_id, records.c.resource_type == key[0], records.c.resource_id == key[1]
    )
    content: bytes = connection.execute(query).scalar_one()
    return content


def add_rows(connection: Connection, rows: list[Row]) -> None:
    """Of records whose keys have none."""
    rows.sort()  # along the key, so that a page is not read and written twice
    if not rows:
        return
    if _is_sqlite(connection):
        _insert(connection, rows)
    else:
        _copy(connection, rows)


def replace_rows(connection: Connection, rows: list[Row]) -> None:
    """Of records whose keys have one."""
    rows.sort()
    if not rows:
        return
    if _is_sqlite(connection):
        connection.exec_driver_sql(_UPSERT, rows)
        return
    delete_records(connection, rows[0][0], [(row[1], row[2]) for row in rows])
    _copy(connection, rows)


def delete_records(connection: Connection, connection_id: str, keys: Iterable[Key]) -> None:
    """Their rows alone; see `server.store.tombstones`."""
    for resource_type, ids in _by_type(keys):
        statement = _delete_among(_is_sqlite(connection))
        connection.execute(statement, _parameters(connection, connection_id, resource_type, ids))


def move_records(connection: Connection, connection_id: str, moments: Collection[tuple[Key, datetime]]) -> None:
    """Their `last_updated` alone."""
    if not moments:
        return
    moved = update(records).where(
        records.c.connection_id == connection_id,
        records.c.resource_type == bindparam("of_type"),
        records.c.resource_id == bindparam("of_id"),
    )
    connection.execute(
        moved.values(last_updated=bindparam("moment")),
        [{"of_type": key[0], "of_id": key[1], "moment": moment} for key, moment in moments],
    )


def _insert(connection: Connection, rows: list[Row]) -> None:
    """Many rows a statement: SQLite then works without Python's lock, so another thread can prepare what follows."""
    whole = len(rows) - len(rows) % ROWS_A_STATEMENT
    for first in range(0, whole, ROWS_A_STATEMENT):
        values = tuple(chain.from_iterable(rows[first : first + ROWS_A_STATEMENT]))
        connection.exec_driver_sql(_INSERT_MANY, values)
    if whole < len(rows):
        connection.exec_driver_sql(_INSERT, rows[whole:])


def _copy(connection: Connection, rows: Iterable[Row]) -> None:
    """PostgreSQL's COPY, which SQLAlchemy has no name for."""
    import psycopg  # noqa: PLC0415 - slow to import, and loaded by now

    driver: Any = connection.connection.dbapi_connection
    try:
        with driver.cursor() as cursor, cursor.copy(_COPY) as copy:
            copy.set_types(_COPIED_AS)
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as fault:
        if driver.closed:
            connection.invalidate()
        raise DBAPIError.instance(_COPY, None, fault, psycopg.Error, hide_parameters=True) from fault


_NAMES = ", ".join(_COLUMNS)
_ROW = f"({', '.join('?' * len(_COLUMNS))})"
_INSERT = f"INSERT INTO records ({_NAMES}) VALUES {_ROW}"  # noqa: S608 - our own names  # nosec B608
_INSERT_MANY = f"{_INSERT}{f', {_ROW}' * (ROWS_A_STATEMENT - 1)}"  # nosec B608
_CHANGED = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name not in _KEY)
_UPSERT = f"{_INSERT} ON CONFLICT ({', '.join(_KEY)}) DO UPDATE SET {_CHANGED}"  # nosec B608
_UNSORTED = text("SET LOCAL enable_sort = off")
_SORTED = text("SET LOCAL enable_sort TO DEFAULT")
_COPY = f"COPY records ({_NAMES}) FROM STDIN (FORMAT BINARY)"


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _by_type(keys: Iterable[Key]) -> Iterator[tuple[str, Sequence[str]]]:
    """The ids of each type, so that both databases walk the key."""
    for resource_type, group in groupby(sorted(keys), key=itemgetter(0)):
        yield resource_type, [resource_id for _, resource_id in group]


@cache
def _records_among(is_sqlite: bool, bytes_read_along: int) -> Select[Any]:
    small = records.c.byte_size <= bytes_read_along
    content = case((small, records.c.content), else_=null()).label("content")
    return _rows_among(records, is_sqlite, records.c.source, records.c.last_updated, records.c.classes, content)


@cache
def _keys_among(is_sqlite: bool) -> Select[Any]:
    return _rows_among(records, is_sqlite)


@cache
def _tombstones_among(is_sqlite: bool) -> Select[Any]:
    return _rows_among(tombstones, is_sqlite, tombstones.c.source, tombstones.c.last_updated, tombstones.c.classes)


def _rows_among(table: Table, is_sqlite: bool, *columns: ColumnElement[Any]) -> Select[Any]:
    """The key and `columns` of each row that is asked for; see `_found`."""
    chosen = select(table.c.resource_type, table.c.resource_id, *columns)
    if is_sqlite:
        by_type = func.json_each(bindparam("of_ids", type_=String)).table_valued("key", "value", name="types")
        of_type = func.json_each(by_type.c.value).table_valued("value", name="ids")
        asked = select(by_type.c.key, of_type.c.value).select_from(by_type.join(of_type, true()))
        return chosen.where(
            table.c.connection_id == bindparam("of_connection"),
            tuple_(table.c.resource_type, table.c.resource_id).in_(asked),
        )
    # One document: the driver takes longer to write an array than PostgreSQL takes to find its rows.
    of_ids = func.json_each(cast(bindparam("of_ids", type_=String), JSON))
    types = of_ids.table_valued(column("of_type", String), column("ids", JSON)).render_derived()
    ids_of_type = func.json_array_elements_text(types.c.ids).table_valued(column("of_id", String))
    ids = ids_of_type.render_derived().lateral()
    found = (
        chosen.where(
            table.c.connection_id == bindparam("of_connection"),
            table.c.resource_type == types.c.of_type,
            table.c.resource_id.between(ids.c.of_id, ids.c.of_id),
        )
        .order_by(table.c.resource_id)
        .limit(literal_column("1"))
        .lateral("found")
    )
    return select(*found.c).select_from(types.join(ids, true()).join(found, true()))


def _found(connection: Connection, connection_id: str, query: Select[Any], keys: Iterable[Key]) -> Iterator[Any]:
    """What a `_rows_among` finds under the keys, by one statement. Both databases walk the primary key.

    PostgreSQL would rather read all rows of the types, more of them with each batch, or find the rows of a type by
    another index. So it is given one look for each key, in an order that no other index has, and it may not sort.
    """
    by_type = dict(_by_type(keys))
    if not by_type:
        return
    asked = {"of_connection": connection_id, "of_ids": orjson.dumps(by_type).decode()}
    if _is_sqlite(connection):
        yield from connection.execute(query, asked)
        return
    connection.execute(_UNSORTED)
    found = connection.execute(query, asked)  # the driver has all of it, so what follows may be another statement
    connection.execute(_SORTED)
    yield from found


@cache
def _delete_among(is_sqlite: bool) -> Delete:
    return delete(records).where(_among(records, is_sqlite))


def _among(table: Table, is_sqlite: bool) -> ColumnElement[bool]:
    """Any number of ids are one parameter: each statement is compiled once."""
    ids: Any = bindparam("of_ids", type_=String if is_sqlite else ARRAY(String))
    chosen = (
        table.c.resource_id.in_(select(column("value", String)).select_from(func.json_each(ids)))
        if is_sqlite
        else table.c.resource_id == any_(ids)
    )
    return and_(
        table.c.connection_id == bindparam("of_connection"), table.c.resource_type == bindparam("of_type"), chosen
    )


def _parameters(connection: Connection, connection_id: str, resource_type: str, ids: Sequence[str]) -> dict[str, Any]:
    of_ids = orjson.dumps(ids).decode() if _is_sqlite(connection) else ids
    return {"of_connection": connection_id, "of_type": resource_type, "of_ids": of_ids}
