"""What schema the registry takes, what payloads break in it, and what a new version would refuse."""

import copy
import json
import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.signals.phi.guard import find_phi
from server.domain.signals.schema import CompiledSchema, breaking_changes, check_definition
from server.errors import BadRequest

MARKER = "qzvalueqz"
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "required": ["steps"],
    "properties": {
        "steps": {"type": "integer", "minimum": 0, "maximum": 200_000, "description": "of the day"},
        "ratio": {"type": ["number", "null"], "exclusiveMinimum": 0, "multipleOf": 0.5},
        "day": {"type": "string", "format": "date"},
        "activity": {"enum": ["walk", "run", None, 3]},
        "version": {"type": "string", "pattern": "^[0-9]+(\\.[0-9]+){1,3}$", "maxLength": 20},
        "token": {"type": "string", "maxLength": 16},
        "samples": {"type": "array", "maxItems": 3, "uniqueItems": True, "items": {"type": "number"}},
        "device": {
            "type": "object",
            "additionalProperties": False,
            "minProperties": 1,
            "properties": {"os": {"const": "ios"}, "charging": {"type": "boolean"}},
        },
        "either": {"anyOf": [{"type": "boolean"}, {"type": "string", "format": "uuid"}]},
    },
}


def with_field(field: Any, **root: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": {"field": field}, **root}


def changed(path: str, value: Any) -> dict[str, Any]:
    """SCHEMA with the value at `path` set, or taken away where `value` is None."""
    schema = copy.deepcopy(SCHEMA)
    *steps, last = path.split("/")
    place = schema
    for step in steps:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return schema


def test_a_closed_shallow_schema_is_taken() -> None:
    check_definition(SCHEMA)


REFUSED_FIELDS: dict[str, Any] = {
    "anything": True,
    "no type": {},
    "free string": {"type": "string"},
    "long string": {"type": "string", "maxLength": 33},
    "string in a union": {"type": ["string", "null"]},
    "email format": {"type": "string", "format": "email"},
    "unknown format": {"type": "string", "format": "haiku"},
    "pattern without a length": {"type": "string", "pattern": "^[a-z]+$"},
    "pattern without anchors": {"type": "string", "pattern": "[a-z]+", "maxLength": 20},
    "pattern with a bare end": {"type": "string", "pattern": "^a|b$", "maxLength": 200},
    "pattern of prose": {"type": "string", "pattern": "^[a-zA-Z]+( [a-zA-Z]+)*$", "maxLength": 200},
    "pattern with a dot": {"type": "string", "pattern": "^note: .*$", "maxLength": 200},
    "pattern with a space in a class": {"type": "string", "pattern": "^note:[a-z ]*$", "maxLength": 200},
    "pattern with a negated class": {"type": "string", "pattern": "^x[^0-9]*$", "maxLength": 200},
    "pattern with a flag": {"type": "string", "pattern": "^(?m)x$", "maxLength": 200},
    "pattern with an escaped space in a class": {"type": "string", "pattern": "^note:[a-z\\ ]*$", "maxLength": 200},
    "pattern with a tab": {"type": "string", "pattern": "^note:[a-z\\t]*$", "maxLength": 200},
    "pattern with a range over the space": {"type": "string", "pattern": "^note:[\x01-~]*$", "maxLength": 200},
    "pattern with words that repeat": {"type": "string", "pattern": "^note:([a-z]+ )*$", "maxLength": 200},
    "pattern with two free words": {"type": "string", "pattern": "^n: \\w{1,20} [A-Z]{1,20}$", "maxLength": 200},
    "pattern without spaces of its language": {"type": "string", "pattern": "^[\u4e00-\u9fff]*$", "maxLength": 200},
    "pattern slower than its cache": {"type": "string", "pattern": "^(\\w{0,40}){0,40}!$", "maxLength": 200},
    "pattern with lookahead": {"type": "string", "pattern": "^(?=a)[a-z]+$", "maxLength": 20},
    "pattern with a backreference": {"type": "string", "pattern": "^([a-z])\\1$", "maxLength": 20},
    "pattern of huge size": {"type": "string", "pattern": "^(([a-z]{1,999}){1,999}){1,999}$", "maxLength": 20},
    "pattern beside a format": {"type": "string", "format": "date", "pattern": "^(a)\\1$", "maxLength": 20},
    "array without a bound": {"type": "array", "items": {"type": "number"}},
    "array of anything": {"type": "array", "maxItems": 3},
    "array of arrays": {"type": "array", "maxItems": 3, "items": {"type": "array", "maxItems": 2}},
    "array of objects": {"type": "array", "maxItems": 3, "items": with_field({"type": "null"})},
    "object of objects": with_field(with_field({"type": "null"})),
    "object of arrays": with_field({"type": "array", "maxItems": 1, "items": {"type": "null"}}),
    "open object": {"type": "object", "properties": {"a": {"type": "null"}}},
    "map": {"type": "object", "additionalProperties": {"type": "number"}},
    "deep alternative": {"anyOf": [{"type": "null"}, with_field(with_field({"type": "null"}))]},
    "free alternative": {"oneOf": [{"type": "null"}, {"type": "string"}]},
    "nested alternatives": {"anyOf": [{"anyOf": [{"type": "null"}]}]},
    "remote reference": {"$ref": "https://example.com/schema.json"},
    "local reference": {"$ref": "#/$defs/a"},
    "not": {"type": "string", "maxLength": 4, "not": {"const": "a"}},
    "enum of objects": {"enum": [{"a": {"b": 1}}]},
    "enum of PHI": {"enum": ["jane.roe@example.com"]},
    "content": {"type": "string", "maxLength": 16, "contentEncoding": "base64"},
    "integer that no double holds": {"type": "integer", "maximum": 2**53 + 1},
    "number that is none": {"type": "number", "default": float("nan")},
    "NUL": {"type": "null", "description": "a\0"},
    "lone surrogate": {"enum": ["a\ud800"]},
    "deep annotation": {"type": "null", "default": json.loads("[" * 20 + "]" * 20)},
    "too many alternatives": {"anyOf": [{"const": number} for number in range(17)]},
}  # fmt: skip


@pytest.mark.parametrize("field", REFUSED_FIELDS.values(), ids=REFUSED_FIELDS)
def test_a_field_that_is_open_deep_or_slow_is_refused(field: Any) -> None:
    with pytest.raises(BadRequest) as refusal:
        check_definition(with_field(field))
    assert all(violation.field.startswith("schema/properties/field") for violation in refusal.value.violations)


REFUSED_ROOTS: dict[str, dict[str, Any]] = {
    "empty": {},
    "no object": {"type": "string", "maxLength": 3},
    "open": {"type": "object", "properties": {}},
    "nullable": {"type": ["object", "null"], "additionalProperties": False},
    "patterned keys": with_field({"type": "null"}, patternProperties={"^a": {"type": "string"}}),
    "conditional": with_field({"type": "null"}, allOf=[{"required": ["field"]}]),
    "other dialect": with_field({"type": "null"}, **{"$schema": "http://json-schema.org/draft-07/schema#"}),
    "invalid": with_field({"type": "strin"}),
    "dialect that is no text": with_field({"type": "null"}, **{"$schema": 5}),
    "identity that does not compile": with_field({"type": "null"}, **{"$id": "http://[bad"}),
    "too large": with_field({"type": "null"}, description="x" * 65_536),
    "required but unknown": with_field({"type": "null"}, required=["other"]),
    "PHI as a property": {"type": "object", "additionalProperties": False, "properties": {"a@b.com": {"type": "null"}}},
    "too many properties": {
        "type": "object",
        "additionalProperties": False,
        "properties": {f"p{index}": {"type": "null"} for index in range(257)},
    },
}


@pytest.mark.parametrize("schema", REFUSED_ROOTS.values(), ids=REFUSED_ROOTS)
def test_a_root_that_is_not_a_closed_object_is_refused(schema: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        check_definition(schema)


REMEDY = r"must |must not |leave |put |give |write |list |rename |make |send |shorten |describe |at most one "


@pytest.mark.parametrize("schema", [*map(with_field, REFUSED_FIELDS.values()), *REFUSED_ROOTS.values()])
def test_every_fault_names_its_place_and_its_remedy(schema: dict[str, Any]) -> None:
    with pytest.raises(BadRequest) as refusal:
        check_definition(schema)
    for violation in refusal.value.violations:
        assert re.search(REMEDY, violation.description), violation
        assert violation.field.split("/")[0] == "schema"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"minimum": "x"}, ("schema/properties/field/minimum", 'is "x"; is no JSON Schema 2020-12: must be number')),
        (
            {"maxLength": -1},
            ("schema/properties/field/maxLength", "is -1; is no JSON Schema 2020-12: must be at least 0"),
        ),
        ({"enum": 3}, ("schema/properties/field/enum", "is 3; is no JSON Schema 2020-12: must be array")),
        ({"type": "strin"}, ("schema/properties/field/type", 'is "strin"; is no JSON Schema 2020-12: ')),
    ],
)
def test_what_is_no_json_schema_is_named_by_its_place_and_value(change: Any, fault: tuple[str, str]) -> None:
    with pytest.raises(BadRequest) as refusal:
        check_definition(with_field(change))
    (violation,) = refusal.value.violations
    assert violation.field == fault[0] and violation.description.startswith(fault[1])


