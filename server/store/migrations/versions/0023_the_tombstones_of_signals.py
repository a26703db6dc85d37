"""The tombstones of signals that were withdrawn"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signal_tombstones",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("namespace", sa.String(length=64), nullable=False),
        sa.Column("signal_type", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=False),
        sa.Column("replaced_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["connection_id"], ["connections.id"], name=op.f("fk_signal_tombstones_connection_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal_tombstones")),
    )
    op.create_index("ix_signal_tombstones_connection", "signal_tombstones", ["connection_id", "withdrawn_at"])
    op.create_index("ix_signal_tombstones_namespace", "signal_tombstones", ["namespace", "withdrawn_at", "id"])


def downgrade() -> None:
    op.drop_table("signal_tombstones")
