"""Records that fewer grants include than before"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_BINARY_STRING = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "withdrawals",
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("resource_type", _BINARY_STRING, nullable=False),
        sa.Column("resource_id", _BINARY_STRING, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("classes", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["connection_id"], ["connections.id"], name=op.f("fk_withdrawals_connection_id")),
        sa.PrimaryKeyConstraint("connection_id", "resource_type", "resource_id", name=op.f("pk_withdrawals")),
    )
    op.create_index("ix_withdrawals_changed_at", "withdrawals", ["changed_at"], unique=False)


def downgrade() -> None:
    op.drop_table("withdrawals")
