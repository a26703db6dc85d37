"""Erasures of what was stored by a connection"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_COUNTS = ("records", "tombstones", "signals", "answers", "events", "artifacts")


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("requested_at", sa.BigInteger(), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("settles_at", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in _COUNTS),
        sa.ForeignKeyConstraint(["connection_id"], ["connections.id"], name=op.f("fk_erasures_connection_id")),
        sa.PrimaryKeyConstraint("connection_id", name=op.f("pk_erasures")),
    )
    op.create_index("ix_erasures_unfinished", "erasures", ["finished_at", "requested_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_erasures_unfinished", table_name="erasures")
    op.drop_table("erasures")
