"""The statements that a database is sent."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from server.store.engine import Database


@contextmanager
def statements_sent(database: Database) -> Iterator[list[str]]:
    """By this `Database` while it is open, in order."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(database._engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database._engine, "before_cursor_execute", note)
