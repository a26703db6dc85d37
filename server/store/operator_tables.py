"""The tables of the operators of the console."""

from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, String, Table

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
    # The default is for servers of the version before, which know no roles.
    Column("role", String(16), nullable=False, server_default="viewer"),
    Column("last_login_at", UtcTime),
    # Sealed with the signing key. It counts from `totp_confirmed_at` on; `totp_step` is the last one that was used.
    Column("totp_secret", LargeBinary),
    Column("totp_confirmed_at", UtcTime),
    Column("totp_step", BigInteger),
    # Who the operator is to the identity provider, from the first login by it on.
    Column("oidc_subject", String(255)),
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

# One-time codes that stand in for a second factor that is lost, as hashes. A code that was used is deleted.
operator_recovery_codes = Table(
    "operator_recovery_codes",
    metadata,
    Column("operator_id", ForeignKey("operators.id"), primary_key=True),
    Column("code_hash", LargeBinary(32), primary_key=True),
)