def test_every_violation_is_named_at_once_by_pointer_and_keyword() -> None:
    payload = {
        "ratio": -1.0,
        "day": MARKER,
        "activity": MARKER,
        "version": MARKER,
        "token": MARKER * 3,
        "samples": [MARKER, 1, 1, 2.0],
        "device": {MARKER: 1, "os": MARKER},
        "either": MARKER,
        "jane.roe@example.com": 1,
        "other": MARKER,
    }
    violations = CompiledSchema(SCHEMA).violations(payload)
    assert {(violation.field, violation.description.split(":")[0]) for violation in violations} >= {
        ("payload/steps", "required"),
        ("payload/ratio", "exclusiveMinimum"),
        ("payload/day", "format"),
        ("payload/activity", "enum"),
        ("payload/version", "pattern"),
        ("payload/token", "maxLength"),
        ("payload/samples/0", "type"),
        ("payload/samples", "maxItems"),
        ("payload/samples", "uniqueItems"),
        ("payload/device/os", "const"),
        ("payload/either", "anyOf"),
        ("payload/<key 5>", "additionalProperties"),
        ("payload/other", "additionalProperties"),
    }
    texts = [violation.description for violation in violations]
    assert MARKER not in " ".join(texts)


def test_items_are_named_by_their_place_however_far_in_an_array_and_no_more_are_read_than_told() -> None:
    items = {"anyOf": [{"type": "integer", "minimum": 100 + number} for number in range(16)]}
    compiled = CompiledSchema(with_field({"type": "array", "maxItems": 16_384, "uniqueItems": True, "items": items}))
    wrong = {"field": [*range(100, 12_000), 5, "x", *range(12_000, 15_000), 5]}
    assert [(each.field, each.description.split(":")[0]) for each in compiled.violations(wrong)] == [
        ("payload/field", "uniqueItems"),
        ("payload/field/11900", "anyOf"),
        ("payload/field/11901", "anyOf"),
        ("payload/field/14902", "anyOf"),
    ]
    started = time.thread_time()
    assert len(compiled.violations({"field": [5] * 16_000})) == 100
    assert time.thread_time() - started < 1.5  # of all 16,000 it takes 3 s


