"""Operators of the console, their sessions, and exports that repeat failed ones"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # No foreign key and no table rebuild: SQLite would copy the whole table, with every writer waiting.
    op.add_column("exports", sa.Column("retry_of", sa.String(length=36), nullable=True))
    op.create_index("uq_exports_retry_of", "exports", ["retry_of"], unique=True)
    op.create_index("ix_exports_state", "exports", ["status", "updated_at", "id"], unique=False)
    op.create_table(
        "operators",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("password_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operators")),
    )
    op.create_index(
        "uq_operators_current_name",
        "operators",
        ["name"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    op.create_table(
        "operator_sessions",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("operator_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"], name=op.f("fk_operator_sessions_operator_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_operator_sessions")),
    )
    op.create_index("ix_operator_sessions_operator_id", "operator_sessions", ["operator_id"], unique=False)
    op.create_index("ix_operator_sessions_expires_at", "operator_sessions", ["expires_at"], unique=False)


def downgrade() -> None:
    op.drop_table("operator_sessions")
    op.drop_table("operators")
    op.drop_index("ix_exports_state", table_name="exports")
    op.drop_index("uq_exports_retry_of", table_name="exports")
    op.drop_column("exports", "retry_of")
