"""The audit trail: who did what to which connection and export, as the rows of one hash chain.

Each row holds the hash of the row before it and its own SHA-256 over everything it says, so that an edit, a deletion,
an insertion or another order shows. Nothing here holds a key, a payload or the content of a record.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from server.domain.exports import (
        Export,
        ExportKey,
    )  # with all that exports narrow by, which an entry alone does not need

GENESIS_HASH = "0" * 64  # the previous hash of the first row
_ENCODING = b"curae-audit-1\n"

Detail = str | int | bool


class Action(StrEnum):
    TENANT_CREATED = "tenant.created"
    TENANT_REVOKED = "tenant.revoked"
    KEY_CREATED = "key.created"
    KEY_ROTATED = "key.rotated"
    KEY_REVOKED = "key.revoked"
    TOKEN_ISSUED = "token.issued"  # noqa: S105 - an action
    CONNECTION_CREATED = "connection.created"
    CONNECTION_CHANGED = "connection.changed"
    CONNECTION_REVOKED = "connection.revoked"
    CONNECTION_EXPIRED = "connection.expired"
    GROUP_CREATED = "group.created"
    GROUP_JOINED = "group.joined"
    GROUP_LEFT = "group.left"
    GROUP_DELETED = "group.deleted"
    ERASURE_REQUESTED = "connection.erasure_requested"
    CONNECTION_ERASED = "connection.erased"
    RECORDS_IMPORTED = "records.imported"
    RECORDS_DELETED = "records.deleted"
    EXPORT_QUEUED = "export.queued"
    EXPORT_STARTED = "export.started"
    EXPORT_HANDED_BACK = "export.handed_back"
    EXPORT_READY = "export.ready"
    EXPORT_FAILED = "export.failed"
    EXPORT_CANCELLED = "export.cancelled"
    EXPORT_EXPIRED = "export.expired"
    DOWNLOAD_STARTED = "download.started"
    DOWNLOAD_ENDED = "download.ended"
    LINK_SIGNED = "link.signed"
    SIGNAL_WITHDRAWN = "signal.withdrawn"
    SIGNAL_REPLACED = "signal.replaced"
    SCHEMA_PUT = "schema.put"
    SCHEMA_RETIRED = "schema.retired"
    RETENTION_SET = "retention.set"
    BACKUP_MADE = "backup.made"
    BACKUP_RESTORED = "backup.restored"
    WEBHOOK_CREATED = "webhook.created"
    WEBHOOK_ROTATED = "webhook.rotated"
    WEBHOOK_REVOKED = "webhook.revoked"
    WEBHOOK_DISABLED = "webhook.disabled"
    WEBHOOK_REPLAYED = "webhook.replayed"
    OPERATOR_CREATED = "operator.created"
    OPERATOR_CHANGED = "operator.changed"
    OPERATOR_REVOKED = "operator.revoked"
    SESSION_BEGUN = "session.begun"
    SESSION_ENDED = "session.ended"
    SESSION_REFUSED = "session.refused"
    AUDIT_DOWNLOADED = "audit.downloaded"
    ACCESS_REFUSED = "access.refused"


class Outcome(StrEnum):
    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    CUT_SHORT = "cut_short"


class ActorKind(StrEnum):
    KEY = "key"  # an API key, by its id
    LINK = "link"  # a signed URL, by the id of the key that asked for it
    OPERATOR = "operator"  # a user of a machine, at its command line
    CONSOLE = "console"  # an operator who is logged in to the console, by name
    WORKER = "worker"
    SERVER = "server"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """From where a call came: the client's address, the id of the request, and of which trace it is a part.

    `traceparent` (W3C Trace Context) is only there where traces are on, and is not recorded.
    """

    address: str | None = None
    request_id: str | None = None
    traceparent: str | None = None


NOWHERE = Origin()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts. `id` is a key's id, a user's name, or a process as host:pid; `origin` is from where."""

    kind: ActorKind
    id: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What happened, before it has its place in the chain."""

    at: datetime
    action: Action
    actor: Actor
    outcome: Outcome = Outcome.DONE
    tenant_id: str | None = None
    connection_id: str | None = None
    export_id: str | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)

    @classmethod
    def about(
        cls, export: "Export | ExportKey", action: Action, *, actor: Actor, at: datetime, **facts: Detail
    ) -> "Entry":
        """An entry about an export, its connection and its tenant; `facts` become its details."""
        return cls(
            at=at,
            action=action,
            actor=actor,
            outcome=Outcome.FAILED if action is Action.EXPORT_FAILED else Outcome.DONE,
            tenant_id=export.tenant_id,
            connection_id=export.connection_id,
            export_id=export.id,
            details=facts,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the trail as it is stored: plain values, so that one that was tampered with can still be read.

    `at` is in microseconds since 1970 UTC, `details` is a JSON object as text.
    """

    seq: int
    at: int
    action: str
    outcome: str
    actor_kind: str
    actor_id: str
    address: str | None
    request_id: str | None
    tenant_id: str | None
    connection_id: str | None
    export_id: str | None
    details: str
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of the chain: how many rows there are, and the hash of the last."""

    count: int = 0
    hash: str = GENESIS_HASH


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A place where the trail is not as it was written."""

    seq: int
    problem: str


def row_of(entry: Entry, at_micros: int, head: Head) -> Row:
    """The entry as the row after `head`."""
    row = Row(
        seq=head.count + 1,
        at=at_micros,
        action=str(entry.action),
        outcome=str(entry.outcome),
        actor_kind=str(entry.actor.kind),
        actor_id=entry.actor.id,
        address=entry.actor.origin.address,
        request_id=entry.actor.origin.request_id,
        tenant_id=entry.tenant_id,
        connection_id=entry.connection_id,
        export_id=entry.export_id,
        details=json.dumps(entry.details, sort_keys=True, separators=(",", ":")),
        previous_hash=head.hash,
        hash="",
    )
    return replace(row, hash=digest(row))


def digest(row: Row) -> str:
    """SHA-256, in hex, of the row's values but its own hash, as an ASCII JSON array in the order of `Row`'s fields."""
    *values, _ = astuple(row)
    return hashlib.sha256(_ENCODING + json.dumps(values, separators=(",", ":")).encode()).hexdigest()


def details_of(row: Row) -> dict[str, Any]:
    """The details of a row. If they were altered so that they are not JSON, the text stands under `unreadable`."""
    try:
        details = json.loads(row.details)
    except ValueError:
        return {"unreadable": row.details}
    return details if isinstance(details, dict) else {"unreadable": row.details}


def faults(rows: Iterable[Row], head: Head | None) -> Iterator[Fault]:
    """Where rows, in their order, are not a whole chain that ends at `head` (None: at any row)."""
    last = Head()
    for row in rows:
        yield from _faults_of(row, last)
        last = Head(count=row.seq, hash=row.hash)
    if head is None:
        return
    if last.count < head.count:
        yield Fault(seq=last.count + 1, problem=f"rows {last.count + 1} to {head.count} are missing at the end")
    elif last != head:
        yield Fault(seq=last.count, problem="the last row was not written last")


def _faults_of(row: Row, last: Head) -> Iterator[Fault]:
    if row.seq > last.count + 1:
        yield Fault(seq=last.count + 1, problem=f"rows {last.count + 1} to {row.seq - 1} are missing")
    elif row.seq <= last.count:
        yield Fault(seq=row.seq, problem="the row's place does not match its number")
    elif row.previous_hash != last.hash:
        yield Fault(seq=row.seq, problem="the row before it was replaced or removed")
    if digest(row) != row.hash:
        yield Fault(seq=row.seq, problem="the row was changed")
