"""The JSON that bulk data clients get: manifests and OperationOutcomes (FHIR R4)."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from server.domain.bulk_data.export import ERRORS_FILE, BulkExport, File, Part, refusal_of, transaction_time
from server.domain.exports import ArtifactKind
from server.errors import Json

JSON = "application/json"
FHIR_JSON = "application/fhir+json"
FILE_EXTENSION = "https://curaeai.com/fhir/bulk-data-file"


def manifest(
    bulk: BulkExport, parts: Sequence[Part], files: Sequence[File], *, base_url: str, now: datetime
) -> dict[str, Json]:
    """The manifest (Bulk Data Access IG 3.0.0, "Response - Complete Status") of an export that has ended.

    The largest file comes first: for a client that takes several files at once, it is not what remains at the end.
    """
    by_size = sorted(files, key=lambda file: file.section.byte_size, reverse=True)
    outcomes = [*error_outcomes(bulk, parts, now)]
    folder = f"{base_url}/exports/{bulk.id}"
    available = [part for part in parts if refusal_of(part, now) is None]
    return {
        "transactionTime": instant(transaction_time(bulk, available)),
        "request": bulk.request_url,
        "requiresAccessToken": True,
        "output": [_item(folder, file) for file in by_size if file.kind is ArtifactKind.RECORDS],
        "deleted": [_item(folder, file) for file in by_size if file.kind is ArtifactKind.DELETIONS],
        "error": [{"type": "OperationOutcome", "url": f"{folder}/{ERRORS_FILE}", "count": len(outcomes)}]
        if outcomes
        else [],
    }


def _item(folder: str, file: File) -> dict[str, Json]:
    section = file.section
    return {
        "type": section.resource_type,
        "url": f"{folder}/{file.name}",
        **({"count": section.records} if file.kind is ArtifactKind.RECORDS else {}),
        "extension": {
            FILE_EXTENSION: {
                "sha256": section.sha256,
                "byteSize": section.byte_size,
                "connectionId": file.part.export.connection_id,
            }
        },
    }


def error_outcomes(bulk: BulkExport, parts: Sequence[Part], now: datetime) -> Iterator[dict[str, Json]]:
    """What is missing in an export that has ended, and which parameters had no effect."""
    for each in bulk.ignored:
        yield outcome("warning", "not-supported", f"{each.parameter}: {each.reason}; it was ignored")
    for part in parts:
        if refusal_of(part, now) is not None:
            yield outcome(
                "error",
                "incomplete",
                f"Group/{part.export.connection_id}: its records are not in this export, because its export failed or "
                "the person's consent has ended",
            )


def outcome(severity: str, code: str, diagnostics: str) -> dict[str, Json]:
    """`code`: of http://hl7.org/fhir/issue-type."""
    issue = {"severity": severity, "code": code, "diagnostics": diagnostics}
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def notice(text: str) -> dict[str, Json]:
    """An OperationOutcome of a success. @medplum/core takes `diagnostics` beside 202 for a URL, so there are none."""
    issue: Json = {"severity": "information", "code": "informational", "details": {"text": text}}
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def ndjson(documents: Sequence[dict[str, Json]]) -> bytes:
    return b"".join(as_json(document) + b"\n" for document in documents)


def as_json(document: Json) -> bytes:
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()


def instant(moment: datetime) -> str:
    """A FHIR instant in UTC, as exact as what it names: given back as `_since` nothing is missed."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
