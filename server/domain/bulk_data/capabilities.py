"""The CapabilityStatement (FHIR R4) of the FHIR endpoint."""

from collections.abc import Iterable
from datetime import date

from server.errors import Json

FHIR_VERSION = "4.0.1"
_BULK_DATA = "http://hl7.org/fhir/uv/bulkdata"
_OAUTH_URIS = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris"
_SECURITY_SERVICES = "http://terminology.hl7.org/CodeSystem/restful-security-service"
_PUBLISHED = date(2026, 11, 29)
# Clients look for the operations under either name.
_NAMES = {"Patient": ("export", "patient-export"), "Group": ("export", "group-export")}
_LAST_UPDATED: Json = {
    "name": "_lastUpdated",
    "type": "date",
    "documentation": "As `_since` of $export; there is no search.",
}


def capability_statement(base_url: str, token_url: str, types: Iterable[str]) -> dict[str, Json]:
    """`types`: those that an export may hold."""
    rest: dict[str, Json] = {
        "mode": "server",
        "security": {
            "extension": [{"url": _OAUTH_URIS, "extension": [{"url": "token", "valueUri": token_url}]}],
            "service": [{"coding": [{"system": _SECURITY_SERVICES, "code": "SMART-on-FHIR"}]}],
        },
        "resource": [_resource(name) for name in sorted({*types, *_NAMES})],
        "operation": [
            _operation("export", "export"),
            _operation("patient-export", "patient-export"),
            _operation("group-export", "group-export"),
        ],
    }
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": _PUBLISHED.isoformat(),
        "kind": "instance",
        "instantiates": [f"{_BULK_DATA}/CapabilityStatement/bulk-data"],
        "software": {"name": "CuraeAI SDK data plane"},
        "implementation": {"description": "FHIR Bulk Data Access", "url": base_url},
        "fhirVersion": FHIR_VERSION,
        "format": ["application/fhir+json", "json"],
        "rest": [rest],
    }


def _resource(name: str) -> dict[str, Json]:
    operations = [_operation(each, f"{name.lower()}-export") for each in _NAMES.get(name, ())]
    return {
        "type": name,
        "searchParam": [_LAST_UPDATED],
        **({"operation": operations} if operations else {}),
    }


def _operation(name: str, definition: str) -> dict[str, Json]:
    return {"name": name, "definition": f"{_BULK_DATA}/OperationDefinition/{definition}"}
