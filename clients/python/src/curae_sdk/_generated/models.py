"""What the service answers with. Generated from the OpenAPI document by `make gen`; do not edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

from curae_sdk._reading import moment

ExportStatus: TypeAlias = Literal["QUEUED", "RUNNING", "READY", "FAILED", "CANCELLED", "EXPIRED"]
ExportFormat: TypeAlias = Literal["fhir_ndjson"]


@dataclass(frozen=True, kw_only=True)
class Artifact:
    """Artifact describes the file of a READY export."""

    sha256: str
    """SHA-256 of exactly the bytes that a download gives, 64 lower-case hex characters."""
    byte_size: int
    """Size in bytes; 0 where nothing matched."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Artifact:
        """Fields that this version does not know are left out."""
        return cls(
            sha256=data["sha256"],
            byte_size=int(data["byteSize"]),
        )


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Progress counts the records of a job."""

    records_exported: int
    """Records written so far."""
    records_total: int
    """Records to write in all."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Progress:
        """Fields that this version does not know are left out."""
        return cls(
            records_exported=int(data["recordsExported"]),
            records_total=int(data["recordsTotal"]),
        )


@dataclass(frozen=True, kw_only=True)
class Export:
    """Export is one job: a file of the records that a connection authorizes, as they stood at `startedAt`."""

    id: str
    """Identifier, a lower-case UUID."""
    connection_id: str
    """Connection whose records are exported, a lower-case UUID."""
    status: ExportStatus
    """Where the job stands."""
    resource_types: tuple[str, ...]
    """FHIR resource types that the artifact holds, sorted."""
    format: ExportFormat
    """Form of the artifact."""
    created_at: datetime
    """When the export was made."""
    updated_at: datetime
    """When the export last changed."""
    include_raw_fhir: bool | None = None
    """Whether resources are given byte for byte as imported, or reduced."""
    since: datetime | None = None
    """Only records changed at or after this time are exported; absent: all."""
    artifact: Artifact | None = None
    """Size and checksum of the file, to verify a download with. Present only on a READY export."""
    progress: Progress | None = None
    """How far the job is. Absent while QUEUED."""
    error_code: str | None = None
    """Why the job FAILED, for example `ATTEMPTS_EXHAUSTED`."""
    queued_at: datetime | None = None
    """When the job was queued."""
    started_at: datetime | None = None
    """When the snapshot was taken: the artifact holds the records as of this time."""
    completed_at: datetime | None = None
    """When the artifact became READY."""
    expires_at: datetime | None = None
    """When the artifact is, or was, deleted."""
    failed_at: datetime | None = None
    """When the job FAILED."""
    deletions: Artifact | None = None
    """What a download of the deletions is verified against. Only on a READY export that has `since`."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Export:
        """Fields that this version does not know are left out."""
        return cls(
            id=data["id"],
            connection_id=data["connectionId"],
            status=data["status"],
            resource_types=tuple(data["resourceTypes"]),
            format=data["format"],
            created_at=moment(data["createdAt"]),
            updated_at=moment(data["updatedAt"]),
            include_raw_fhir=data.get("includeRawFhir"),
            since=moment(data["since"]) if "since" in data else None,
            artifact=Artifact.from_json(data["artifact"]) if "artifact" in data else None,
            progress=Progress.from_json(data["progress"]) if "progress" in data else None,
            error_code=data.get("errorCode"),
            queued_at=moment(data["queuedAt"]) if "queuedAt" in data else None,
            started_at=moment(data["startedAt"]) if "startedAt" in data else None,
            completed_at=moment(data["completedAt"]) if "completedAt" in data else None,
            expires_at=moment(data["expiresAt"]) if "expiresAt" in data else None,
            failed_at=moment(data["failedAt"]) if "failedAt" in data else None,
            deletions=Artifact.from_json(data["deletions"]) if "deletions" in data else None,
        )


@dataclass(frozen=True, kw_only=True)
class Download:
    """Download is a short-lived link to an artifact."""

    url: str
    """Absolute URL that works without an API key. Treat it as a secret."""
    expires_in_seconds: int
    """Seconds until the URL stops working."""
    expires_at: datetime
    """When the URL stops working."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Download:
        """Fields that this version does not know are left out."""
        return cls(
            url=data["url"],
            expires_in_seconds=data["expiresInSeconds"],
            expires_at=moment(data["expiresAt"]),
        )


@dataclass(frozen=True, kw_only=True)
class Watch:
    """Watch is a short-lived link to an export's events."""

    url: str
    """Absolute URL that works without an API key: `new EventSource(url)`. Treat it as a secret."""
    expires_in_seconds: int
    """Seconds until the URL stops working; events that were begun go on."""
    expires_at: datetime
    """When the URL stops working."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Watch:
        """Fields that this version does not know are left out."""
        return cls(
            url=data["url"],
            expires_in_seconds=data["expiresInSeconds"],
            expires_at=moment(data["expiresAt"]),
        )


@dataclass(frozen=True, kw_only=True)
class Signal:
    """Signal is a stored signal, without its payload."""

    id: str
    """Identifier, a lower-case UUID."""
    connection_id: str
    """Connection that the signal is about, a lower-case UUID."""
    namespace: str
    """Namespace, for example `activity`."""
    signal_type: str
    """Type within the namespace, for example `daily_summary`."""
    received_at: datetime
    """When it was received."""
    occurred_at: datetime | None = None
    """When it happened on the device; absent where the caller did not say."""
    occurred_until: datetime | None = None
    """When it ended on the device; absent for a moment."""
    occurred_at_offset: str | None = None
    """Offset of `occurredAt` from UTC, for example `+01:00`; absent where the caller did not say."""
    occurred_until_offset: str | None = None
    """Offset of `occurredUntil` from UTC."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Signal:
        """Fields that this version does not know are left out."""
        return cls(
            id=data["id"],
            connection_id=data["connectionId"],
            namespace=data["namespace"],
            signal_type=data["signalType"],
            received_at=moment(data["receivedAt"]),
            occurred_at=moment(data["occurredAt"]) if "occurredAt" in data else None,
            occurred_until=moment(data["occurredUntil"]) if "occurredUntil" in data else None,
            occurred_at_offset=data.get("occurredAtOffset"),
            occurred_until_offset=data.get("occurredUntilOffset"),
        )


