"""The events that apps receive: what happened, and to which object. Never a record, a link or a key."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.domain.connections import Connection, ConnectionStatus
from server.domain.exports import Export, ExportErrorCode, ExportStatus


class EventType(StrEnum):
    EXPORT_READY = "records.export_ready"
    EXPORT_FAILED = "records.export_failed"
    CONNECTION_REVOKED = "connection.revoked"
    TEST = "webhook.test"


# The events that an endpoint can subscribe to; a test is sent on demand.
SUBSCRIBABLE = frozenset(EventType) - {EventType.TEST}


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookEvent:
    """`id` is that of the fact: the same event has the same id wherever and however often it is sent."""

    id: str
    tenant_id: str
    type: EventType
    created_at: datetime
    data: Mapping[str, str]

    def body(self) -> bytes:
        """The JSON that is sent and signed: the same bytes at every attempt."""
        created_at = self.created_at.isoformat().replace("+00:00", "Z")
        content = {"id": self.id, "type": str(self.type), "createdAt": created_at, "data": dict(self.data)}
        return json.dumps(content, separators=(",", ":")).encode()


def export_ready(export: Export, now: datetime) -> WebhookEvent:
    return _about_export(EventType.EXPORT_READY, export, now, status=str(ExportStatus.READY))


def export_failed(export: Export, error_code: ExportErrorCode, now: datetime) -> WebhookEvent:
    return _about_export(
        EventType.EXPORT_FAILED, export, now, status=str(ExportStatus.FAILED), errorCode=str(error_code)
    )


def connection_revoked(connection: Connection, now: datetime) -> WebhookEvent:
    return WebhookEvent(
        id=_id_of(EventType.CONNECTION_REVOKED, connection.id),
        tenant_id=connection.tenant_id,
        type=EventType.CONNECTION_REVOKED,
        created_at=now,
        data={"connectionId": connection.id, "status": str(ConnectionStatus.REVOKED)},
    )


def _about_export(event_type: EventType, export: Export, now: datetime, **data: str) -> WebhookEvent:
    return WebhookEvent(
        id=_id_of(event_type, export.id),
        tenant_id=export.tenant_id,
        type=event_type,
        created_at=now,
        data={"exportId": export.id, "connectionId": export.connection_id, **data},
    )


def _id_of(event_type: EventType, subject_id: str) -> str:
    """A name-based UUID (RFC 9562, section 5.5): an export becomes READY once, and a connection is revoked once."""
    return str(uuid.uuid5(uuid.UUID(subject_id), event_type))
