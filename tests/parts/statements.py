"""Whether a statement waits for a lock."""

from sqlalchemy import text

from server.store.engine import Database


def waits_for_a_lock(database: Database) -> bool:
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    return database.read_now(lambda connection: int(connection.execute(waiting).scalar_one())) > 0