@dataclass(frozen=True, kw_only=True)
class PayloadSchema:
    """PayloadSchema is one version of the schema that payloads of one signal type must match."""

    signal_type: str
    """Type within the namespace, for example `daily_summary`."""
    version: int
    """Version, from 1."""
    schema: Mapping[str, Any]
    """The JSON Schema, draft 2020-12."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> PayloadSchema:
        """Fields that this version does not know are left out."""
        return cls(
            signal_type=data["signalType"],
            version=data["version"],
            schema=data["schema"],
        )


@dataclass(frozen=True, kw_only=True)
class SignalNamespace:
    """SignalNamespace groups signal types."""

    name: str
    """Name, for example `activity`."""
    schemas: tuple[PayloadSchema, ...]
    """Its payload schemas that a signal may meet, sorted by signal type and version."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SignalNamespace:
        """Fields that this version does not know are left out."""
        return cls(
            name=data["name"],
            schemas=tuple(PayloadSchema.from_json(each) for each in data["schemas"]),
        )


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Problem is the error document of the REST front door, RFC 9457 `application/problem+json`. On gRPC it travels as the first detail of the `google.rpc.Status` in `grpc-status-details-bin`, beside `ErrorInfo`."""

    type: str
    """URI that names the problem: `https://curaeai.com/problems/` and the code in kebab case."""
    title: str
    """Short summary of the problem, the same at every occurrence."""
    status: int
    """HTTP status code, 400-599."""
    detail: str
    """Why this request failed and how to correct it. Never contains a key, a payload or record content."""
    instance: str
    """Request id of this occurrence, the `x-request-id` of the response."""
    code: str
    """Stable machine-readable code, for example `NOT_FOUND`."""
    details: Mapping[str, Any]
    """Facts about this occurrence, for example `violations`: a list of `{field, description}`."""
    retryable: bool
    """Whether the same request can succeed later without a change."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Problem:
        """Fields that this version does not know are left out."""
        return cls(
            type=data["type"],
            title=data["title"],
            status=data["status"],
            detail=data["detail"],
            instance=data["instance"],
            code=data["code"],
            details=data["details"],
            retryable=data["retryable"],
        )


@dataclass(frozen=True, kw_only=True)
class SignalResult:
    """SignalResult is what became of one item."""

    signal: Signal | None = None
    """The signal as stored."""
    problem: Problem | None = None
    """Why the item was refused."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SignalResult:
        """Fields that this version does not know are left out."""
        return cls(
            signal=Signal.from_json(data["signal"]) if "signal" in data else None,
            problem=Problem.from_json(data["problem"]) if "problem" in data else None,
        )


@dataclass(frozen=True, kw_only=True)
class SignalRecord:
    """SignalRecord is a signal as it is read back."""

    signal: Signal
    """The signal."""
    payload: Mapping[str, Any]
    """Payload, as it was stored."""
    schema_version: int
    """Version of the schema that the payload met."""
    event_at: datetime
    """When it happened, or began, by the service's clock: what signals are ordered by."""
    sent_at: datetime | None = None
    """When it was sent, by the device's clock."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SignalRecord:
        """Fields that this version does not know are left out."""
        return cls(
            signal=Signal.from_json(data["signal"]),
            payload=data["payload"],
            schema_version=data["schemaVersion"],
            event_at=moment(data["eventAt"]),
            sent_at=moment(data["sentAt"]) if "sentAt" in data else None,
        )


@dataclass(frozen=True, kw_only=True)
class SignalTombstone:
    """SignalTombstone is what stays of a signal that was withdrawn."""

    id: str
    """Identifier of the signal, a lower-case UUID."""
    connection_id: str
    """Connection that it was about, a lower-case UUID."""
    namespace: str
    """Namespace that it had."""
    signal_type: str
    """Type that it had."""
    withdrawn_at: datetime
    """When it was withdrawn."""
    replaced_by: str | None = None
    """Signal that stands in its place, a lower-case UUID; absent where none does."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SignalTombstone:
        """Fields that this version does not know are left out."""
        return cls(
            id=data["id"],
            connection_id=data["connectionId"],
            namespace=data["namespace"],
            signal_type=data["signalType"],
            withdrawn_at=moment(data["withdrawnAt"]),
            replaced_by=data.get("replacedBy"),
        )


@dataclass(frozen=True, kw_only=True)
class SignalFigures:
    """SignalFigures sums up one interval."""

    since: datetime
    """Begin of the interval."""
    count: int
    """How many signals have a number in the field."""
    min: float
    """The least of the numbers."""
    max: float
    """The greatest of the numbers."""
    mean: float
    """Their mean."""
    sum: float
    """Their sum."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SignalFigures:
        """Fields that this version does not know are left out."""
        return cls(
            since=moment(data["since"]),
            count=data["count"],
            min=data["min"],
            max=data["max"],
            mean=data["mean"],
            sum=data["sum"],
        )
