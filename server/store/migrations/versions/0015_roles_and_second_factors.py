"""What operators may do, when they and keys were last seen, and second factors"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A server of the version before makes operators without a role: those may look.
    op.add_column("operators", sa.Column("role", sa.String(length=16), nullable=False, server_default="viewer"))
    # Until now every operator could do what the role operator may do.
    op.execute(sa.text("UPDATE operators SET role = 'operator'"))
    op.add_column("operators", sa.Column("last_login_at", sa.BigInteger(), nullable=True))
    op.add_column("operators", sa.Column("totp_secret", sa.LargeBinary(), nullable=True))
    op.add_column("operators", sa.Column("totp_confirmed_at", sa.BigInteger(), nullable=True))
    op.add_column("operators", sa.Column("totp_step", sa.BigInteger(), nullable=True))
    op.add_column("operators", sa.Column("oidc_subject", sa.String(length=255), nullable=True))
    op.add_column("api_keys", sa.Column("last_used_at", sa.BigInteger(), nullable=True))
    op.create_table(
        "operator_recovery_codes",
        sa.Column("operator_id", sa.String(length=36), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"], name=op.f("fk_operator_recovery_codes_operator_id")),
        sa.PrimaryKeyConstraint("operator_id", "code_hash", name=op.f("pk_operator_recovery_codes")),
    )


def downgrade() -> None:
    op.drop_table("operator_recovery_codes")
    op.drop_column("api_keys", "last_used_at")
    for name in ("oidc_subject", "totp_step", "totp_confirmed_at", "totp_secret", "last_login_at", "role"):
        op.drop_column("operators", name)
