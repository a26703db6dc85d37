"""When signals happened: offsets, ends, times of sending, and the time by our clock"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_COLUMNS = ("occurred_at_offset", "occurred_until", "occurred_until_offset", "sent_at")


def upgrade() -> None:
    for name in _COLUMNS:
        kind = sa.Integer() if name.endswith("offset") else sa.BigInteger()
        op.add_column("signals", sa.Column(name, kind, nullable=True))
    # The default is for a server of the version before; workers put the time in its place.
    op.add_column("signals", sa.Column("event_at", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute("UPDATE signals SET event_at = COALESCE(occurred_at, received_at)")
    op.create_index("ix_signals_event", "signals", ["connection_id", "event_at", "id"], unique=False)
    op.create_index(
        "ix_signals_undated",
        "signals",
        ["event_at"],
        unique=False,
        sqlite_where=sa.text("event_at = 0"),
        postgresql_where=sa.text("event_at = 0"),
    )


def downgrade() -> None:
    op.drop_index("ix_signals_undated", table_name="signals")
    op.drop_index("ix_signals_event", table_name="signals")
    op.drop_column("signals", "event_at")
    for name in reversed(_COLUMNS):
        op.drop_column("signals", name)
