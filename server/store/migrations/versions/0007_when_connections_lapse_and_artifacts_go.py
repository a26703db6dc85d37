"""When connections lapse and artifacts go"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("artifact_deletions", schema=None) as batch_op:
        batch_op.create_index("ix_artifact_deletions_requested_at", ["requested_at"], unique=False)
    with op.batch_alter_table("connections", schema=None) as batch_op:
        batch_op.create_index("ix_connections_lapsing", ["status", "expires_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("connections", schema=None) as batch_op:
        batch_op.drop_index("ix_connections_lapsing")
    with op.batch_alter_table("artifact_deletions", schema=None) as batch_op:
        batch_op.drop_index("ix_artifact_deletions_requested_at")
