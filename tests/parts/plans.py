"""How a database goes about a query, and what it then reads more of than it needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, event

from server.store.engine import Database


@dataclass(frozen=True, slots=True)
class Question:
    """A SELECT and its parameters, as the driver takes them."""

    statement: str
    parameters: Any


@contextmanager
def questions_asked(database: Database) -> Iterator[dict[str, Question]]:
    """Every different SELECT of this `Database` while it is open, with the parameters of the last time."""
    asked: dict[str, Question] = {}

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith("SELECT"):
            asked[statement] = Question(statement, parameters)

    event.listen(database._engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(database._engine, "before_cursor_execute", note)


def whole_reads(database: Database, question: Question) -> list[str]:
    """The tables that it would read from end to end, or sort what it has found, however few rows there are: `exports`,
    `sort`."""
    return database.write_now(lambda c: (_on_sqlite if database.is_sqlite else _on_postgres)(c, question))


def _on_sqlite(connection: Connection, question: Question) -> list[str]:
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question.statement}", question.parameters)
    lines = [str(row.detail).split() for row in rows]
    return [line[1] for line in lines if line[0] == "SCAN"] + [
        "sort" for line in lines if "TEMP B-TREE" in " ".join(line)
    ]


def _on_postgres(connection: Connection, question: Question) -> list[str]:
    # It has no rows yet, and would read them all and sort them rather than use an index.
    for way in ("seqscan", "bitmapscan", "sort", "hashagg"):
        connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
    partial = set(
        connection.exec_driver_sql(
            "SELECT indexrelid::regclass::text FROM pg_index WHERE indpred IS NOT NULL"
        ).scalars()
    )
    explained = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {question.statement}", question.parameters)
    return [
        "sort" if node["Node Type"] == "Sort" else node["Relation Name"]
        for node in _nodes(explained.scalar_one()[0]["Plan"])
        if node["Node Type"] in ("Sort", "Seq Scan")
        or ("Index Name" in node and "Index Cond" not in node and node["Index Name"] not in partial)
    ]


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for each in node.get("Plans", ()):
        yield from _nodes(each)
