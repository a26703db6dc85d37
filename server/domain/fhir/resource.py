"""One FHIR resource as it was imported, and what it must meet to be stored."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.domain.fhir.scan import Malformed
from server.domain.records.record import Record

MAX_DEPTH = 254  # levels; what orjson writes, so that whatever is stored can be written again

_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_INSTANT = re.compile(
    r"(?P<minute>\d{4}-\d\d-\d\dT\d\d:\d\d):(?P<second>\d\d)(?P<fraction>\.\d+)?(?P<zone>Z|[+-]\d\d:\d\d)", re.ASCII
)
_LEAP_SECOND = "60"
_ESCAPED_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def imported_resource(raw: bytes, parsed: object, *, file: str = "", line: int = 0) -> Record:
    """The record that `raw`, one strict JSON text, holds; `parsed` is its value.

    Raises Malformed where it is not a FHIR R4 resource with an id, or cannot be written as JSON again.
    """
    resource = _writable_object(raw, parsed)
    resource_type = resource.get("resourceType")
    if not isinstance(resource_type, str) or resource_type not in R4_RESOURCE_TYPES:
        raise Malformed("resourceType is missing or not a FHIR R4 resource type")
    if resource_type == "Bundle":
        raise Malformed("a Bundle that is nested too deep, or names its type in escapes")
    meta = resource.get("meta", {})
    if not isinstance(meta, dict):
        raise Malformed("meta is not an object")
    return Record(
        resource_type=resource_type,
        resource_id=_fhir_id(resource, "id", "id"),
        version_id=_fhir_id(meta, "versionId", "meta.versionId") if "versionId" in meta else "",
        last_updated=_instant(meta["lastUpdated"]) if "lastUpdated" in meta else None,
        content=one_line(raw),
        file=file,
        line=line,
    )


def one_line(raw: bytes) -> bytes:
    """Valid JSON without its line breaks and the white space around them; strings cannot hold a raw line break."""
    return b"".join(line.strip(b" \t") for line in raw.splitlines())


def _writable_object(raw: bytes, parsed: object) -> dict[str, Any]:
    if not isinstance(parsed, dict):
        raise Malformed("not a JSON object; give one resource a line (NDJSON), or a Bundle")
    try:
        orjson.dumps(parsed)
    except orjson.JSONEncodeError:
        raise Malformed(f"nested deeper than {MAX_DEPTH} levels, or half of a surrogate pair in a string") from None
    if b"\\u0000" in raw and _ESCAPED_NUL.search(raw):
        raise Malformed("a string holds the character NUL")
    return parsed


def _fhir_id(holder: dict[str, Any], key: str, path: str) -> str:
    value = holder.get(key)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Malformed(f"{path} is missing or not 1-64 of the characters A-Z a-z 0-9 - .")
    return value


def _instant(value: object) -> datetime:
    """A FHIR instant in UTC, to the microsecond. A leap second is the second after it, as POSIX time has it."""
    match = _INSTANT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise Malformed("meta.lastUpdated is not a FHIR instant")
    leap = match["second"] == _LEAP_SECOND
    second = "59" if leap else match["second"]
    try:
        moment = datetime.fromisoformat(f"{match['minute']}:{second}{match['fraction'] or ''}{match['zone']}")
        return (moment + timedelta(seconds=int(leap))).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Malformed("meta.lastUpdated is not a FHIR instant") from None
