"""Seals of an artifact's pieces and sections"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_COLUMNS = {"artifact_pieces": "seals", "deletions_pieces": "seals", "artifact_sections": "seal"}


def upgrade() -> None:
    for table, column in _COLUMNS.items():
        op.add_column(table, sa.Column(column, sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    for name, column in _COLUMNS.items():
        with op.batch_alter_table(name) as table:
            table.drop_column(column)
