"""One FHIR resource as it was imported, and what it must meet to be stored."""

import json
import re
from datetime import datetime
from typing import Any

import orjson

from server.domain.fhir.classes import classes_of
from server.domain.fhir.instants import instant
from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.domain.fhir.rules import Rule
from server.domain.fhir.scan import Malformed, Scanner
from server.domain.fhir.sourced import sourced
from server.domain.records.record import Record
from server.domain.records.source import Source, is_foreign_id

MAX_DEPTH = 254  # levels; what orjson writes, so that whatever is stored can be written again

# Nearly every resource names its type in so many bytes: a Bundle that does is not held as objects.
_TYPE_WITHIN = 256
_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_ESCAPED_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def imported_resource(
    raw: bytes, parsed: object, *, source: Source | None = None, file: str = "", line: int = 0
) -> Record:
    """The record that `raw`, one strict JSON text, holds; `parsed` is its value. It is one of `source`, where that is
    named.

    Raises Malformed where it is not a FHIR R4 resource with an id, or cannot be written as JSON again.
    """
    return _record(raw, _writable_object(raw, parsed), source, file, line)


def _record(raw: bytes, resource: Any, source: Source | None, file: str, line: int) -> Record:
    """Raises Malformed."""
    if not isinstance(resource, dict):
        raise Malformed("not a JSON object; give one resource a line (NDJSON), or a Bundle")
    resource_type = resource.get("resourceType")
    if not isinstance(resource_type, str) or resource_type not in R4_RESOURCE_TYPES:
        raise Malformed("resourceType is missing or not a FHIR R4 resource type", rule=Rule.RESOURCE_TYPE)
    if resource_type == "Bundle":
        raise Malformed("a Bundle that is nested too deep, or names its type in escapes", rule=Rule.RESOURCE_TYPE)
    meta = resource.get("meta", {})
    if not isinstance(meta, dict):
        raise Malformed("meta is not an object", rule=Rule.META)
    foreign_id = _foreign_id(resource) if source else _fhir_id(resource, "id", "id", Rule.ID)
    return Record(
        resource_type=resource_type,
        resource_id=source.id_of(resource_type, foreign_id) if source else foreign_id,
        version_id=_version(meta) if "versionId" in meta else "",
        last_updated=_moment(meta["lastUpdated"]) if "lastUpdated" in meta else None,
        content=sourced(one_line(raw).decode(), resource, source).encode() if source else one_line(raw),
        classes=classes_of(resource),
        file=file,
        line=line,
    )


def imported_line(
    raw: bytes, value: Any = None, *, source: Source | None = None, file: str, line: int
) -> Record | None:
    """The record of a line that is a resource in a plain form, by a way that is several times as fast. `value` is what
    `raw` holds, where that was read already.

    None where the line has to be read by its definition: it may hold a Bundle, be at fault, or repeat a key.
    """
    if b"\n" in raw or raw.find(b"Bundle", 0, _TYPE_WITHIN) >= 0 or (b"\\" in raw and b"\\u" in raw):
        return None
    try:
        parsed = orjson.loads(raw) if value is None else value
        written = orjson.dumps(parsed)
        if not _has_each_key_once(raw, written):
            return None
        return _record(raw, parsed, source, file, line)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError, Malformed):
        return None


def _has_each_key_once(raw: bytes, written: bytes) -> bool:
    """`written` is what a parser that keeps the last of equal keys makes of `raw`, which has no \\u escapes.

    A quotation mark within a string is written in `raw` as it is in `written`, and a dropped key takes its own two with
    it. So as many of them mean that no key was dropped.
    """
    return raw.count(b'"') == written.count(b'"')


def with_id(text: str, resource_id: str) -> str:
    """The text of a resource without an id, with one behind its type."""
    scanner = Scanner(text)
    for key in scanner.members():
        scanner.skip()
        if key == "resourceType":
            return f'{text[: scanner.at]},"id":{json.dumps(resource_id)}{text[scanner.at :]}'
    return text


def one_line(raw: bytes) -> bytes:
    """Valid JSON without its line breaks and the white space around them; strings cannot hold a raw line break."""
    if b"\n" not in raw and b"\r" not in raw:
        return raw
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


def _fhir_id(holder: dict[str, Any], key: str, path: str, rule: Rule) -> str:
    value = holder.get(key)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Malformed(f"{path} is missing or not 1-64 of the characters A-Z a-z 0-9 - .", rule=rule)
    return value


def _version(meta: dict[str, Any]) -> str:
    """Empty where it is none that FHIR allows: it decides nothing, so it costs no record."""
    value = meta["versionId"]
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""


def _foreign_id(resource: dict[str, Any]) -> str:
    value = resource.get("id")
    if not is_foreign_id(value):
        raise Malformed("id is missing or not 1-255 characters that may stand in a URL's path", rule=Rule.ID)
    return str(value)


def _moment(value: object) -> datetime:
    try:
        return instant(value)
    except ValueError:
        raise Malformed("meta.lastUpdated is not a FHIR instant", rule=Rule.META) from None
