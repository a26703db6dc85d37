"""Indexes of what the worker's sweeps look for: connections to erase and to classify, and READY exports"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_UNERASED = sa.text("status IN ('REVOKED', 'EXPIRED') AND erasure_requested_at IS NULL")
_READY = sa.text("status = 'READY'")


def upgrade() -> None:
    # A server of the version before requests erasures without it: the sweep still asks for the erasure itself.
    op.add_column("connections", sa.Column("erasure_requested_at", sa.BigInteger(), nullable=True))
    op.execute(
        "UPDATE connections SET erasure_requested_at ="
        " (SELECT requested_at FROM erasures WHERE erasures.connection_id = connections.id)"
    )
    op.create_index(
        "ix_connections_unerased",
        "connections",
        ["erasure_requested_at", "updated_at"],
        sqlite_where=_UNERASED,
        postgresql_where=_UNERASED,
    )
    # Every connection has a row from here on; those of before the classes have none.
    op.execute(
        "INSERT INTO record_classifications (connection_id, codes_version)"
        " SELECT id, 0 FROM connections WHERE id NOT IN (SELECT connection_id FROM record_classifications)"
    )
    op.create_index("ix_record_classifications_due", "record_classifications", ["codes_version", "connection_id"])
    op.create_index("ix_exports_ready", "exports", ["status", "id"], sqlite_where=_READY, postgresql_where=_READY)


def downgrade() -> None:
    op.drop_index("ix_exports_ready", table_name="exports")
    op.drop_index("ix_record_classifications_due", table_name="record_classifications")
    op.drop_index("ix_connections_unerased", table_name="connections")
    op.drop_column("connections", "erasure_requested_at")