@pytest.mark.parametrize(
    "pattern",
    [
        "^iPhone [0-9]{1,2}( Pro| Max)?$",
        "^Watch ([0-9]{1,3} )*mm$",
        "^(left|right) (wrist|ankle)$",
        "^v[0-9]+\\.[0-9]+ \\([a-z0-9]+\\)$",
        "^[A-Za-z0-9._-]{1,64}$",
    ],
)
def test_a_pattern_of_written_out_words_digits_or_one_token_is_taken(pattern: str) -> None:
    check_definition(with_field({"type": "string", "pattern": pattern, "maxLength": 200}))


@pytest.mark.parametrize(
    ("name", "longest", "longer"),
    [
        ("date-time", "2026-01-01T00:00:00.123456789+00:00", f"2026-01-01T00:00:00.{'1' * 60}Z"),
        ("time", "00:00:00.123456789+00:00", f"00:00:00.{'1' * 60}Z"),
        ("duration", "P999Y11M30DT23H59M59S", f"P{'1' * 64}D"),
    ],
)
def test_a_format_is_bounded_also_where_the_schema_gives_no_length(name: str, longest: str, longer: str) -> None:
    definition = with_field({"type": "string", "format": name})
    check_definition(definition)
    compiled = CompiledSchema(definition)
    assert compiled.accepts({"field": longest})
    (violation,) = compiled.violations({"field": longer})
    assert violation.description == "maxLength: must have at most 64 characters"
    assert "maxLength" not in definition["properties"]["field"]


