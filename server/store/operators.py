"""Operators and their sessions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, and_, delete, insert, or_, select, update

from server.domain.operator import Operator, Role, Session
from server.domain.sealed_factor import SealedFactor
from server.store.operator_tables import operator_recovery_codes, operator_sessions, operators


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


def bind_subject(connection: Connection, operator_id: str, subject: str) -> bool:
    """Binds an operator to an account of the identity provider. False where it is bound to another."""
    free = or_(operators.c.oidc_subject.is_(None), operators.c.oidc_subject == subject)
    bound = update(operators).where(operators.c.id == operator_id, free).values(oidc_subject=subject)
    return connection.execute(bound).rowcount == 1


def note_login(connection: Connection, operator_id: str, now: datetime) -> None:
    connection.execute(update(operators).where(operators.c.id == operator_id).values(last_login_at=now))


def factor_of(connection: Connection, operator_id: str) -> SealedFactor | None:
    """The second factor, confirmed or not."""
    query = select(operators.c.totp_secret, operators.c.totp_confirmed_at, operators.c.totp_step)
    row = connection.execute(query.where(operators.c.id == operator_id)).one()
    if row.totp_secret is None:
        return None
    return SealedFactor(sealed=row.totp_secret, confirmed_at=row.totp_confirmed_at, step=row.totp_step)


def set_factor(connection: Connection, operator_id: str, sealed: bytes) -> None:
    """One that is not confirmed, in place of what was there."""
    clear_factor(connection, operator_id)
    connection.execute(update(operators).where(operators.c.id == operator_id).values(totp_secret=sealed))


def confirm_factor(
    connection: Connection, operator_id: str, step: int, recovery_hashes: Sequence[bytes], now: datetime
) -> None:
    confirmed = update(operators).where(operators.c.id == operator_id).values(totp_confirmed_at=now, totp_step=step)
    connection.execute(confirmed)
    codes = [{"operator_id": operator_id, "code_hash": code_hash} for code_hash in recovery_hashes]
    connection.execute(insert(operator_recovery_codes), codes)


def use_step(connection: Connection, operator_id: str, step: int) -> bool:
    """False where a code of this step, or of a later one, was used."""
    later = or_(operators.c.totp_step.is_(None), operators.c.totp_step < step)
    used = update(operators).where(operators.c.id == operator_id, later).values(totp_step=step)
    return connection.execute(used).rowcount == 1


def use_recovery_code(connection: Connection, operator_id: str, code_hash: bytes) -> bool:
    """False where it is none. It cannot be used again."""
    codes = operator_recovery_codes.c
    used = delete(operator_recovery_codes).where(codes.operator_id == operator_id, codes.code_hash == code_hash)
    return connection.execute(used).rowcount == 1


def clear_factor(connection: Connection, operator_id: str) -> None:
    """Nothing of a second factor is left."""
    connection.execute(delete(operator_recovery_codes).where(operator_recovery_codes.c.operator_id == operator_id))
    nothing = {"totp_secret": None, "totp_confirmed_at": None, "totp_step": None}
    connection.execute(update(operators).where(operators.c.id == operator_id).values(nothing))


def all_operators(connection: Connection) -> list[Operator]:
    """Oldest first, with those that were revoked."""
    rows = connection.execute(select(operators).order_by(operators.c.created_at, operators.c.id)).mappings()
    return [_from_row(row) for row in rows]


def revoke_operator(connection: Connection, operator_id: str, now: datetime) -> None:
    """Ends the sessions too."""
    end_sessions(connection, operator_id)
    connection.execute(update(operators).where(operators.c.id == operator_id).values(revoked_at=now))


def end_sessions(connection: Connection, operator_id: str, *, but: bytes | None = None) -> int:
    """All of one operator, `but` that of this hash; gives how many."""
    mine = operator_sessions.c.operator_id == operator_id
    others = mine if but is None else and_(mine, operator_sessions.c.token_hash != but)
    return connection.execute(delete(operator_sessions).where(others)).rowcount


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
        select(
            operators.c.id,
            operators.c.name,
            operators.c.role,
            operators.c.totp_confirmed_at,
            operator_sessions.c.expires_at,
        )
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
    return Session(
        operator_id=row.id,
        operator_name=row.name,
        expires_at=row.expires_at,
        role=Role(row.role),
        has_second_factor=row.totp_confirmed_at is not None,
    )


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
        has_second_factor=row["totp_confirmed_at"] is not None,
    )
