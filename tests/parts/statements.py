"""The statements that a database is sent, and whether one waits for a lock."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event, text

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


def waits_for_a_lock(database: Database) -> bool:
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    return database.read_now(lambda connection: int(connection.execute(waiting).scalar_one())) > 0
