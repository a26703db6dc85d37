"""Imports over the network: how much of each is stored"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record_imports",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("position_end", sa.BigInteger(), nullable=False),
        sa.Column("position_line", sa.BigInteger(), nullable=False),
        sa.Column("position_parts", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("further_results", sa.BigInteger(), nullable=False),
        sa.Column("token", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("completed_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("status IN ('RUNNING', 'COMPLETED')", name=op.f("ck_record_imports_status")),
        sa.ForeignKeyConstraint(["connection_id"], ["connections.id"], name=op.f("fk_record_imports_connection_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_record_imports")),
    )
    op.create_index("ix_record_imports_connection_id", "record_imports", ["connection_id"], unique=False)
    op.create_index("ix_record_imports_updated_at", "record_imports", ["updated_at"], unique=False)


def downgrade() -> None:
    op.drop_table("record_imports")
