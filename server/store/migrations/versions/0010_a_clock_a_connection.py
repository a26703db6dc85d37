"""A clock a connection, which puts imports and snapshots in one order"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record_clocks",
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("moment", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["connection_id"], ["connections.id"], name=op.f("fk_record_clocks_connection_id")),
        sa.PrimaryKeyConstraint("connection_id", name=op.f("pk_record_clocks")),
    )
    # Each begins behind all that machines' clocks have written so far.
    op.execute(
        "INSERT INTO record_clocks (connection_id, moment) SELECT connection_id, max(moment) FROM ("
        "SELECT connection_id, max(changed_at) AS moment FROM records GROUP BY connection_id"
        " UNION ALL SELECT connection_id, max(started_at) FROM exports"
        " WHERE started_at IS NOT NULL GROUP BY connection_id) AS known GROUP BY connection_id"
    )


def downgrade() -> None:
    op.drop_table("record_clocks")
