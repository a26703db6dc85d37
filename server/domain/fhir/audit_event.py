"""A row of the audit trail as a FHIR R4 AuditEvent (hl7.org/fhir/R4/auditevent.html)."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from server.domain.audit import Action, ActorKind, Outcome, Row

SYSTEM = "https://curaeai.com/fhir/"
_DICOM = "http://dicom.nema.org/resources/ontology/DCM"
_TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_EXPORT = {"system": _DICOM, "code": "110106", "display": "Export"}
_IMPORT = {"system": _DICOM, "code": "110107", "display": "Import"}
_SECURITY = {"system": _DICOM, "code": "110113", "display": "Security Alert"}
_APPLICATION = {"system": _DICOM, "code": "110100", "display": "Application Activity"}
_LOGIN = {"system": _DICOM, "code": "110114", "display": "User Authentication"}
_TYPES = {
    "export": _EXPORT,
    "download": _EXPORT,
    "link": _EXPORT,
    "records": _IMPORT,
    "access": _SECURITY,
    "session": _LOGIN,
}

# AuditEvent.action: Create, Read, Update, Delete, Execute.
_ACTIONS = {
    Action.TENANT_CREATED: "C",
    Action.KEY_CREATED: "C",
    Action.OPERATOR_CREATED: "C",
    Action.CONNECTION_CREATED: "C",
    Action.GROUP_CREATED: "C",
    Action.RECORDS_IMPORTED: "C",
    Action.RECORDS_DELETED: "D",
    Action.SCHEMA_PUT: "C",
    Action.WEBHOOK_CREATED: "C",
    Action.DOWNLOAD_STARTED: "R",
    Action.DOWNLOAD_ENDED: "R",
    Action.AUDIT_DOWNLOADED: "R",
    Action.EXPORT_CANCELLED: "D",
    Action.EXPORT_EXPIRED: "D",
    Action.CONNECTION_ERASED: "D",
    Action.GROUP_DELETED: "D",
    Action.TENANT_REVOKED: "U",
    Action.KEY_REVOKED: "U",
    Action.OPERATOR_CHANGED: "U",
    Action.OPERATOR_REVOKED: "U",
    Action.KEY_ROTATED: "U",
    Action.CONNECTION_CHANGED: "U",
    Action.GROUP_JOINED: "U",
    Action.GROUP_LEFT: "U",
    Action.CONNECTION_REVOKED: "U",
    Action.CONNECTION_EXPIRED: "U",
    Action.SCHEMA_RETIRED: "U",
    Action.RETENTION_SET: "U",
    Action.WEBHOOK_ROTATED: "U",
    Action.WEBHOOK_REVOKED: "U",
    Action.WEBHOOK_DISABLED: "U",
}
_OUTCOMES = {Outcome.DONE: "0", Outcome.CUT_SHORT: "4", Outcome.REFUSED: "4", Outcome.FAILED: "8"}
_PEOPLE = {ActorKind.KEY, ActorKind.LINK, ActorKind.OPERATOR, ActorKind.CONSOLE}
# AuditEvent.entity.role, by what the entity is.
_ROLES = {"connection": ("1", "Patient"), "export": ("20", "Job"), "tenant": ("16", "Data Repository")}


def audit_event(row: Row) -> dict[str, Any]:
    """The resource. Its id is the row's hash, which names the row in the chain."""
    event = {
        "resourceType": "AuditEvent",
        "id": row.hash,
        "type": _TYPES.get(row.action.partition(".")[0], _APPLICATION),
        "subtype": [{"system": f"{SYSTEM}CodeSystem/audit-action", "code": row.action}],
        "action": _ACTIONS.get(row.action, "E"),  # type: ignore[call-overload]
        "recorded": moment_of(row).isoformat().replace("+00:00", "Z"),
        "outcome": _OUTCOMES.get(row.outcome, "8"),  # type: ignore[call-overload]
        "outcomeDesc": row.outcome,
        "agent": [_agent(row)],
        "source": {
            "observer": {"display": "CuraeAI SDK data plane"},
            "type": [{"system": f"{_TERMINOLOGY}security-source-type", "code": "4", "display": "Application Server"}],
        },
        "entity": list(_entities(row)),
    }
    return event if event["entity"] else {name: value for name, value in event.items() if name != "entity"}


def moment_of(row: Row) -> datetime:
    return _EPOCH + timedelta(microseconds=row.at)


def _agent(row: Row) -> dict[str, Any]:
    agent: dict[str, Any] = {
        "type": {"coding": [{"system": f"{SYSTEM}CodeSystem/audit-actor", "code": row.actor_kind}]},
        "who": {"identifier": {"system": f"{SYSTEM}id/{row.actor_kind}", "value": row.actor_id}},
        "requestor": row.actor_kind in _PEOPLE,
    }
    if row.address is not None:
        # 2: an IP address, 1: the name of a machine.
        is_ip = row.actor_kind in (ActorKind.KEY, ActorKind.LINK, ActorKind.CONSOLE)
        agent["network"] = {"address": row.address, "type": "2" if is_ip else "1"}
    return agent


def _entities(row: Row) -> Iterator[dict[str, Any]]:
    named = {"connection": row.connection_id, "export": row.export_id, "tenant": row.tenant_id}
    for kind, value in named.items():
        if value is not None:
            code, display = _ROLES[kind]
            yield {
                "what": {"identifier": {"system": f"{SYSTEM}id/{kind}", "value": value}},
                "type": {"system": f"{_TERMINOLOGY}audit-entity-type", "code": "2", "display": "System Object"},
                "role": {"system": f"{_TERMINOLOGY}object-role", "code": code, "display": display},
            }
    if details := _details(row):
        yield {"name": "details", "detail": details}
    if row.request_id is not None:
        yield {
            "what": {"identifier": {"system": f"{SYSTEM}id/request", "value": row.request_id}},
            "role": {"system": f"{_TERMINOLOGY}object-role", "code": "24", "display": "Query"},
        }


def _details(row: Row) -> list[dict[str, str]]:
    """Facts as strings; a detail without a value may not be in a FHIR resource."""
    facts = json.loads(row.details)
    texts = {name: str(value) for name, value in sorted(facts.items())}
    return [{"type": name, "valueString": text} for name, text in texts.items() if text.strip()]
