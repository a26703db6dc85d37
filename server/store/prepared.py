"""Statements that callers wait for: compiled once, and each row that is read decoded once.

SQLAlchemy looks a statement up again with every execution, and passes every column of every row through its type. The
poll of an export reads one row of four tables, 62 columns: that was most of what the call cost.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    Update,
    bindparam,
    func,
    literal_column,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

from server.store.faults import reason_of

T = TypeVar("T")

REMEMBERED_ROWS = 1024  # of each statement


class Statement:
    """Is compiled once for each database. Values are given, and rows come, as the columns hold them: a moment in
    microseconds."""

    def __init__(self, query: Select[Any] | Update) -> None:
        self._query = query
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, connection: Connection, **values: object) -> list[tuple[Any, ...]]:
        """All of them; an empty list of a statement that gives none."""
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _Compiled(self._query, dialect)
        return compiled.rows(connection, values)


class Prepared(Generic[T]):
    """A SELECT of all columns of `tables`, in their order. `make` is given the fields of each table.

    A row that was read before gives the same object as then: `make` has no other source than the row, and what it
    gives does not change.
    """

    def __init__(self, query: Select[Any], tables: Sequence[Table], make: Callable[..., T]) -> None:
        self._statement = Statement(query)
        self._tables = tuple(tables)
        self._make = make
        self._made_by: dict[str, Callable[[tuple[Any, ...]], T]] = {}

    def all(self, connection: Connection, **values: object) -> list[T]:
        made = self._made_by.get(connection.dialect.name) or self._making(connection.dialect)
        return [made(row) for row in self._statement.rows(connection, **values)]

    def one_or_none(self, connection: Connection, **values: object) -> T | None:
        """The first row, or None: for a query by keys."""
        found = self.all(connection, **values)
        return found[0] if found else None

    def _making(self, dialect: Dialect) -> Callable[[tuple[Any, ...]], T]:
        tables = [_readers(table, dialect) for table in self._tables]

        @lru_cache(REMEMBERED_ROWS)
        def made(row: tuple[Any, ...]) -> T:
            columns = iter(row)
            return self._make(*(dict(_read(readers, columns)) for readers in tables))

        self._made_by[dialect.name] = made
        return made


class ByIds(Generic[T]):
    """Reads rows by their ids: on SQLite by a statement for each, which is no trip to another machine, and on
    PostgreSQL by one for all, with the ids as one text, since the driver is slow to write arrays.

    `prepare` is given the condition of such a statement, and gives what reads its rows.
    """

    def __init__(self, ids: Column[Any], prepare: Callable[[ColumnElement[bool]], Callable[..., list[T]]]) -> None:
        several = func.string_to_array(bindparam("ids", type_=String), literal_column("','"))
        self._one = prepare(ids == bindparam("id"))
        self._several = prepare(ids == func.any(several))

    def rows(self, connection: Connection, ids: Collection[str]) -> list[T]:
        if connection.dialect.name == "sqlite":
            return [row for each in ids for row in self._one(connection, id=each)]
        return self._several(connection, ids=",".join(ids))


class _Compiled:
    def __init__(self, query: Select[Any] | Update, dialect: Dialect) -> None:
        compiled = query.compile(dialect=dialect)
        self._text = str(compiled)
        self._constants = {name: each.value for name, each in compiled.binds.items() if not each.required}
        self._positions = compiled.positiontup if compiled.positional else None
        self._names = list(compiled.params)

    def rows(self, connection: Connection, values: dict[str, object]) -> list[tuple[Any, ...]]:
        given = self._constants | values
        named = {name: given[name] for name in self._names}
        return self._fetched(
            connection, named if self._positions is None else [named[name] for name in self._positions]
        )

    def _fetched(self, connection: Connection, values: object) -> list[tuple[Any, ...]]:
        """By the driver itself: SQLAlchemy would describe every column of every result. Its errors are those of a
        statement of SQLAlchemy's."""
        driver: Any = connection.connection.dbapi_connection
        kinds: Any = connection.dialect.loaded_dbapi
        try:
            cursor = driver.execute(self._text, values)
            found: list[tuple[Any, ...]] = [] if cursor.description is None else cursor.fetchall()
        except kinds.Error as cause:
            dialect = connection.dialect
            fault = DBAPIError.instance(self._text, None, cause, kinds.Error, hide_parameters=True, dialect=dialect)
            if reason_of(fault) is not None:
                connection.invalidate(cause)
            raise fault from cause
        return found


_Reader = Callable[[Any], Any] | None


def _readers(table: Table, dialect: Dialect) -> list[tuple[str, _Reader]]:
    """The name of each column, and what makes its value of the driver's."""
    return [(column.key, column.type.dialect_impl(dialect).result_processor(dialect, None)) for column in table.c]


def _read(readers: list[tuple[str, _Reader]], columns: Iterator[Any]) -> Iterator[tuple[str, Any]]:
    for (name, reader), value in zip(readers, columns, strict=False):
        yield name, value if reader is None else reader(value)
