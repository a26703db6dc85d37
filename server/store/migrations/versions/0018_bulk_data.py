"""FHIR bulk data exports, and where each resource type stands in an artifact"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    binary_string = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "artifact_sections",
        sa.Column("export_id", sa.String(36), nullable=False),
        sa.Column("resource_type", binary_string, nullable=False),
        sa.Column("byte_offset", sa.BigInteger(), nullable=False),
        sa.Column("byte_size", sa.BigInteger(), nullable=False),
        sa.Column("records", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["export_id"], ["exports.id"], name="fk_artifact_sections_export_id"),
        sa.PrimaryKeyConstraint("export_id", "resource_type", name="pk_artifact_sections"),
    )
    op.create_table(
        "bulk_exports",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("tenant_id", sa.String(36), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("request_url", sa.Text(), nullable=False),
        sa.Column("ignored", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name="fk_bulk_exports_tenant_id"),
        sa.PrimaryKeyConstraint("id", name="pk_bulk_exports"),
    )
    op.create_index("ix_bulk_exports_recent", "bulk_exports", ["digest", "created_at"], unique=False)
    op.create_table(
        "bulk_export_parts",
        sa.Column("bulk_export_id", sa.String(36), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("export_id", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(["bulk_export_id"], ["bulk_exports.id"], name="fk_bulk_export_parts_bulk_export_id"),
        sa.ForeignKeyConstraint(["export_id"], ["exports.id"], name="fk_bulk_export_parts_export_id"),
        sa.PrimaryKeyConstraint("bulk_export_id", "place", name="pk_bulk_export_parts"),
        sa.UniqueConstraint("export_id", name="uq_bulk_export_parts_export_id"),
    )


def downgrade() -> None:
    op.drop_table("bulk_export_parts")
    op.drop_index("ix_bulk_exports_recent", table_name="bulk_exports")
    op.drop_table("bulk_exports")
    op.drop_table("artifact_sections")
