"""What must hold, in a few lines: a fold over the audit trail, whose order is the order of the commits.

The model knows nothing of locks and rows. It knows which act may follow which, and how long a worker has what it took.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import orjson

from server.domain.audit import Action, Row
from server.domain.data_packages import granted_by

_FROM: dict[Action, frozenset[str]] = {
    Action.EXPORT_STARTED: frozenset({"QUEUED", "RUNNING"}),  # RUNNING: taken over
    Action.EXPORT_HANDED_BACK: frozenset({"RUNNING"}),
    Action.EXPORT_READY: frozenset({"RUNNING"}),
    Action.EXPORT_FAILED: frozenset({"QUEUED", "RUNNING"}),
    Action.EXPORT_CANCELLED: frozenset({"QUEUED", "RUNNING", "READY"}),
    Action.EXPORT_EXPIRED: frozenset({"READY"}),
}
_TO = {
    Action.EXPORT_STARTED: "RUNNING",
    Action.EXPORT_HANDED_BACK: "QUEUED",
    Action.EXPORT_READY: "READY",
    Action.EXPORT_FAILED: "FAILED",
    Action.EXPORT_CANCELLED: "CANCELLED",
    Action.EXPORT_EXPIRED: "EXPIRED",
}
# What needs a live tenant, and, where it is about one, an active connection.
_NEEDS_CONSENT = {
    Action.EXPORT_QUEUED,
    Action.EXPORT_READY,
    Action.RECORDS_IMPORTED,
    Action.DOWNLOAD_STARTED,
    Action.KEY_CREATED,
    Action.KEY_ROTATED,
    Action.CONNECTION_CREATED,
}


@dataclass(slots=True)
class ExportModel:
    connection_id: str
    resource_types: frozenset[str]
    status: str = "QUEUED"
    worker: str = ""
    started_at: int = 0  # in microseconds, as the trail has it


@dataclass(slots=True)
class Model:
    """`lease`: how long at least a worker has an export that it took. `consent`: how long at most a connection lasts.
    `granted` is by connection: the resource types of its data packages, or None once it has ended. `over_at`: when its
    time is over, in microseconds."""

    lease: timedelta
    consent: timedelta
    exports: dict[str, ExportModel] = field(default_factory=dict)
    granted: dict[str, frozenset[str] | None] = field(default_factory=dict)
    over_at: dict[str, int] = field(default_factory=dict)
    revoked: set[str] = field(default_factory=set)  # keys and tenants
    downloaded: set[str] = field(default_factory=set)

    def follow(self, row: Row, resource_types: frozenset[str]) -> None:
        """The next act; `resource_types` are those of its export. Raises AssertionError where it may not follow those
        before."""
        action = Action(row.action)
        said = f"{action} of {row.export_id or row.connection_id or row.tenant_id}, row {row.seq}"
        if action in _NEEDS_CONSENT:
            assert row.tenant_id not in self.revoked, f"{said}: the tenant is revoked"
            assert self.granted.get(row.connection_id or "", frozenset()) is not None, f"{said}: no consent"
        if action is Action.EXPORT_QUEUED:
            assert row.export_id not in self.exports, f"{said}: it is there"
            assert row.export_id is not None and row.connection_id is not None
            self.exports[row.export_id] = ExportModel(row.connection_id, resource_types)
        elif action in _FROM:
            export = self.exports[row.export_id or ""]
            assert export.status in _FROM[action], f"{said}: it is {export.status}"
            if action in (Action.EXPORT_READY, Action.EXPORT_HANDED_BACK):
                assert export.worker == row.actor_id, f"{said}: by {row.actor_id}, held by {export.worker}"
            if action is Action.EXPORT_STARTED:
                held_until = export.started_at + self.lease // timedelta(microseconds=1)
                assert export.status == "QUEUED" or row.at >= held_until, f"{said}: {export.worker} still has it"
                export.started_at = row.at
            if action is Action.EXPORT_READY:
                assert export.resource_types <= self._granted_to(export), f"{said}: a type is not granted"
                assert row.at < self.over_at[export.connection_id], f"{said}: the time of the consent is over"
            export.status, export.worker = _TO[action], row.actor_id
        elif action is Action.DOWNLOAD_STARTED:
            export = self.exports[row.export_id or ""]
            assert export.status == "READY", f"{said}: there is no file"
            assert export.resource_types <= self._granted_to(export), f"{said}: a type is not granted"
            assert row.actor_id not in self.revoked, f"{said}: the key is revoked"
            self.downloaded.add(row.export_id or "")
        else:
            self._follow_consent(action, row, said)

    def check_consent(self) -> None:
        """After a commit: no export waits, runs or can be had whose connection has ended, or grants less than it
        holds."""
        for export_id, export in self.exports.items():
            if export.status in _FROM[Action.EXPORT_CANCELLED]:
                missing = export.resource_types - self._granted_to(export)
                assert not missing, f"{export_id} is {export.status}, and {missing} is not granted"

    def _granted_to(self, export: ExportModel) -> frozenset[str]:
        return self.granted[export.connection_id] or frozenset()

    def _follow_consent(self, action: Action, row: Row, said: str) -> None:
        details: Any = orjson.loads(row.details)
        match action:
            case Action.CONNECTION_CREATED:
                self.over_at[row.connection_id or ""] = row.at + self.consent // timedelta(microseconds=1)
                self.granted[row.connection_id or ""] = frozenset(
                    granted_by(frozenset(details["dataPackages"].split())).types
                )
            case Action.CONNECTION_CHANGED:
                if self.granted[row.connection_id or ""] is not None:
                    self.granted[row.connection_id or ""] = frozenset(
                        granted_by(frozenset(details["dataPackages"].split())).types
                    )
            case Action.CONNECTION_REVOKED | Action.CONNECTION_EXPIRED:
                if action is Action.CONNECTION_EXPIRED:
                    assert self.granted[row.connection_id or ""] is not None, f"{said}: a state went back"
                self.granted[row.connection_id or ""] = None
            case Action.KEY_REVOKED:
                self.revoked.add(details["keyId"])
            case Action.TENANT_REVOKED:
                self.revoked.add(row.tenant_id or "")
            case Action.KEY_ROTATED:
                assert details["keyId"] not in self.revoked, f"{said}: the key is revoked"
