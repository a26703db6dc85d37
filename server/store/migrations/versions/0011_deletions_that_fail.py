"""How often the deletion of an artifact failed, and when it is tried again"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Both have defaults: a server of the version before goes on requesting deletions.
    op.add_column("artifact_deletions", sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("artifact_deletions", sa.Column("available_at", sa.BigInteger(), nullable=False, server_default="0"))
    op.create_index("ix_artifact_deletions_available_at", "artifact_deletions", ["available_at"], unique=False)
    op.create_index("ix_artifact_deletions_failing", "artifact_deletions", ["failures", "requested_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_artifact_deletions_failing", table_name="artifact_deletions")
    op.drop_index("ix_artifact_deletions_available_at", table_name="artifact_deletions")
    op.drop_column("artifact_deletions", "available_at")
    op.drop_column("artifact_deletions", "failures")
