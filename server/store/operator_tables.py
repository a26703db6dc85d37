"""The operators of the console. They are apart, since a partial index loads SQLAlchemy's whole PostgreSQL dialect."""

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, String, Table

from server.store.tables import metadata
from server.store.types import UtcTime

# People who may open the console. A name is free again once its operator is revoked.
operators = Table(
    "operators",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(64), nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("password_hash", LargeBinary, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
)
Index(
    "uq_operators_current_name",
    operators.c.name,
    unique=True,
    sqlite_where=operators.c.revoked_at.is_(None),
    postgresql_where=operators.c.revoked_at.is_(None),
)

# `token_hash` hashes the cookie: the cookie itself is not kept.
operator_sessions = Table(
    "operator_sessions",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("operator_id", ForeignKey("operators.id"), nullable=False, index=True),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False, index=True),
)
