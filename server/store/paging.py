"""A page of a list: behind the last row of the page before, or by its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, literal, select, tuple_

# Rows that are counted at most: with more, an operator narrows the list and does not turn pages.
MAX_COUNTED = 10_001


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`after` are the values of the order's columns in the last row of the page before; `number` counts from 1."""

    limit: int
    after: tuple[Any, ...] | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`total` is how many rows match, up to MAX_COUNTED; None where no page was asked for by its number."""

    rows: Sequence[RowMapping]
    more: bool
    total: int | None


def rows_of_page(
    connection: Connection,
    query: Select[Any],
    asked: Asked,
    order: Sequence[ColumnElement[Any]],
    *,
    descending: bool = True,
) -> Found:
    """One page of `query` in the order of the columns, which together tell every two rows apart."""
    total = None
    page = query.order_by(*(column.desc() if descending else column for column in order)).limit(asked.limit + 1)
    if asked.number is not None:
        total = _count(connection, query)
        page = page.offset((asked.number - 1) * asked.limit)
    elif asked.after is not None:
        place = tuple_(*order)
        values = tuple_(*(literal(value, column.type) for value, column in zip(asked.after, order, strict=True)))
        page = page.where(place < values if descending else place > values)
    rows = connection.execute(page).mappings().all()
    return Found(rows=rows[: asked.limit], more=len(rows) > asked.limit, total=total)


def _count(connection: Connection, query: Select[Any]) -> int:
    matching = query.with_only_columns(literal(1), maintain_column_froms=True).limit(MAX_COUNTED)
    return connection.execute(select(func.count()).select_from(matching.subquery())).scalar_one()
