"""When exports ended, for what was done in the last hour, day or week"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_exports_completed_at", "exports", ["completed_at"], unique=False)
    op.create_index("ix_exports_failed_at", "exports", ["failed_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_exports_failed_at", table_name="exports")
    op.drop_index("ix_exports_completed_at", table_name="exports")
