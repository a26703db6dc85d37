"""What a FHIR client's export leaves out"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("exports", sa.Column("narrowing", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("exports", "narrowing")
