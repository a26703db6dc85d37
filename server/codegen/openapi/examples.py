"""Requests and responses as a reader sees them first, all made up. Keyed by `Service.Rpc`."""

import json
from typing import Any

from server.codegen.openapi.problems import problem_example
from server.problems import PROBLEMS

_CONNECTION_ID = "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f"
_EXPORT_ID = "2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10"
_SIGNAL_ID = "6a0e8f1b-7c2d-4e3f-9a4b-5c6d7e8f9a0b"
_SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

_QUEUED: dict[str, Any] = {
    "id": _EXPORT_ID,
    "connectionId": _CONNECTION_ID,
    "status": "QUEUED",
    "resourceTypes": ["Condition", "Observation"],
    "format": "fhir_ndjson",
    "includeRawFhir": True,
    "queuedAt": "2026-03-01T08:00:00Z",
    "createdAt": "2026-03-01T08:00:00Z",
    "updatedAt": "2026-03-01T08:00:00Z",
}
_READY: dict[str, Any] = _QUEUED | {
    "status": "READY",
    "artifact": {"sha256": _SHA256, "byteSize": "52428800"},
    "progress": {"recordsExported": "12500", "recordsTotal": "12500"},
    "startedAt": "2026-03-01T08:00:01Z",
    "completedAt": "2026-03-01T08:00:09Z",
    "expiresAt": "2026-03-08T08:00:09Z",
    "updatedAt": "2026-03-01T08:00:09Z",
}
_CANCELLED: dict[str, Any] = _QUEUED | {"status": "CANCELLED", "updatedAt": "2026-03-01T08:00:02Z"}
_DOWNLOAD: dict[str, Any] = {
    "url": f"https://api.example.com/api/sdk/v1/records/exports/{_EXPORT_ID}/artifact?token=made-up",
    "expiresInSeconds": 300,
    "expiresAt": "2026-03-01T08:05:10Z",
}
_WATCH: dict[str, Any] = {
    "url": f"https://api.example.com/api/sdk/v1/records/exports/{_EXPORT_ID}/events?token=made-up",
    "expiresInSeconds": 300,
    "expiresAt": "2026-03-01T08:05:10Z",
}
_SIGNAL_REQUEST: dict[str, Any] = {
    "connectionId": _CONNECTION_ID,
    "namespace": "activity",
    "signalType": "daily_summary",
    "payload": {"date": "2026-02-28", "source": "watch", "steps": 8042, "activeMinutes": 47},
    "occurredAt": "2026-03-01T07:59:30Z",
}
_SIGNAL: dict[str, Any] = {
    "id": _SIGNAL_ID,
    "connectionId": _CONNECTION_ID,
    "namespace": "activity",
    "signalType": "daily_summary",
    "occurredAt": "2026-03-01T07:59:30Z",
    "receivedAt": "2026-03-01T08:00:00Z",
}
_NAMESPACE: dict[str, Any] = {
    "name": "activity",
    "schemas": [
        {
            "signalType": "daily_summary",
            "version": 1,
            "schema": {
                "type": "object",
                "properties": {
                    "date": {"type": "string", "format": "date"},
                    "source": {"enum": ["phone", "watch", "band", "ring", "scale", "other"]},
                    "steps": {"type": "integer", "minimum": 0},
                    "activeMinutes": {"type": "integer", "minimum": 0, "maximum": 1440},
                },
                "required": ["date", "source", "steps"],
                "additionalProperties": False,
            },
        }
    ],
}

_RECORD: dict[str, Any] = {
    "signal": _SIGNAL,
    "payload": _SIGNAL_REQUEST["payload"],
    "schemaVersion": 1,
    "eventAt": "2026-03-01T07:59:30Z",
}
_TOMBSTONE: dict[str, Any] = {
    "id": _SIGNAL_ID,
    "connectionId": _CONNECTION_ID,
    "namespace": "activity",
    "signalType": "daily_summary",
    "withdrawnAt": "2026-03-01T09:00:00Z",
}
_FIGURES: dict[str, Any] = {
    "since": "2026-03-01T00:00:00Z",
    "count": 2,
    "min": 3021.0,
    "max": 5021.0,
    "mean": 4021.0,
    "sum": 8042.0,
}

_IMPORT_ID = "0b9c3d6e-1f2a-4b5c-8d7e-9f0a1b2c3d4e"
_IMPORT: dict[str, Any] = {
    "import": {
        "id": _IMPORT_ID,
        "connectionId": _CONNECTION_ID,
        "status": "COMPLETED",
        "source": "https://hospital.example/fhir",
        "committedBytes": "1048576",
        "committedLines": "700",
        "counts": {
            "imported": "690",
            "changed": "4",
            "unchanged": "5",
            "older": "0",
            "deleted": "0",
            "rejected": "1",
            "notGranted": "0",
            "conditionalReferences": "0",
            "unresolvedReferences": "0",
            "operationOutcomes": "0",
        },
        "createdAt": "2026-03-01T08:00:00Z",
        "updatedAt": "2026-03-01T08:00:02Z",
        "completedAt": "2026-03-01T08:00:02Z",
    },
    "results": [
        {
            "line": "17",
            "rule": "ID_INVALID",
            "detail": "id is missing or not 1-64 of the characters A-Z a-z 0-9 - .",
        }
    ],
    "furtherResults": "0",
}

