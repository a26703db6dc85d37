"""The versions of the signal types that a connection grants"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The defaults are for a server of the version before, which goes on storing connections and signals.
    op.add_column("connections", sa.Column("grant_version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("connections", sa.Column("consented_at", sa.BigInteger(), nullable=True))
    op.add_column("signals", sa.Column("grant_version", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "past_signal_grants",
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("signal_types", sa.Text(), nullable=False),
        sa.Column("consented_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"], ["connections.id"], name=op.f("fk_past_signal_grants_connection_id")
        ),
        sa.PrimaryKeyConstraint("connection_id", "version", name=op.f("pk_past_signal_grants")),
    )


def downgrade() -> None:
    op.drop_table("past_signal_grants")
    op.drop_column("signals", "grant_version")
    op.drop_column("connections", "consented_at")
    op.drop_column("connections", "grant_version")
