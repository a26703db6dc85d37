"""Artifacts to delete: an outbox, so that no crash leaves a file behind that nothing points at."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from server.store.tables import artifact_deletions


def request_deletion(connection: Connection, artifact_key: str, now: datetime) -> None:
    """Written in the transaction that orphans the artifact. Asking twice is once."""
    known = select(artifact_deletions.c.artifact_key).where(artifact_deletions.c.artifact_key == artifact_key)
    if connection.execute(known).one_or_none() is None:
        connection.execute(insert(artifact_deletions).values(artifact_key=artifact_key, requested_at=now))


def requested_deletions(connection: Connection, limit: int) -> list[str]:
    query = select(artifact_deletions.c.artifact_key).order_by(artifact_deletions.c.requested_at).limit(limit)
    return list(connection.execute(query).scalars())


def forget_deletion(connection: Connection, artifact_key: str) -> None:
    connection.execute(delete(artifact_deletions).where(artifact_deletions.c.artifact_key == artifact_key))
