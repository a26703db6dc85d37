"""What the contract says of single fields and the descriptors cannot. Keyed by the field's name within the package."""

from typing import Any

from server.domain.exports import ExportErrorCode
from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.problems import PROBLEMS

Schema = dict[str, Any]

# RFC 8259, section 6: integers that a double holds exactly. A larger one is refused, not rounded.
_MAX_EXACT_INTEGER = 2**53 - 1
NO_NUL = "^[^\\u0000]*$"
_LOWER_CASE_UUID = {
    "format": "uuid",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
}
_RESOURCE_TYPE = {"$ref": "#/components/schemas/FhirResourceType"}
_SCALAR = {"$ref": "#/components/schemas/JsonScalar"}
_VALUE = {"$ref": "#/components/schemas/JsonValue"}

# Components that no message stands for.
EXTRA_SCHEMAS: dict[str, Schema] = {
    "FhirResourceType": {
        "description": "Name of a FHIR R4 resource type.",
        "type": "string",
        "enum": sorted(R4_RESOURCE_TYPES),
    },
    "JsonScalar": {
        "description": "A JSON value that is no array and no object. Integers are those that a double holds exactly.",
        "anyOf": [
            {"type": "string", "pattern": NO_NUL},
            {"type": "number", "minimum": -_MAX_EXACT_INTEGER, "maximum": _MAX_EXACT_INTEGER},
            {"type": "boolean"},
            {"type": "null"},
        ],
    },
    "JsonValue": {
        "description": "Any JSON value of at most 64 levels.",
        "anyOf": [
            _SCALAR,
            {"type": "array", "items": _VALUE},
            {"type": "object", "propertyNames": {"pattern": NO_NUL}, "additionalProperties": _VALUE},
        ],
    },
    "SignalPayload": {
        "description": "Scalars, arrays of scalars or objects of scalars; at most 65,536 bytes as compact UTF-8 JSON.",
        "type": "object",
        "propertyNames": {"pattern": NO_NUL},
        "additionalProperties": {
            "anyOf": [
                _SCALAR,
                {"type": "array", "items": _SCALAR},
                {"type": "object", "propertyNames": {"pattern": NO_NUL}, "additionalProperties": _SCALAR},
            ]
        },
    },
}

FIELD_FACTS: dict[str, Schema] = {
    "Artifact.byte_size": {"pattern": "^(0|[1-9][0-9]*)$"},
    "Artifact.sha256": {"pattern": "^[0-9a-f]{64}$"},
    "Download.expires_in_seconds": {"minimum": 0},
    "Download.url": {"format": "uri"},
    "Watch.expires_in_seconds": {"minimum": 0},
    "Watch.url": {"format": "uri"},
    "Export.connection_id": _LOWER_CASE_UUID,
    "Export.error_code": {"enum": [code.value for code in ExportErrorCode]},
    "Export.id": _LOWER_CASE_UUID,
    "Export.resource_types": {"items": _RESOURCE_TYPE},
    "ExportRecordsRequest.resource_types": {"items": _RESOURCE_TYPE},
    "DataPackageRule.resource_type": _RESOURCE_TYPE,
    "IngestSignalRequest.payload": {"$ref": "#/components/schemas/SignalPayload"},
    "PayloadSchema.version": {"minimum": 1},
    "Problem.code": {"enum": list(PROBLEMS)},
    "Problem.instance": {"minLength": 1},
    "Problem.status": {"minimum": 400, "maximum": 599},
    "Problem.type": {"format": "uri"},
    "Progress.records_exported": {"pattern": "^(0|[1-9][0-9]*)$"},
    "Progress.records_total": {"pattern": "^(0|[1-9][0-9]*)$"},
    "Signal.connection_id": _LOWER_CASE_UUID,
    "SignalRecord.schema_version": {"minimum": 1},
    "SignalTombstone.connection_id": _LOWER_CASE_UUID,
    "SignalTombstone.id": _LOWER_CASE_UUID,
    "SignalTombstone.replaced_by": _LOWER_CASE_UUID,
    "ReplaceSignalRequest.payload": {"$ref": "#/components/schemas/SignalPayload"},
    "Signal.id": _LOWER_CASE_UUID,
}
