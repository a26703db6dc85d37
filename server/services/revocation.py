"""Revocation of a connection, with everything that must end in the same transaction.

Rows are locked in one order, here and by everybody who relies on consent: tenant, keys, connection, exports. Who makes
something on a connection holds it until the commit. So a revocation waits for that commit and then ends what was made,
or what is made waits for the revocation and is refused.
"""

from datetime import datetime

from sqlalchemy import Connection as DatabaseConnection

from server.domain.audit import Action, Actor, Entry
from server.domain.connections import ConnectionStatus
from server.domain.exports import ExportErrorCode, ExportKey, ExportStatus
from server.domain.webhooks.events import connection_revoked
from server.store import audit, connections
from server.store.exports import cancel_export, exports_with_effect
from server.store.webhook_outbox import record_event


def end_connection(
    database: DatabaseConnection, connection_id: str, status: ConnectionStatus, now: datetime, actor: Actor
) -> int:
    """REVOKED or EXPIRED, and its exports CANCELLED. Gives how many.

    Safe to repeat: what a connection that has ended still has is ended too. EXPIRED changes only a connection whose
    time is over by now.
    """
    connection = connections.hold_connection(database, connection_id)
    if connection is None or (status is ConnectionStatus.EXPIRED and connection.status_at(now) is not status):
        return 0
    if connections.set_status(database, connection_id, status, now):
        expired = status is ConnectionStatus.EXPIRED
        ended = Entry(
            at=now,
            action=Action.CONNECTION_EXPIRED if expired else Action.CONNECTION_REVOKED,
            actor=actor,
            tenant_id=connection.tenant_id,
            connection_id=connection_id,
        )
        audit.record(database, ended)
        if not expired:
            record_event(database, connection_revoked(connection, now))
    return sum(
        withdraw_export(database, export, ExportErrorCode.CONNECTION_NOT_ACTIVE, now, actor)
        for export in exports_with_effect(database, connection_id)
    )


def withdraw_export(
    database: DatabaseConnection, export: ExportKey, error_code: ExportErrorCode, now: datetime, actor: Actor
) -> bool:
    """Cancels an export whose connection no longer allows it. False where it is final by now."""
    cancelled = cancel_export(database, export, now, error_code)
    if cancelled:
        reason = str(error_code)
        audit.record(database, Entry.about(export, Action.EXPORT_CANCELLED, actor=actor, at=now, errorCode=reason))
    return cancelled


def count_cancelled(exports: int, error_code: ExportErrorCode) -> None:
    """Counts the exports that a committed transaction cancelled."""
    from server import metrics  # noqa: PLC0415 - slow to import, and commands that only read share this module

    metrics.EXPORTS_ENDED.labels(ExportStatus.CANCELLED, error_code).inc(exports)
