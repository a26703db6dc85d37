"""The export row as a queue: claims, and how they end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select, update

from server.domain.exports import (
    Artifact,
    ArtifactKind,
    Export,
    ExportErrorCode,
    ExportStatus,
    Progress,
    artifact_key,
)
from server.domain.grants import Grant
from server.domain.webhooks.events import export_failed, export_ready
from server.store.exports import find_readable
from server.store.leases import LeaseQueue
from server.store.tables import exports
from server.store.turns import next_claimable
from server.store.webhook_outbox import record_event

# How long an export that one worker cannot read waits for another worker. A rolling upgrade ends within a few of them.
UNREADABLE_PAUSE = timedelta(minutes=1)
_QUEUED, _RUNNING, _FAILED = str(ExportStatus.QUEUED), str(ExportStatus.RUNNING), str(ExportStatus.FAILED)
# What an attempt has noted so far.
_UNBEGUN = {"started_at": None, "records_exported": None, "records_total": None}

QUEUE = LeaseQueue(table=exports, waiting=_QUEUED, held=_RUNNING, until="lease_until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An export in the hands of one worker, until `lease_token` is replaced by another's."""

    export: Export
    lease_token: str
    attempt: int

    @property
    def key(self) -> tuple[str]:
        return (self.export.id,)

    def artifact_key(self, kind: ArtifactKind = ArtifactKind.RECORDS) -> str:
        return artifact_key(self.export.id, self.lease_token, kind)


def claim_next(
    connection: Connection,
    *,
    now: datetime,
    lease_token: str,
    lease_until: datetime,
    max_attempts: int,
    exhausted: list[Export] | None = None,
) -> Claim | None:
    """Takes the next export: of the tenant with the fewest running ones, then of the one whose last turn was longest
    ago, then the oldest; or None.

    One whose worker went silent is taken over. One that has used up its attempts is FAILED, passed by and added to
    `exhausted`. One that this version cannot read is put off, for a worker of another version, and passed by.
    """
    while (waiting := next_claimable(connection, now)) is not None:
        attempt = waiting.attempts + 1
        export = find_readable(connection, waiting.id)
        if export is None:
            _put_off(connection, waiting.id, attempt=attempt, is_last=attempt >= max_attempts, now=now)
            continue
        if attempt > max_attempts:
            _exhaust(connection, export, now)
            if exhausted is not None:
                exhausted.append(export)
            continue
        claim = Claim(export=export, lease_token=lease_token, attempt=attempt)
        QUEUE.claim(connection, claim, until=lease_until, claimed_at=now, updated_at=now, **_UNBEGUN)
        return claim
    return None


def begin_attempt(connection: Connection, claim: Claim, *, started_at: datetime, now: datetime) -> bool:
    """Notes the moment of the snapshot."""
    return QUEUE.write(connection, claim, started_at=started_at, updated_at=now)


def extend_lease(
    connection: Connection, claim: Claim, *, now: datetime, lease_until: datetime, progress: Progress | None
) -> bool:
    """The heartbeat. False where the lease is lost: stop, and write nothing more."""
    noted: dict[str, Any] = {}
    if progress is not None:
        noted = {
            "records_exported": progress.records_exported,
            "records_total": progress.records_total,
            "updated_at": now,
        }
    return QUEUE.write(connection, claim, lease_until=lease_until, **noted)


def renew_lapsed(connection: Connection, claims: Iterable[Claim], *, now: datetime, lease_until: datetime) -> None:
    """For a worker that looks for more: after a pause of its process its heartbeats are late, and it would take over
    what it runs itself."""
    for claim in claims:
        lapsed = (QUEUE.is_held(claim), exports.c.lease_until <= now)
        connection.execute(update(exports).where(*lapsed).values(lease_until=lease_until))


def complete(
    connection: Connection,
    claim: Claim,
    *,
    artifact: Artifact,
    grant: Grant,
    deletions: Artifact | None = None,
    records: int,
    now: datetime,
    expires_at: datetime,
) -> bool:
    """RUNNING to READY, once, and said to the app's webhooks in the same transaction."""
    completed = QUEUE.finish(
        connection,
        claim,
        status=str(ExportStatus.READY),
        **_columns("artifact", artifact),
        **(_columns("deletions", deletions) if deletions else {}),
        granted=grant.as_json(),
        records_exported=records,
        records_total=records,
        completed_at=now,
        updated_at=now,
        expires_at=expires_at,
    )
    if completed:
        record_event(connection, export_ready(claim.export, now))
    return completed


def _columns(name: str, artifact: Artifact) -> dict[str, object]:
    return {f"{name}_key": artifact.key, f"{name}_sha256": artifact.sha256, f"{name}_byte_size": artifact.byte_size}


def fail(connection: Connection, claim: Claim, *, error_code: ExportErrorCode, now: datetime) -> bool:
    """RUNNING to FAILED, and said to the app's webhooks in the same transaction."""
    failed = QUEUE.finish(connection, claim, status=_FAILED, **_failure(error_code, now))
    if failed:
        record_event(connection, export_failed(claim.export, error_code, now))
    return failed


def hand_back(connection: Connection, claim: Claim, *, now: datetime, available_at: datetime, counted: bool) -> bool:
    """RUNNING to QUEUED: a transient fault, or a worker that stops. `counted` says whether it was an attempt."""
    return QUEUE.hand_back(
        connection, claim, now=now, available_at=available_at, counted=counted, updated_at=now, **_UNBEGUN
    )


def _put_off(connection: Connection, export_id: str, *, attempt: int, is_last: bool, now: datetime) -> None:
    """No webhook hears of its end: an event needs what cannot be read."""
    end = {"status": _FAILED, **_failure(ExportErrorCode.INTERNAL, now)}
    later = {"status": _QUEUED, "available_at": now + UNREADABLE_PAUSE, "updated_at": now}
    QUEUE.release(connection, QUEUE.row((export_id,)), attempts=attempt, **(end if is_last else later))


def _exhaust(connection: Connection, export: Export, now: datetime) -> None:
    why = ExportErrorCode.ATTEMPTS_EXHAUSTED
    QUEUE.release(connection, QUEUE.row((export.id,)), status=_FAILED, **_failure(why, now))
    record_event(connection, export_failed(export, why, now))


def _failure(error_code: ExportErrorCode, now: datetime) -> dict[str, Any]:
    return {"error_code": str(error_code), "failed_at": now, "updated_at": now}


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How many exports wait and run; `oldest_available_at` is since when the first of the waiting ones is claimable."""

    queued: int
    running: int
    oldest_available_at: datetime | None


def queue_depth(connection: Connection) -> Depth:
    """Read from the index of the queue alone."""
    pending = (_QUEUED, _RUNNING)
    query = (
        select(exports.c.status, func.count().label("exports"), func.min(exports.c.available_at).label("oldest"))
        .where(exports.c.status.in_(pending))
        .group_by(exports.c.status)
    )
    rows = {row.status: row for row in connection.execute(query)}
    queued, running = (rows.get(status) for status in pending)
    return Depth(
        queued=queued.exports if queued else 0,
        running=running.exports if running else 0,
        oldest_available_at=queued.oldest if queued else None,
    )
