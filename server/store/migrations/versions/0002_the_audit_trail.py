"""The audit trail: append-only by the database itself"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# The next number, after the row that is last: no gap, no fork, and no REPLACE (which fires no DELETE trigger).
_SQLITE = (
    """CREATE TRIGGER audit_rows_insert BEFORE INSERT ON audit_rows
    WHEN NEW.seq <> coalesce((SELECT max(seq) FROM audit_rows), 0) + 1
      OR NEW.previous_hash <> coalesce((SELECT hash FROM audit_rows ORDER BY seq DESC LIMIT 1), printf('%064d', 0))
    BEGIN SELECT RAISE(ABORT, 'audit_rows takes the next row only'); END""",
    """CREATE TRIGGER audit_rows_update BEFORE UPDATE ON audit_rows
    BEGIN SELECT RAISE(ABORT, 'audit_rows is append-only'); END""",
    """CREATE TRIGGER audit_rows_delete BEFORE DELETE ON audit_rows
    BEGIN SELECT RAISE(ABORT, 'audit_rows is append-only'); END""",
    """CREATE TRIGGER audit_head_guard BEFORE UPDATE ON audit_head
    WHEN NEW.id <> OLD.id OR NEW.count <= OLD.count
    BEGIN SELECT RAISE(ABORT, 'audit_head only grows'); END""",
    """CREATE TRIGGER audit_head_insert BEFORE INSERT ON audit_head
    BEGIN SELECT RAISE(ABORT, 'audit_head has one row'); END""",
    """CREATE TRIGGER audit_head_delete BEFORE DELETE ON audit_head
    BEGIN SELECT RAISE(ABORT, 'audit_head has one row'); END""",
)

_POSTGRES = (
    """CREATE OR REPLACE FUNCTION curae_audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only', ERRCODE = 'insufficient_privilege';
    END $$""",
    """CREATE OR REPLACE FUNCTION curae_audit_next_row() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE last RECORD;
    BEGIN
        SELECT seq, hash INTO last FROM audit_rows ORDER BY seq DESC LIMIT 1;
        IF NEW.seq <> coalesce(last.seq, 0) + 1 OR NEW.previous_hash <> coalesce(last.hash, repeat('0', 64)) THEN
            RAISE EXCEPTION 'audit_rows takes the next row only' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE OR REPLACE FUNCTION curae_audit_head_grows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.id <> OLD.id OR NEW.count <= OLD.count THEN
            RAISE EXCEPTION 'audit_head only grows' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER audit_rows_insert BEFORE INSERT ON audit_rows
    FOR EACH ROW EXECUTE FUNCTION curae_audit_next_row()""",
    """CREATE TRIGGER audit_rows_update BEFORE UPDATE ON audit_rows
    FOR EACH ROW EXECUTE FUNCTION curae_audit_append_only()""",
    """CREATE TRIGGER audit_rows_delete BEFORE DELETE ON audit_rows
    FOR EACH ROW EXECUTE FUNCTION curae_audit_append_only()""",
    """CREATE TRIGGER audit_rows_truncate BEFORE TRUNCATE ON audit_rows
    FOR EACH STATEMENT EXECUTE FUNCTION curae_audit_append_only()""",
    """CREATE TRIGGER audit_head_guard BEFORE UPDATE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION curae_audit_head_grows()""",
    """CREATE TRIGGER audit_head_insert BEFORE INSERT ON audit_head
    FOR EACH ROW EXECUTE FUNCTION curae_audit_append_only()""",
    """CREATE TRIGGER audit_head_delete BEFORE DELETE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION curae_audit_append_only()""",
    """CREATE TRIGGER audit_head_truncate BEFORE TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION curae_audit_append_only()""",
)


def upgrade() -> None:
    op.create_table(
        "audit_rows",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("tenant_id", sa.Text(), nullable=True),
        sa.Column("connection_id", sa.Text(), nullable=True),
        sa.Column("export_id", sa.Text(), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_rows")),
    )
    op.create_index(op.f("ix_audit_rows_at"), "audit_rows", ["at"], unique=False)
    op.create_index("ix_audit_rows_tenant", "audit_rows", ["tenant_id", "seq"], unique=False)
    op.create_index("ix_audit_rows_connection", "audit_rows", ["connection_id", "seq"], unique=False)
    op.create_index("ix_audit_rows_export", "audit_rows", ["export_id", "seq"], unique=False)
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    head = sa.table("audit_head", sa.column("id"), sa.column("count"), sa.column("hash"))
    op.bulk_insert(head, [{"id": 1, "count": 0, "hash": "0" * 64}])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    op.drop_table("audit_head")
    op.drop_table("audit_rows")
    if op.get_bind().dialect.name != "sqlite":
        for name in ("append_only", "next_row", "head_grows"):
            op.execute(f"DROP FUNCTION curae_audit_{name}()")
