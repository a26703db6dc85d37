"""Operators and their sessions."""

from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from server.domain.operator import Operator, Role, Session
from server.store.operator_tables import operator_sessions, operators


def insert_operator(connection: Connection, operator: Operator) -> None:
    connection.execute(
        insert(operators).values(
            id=operator.id,
            name=operator.name,
            salt=operator.salt,
            password_hash=operator.password_hash,
            created_at=operator.created_at,
            revoked_at=operator.revoked_at,
            role=str(operator.role),
        )
    )


def find_operator(connection: Connection, name: str) -> Operator | None:
    """The current operator of that name."""
    query = select(operators).where(operators.c.name == name, operators.c.revoked_at.is_(None))
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else _from_row(row)


def hold_operator(connection: Connection, operator_id: str) -> Operator | None:
    """The operator where not revoked, who keeps the role until the transaction ends.

    Operators are changed in transactions of their own. SQLite knows no row locks: its one writer is alone anyway.
    """
    query = select(operators).where(operators.c.id == operator_id, operators.c.revoked_at.is_(None))
    row = connection.execute(query.with_for_update(read=True)).mappings().one_or_none()
    return None if row is None else _from_row(row)


def set_role(connection: Connection, operator_id: str, role: Role) -> None:
    connection.execute(update(operators).where(operators.c.id == operator_id).values(role=str(role)))


def note_login(connection: Connection, operator_id: str, now: datetime) -> None:
    connection.execute(update(operators).where(operators.c.id == operator_id).values(last_login_at=now))


def all_operators(connection: Connection) -> list[Operator]:
    """Oldest first, with those that were revoked."""
    rows = connection.execute(select(operators).order_by(operators.c.created_at, operators.c.id)).mappings()
    return [_from_row(row) for row in rows]


def revoke_operator(connection: Connection, operator_id: str, now: datetime) -> None:
    """Ends the sessions too."""
    connection.execute(delete(operator_sessions).where(operator_sessions.c.operator_id == operator_id))
    connection.execute(update(operators).where(operators.c.id == operator_id).values(revoked_at=now))


def insert_session(connection: Connection, token_hash: bytes, session: Session, now: datetime) -> None:
    connection.execute(
        insert(operator_sessions).values(
            token_hash=token_hash,
            operator_id=session.operator_id,
            created_at=now,
            expires_at=session.expires_at,
        )
    )


def find_session(connection: Connection, token_hash: bytes, now: datetime) -> Session | None:
    """The session of a token, while it lasts and its operator is not revoked."""
    query = (
        select(operators.c.id, operators.c.name, operators.c.role, operator_sessions.c.expires_at)
        .join(operators, operators.c.id == operator_sessions.c.operator_id)
        .where(
            operator_sessions.c.token_hash == token_hash,
            operator_sessions.c.expires_at > now,
            operators.c.revoked_at.is_(None),
        )
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Session(operator_id=row.id, operator_name=row.name, expires_at=row.expires_at, role=Role(row.role))


def delete_session(connection: Connection, token_hash: bytes) -> None:
    connection.execute(delete(operator_sessions).where(operator_sessions.c.token_hash == token_hash))


def discard_ended_sessions(connection: Connection, now: datetime) -> None:
    connection.execute(delete(operator_sessions).where(operator_sessions.c.expires_at <= now))


def _from_row(row: RowMapping) -> Operator:
    return Operator(
        id=row["id"],
        name=row["name"],
        salt=row["salt"],
        password_hash=row["password_hash"],
        created_at=row["created_at"],
        revoked_at=row["revoked_at"],
        role=Role(row["role"]),
        last_login_at=row["last_login_at"],
    )
