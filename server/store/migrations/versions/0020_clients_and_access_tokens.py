"""Clients of SMART Backend Services, and their access tokens"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "smart_clients",
        sa.Column("key_id", sa.String(36), nullable=False),
        sa.Column("jwks", sa.Text()),
        sa.Column("jwks_url", sa.Text()),
        sa.ForeignKeyConstraint(["key_id"], ["api_keys.id"], name="fk_smart_clients_key_id"),
        sa.PrimaryKeyConstraint("key_id", name="pk_smart_clients"),
    )
    op.create_table(
        "access_tokens",
        sa.Column("lookup", sa.String(32), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(36), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["key_id"], ["api_keys.id"], name="fk_access_tokens_key_id"),
        sa.PrimaryKeyConstraint("lookup", name="pk_access_tokens"),
    )
    op.create_index("ix_access_tokens_expires_at", "access_tokens", ["expires_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_access_tokens_expires_at", table_name="access_tokens")
    op.drop_table("access_tokens")
    op.drop_table("smart_clients")
