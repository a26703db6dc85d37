"""A connection's FHIR records: stored as imported, read in key order."""

from collections import Counter
from collections.abc import Collection, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    select,
    text,
)
from sqlalchemy.engine import Dialect

from server.domain.grants import Grant
from server.store.faults import database_fault, reason_of, unavailable_on_database_faults
from server.store.tables import records
from server.store.types import to_micros

# Contents are handed on in runs of about this size: memory depends neither on how many nor on how large records are.
BYTES_A_RUN = 1 << 20
_STATEMENTS = 32  # remembered: four of each database


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The records of an export: of the types and categories that `grant` grants."""

    connection_id: str
    grant: Grant
    since: datetime | None
    until: datetime | None = None


def holders_of(
    connection: Connection, resource_type: str, ids: Collection[str], connection_ids: Collection[str]
) -> set[tuple[str, str]]:
    """Pairs of an id and a connection that has a resource of it."""
    query = select(records.c.resource_id, records.c.connection_id).where(
        records.c.connection_id.in_(list(connection_ids)),
        records.c.resource_type == resource_type,
        records.c.resource_id.in_(list(ids)),
    )
    return {(row.resource_id, row.connection_id) for row in connection.execute(query)}


def count_by_type(connection: Connection, selection: Selection) -> dict[str, int]:
    """How many records of each type there are, in the order of types; types without any are left out."""
    chosen = and_(
        records.c.connection_id == selection.connection_id,
        records.c.resource_type.in_(sorted(selection.grant.types)),
        records.c.classes.bitwise_and(_mask(selection.grant)) != 0,
    )
    if selection.since is not None:
        chosen = and_(chosen, records.c.changed_at >= selection.since)
    if selection.until is not None:
        chosen = and_(chosen, records.c.changed_at < selection.until)
    query = select(records.c.resource_type, func.count()).where(chosen).group_by(records.c.resource_type)
    return dict(sorted((row[0], row[1]) for row in connection.execute(query)))


def read_contents(connection: Connection, selection: Selection) -> Generator[Sequence[bytes], None, None]:
    """The contents in (resource type, id) order, streamed from the driver in runs of at most BYTES_A_RUN; a larger
    content comes alone.

    `connection` is a snapshot and serves nothing else meanwhile. Raises Unavailable where the database goes away.
    """
    run: list[bytes] = []
    size = 0
    with closing(_contents(connection, selection)) as contents:
        for content in contents:
            if run and size + len(content) > BYTES_A_RUN:
                yield run
                run, size = [], 0
            run.append(content)
            size += len(content)
    if run:
        yield run


def _contents(connection: Connection, selection: Selection) -> Generator[bytes, None, None]:
    """Type by type, since both databases then walk the key in order: over a list of types PostgreSQL would sort."""
    stream = _stream_sqlite if connection.dialect.name == "sqlite" else _stream_postgres
    for resource_type in sorted(selection.grant.types):
        with closing(stream(connection, selection, resource_type)) as contents:
            yield from contents


def _stream_sqlite(connection: Connection, selection: Selection, resource_type: str) -> Generator[bytes, None, None]:
    """One row at a time is in memory. From the driver itself: SQLAlchemy would cost as much a row as SQLite does."""
    statement, parameters = _of_one_type(connection.dialect, selection, resource_type)
    driver: Any = connection.connection.dbapi_connection
    with unavailable_on_database_faults(), closing(driver.execute(statement, parameters)) as rows:
        for (content,) in rows:
            yield content


def _stream_postgres(connection: Connection, selection: Selection, resource_type: str) -> Generator[bytes, None, None]:
    """One row at a time is in memory: libpq's single-row mode, which SQLAlchemy has no name for. Bytes come as bytes,
    not as twice as many hexadecimal digits.
    """
    import psycopg  # noqa: PLC0415 - as with the dialect, a command on SQLite needs none
    from psycopg.rows import scalar_row  # noqa: PLC0415 - see above

    statement, parameters = _of_one_type(connection.dialect, selection, resource_type)
    if selection.since is None:
        # All of a type is wanted. Sorted, it would be spilt to the database's disk before the first row comes.
        connection.execute(text("SET LOCAL enable_sort = off"))
    driver: Any = connection.connection.dbapi_connection
    largest = 0
    try:
        with driver.cursor(binary=True, row_factory=scalar_row) as cursor:
            for content in cursor.stream(statement, parameters):
                largest = max(largest, len(content))
                yield content
        if largest > BYTES_A_RUN:
            connection.detach()  # libpq keeps a buffer of the largest row's size for as long as a connection lives
    except psycopg.Error as fault:
        connection.invalidate()
        if (reason := reason_of(fault)) is None:
            raise
        raise database_fault(reason) from fault


def _of_one_type(dialect: Dialect, selection: Selection, resource_type: str) -> tuple[str, Any]:
    """A statement and its parameters as the driver takes them."""
    given: dict[str, Any] = {
        "connection_id": selection.connection_id,
        "resource_type": resource_type,
        "mask": selection.grant.mask(resource_type),
    }
    if selection.since is not None:
        given["since"] = to_micros(selection.since)
    if selection.until is not None:
        given["until"] = to_micros(selection.until)
    statement, names = _statement(dialect, frozenset(given))
    return statement, given if names is None else [given[name] for name in names]


@lru_cache(_STATEMENTS)
def _statement(dialect: Dialect, given: frozenset[str]) -> tuple[str, Sequence[str] | None]:
    """Compiled once for all types, and the names of its parameters where they are given by their places."""
    query = (
        select(records.c.content)
        .where(records.c.connection_id == bindparam("connection_id"))
        .where(records.c.resource_type == bindparam("resource_type"))
        .where(records.c.classes.bitwise_and(bindparam("mask", type_=BigInteger)) != literal_column("0"))
        .order_by(records.c.resource_id)
    )
    if "since" in given:
        query = query.where(records.c.changed_at >= bindparam("since", type_=BigInteger))
    if "until" in given:
        query = query.where(records.c.changed_at < bindparam("until", type_=BigInteger))
    compiled: Any = query.compile(dialect=dialect)
    return str(compiled), compiled.positiontup


def _mask(grant: Grant) -> ColumnElement[int]:
    """The mask of each row's type, so that one statement counts them all: PostgreSQL reads the whole table for each."""
    masks = {resource_type: grant.mask(resource_type) for resource_type in sorted(grant.types)}
    (usual, _), *_ = Counter(masks.values()).most_common(1) or [(0, 0)]
    others = {each: literal(mask, BigInteger) for each, mask in masks.items() if mask != usual}
    most = literal(usual, BigInteger)
    return case(others, value=records.c.resource_type, else_=most) if others else most