PATH_EXAMPLES = {"import_id": _IMPORT_ID, "export_id": _EXPORT_ID, "namespace": "activity", "signal_id": _SIGNAL_ID}

# What an operation needs in its query.
QUERY_EXAMPLES: dict[str, dict[str, str]] = {
    "ImportService.ImportRecords": {"connectionId": _CONNECTION_ID},
    "SignalsService.ListSignals": {"connectionId": _CONNECTION_ID},
    "SignalsService.AggregateSignals": {
        "connectionId": _CONNECTION_ID,
        "namespace": "activity",
        "signalType": "daily_summary",
        "field": "steps",
        "interval": "day",
        "since": "2026-03-01T00:00:00Z",
        "until": "2026-03-08T00:00:00Z",
    },
}

REQUEST_EXAMPLES: dict[str, Any] = {
    "RecordsService.ExportRecords": {
        "connectionId": _CONNECTION_ID,
        "resourceTypes": ["Condition", "Observation"],
        "format": "fhir_ndjson",
        "includeRawFhir": True,
    },
    "ImportService.ImportRecords": (
        '{"resourceType":"Condition","id":"made-up-1"}\n{"resourceType":"Observation","id":"made-up-2"}\n'
    ),
    "SignalsService.IngestSignal": _SIGNAL_REQUEST,
    "SignalsService.ReplaceSignal": {
        "payload": {"date": "2026-02-28", "source": "watch", "steps": 8142, "activeMinutes": 48},
        "occurredAt": "2026-03-01T07:59:30Z",
    },
    "SignalsService.IngestSignals": {
        "items": [{"idempotencyKey": "8e03978e-40d5-43e8-bc93-6894a57f9324", "signal": _SIGNAL_REQUEST}]
    },
}

RESPONSE_EXAMPLES: dict[str, Any] = {
    "RecordsService.ExportRecords": {"export": _QUEUED},
    "RecordsService.GetExport": {"export": _READY},
    "RecordsService.ListExports": {"exports": [_READY], "pagination": {"nextCursor": "WzE3NzIzNTIwMDBd"}},
    "RecordsService.CancelExport": {"export": _CANCELLED},
    "RecordsService.WatchExport": {"id": "READY", "data": json.dumps({"export": _READY})},
    "RecordsService.DownloadExport": (
        '{"resourceType":"Condition","id":"made-up-1"}\n{"resourceType":"Observation","id":"made-up-2"}\n'
    ),
    "RecordsService.DownloadExportDeletions": (
        '{"resourceType":"Bundle","type":"transaction","entry":['
        '{"request":{"method":"DELETE","url":"Observation/made-up-3"}}]}\n'
    ),
    "RecordsService.GetExportDownload": {"download": _DOWNLOAD, "export": _READY},
    "RecordsService.GetExportWatch": {"watch": _WATCH, "export": _QUEUED},
    "RecordsService.ListDataPackages": {
        "version": 2,
        "packages": [
            {
                "name": "vitals",
                "title": "Vital signs",
                "sinceVersion": 1,
                "sensitive": False,
                "rules": [{"resourceType": "Observation", "categories": ["vital-signs"]}],
            }
        ],
    },
    "ImportService.ImportRecords": _IMPORT,
    "ImportService.GetImport": _IMPORT,
    "SignalsService.IngestSignal": {"signal": _SIGNAL},
    "SignalsService.IngestSignals": {
        "results": [{"signal": _SIGNAL}, {"problem": problem_example(PROBLEMS["SDK_SIGNAL_PHI_DETECTED"])}]
    },
    "SignalsService.ListSignalNamespaces": {"namespaces": [_NAMESPACE]},
    "SignalsService.GetSignalNamespace": {"namespace": _NAMESPACE},
    "SignalsService.ListSignals": {"signals": [_RECORD], "pagination": {"nextCursor": "WzE3NzIzNTIwMDBd"}},
    "SignalsService.AggregateSignals": {"intervals": [_FIGURES]},
    "SignalsService.GetSignal": {"record": _RECORD},
    "SignalsService.WithdrawSignal": {"tombstone": _TOMBSTONE},
    "SignalsService.ReplaceSignal": {
        "signal": _SIGNAL | {"id": "7b1f9c2c-8d3e-4f40-8b5c-6d7e8f9a0b1c"},
        "replaced": _TOMBSTONE | {"replacedBy": "7b1f9c2c-8d3e-4f40-8b5c-6d7e8f9a0b1c"},
    },
}
