"""Rows of the audit trail as text: a line for people, a JSON object for programs, and back."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from server.cli.faults import CommandFailed
from server.cli.terminal import without_control_characters
from server.domain.audit import Row
from server.domain.fhir.audit_event import audit_event, moment_of
from server.store.types import to_micros

_NAMES = {
    "seq": "seq",
    "action": "action",
    "outcome": "outcome",
    "actor_kind": "actorKind",
    "actor_id": "actorId",
    "address": "address",
    "request_id": "requestId",
    "tenant_id": "tenantId",
    "connection_id": "connectionId",
    "export_id": "exportId",
    "previous_hash": "previousHash",
    "hash": "hash",
}


def json_line(row: Row) -> str:
    """One JSON object, from which `from_json` makes the same row again."""
    named = {ours: getattr(row, name) for name, ours in _NAMES.items()}
    value = {"at": _rfc3339(row), **named, "details": json.loads(row.details)}
    return json.dumps({name: each for name, each in value.items() if each is not None})


def as_fhir(row: Row) -> str:
    return json.dumps(audit_event(row), separators=(",", ":"))


def as_line(row: Row) -> str:
    about = {"connection": row.connection_id, "export": row.export_id}
    facts = {name: value for name, value in about.items() if value is not None} | json.loads(row.details)
    words = [
        f"{row.seq:>7}",
        _rfc3339(row),
        f"{row.action:<18}",
        f"{row.outcome:<9}",
        f"{row.actor_kind}:{row.actor_id}",
        f"from {row.address or '-'}",
        *(f"{name}={value}" for name, value in facts.items()),
    ]
    return without_control_characters(" ".join(words)).replace("\n", "?")


def read_file(path: Path) -> Iterator[Row]:
    """The rows of an exported file. Raises CommandFailed naming the line that is no row."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield _from_json(json.loads(line))
                except (ValueError, TypeError, KeyError, AttributeError) as fault:
                    raise CommandFailed(f"{path} line {number} is not a row of `curae audit export`") from fault
    except OSError as fault:
        raise CommandFailed(f"{path} cannot be read: {fault.strerror}") from fault


def _from_json(value: dict[str, Any]) -> Row:
    plain = {name: value.get(ours) for name, ours in _NAMES.items()}
    at = to_micros(datetime.fromisoformat(value["at"]))
    return Row(**plain, at=at, details=json.dumps(value["details"], sort_keys=True, separators=(",", ":")))  # type: ignore[arg-type]


def _rfc3339(row: Row) -> str:
    return moment_of(row).isoformat(timespec="microseconds").replace("+00:00", "Z")
