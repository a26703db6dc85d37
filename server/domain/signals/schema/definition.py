"""What may be put into the registry as the schema of a payload.

Only what provably keeps payloads closed is taken: keywords are an allow-list, objects name their keys, and no string is
free. A schema that passes cannot be met by a payload nested deeper than the contract allows.
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import jsonschema_rs

from server.domain.signals.payload import MAX_KEY_CHARACTERS
from server.domain.signals.phi.kinds import PhiKind
from server.domain.signals.pointer import escape
from server.domain.signals.schema.compiled import CompiledSchema, expected_by
from server.domain.signals.schema.document import MAX_SCHEMA_BYTES, ROOT, document_faults, with_value
from server.domain.signals.schema.meaning import MEANINGS, meaning_faults
from server.domain.signals.schema.strings import string_faults
from server.errors import BadRequest, FieldViolation

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MAX_PROPERTIES = 256
MAX_ITEMS = 16_384
MAX_ENUM_VALUES = 256
MAX_ALTERNATIVES = 16
MAX_VIOLATIONS = 100
MAX_DEPTH = 2  # the payload, and the objects and arrays in it

ANNOTATIONS = MEANINGS | {
    "title",
    "description",
    "$comment",
    "examples",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
}
ALTERNATIVES = ("anyOf", "oneOf")
_IDENTITY = frozenset({"$schema", "$id"})
_ANY_TYPE = frozenset({"type", "enum", "const"})
_KEYWORDS: Mapping[str, frozenset[str]] = {
    "null": frozenset(),
    "boolean": frozenset(),
    "integer": frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}),
    "number": frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}),
    "string": frozenset({"minLength", "maxLength", "pattern", "format"}),
    "array": frozenset({"items", "minItems", "maxItems", "uniqueItems"}),
    "object": frozenset(
        {"properties", "required", "additionalProperties", "minProperties", "maxProperties", "dependentRequired"}
    ),
}

_LANGUAGE = jsonschema_rs.Draft202012Validator({"$ref": DIALECT})
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")

Schema = Mapping[str, Any]
Faults = Iterator[FieldViolation]


def check_definition(schema: Schema) -> None:
    """Raises `BadRequest` with every reason, each with its place in the schema, why `schema` is not fit for signals."""
    _refuse(schema, document_faults(schema))
    if len(json.dumps(schema, ensure_ascii=False, separators=(",", ":")).encode()) > MAX_SCHEMA_BYTES:
        raise BadRequest.of(
            ROOT,
            f"is over {MAX_SCHEMA_BYTES:,} bytes as compact UTF-8 JSON; shorten descriptions and enums, or make two"
            " types of it",
        )
    _refuse(schema, _language_faults(schema))
    _refuse(schema, _root_faults(schema))
    try:
        CompiledSchema(schema)
    except ValueError:  # a $id that is no URI: no server could load the registry that holds it
        raise BadRequest.of(f"{ROOT}/$id", "does not compile; leave it out, or make it an absolute URI") from None


def _refuse(schema: Schema, found: "Faults") -> None:
    faults = [with_value(schema, fault) for fault in islice(found, MAX_VIOLATIONS)]
    if faults:
        raise BadRequest(f"{faults[0].field}: {faults[0].description}", violations=faults)


def _language_faults(schema: Schema) -> Faults:
    """Each place that is no JSON Schema 2020-12, whatever a signal's schema may hold."""
    for fault in _LANGUAGE.iter_errors({**schema, "$schema": DIALECT}):
        place = "/".join([ROOT, *(escape(str(step)) for step in fault.instance_path)])
        expected = f"must be one of {', '.join(sorted(_KEYWORDS))}" if place.endswith("/type") else expected_by(fault)
        yield FieldViolation(place, f"is no JSON Schema 2020-12: {expected}")


def check_name(name: str, field: str) -> None:
    """Raises `BadRequest` where no request could name a namespace or signal type so (the protos have the same rule)."""
    if not _NAME.fullmatch(name):
        raise BadRequest.of(field, "must be 1 to 64 lower-case letters, digits and underscores, a letter first")


def types_of(schema: Schema) -> frozenset[str]:
    """The types that `schema` names; empty where it names none."""
    named = schema.get("type", [])
    return frozenset([named] if isinstance(named, str) else named)


def _root_faults(schema: Schema) -> Faults:
    if schema.get("$schema", DIALECT) not in (DIALECT, f"{DIALECT}#"):
        yield FieldViolation(f"{ROOT}/$schema", f"must be {DIALECT}")
    if types_of(schema) != {"object"}:
        yield FieldViolation(ROOT, 'must have "type": "object"')
        return
    for name in ("enum", "const"):
        if name in schema:
            yield FieldViolation(f"{ROOT}/{name}", "must not be there: describe the payload by its properties")
    yield from _field_faults(ROOT, {key: value for key, value in schema.items() if key not in _IDENTITY}, ())


