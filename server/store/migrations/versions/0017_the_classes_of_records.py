"""The classes of records, and what the records of an export were chosen by"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Workers find the classes of what is stored: until then a record is in no export. A server of the version before
    # goes on storing records and exports without these columns.
    op.add_column("records", sa.Column("classes", sa.BigInteger(), nullable=True))
    op.add_column("tombstones", sa.Column("classes", sa.BigInteger(), nullable=True))
    op.create_index("ix_records_classes", "records", ["connection_id", "resource_type", "classes"], unique=False)
    op.add_column("exports", sa.Column("granted", sa.Text(), nullable=True))
    op.create_table(
        "record_classifications",
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("codes_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"], ["connections.id"], name=op.f("fk_record_classifications_connection_id")
        ),
        sa.PrimaryKeyConstraint("connection_id", name=op.f("pk_record_classifications")),
    )


def downgrade() -> None:
    op.drop_table("record_classifications")
    op.drop_column("exports", "granted")
    op.drop_index("ix_records_classes", table_name="records")
    op.drop_column("tombstones", "classes")
    op.drop_column("records", "classes")