def test_numbers_from_a_struct_are_integers_where_integral() -> None:
    compiled = CompiledSchema(SCHEMA)
    assert compiled.accepts({"steps": 8_000.0})
    assert not compiled.accepts({"steps": 8_000.5})


JSON_SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9) | st.just(MARKER)


@given(
    st.dictionaries(
        st.sampled_from([*SCHEMA["properties"], "unknown"]),
        JSON_SCALARS
        | st.lists(JSON_SCALARS, max_size=5)
        | st.dictionaries(st.sampled_from(["os", "charging", "x"]), JSON_SCALARS),
    )
)
def test_violations_are_there_where_a_payload_is_not_accepted_and_never_hold_a_value(payload: dict[str, Any]) -> None:
    compiled = CompiledSchema(SCHEMA)
    violations = compiled.violations(payload)
    assert bool(violations) is not compiled.accepts(payload)
    assert MARKER not in repr(violations)


COMPATIBLE = {
    "same": SCHEMA,
    "new optional property": changed("properties/more", {"type": "null"}),
    "looser maximum": changed("properties/steps/maximum", 300_000),
    "no minimum": changed("properties/steps/minimum", None),
    "number for integer": changed("properties/steps/type", "number"),
    "more listed": changed("properties/activity/enum", ["run", "walk", "swim", None, 3]),
    "const to enum": changed("properties/device/properties/os", {"enum": ["ios", "android"]}),
    "longer array": changed("properties/samples/maxItems", 5),
    "one more alternative": changed(
        "properties/either/anyOf", [*SCHEMA["properties"]["either"]["anyOf"], {"type": "null"}]
    ),
    "nothing required": changed("required", None),
    "no pattern": changed("properties/version", {"type": "string", "maxLength": 20}),
    "another description": changed("properties/steps/description", "other"),
}
BREAKING = {
    "property gone": changed("properties/day", None),
    "newly required": changed("required", ["steps", "day"]),
    "tighter maximum": changed("properties/steps/maximum", 100),
    "tighter minimum": changed("properties/steps/minimum", 1),
    "new bound": changed("properties/ratio/maximum", 1),
    "fewer listed": changed("properties/activity/enum", ["walk"]),
    "listed now": changed("properties/token", {"enum": ["a"]}),
    "other type": changed("properties/steps", {"type": "boolean"}),
    "null gone": changed("properties/ratio/type", "number"),
    "other pattern": changed("properties/version/pattern", "^[0-9]$"),
    "other format": changed("properties/day/format", "date-time"),
    "shorter": changed("properties/token/maxLength", 8),
    "shorter array": changed("properties/samples/maxItems", 2),
    "other items": changed("properties/samples/items/type", "integer"),
    "tighter in an object": changed("properties/device/required", ["os"]),
    "alternative gone": changed("properties/either/anyOf", [{"type": "boolean"}]),
    "more properties needed": changed("minProperties", 2),
}


@pytest.mark.parametrize("new", COMPATIBLE.values(), ids=COMPATIBLE)
def test_a_version_that_takes_all_that_the_old_one_took_breaks_nothing(new: dict[str, Any]) -> None:
    check_definition(new)
    assert breaking_changes(SCHEMA, new) == []


