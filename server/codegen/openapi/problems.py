"""Problems (RFC 9457): one schema a code, one response a status, an example for every code."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from server.codegen.openapi.headers import response_headers
from server.codegen.openapi.rules import Schema
from server.codegen.openapi.schemas import reference
from server.codegen.problem_texts import EXPLANATIONS
from server.problems import PROBLEMS, ProblemKind

MEDIA_TYPE = "application/problem+json"
_INSTANCE = "123e4567-e89b-12d3-a456-426614174000"

# Headers that a problem always carries, by code.
HEADERS = {
    "UNAUTHENTICATED": ("WWW-Authenticate",),
    "METHOD_NOT_ALLOWED": ("Allow",),
    "SDK_EXPORT_NOT_READY": ("Retry-After",),
    "RANGE_NOT_SATISFIABLE": ("Content-Range",),
    "RATE_LIMITED": ("Retry-After",),
    "UNAVAILABLE": ("Retry-After",),
}


def _violation(field: str, description: str) -> dict[str, Any]:
    return {"violations": [{"field": field, "description": description}]}


# Detail and details of one occurrence of each code, all made up.
OCCURRENCES: dict[str, tuple[str, dict[str, Any]]] = {
    "BAD_REQUEST": (
        "connectionId: must be a UUID",
        _violation("connectionId", "must be a UUID"),
    ),
    "IDEMPOTENCY_KEY_REQUIRED": ("send an Idempotency-Key that is unique to this request, for example a UUID", {}),
    "UNAUTHENTICATED": ("send a valid API key as Authorization: Bearer", {}),
    "SCOPE_INSUFFICIENT": ("the API key needs the scope records:export", {"requiredScope": "records:export"}),
    "WRONG_ENVIRONMENT": ("this deployment takes keys that begin with cae_live_", {}),
    "SDK_SIGNAL_TYPE_NOT_ALLOWED": ("the connection does not allow activity.daily_summary", {}),
    "SDK_RESOURCE_TYPE_NOT_AUTHORIZED": (
        "the connection does not authorize Immunization",
        _violation("resourceTypes[0]", "is not authorized by the connection"),
    ),
    "SDK_CONNECTION_NOT_ACTIVE": ("the connection is REVOKED", {"status": "REVOKED"}),
    "NOT_FOUND": ("Export not found, or your API key cannot access it. Check the id and the key's environment.", {}),
    "METHOD_NOT_ALLOWED": ("this path does not support this method; use one of those in Allow", {}),
    "SDK_EXPORT_NOT_READY": ("the export is RUNNING; ask again after Retry-After", {"status": "RUNNING"}),
    "SDK_EXPORT_EXPIRED": ("the artifact was deleted; create a new export", {}),
    "SDK_EXPORT_FAILED": ("the export failed; create a new export", {"errorCode": "ATTEMPTS_EXHAUSTED"}),
    "SDK_EXPORT_CANCELLED": ("the export was cancelled; create a new export", {}),
    "SDK_SIGNAL_WITHDRAWN": (
        "the signal was replaced; replace the one that stands in its place",
        {"replacedBy": "0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b"},
    ),
    "SDK_IMPORT_CONFLICT": (
        "offset: 1048576 bytes of the input are stored; go on from there",
        {"committedBytes": 1048576},
    ),
    "PAYLOAD_TOO_LARGE": ("the request body is larger than the limit; send fewer items", {}),
    "SDK_SIGNAL_PAYLOAD_TOO_LARGE": ("the payload is larger than 65536 bytes as compact JSON", {"maxBytes": 65536}),
    "UNSUPPORTED_MEDIA_TYPE": ("send Content-Type: application/json", {}),
    "RANGE_NOT_SATISFIABLE": ("the range begins at or past the end", {"byteSize": 52428800}),
    "IDEMPOTENCY_KEY_REUSED": ("this Idempotency-Key was used with another request; send a new key", {}),
    "SDK_EXPORT_SINCE_TOO_OLD": (
        "what changed since then is no longer known: it is too long ago, or the connection's grants changed;"
        " export without since, and replace all that you hold",
        {"earliestSince": "2026-01-01T08:00:00Z"},
    ),
    "SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH": (
        "the payload does not match the schema of activity.daily_summary",
        _violation("/payload/steps", "must be at least 0"),
    ),
    "SDK_SIGNAL_PHI_DETECTED": (
        "the payload contains identifying information; remove it",
        _violation("/payload/note", "looks like an e-mail address"),
    ),
    "SDK_SIGNAL_TIME_OUT_OF_BOUNDS": (
        "occurredAt: must lie between the bounds; compare your clock with serverTime",
        {
            "serverTime": "2026-03-01T12:00:00.000Z",
            "earliest": "2006-03-01T12:00:00.000Z",
            "latest": "2026-03-02T12:00:00.000Z",
            **_violation("occurredAt", "must lie between 2006-03-01T12:00:00.000Z and 2026-03-02T12:00:00.000Z"),
        },
    ),
    "SDK_SIGNAL_NAMESPACE_UNKNOWN": ("there is no such namespace; GET /api/sdk/v1/signals/namespaces lists them", {}),
    "RATE_LIMITED": ("too many requests from this API key; wait for Retry-After", {}),
    "INTERNAL": ("internal error; contact support with the instance", {}),
    "UNAVAILABLE": ("the service is unavailable; send the request again after Retry-After", {}),
    "DEADLINE_EXCEEDED": ("the request took too long; send it again", {}),
}


def problem_example(kind: ProblemKind) -> dict[str, Any]:
    detail, details = OCCURRENCES[kind.code]
    return {**_fixed(kind), "detail": detail, "instance": _INSTANCE, "details": details}


def problem_schemas() -> dict[str, Schema]:
    """The schema of every code: the Problem message with the members that the code fixes."""
    return {
        _component(kind): {
            "description": f"{kind.title}. {EXPLANATIONS[kind.code].cause}",
            "externalDocs": {"url": f"/problems/{kind.slug}"},
            "allOf": [reference("Problem")],
            "properties": {member: {"const": value} for member, value in _fixed(kind).items()},
        }
        for kind in PROBLEMS.values()
    }


def problem_responses(codes: Iterable[str], *, with_body: bool = True) -> dict[str, Schema]:
    """Responses by status. Raises KeyError for a code that the table of problems does not hold."""
    kinds = sorted((PROBLEMS[code] for code in set(codes)), key=lambda kind: (kind.http, kind.code))
    grouped = groupby(kinds, key=lambda kind: kind.http)
    return {str(status): _response(list(same), with_body=with_body) for status, same in grouped}


def _response(kinds: list[ProblemKind], *, with_body: bool) -> Schema:
    header_sets = [set(HEADERS.get(kind.code, ())) for kind in kinds]
    always = set.intersection(*header_sets)
    response: Schema = {
        "description": "; ".join(f"[`{kind.code}`](/problems/{kind.slug}): {kind.title}" for kind in kinds),
        "headers": response_headers(tuple(always), tuple(set.union(*header_sets) - always)),
    }
    return {**response, "content": {MEDIA_TYPE: _content(kinds)}} if with_body else response


def _content(kinds: list[ProblemKind]) -> Schema:
    references = [reference(_component(kind)) for kind in kinds]
    return {
        "schema": references[0] if len(references) == 1 else {"oneOf": references},
        "examples": {kind.code: {"summary": kind.title, "value": problem_example(kind)} for kind in kinds},
    }


def _fixed(kind: ProblemKind) -> dict[str, Any]:
    return {
        "type": kind.type,
        "title": kind.title,
        "status": kind.http,
        "code": kind.code,
        "retryable": kind.retryable,
    }


def _component(kind: ProblemKind) -> str:
    return kind.code.title().replace("_", "") + "Problem"
