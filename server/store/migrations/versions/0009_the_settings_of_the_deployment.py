"""The settings that every part of a deployment has to have the same."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "deployment_settings",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_deployment_settings"),
    )


def downgrade() -> None:
    op.drop_table("deployment_settings")