@pytest.mark.parametrize("new", BREAKING.values(), ids=BREAKING)
def test_a_version_that_may_refuse_what_the_old_one_took_is_told(new: dict[str, Any]) -> None:
    check_definition(new)
    assert breaking_changes(SCHEMA, new)


FIELDS = st.sampled_from(
    [
        {"type": "integer", "minimum": 0},
        {"type": "integer", "minimum": 0, "maximum": 5},
        {"type": "number", "exclusiveMaximum": 5},
        {"type": ["integer", "null"]},
        {"enum": [1, 2]},
        {"const": 2},
        {"const": 1},
        {"const": True},
        {"type": "number", "minimum": 5},
        {"type": "number", "exclusiveMinimum": 4, "maximum": 5},
        {"type": "boolean"},
        {"anyOf": [{"type": "boolean"}, {"type": "integer", "minimum": 0}]},
        {"oneOf": [{"type": "integer"}, {"type": "number", "multipleOf": 2.5}]},
        {"type": "array", "maxItems": 2, "items": {"type": "integer"}},
        {"type": "array", "maxItems": 3, "minItems": 1, "items": {"type": "number"}},
    ]
)
VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-1, 6)
    | st.sampled_from([2.5, 5.0])
    | st.lists(st.integers(0, 2), max_size=3)
)


@pytest.mark.parametrize(
    ("old", "new", "breaks"),
    [
        ({"const": True}, {"const": 1}, True),
        ({"enum": [0, 1]}, {"enum": [False, True]}, True),
        ({"anyOf": [{"const": 0}]}, {"anyOf": [{"const": False}]}, True),
        ({"const": 1}, {"const": 1.0}, False),
        ({"type": "number", "exclusiveMinimum": 0}, {"type": "number", "minimum": 0}, False),
        ({"type": "number", "minimum": 0}, {"type": "number", "exclusiveMinimum": 0}, True),
        ({"type": "number", "maximum": 4}, {"type": "number", "exclusiveMaximum": 5}, False),
        ({"type": "number", "maximum": 5}, {"type": "number", "exclusiveMaximum": 5}, True),
        ({"type": "string", "maxLength": 5}, {"type": "string", "maxLength": 5, "minLength": 0}, False),
        ({"type": "integer", "multipleOf": 10}, {"type": "integer", "multipleOf": 5}, False),
        ({"type": "integer", "multipleOf": 5}, {"type": "integer", "multipleOf": 10}, True),
    ],
)
def test_what_python_or_a_keyword_calls_otherwise_is_compared_by_what_it_takes(
    old: Any, new: Any, breaks: bool
) -> None:
    assert bool(breaking_changes(with_field(old), with_field(new))) is breaks


@given(FIELDS, FIELDS, st.booleans(), VALUES)
def test_no_breaking_change_means_no_payload_is_newly_refused(old: Any, new: Any, required: bool, value: Any) -> None:
    before, after = with_field(old), with_field(new, required=["field"] if required else [])
    if breaking_changes(before, after):
        return
    for payload in ({}, {"field": value}):
        assert CompiledSchema(after).accepts(payload) or not CompiledSchema(before).accepts(payload)


def test_a_listed_value_that_is_too_long_for_a_format_would_be_refused() -> None:
    """Formats are bounded where schemas are compiled."""
    long = f"2026-01-01T00:00:00.{'0' * 50}Z"
    old = with_field({"enum": [long]})
    new = with_field({"type": "string", "format": "date-time"})
    assert not CompiledSchema(new).accepts({"field": long})
    assert breaking_changes(old, new) == ["payload/field: 1 of the values listed before would be rejected"]


LISTED_PHI: list[tuple[str, Any, str]] = [
    ("answer", "jane.roe@example.com", "email"),
    ("condition", "asthma", "diagnosis"),
    ("zip", 94110, "street_address"),
    ("medication", "metformin", "medication"),
]


