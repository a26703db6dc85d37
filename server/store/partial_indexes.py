"""Indexes of some rows of a table. They stand apart, for migrations alone: naming a database's own option imports its
whole dialect, and every command that reads tables would pay for PostgreSQL's."""

from sqlalchemy import Index

from server.store.operator_tables import operators
from server.store.tables import READY, UNDATED, UNERASED, connections, exports, signals

_CURRENT = operators.c.revoked_at.is_(None)

Index(
    "ix_connections_unerased",
    connections.c.erasure_requested_at,
    connections.c.updated_at,
    sqlite_where=UNERASED,
    postgresql_where=UNERASED,
)
Index("ix_exports_ready", exports.c.status, exports.c.id, sqlite_where=READY, postgresql_where=READY)
Index("ix_signals_undated", signals.c.event_at, sqlite_where=UNDATED, postgresql_where=UNDATED)
Index("uq_operators_current_name", operators.c.name, unique=True, sqlite_where=_CURRENT, postgresql_where=_CURRENT)