def _field_faults(place: str, schema: Any, keys: tuple[str, ...], depth: int | None = None) -> Faults:
    """`keys` lead to the field in a payload; an array's items have those of the array, and its depth below."""
    depth = len(keys) if depth is None else depth
    if not isinstance(schema, Mapping):
        yield FieldViolation(
            place, 'must be an object that describes the value, such as {"type": "number"}; true accepts anything'
        )
        return
    yield from meaning_faults(place, schema, types_of(schema))
    alternatives = [name for name in ALTERNATIVES if name in schema]
    if alternatives and depth:
        yield from _alternative_faults(place, schema, alternatives, keys, depth)
        return
    types = types_of(schema)
    allowed = ANNOTATIONS | _ANY_TYPE | frozenset[str]().union(*(_KEYWORDS[name] for name in types))
    for name in schema.keys() - allowed:
        yield FieldViolation(f"{place}/{escape(name)}", _unsupported(name, allowed))
    yield from _value_faults(place, schema, keys)
    if depth == MAX_DEPTH and types & {"array", "object"}:
        yield FieldViolation(
            place, "is nested too deep; put its members beside the object, or its items into an array each"
        )
        return
    if "object" in types:
        yield from _object_faults(place, schema, keys)
    if "array" in types:
        yield from _array_faults(place, schema, keys)
    if "string" in types:
        yield from string_faults(place, schema)


def _unsupported(name: str, allowed: frozenset[str]) -> str:
    if name in {"$ref", "$dynamicRef", "$defs", "$anchor", "definitions"}:
        return "references are not supported; write the schema out"
    known = ", ".join(sorted(allowed - ANNOTATIONS))
    return f"is not a keyword that a signal's schema may use here; leave it out (beside this type: {known})"


def _alternative_faults(
    place: str, schema: Schema, alternatives: list[str], keys: tuple[str, ...], depth: int
) -> Faults:
    for name in schema.keys() - ANNOTATIONS - {*alternatives}:
        yield FieldViolation(f"{place}/{escape(name)}", "must be inside each alternative")
    for name in alternatives:
        if len(schema[name]) > MAX_ALTERNATIVES:
            yield FieldViolation(f"{place}/{name}", f"must have at most {MAX_ALTERNATIVES} alternatives")
            continue
        for index, alternative in enumerate(schema[name]):
            nested = f"{place}/{name}/{index}"
            if isinstance(alternative, Mapping) and not alternative.keys().isdisjoint(ALTERNATIVES):
                yield FieldViolation(nested, "must not have alternatives of its own; put them all into one anyOf")
            else:
                yield from _field_faults(nested, alternative, keys, depth)


def _value_faults(place: str, schema: Schema, keys: tuple[str, ...]) -> Faults:
    """A value is described by its type or listed; what is listed is scalar and nothing that the PHI guard refuses."""
    if not types_of(schema) and schema.keys().isdisjoint({"enum", "const"}):
        yield FieldViolation(place, "must have a type, an enum or a const")
    listed = [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else ())]
    if len(listed) > MAX_ENUM_VALUES:
        yield FieldViolation(f"{place}/enum", f"must list at most {MAX_ENUM_VALUES} values")
    for value in listed[:MAX_ENUM_VALUES]:
        if isinstance(value, list | dict):
            yield FieldViolation(place, "must list scalars only; describe an object by its properties")
        else:
            yield from _listed_faults(place, keys, value)


def _listed_faults(place: str, keys: tuple[str, ...], value: Any) -> Faults:
    """Why `value`, listed for the field that `keys` lead to, is PHI. What an author lists is no free text."""
    from server.domain.signals.phi.guard import kinds_under  # noqa: PLC0415 - the guard is slow to import, and listing schemas needs none

    kinds = [kind for kind in kinds_under(keys, value) if kind is not PhiKind.FREE_TEXT]
    if kinds:
        shown = json.dumps(value, ensure_ascii=False)
        key = json.dumps(keys[-1], ensure_ascii=False)
        yield FieldViolation(
            place,
            f"lists {shown}, which the PHI guard refuses under the key {key}: {kinds[0]}; list another value, or "
            "rename the field",
        )


def _object_faults(place: str, schema: Schema, keys: tuple[str, ...]) -> Faults:
    from server.domain.signals.phi.keys import facts_of  # noqa: PLC0415 - the guard is slow to import, and listing schemas needs none

    if schema.get("additionalProperties") is not False:
        yield FieldViolation(place, 'must have "additionalProperties": false')
    properties = schema.get("properties", {})
    if len(properties) > MAX_PROPERTIES:
        yield FieldViolation(f"{place}/properties", f"must have at most {MAX_PROPERTIES}; make two types of it")
        return
    for name, field in properties.items():
        nested = f"{place}/properties/{escape(name)}"
        kinds = facts_of(name).kinds
        if len(name) > MAX_KEY_CHARACTERS or kinds:
            found = f"; the PHI guard finds in it: {kinds[0]}" if kinds else ""
            yield FieldViolation(
                nested, f"must be a name of at most {MAX_KEY_CHARACTERS} characters that is not PHI{found}; rename it"
            )
        yield from _field_faults(nested, field, (*keys, name))
    for name in schema.get("required", ()):
        if name not in properties:
            yield FieldViolation(
                f"{place}/required", f"requires {name}; describe it in properties, or leave it out here"
            )


def _array_faults(place: str, schema: Schema, keys: tuple[str, ...]) -> Faults:
    if not 0 < schema.get("maxItems", 0) <= MAX_ITEMS:
        yield FieldViolation(place, f"must have a maxItems of at most {MAX_ITEMS:,}")
    yield from _field_faults(f"{place}/items", schema.get("items", True), keys, MAX_DEPTH)