@pytest.mark.parametrize(("key", "value", "kind"), LISTED_PHI)
@pytest.mark.parametrize("keyword", ["enum", "const"])
def test_a_listed_value_that_is_phi_is_named_with_its_key_and_kind(
    key: str, value: Any, kind: str, keyword: str
) -> None:
    field = {"enum": ["none", value]} if keyword == "enum" else {"const": value}
    schema = {"type": "object", "additionalProperties": False, "properties": {key: field}}
    with pytest.raises(BadRequest) as refusal:
        check_definition(schema)
    (violation,) = refusal.value.violations
    assert violation.field == f"schema/properties/{key}"
    assert all(json.dumps(word) in violation.description for word in (key, value))
    assert kind in violation.description


def test_what_is_listed_is_known_by_the_path_of_its_field() -> None:
    either = {
        "anyOf": [{"enum": ["I feel well today", 7, True]}, {"type": "array", "maxItems": 2, "items": {"const": "so"}}]
    }
    inner = with_field({"enum": ["a sentence of its author"]})
    schema = {"type": "object", "additionalProperties": False, "properties": {"either": either, "o": inner}}
    check_definition(schema)
    assert CompiledSchema(schema).listed == {
        ("either",): frozenset({"I feel well today", 7, "so"}),
        ("o", "field"): frozenset({"a sentence of its author"}),
    }


def test_a_pattern_writes_a_field_out_where_it_has_no_class_of_letters() -> None:
    texts = {
        "model": {"type": "string", "pattern": "^iPhone [0-9]+( Pro)?$", "maxLength": 20},
        "hash": {"type": "string", "pattern": "^[0-9a-f]{8}$", "maxLength": 8},
        "code": {"type": "string", "pattern": "^[A-Za-z]+$", "maxLength": 20},
        "word": {"type": "string", "pattern": "^\\w+$", "maxLength": 20},
        "any": {"type": "string", "maxLength": 20},
        "series": {"type": "array", "maxItems": 4, "items": {"type": "string", "pattern": "^(a|b)$", "maxLength": 1}},
    }
    schema = {"type": "object", "additionalProperties": False, "properties": texts}
    check_definition(schema)
    assert CompiledSchema(schema).written == {("model",), ("hash",), ("series",)}


@pytest.mark.parametrize("name", ["has_depression", "hasAsthma", "hiv_status"])
def test_a_field_that_names_a_disease_is_refused_by_kind(name: str) -> None:
    with pytest.raises(BadRequest, match="diagnosis"):
        check_definition({"type": "object", "additionalProperties": False, "properties": {name: {"type": "boolean"}}})


def test_a_text_that_a_machine_writes_is_not_asked_for_its_words() -> None:
    text = {"type": "string", "maxLength": 32}
    own = {**text, "x-machine-text": True}
    mixed = {"anyOf": [own, {"type": "string", "enum": ["none"]}]}
    halves = {"anyOf": [own, text]}
    nested = {"type": "object", "additionalProperties": False, "properties": {"app": own, "tag": text}}
    fields = {
        "own": own,
        "open": text,
        "list": {"type": "array", "maxItems": 9, "items": own},
        "mixed": mixed,
        "halves": halves,
        "o": nested,
    }
    schema = {"type": "object", "additionalProperties": False, "properties": fields}
    check_definition(schema)
    compiled = CompiledSchema(schema)
    assert compiled.written == {("own",), ("list",), ("mixed",), ("o", "app")}
    assert compiled.open_texts == {("open",), ("halves",), ("o", "tag")}
    assert find_phi({"own": "Wanjiru Kiplagat"}, written=compiled.written) == []
    assert find_phi({"own": "jane.roe@example.com"}, written=compiled.written)
    assert find_phi({"open": "Wanjiru Kiplagat"}, written=compiled.written)


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ({"type": "string", "maxLength": 9, "x-machine-text": "yes"}, "must be true"),
        ({"type": "string", "maxLength": 9, "x-machine-text": False}, "must be true"),
        ({"type": "integer", "x-machine-text": True}, "beside the type string"),
    ],
)
def test_a_wrong_mark_of_a_machines_text_is_named(field: dict[str, Any], reason: str) -> None:
    schema = {"type": "object", "additionalProperties": False, "properties": {"a": field}}
    with pytest.raises(BadRequest) as refused:
        check_definition(schema)
    (violation,) = refused.value.violations
    assert violation.field.endswith("/a/x-machine-text") and reason in violation.description
