"""Named groups of connections"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    binary_string = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "connection_groups",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("tenant_id", sa.String(36), nullable=False),
        sa.Column("name", binary_string, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name="fk_connection_groups_tenant_id"),
        sa.PrimaryKeyConstraint("id", name="pk_connection_groups"),
    )
    op.create_index("ix_connection_groups_name", "connection_groups", ["tenant_id", "name"], unique=True)
    op.create_table(
        "connection_group_members",
        sa.Column("group_id", sa.String(36), nullable=False),
        sa.Column("connection_id", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["connection_groups.id"], name="fk_connection_group_members_group_id"),
        sa.ForeignKeyConstraint(
            ["connection_id"], ["connections.id"], name="fk_connection_group_members_connection_id"
        ),
        sa.PrimaryKeyConstraint("group_id", "connection_id", name="pk_connection_group_members"),
    )
    op.create_index(
        "ix_connection_group_members_connection_id", "connection_group_members", ["connection_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_connection_group_members_connection_id", table_name="connection_group_members")
    op.drop_table("connection_group_members")
    op.drop_index("ix_connection_groups_name", table_name="connection_groups")
    op.drop_table("connection_groups")
