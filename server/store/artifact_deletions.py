"""Artifacts to delete: an outbox, so that no crash leaves a file behind that nothing points at."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from server.store.tables import artifact_deletions


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """An artifact to delete. `failures` counts the tries that did not delete it."""

    artifact_key: str
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undeleted:
    """How many artifacts could not be deleted so far, and when the first of those deletions was requested."""

    count: int
    since: datetime | None


def request_deletion(connection: Connection, artifact_key: str, now: datetime) -> None:
    """Written in the transaction that orphans the artifact. Asking twice is once."""
    known = select(artifact_deletions.c.artifact_key).where(artifact_deletions.c.artifact_key == artifact_key)
    if connection.execute(known).one_or_none() is None:
        connection.execute(
            insert(artifact_deletions).values(artifact_key=artifact_key, requested_at=now, failures=0, available_at=now)
        )


def due_deletions(connection: Connection, now: datetime, limit: int) -> list[Deletion]:
    """Those whose pause is over, the one that waits longest first."""
    query = (
        select(artifact_deletions.c.artifact_key, artifact_deletions.c.failures)
        .where(artifact_deletions.c.available_at <= now)
        .order_by(artifact_deletions.c.available_at)
        .limit(limit)
    )
    return [Deletion(**row) for row in connection.execute(query).mappings()]


def postpone_deletion(connection: Connection, deletion: Deletion, available_at: datetime) -> None:
    """Notes one failure more; the deletion is due again at `available_at`."""
    connection.execute(
        update(artifact_deletions)
        .where(artifact_deletions.c.artifact_key == deletion.artifact_key)
        .values(failures=deletion.failures + 1, available_at=available_at)
    )


def forget_deletion(connection: Connection, artifact_key: str) -> None:
    connection.execute(delete(artifact_deletions).where(artifact_deletions.c.artifact_key == artifact_key))


def undeleted(connection: Connection) -> Undeleted:
    query = select(func.count(), func.min(artifact_deletions.c.requested_at))
    count, since = connection.execute(query.where(artifact_deletions.c.failures > 0)).one()
    return Undeleted(count=count, since=since)
