"""What each RPC does over REST that its descriptor cannot say: statuses, headers and problems.

Keyed by `Service.Rpc`. Problems that every operation, every POST or every body can meet are added by rule.
"""

from dataclasses import dataclass

JSON = "application/json"
NDJSON = "application/fhir+ndjson"
EVENT_STREAM = "text/event-stream"
# Of a body of any length: NDJSON, a Bundle or one resource, plain or gzip.
STREAMED_MEDIA_TYPES = (NDJSON, "application/fhir+json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Success:
    """One successful answer. A media type of None is a response without a body."""

    status: int
    description: str
    media_type: str | None = JSON
    headers: tuple[str, ...] = ()
    optional_headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """`links` names the operations that can follow with the id of the export in the answer."""

    successes: tuple[Success, ...]
    problems: tuple[str, ...] = ()
    request_headers: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    token_instead_of_key: bool = False


EVERY_PROBLEM = (
    "BAD_REQUEST",
    "UNAUTHENTICATED",
    "SCOPE_INSUFFICIENT",
    "WRONG_ENVIRONMENT",
    "METHOD_NOT_ALLOWED",
    "RATE_LIMITED",
    "INTERNAL",
    "UNAVAILABLE",
    "DEADLINE_EXCEEDED",
)
POST_PROBLEMS = ("IDEMPOTENCY_KEY_REQUIRED", "IDEMPOTENCY_KEY_REUSED")
BODY_PROBLEMS = ("PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE")

_CONNECTION = ("NOT_FOUND", "SDK_CONNECTION_NOT_ACTIVE")
_ARTIFACT = (
    *_CONNECTION,
    "SDK_RESOURCE_TYPE_NOT_AUTHORIZED",
    "SDK_EXPORT_NOT_READY",
    "SDK_EXPORT_EXPIRED",
    "SDK_EXPORT_FAILED",
    "SDK_EXPORT_CANCELLED",
)
_ARTIFACT_HEADERS = ("Accept-Ranges", "Content-Disposition", "Content-Length", "ETag")
_FOLLOW_UPS = (
    "GetExport",
    "CancelExport",
    "WatchExport",
    "DownloadExport",
    "DownloadExportDeletions",
    "GetExportDownload",
    "GetExportWatch",
)
_DOWNLOAD = Operation(
    successes=(
        Success(status=200, description="The whole artifact.", media_type=NDJSON, headers=_ARTIFACT_HEADERS),
        Success(
            status=206,
            description="The range asked for.",
            media_type=NDJSON,
            headers=(*_ARTIFACT_HEADERS, "Content-Range"),
        ),
        Success(status=304, description="The artifact is as you know it.", media_type=None, headers=("ETag",)),
    ),
    problems=(*_ARTIFACT, "RANGE_NOT_SATISFIABLE"),
    request_headers=("Range", "If-Range", "If-None-Match"),
    token_instead_of_key=True,
)

OPERATIONS: dict[str, Operation] = {
    "RecordsService.ExportRecords": Operation(
        successes=(
            Success(
                status=202,
                description="The export is queued and durable.",
                headers=("Location",),
                optional_headers=("Idempotency-Replayed", "Retry-After"),
            ),
        ),
        problems=(*_CONNECTION, "SDK_RESOURCE_TYPE_NOT_AUTHORIZED", "SDK_EXPORT_SINCE_TOO_OLD"),
        links=_FOLLOW_UPS,
    ),
    "RecordsService.GetExport": Operation(
        successes=(
            Success(
                status=200,
                description="The export; `Retry-After` while it is QUEUED or RUNNING.",
                headers=("ETag",),
                optional_headers=("Retry-After",),
            ),
            Success(
                status=304,
                description="The export is as you know it.",
                media_type=None,
                headers=("ETag",),
                optional_headers=("Retry-After",),
            ),
        ),
        problems=_CONNECTION,
        request_headers=("If-None-Match",),
    ),
    "RecordsService.ListExports": Operation(
        successes=(Success(status=200, description="One page of exports, newest first."),),
        problems=_CONNECTION,
    ),
    "RecordsService.CancelExport": Operation(
        successes=(Success(status=200, description="The export: CANCELLED, or as it was where it had ended."),),
        problems=_CONNECTION,
    ),
    "RecordsService.WatchExport": Operation(
        successes=(
            Success(
                status=200,
                description="Server-sent events. Each `data:` is the JSON of one WatchExportResponse.",
                media_type=EVENT_STREAM,
            ),
            Success(
                status=204,
                description="`Last-Event-ID` is the final state: nothing more comes, and an EventSource stops.",
                media_type=None,
            ),
        ),
        problems=_CONNECTION,
        request_headers=("Last-Event-ID",),
        token_instead_of_key=True,
    ),
    "RecordsService.DownloadExport": _DOWNLOAD,
    "RecordsService.DownloadExportDeletions": _DOWNLOAD,
    "RecordsService.GetExportDownload": Operation(
        successes=(Success(status=200, description="Signed URLs of the export's files."),),
        problems=_ARTIFACT,
    ),
    "RecordsService.GetExportWatch": Operation(
        successes=(Success(status=200, description="A signed URL of the events."),),
        problems=_CONNECTION,
    ),
    "RecordsService.ListDataPackages": Operation(
        successes=(Success(status=200, description="The data packages."),),
    ),
    "ImportService.ImportRecords": Operation(
        successes=(
            Success(
                status=200,
                description="All of the input was read; `results` has what was not stored.",
                optional_headers=("Idempotency-Replayed",),
            ),
        ),
        problems=(*_CONNECTION, "IDEMPOTENCY_KEY_REUSED", "SDK_IMPORT_CONFLICT"),
    ),
    "ImportService.GetImport": Operation(
        successes=(Success(status=200, description="The import as it stands."),),
        problems=("NOT_FOUND",),
    ),
    "SignalsService.IngestSignal": Operation(
        successes=(
            Success(status=201, description="The signal is stored.", optional_headers=("Idempotency-Replayed",)),
            Success(status=200, description="A dry run: the signal would be stored, and is not."),
        ),
        problems=(
            *_CONNECTION,
            "SDK_SIGNAL_TYPE_NOT_ALLOWED",
            "SDK_SIGNAL_PAYLOAD_TOO_LARGE",
            "SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH",
            "SDK_SIGNAL_PHI_DETECTED",
            "SDK_SIGNAL_TIME_OUT_OF_BOUNDS",
            "SDK_SIGNAL_NAMESPACE_UNKNOWN",
        ),
    ),
    "SignalsService.IngestSignals": Operation(
        successes=(
            Success(
                status=200,
                description="One result per item, in order; a refused item holds its problem.",
                optional_headers=("Idempotency-Replayed",),
            ),
        ),
    ),
    "SignalsService.ListSignalNamespaces": Operation(
        successes=(Success(status=200, description="The namespaces."),),
    ),
    "SignalsService.GetSignalNamespace": Operation(
        successes=(Success(status=200, description="The namespace."),),
        problems=("NOT_FOUND",),
    ),
    "SignalsService.ListSignals": Operation(
        successes=(Success(status=200, description="One page of signals, the last to happen first."),),
        problems=(*_CONNECTION, "SDK_SIGNAL_TYPE_NOT_ALLOWED"),
    ),
    "SignalsService.AggregateSignals": Operation(
        successes=(Success(status=200, description="The figures of each interval that has a number."),),
        problems=(*_CONNECTION, "SDK_SIGNAL_TYPE_NOT_ALLOWED"),
    ),
    "SignalsService.GetSignal": Operation(
        successes=(Success(status=200, description="The signal, or the tombstone of one that was withdrawn."),),
        problems=(*_CONNECTION, "SDK_SIGNAL_TYPE_NOT_ALLOWED"),
    ),
    "SignalsService.WithdrawSignal": Operation(
        successes=(Success(status=200, description="The tombstone; the same again where it was withdrawn before."),),
        problems=_CONNECTION,
    ),
    "SignalsService.ReplaceSignal": Operation(
        successes=(
            Success(
                status=201,
                description="The new signal, and the tombstone of the one before.",
                optional_headers=("Idempotency-Replayed",),
            ),
        ),
        problems=(
            *_CONNECTION,
            "SDK_SIGNAL_TYPE_NOT_ALLOWED",
            "SDK_SIGNAL_WITHDRAWN",
            "SDK_SIGNAL_PAYLOAD_TOO_LARGE",
            "SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH",
            "SDK_SIGNAL_PHI_DETECTED",
            "SDK_SIGNAL_TIME_OUT_OF_BOUNDS",
            "SDK_SIGNAL_NAMESPACE_UNKNOWN",
        ),
    ),
}
