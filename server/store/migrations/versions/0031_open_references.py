"""Records that the references of an import wait for"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("record_imports", sa.Column("open_references", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("record_imports") as table:
        table.drop_column("open_references")
