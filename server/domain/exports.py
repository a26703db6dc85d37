"""An export job: its states, and which state may follow which."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from server.domain.grants import Grant, everything_of
from server.errors import CuraeError, ExportCancelled, ExportExpired, ExportFailed, ExportNotReady, NotFound

if TYPE_CHECKING:
    from server.domain.bulk_data.narrowing import Narrowing

FORMAT_FHIR_NDJSON = "fhir_ndjson"
MEDIA_TYPE = "application/fhir+ndjson"


class ExportStatus(StrEnum):
    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    READY = "READY"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"


class ExportErrorCode(StrEnum):
    """Why an export has no artifact. The documented list of `errorCode`."""

    ATTEMPTS_EXHAUSTED = "ATTEMPTS_EXHAUSTED"  # every attempt was cut short: workers died or storage stayed away
    CONNECTION_NOT_ACTIVE = "CONNECTION_NOT_ACTIVE"  # the connection was revoked or expired
    AUTHORIZATION_NARROWED = "AUTHORIZATION_NARROWED"  # the connection no longer grants all that was exported
    SINCE_TOO_OLD = "SINCE_TOO_OLD"  # deletions since then were forgotten before it ran
    INTERNAL = "INTERNAL"  # a defect of ours; the request id finds it in the logs


_NEXT: dict[ExportStatus, frozenset[ExportStatus]] = {
    ExportStatus.QUEUED: frozenset({ExportStatus.RUNNING, ExportStatus.FAILED, ExportStatus.CANCELLED}),
    ExportStatus.RUNNING: frozenset(
        {ExportStatus.QUEUED, ExportStatus.READY, ExportStatus.FAILED, ExportStatus.CANCELLED}
    ),
    ExportStatus.READY: frozenset({ExportStatus.EXPIRED, ExportStatus.CANCELLED}),
    ExportStatus.FAILED: frozenset(),
    ExportStatus.CANCELLED: frozenset(),
    ExportStatus.EXPIRED: frozenset(),
}

PENDING = frozenset({ExportStatus.QUEUED, ExportStatus.RUNNING})
FINAL = frozenset(ExportStatus) - PENDING


def sources(target: ExportStatus) -> frozenset[ExportStatus]:
    """The states from which `target` can be reached: the guard of every status write."""
    return frozenset(status for status, targets in _NEXT.items() if target in targets)


class ArtifactKind(StrEnum):
    """Which file of an export. The value is its place under the export's path."""

    RECORDS = "artifact"
    DELETIONS = "artifact/deletions"  # of an export by `since` alone

    @property
    def suffix(self) -> str:
        """What its file name ends in."""
        return ".ndjson" if self is ArtifactKind.RECORDS else "-deletions.ndjson"


def artifact_key(export_id: str, lease_token: str, kind: ArtifactKind = ArtifactKind.RECORDS) -> str:
    """The lease token is in the name: two attempts never write the same file."""
    return f"{folder_of(export_id)}{lease_token}{kind.suffix}"


def folder_of(export_id: str) -> str:
    """Where all artifacts of an export are, of each of its attempts."""
    return f"exports/{export_id}/"


def export_of(key: str) -> str:
    """The id of the export that an artifact was made for."""
    return key.split("/")[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """An exported file. `key` is where the artifact store keeps it and is never shown."""

    key: str
    sha256: str
    byte_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    records_exported: int
    records_total: int


class ExportKey(NamedTuple):
    """Which export of whom. To end one takes no more: the rest of its row may be of a newer version of this code."""

    id: str
    tenant_id: str
    connection_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """`request_id` and `traceparent` (W3C Trace Context) are those of the call that queued it, where there was one.

    `grant` is what the records of a READY one were chosen by; versions before chose by types alone, and left it out.
    """

    id: str
    tenant_id: str
    connection_id: str
    status: ExportStatus
    resource_types: tuple[str, ...]
    include_raw_fhir: bool
    since: datetime | None
    created_at: datetime
    updated_at: datetime
    queued_at: datetime
    format: str = FORMAT_FHIR_NDJSON
    started_at: datetime | None = None
    completed_at: datetime | None = None
    expires_at: datetime | None = None
    failed_at: datetime | None = None
    error_code: str | None = None
    retry_of: str | None = None
    artifact: Artifact | None = None
    grant: Grant | None = None
    deletions: Artifact | None = None
    progress: Progress | None = None
    request_id: str | None = None
    traceparent: str | None = None
    narrowing: "Narrowing | None" = None

    @property
    def is_final(self) -> bool:
        return self.status in FINAL

    @property
    def content(self) -> Grant:
        """What the artifact of a READY one may hold."""
        return everything_of(self.resource_types) if self.grant is None else self.grant

    @property
    def kinds(self) -> tuple[ArtifactKind, ...]:
        """The files that it is going to have."""
        return (ArtifactKind.RECORDS,) if self.since is None else (ArtifactKind.DELETIONS, ArtifactKind.RECORDS)

    def filename(self, kind: ArtifactKind = ArtifactKind.RECORDS) -> str:
        """What a download is saved as."""
        return f"export-{self.id}{kind.suffix}"

    def require_artifact(self, now: datetime, kind: ArtifactKind = ArtifactKind.RECORDS) -> Artifact:
        """Expired by the clock is expired, whether or not a sweep has noted it.

        Raises ExportNotReady, ExportExpired, ExportFailed or ExportCancelled, and NotFound where a READY export has no
        file of this kind.
        """
        lapsed = self.expires_at is not None and self.expires_at <= now
        if self.status is not ExportStatus.READY or self.artifact is None or lapsed:
            raise _no_artifact(self)
        artifact = self.artifact if kind is ArtifactKind.RECORDS else self.deletions
        if artifact is None:
            raise NotFound("the export has no deletions: it was queued without since, or by an older release")
        return artifact


def _no_artifact(export: Export) -> CuraeError:
    details = {"status": str(export.status)}
    match export.status:
        case ExportStatus.FAILED:
            return ExportFailed(
                "the export failed; queue a new one", details={**details, "errorCode": export.error_code or "INTERNAL"}
            )
        case ExportStatus.CANCELLED:
            return ExportCancelled("the export was cancelled; queue a new one", details=dict(details))
        case ExportStatus.EXPIRED | ExportStatus.READY:
            return ExportExpired(
                "the export has expired and its file was deleted; queue a new one", details=dict(details)
            )
        case _:
            return ExportNotReady("the export is not ready yet; follow it until it is READY", details=dict(details))
