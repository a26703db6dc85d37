"""Where records come from, the tombstones of deleted ones, and an export's second artifact, of deletions"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_BINARY_STRING = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    # A server of the version before goes on importing: what it stores has no source.
    op.add_column("records", sa.Column("source", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.create_table(
        "tombstones",
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("resource_type", _BINARY_STRING, nullable=False),
        sa.Column("resource_id", _BINARY_STRING, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("last_updated", sa.BigInteger(), nullable=True),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["connection_id"], ["connections.id"], name=op.f("fk_tombstones_connection_id")),
        sa.PrimaryKeyConstraint("connection_id", "resource_type", "resource_id", name=op.f("pk_tombstones")),
    )
    op.create_index("ix_tombstones_changed_at", "tombstones", ["changed_at"], unique=False)
    # Tombstones that changed before this moment are gone.
    op.add_column("record_clocks", sa.Column("tombstones_from", sa.BigInteger(), nullable=True))
    op.add_column("exports", sa.Column("deletions_key", sa.Text(), nullable=True))
    op.add_column("exports", sa.Column("deletions_sha256", sa.String(length=64), nullable=True))
    op.add_column("exports", sa.Column("deletions_byte_size", sa.BigInteger(), nullable=True))
    op.create_table(
        "deletions_pieces",
        sa.Column("export_id", sa.String(length=36), nullable=False),
        sa.Column("piece_bytes", sa.Integer(), nullable=False),
        sa.Column("digests", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["export_id"], ["exports.id"], name=op.f("fk_deletions_pieces_export_id")),
        sa.PrimaryKeyConstraint("export_id", name=op.f("pk_deletions_pieces")),
    )


def downgrade() -> None:
    op.drop_table("deletions_pieces")
    for name in ("deletions_byte_size", "deletions_sha256", "deletions_key"):
        op.drop_column("exports", name)
    op.drop_column("record_clocks", "tombstones_from")
    op.drop_table("tombstones")
    op.drop_column("records", "source")
