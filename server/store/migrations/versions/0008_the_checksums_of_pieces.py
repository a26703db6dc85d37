"""The checksums of an artifact's pieces, so that any part of it is verified before it leaves."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "artifact_pieces",
        sa.Column("export_id", sa.String(36), nullable=False),
        sa.Column("piece_bytes", sa.Integer, nullable=False),
        sa.Column("digests", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("export_id", name="pk_artifact_pieces"),
        sa.ForeignKeyConstraint(["export_id"], ["exports.id"], name="fk_artifact_pieces_export_id"),
    )


def downgrade() -> None:
    op.drop_table("artifact_pieces")
