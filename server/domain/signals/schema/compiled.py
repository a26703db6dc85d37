"""A schema made ready to check payloads."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from jsonschema_rs import Draft202012Validator, RegexOptions, ValidationError, ValidationErrorKind

from server.domain.signals.pointer import escape, pointer
from server.domain.signals.schema.meaning import MACHINE_TEXT
from server.errors import FieldViolation, Json

if TYPE_CHECKING:
    from server.domain.signals.phi.guard import Listed, Paths, Scalar

MAX_VIOLATIONS = 100
ITEMS_AT_ONCE = 256
MAX_FORMAT_CHARACTERS = 64
MAX_PATTERN_BYTES = 1 << 20  # of one compiled pattern

# The engine of finite automata: linear in the payload, and without the constructs that cannot be.
LINEAR_TIME = RegexOptions(size_limit=MAX_PATTERN_BYTES, dfa_size_limit=MAX_PATTERN_BYTES)

_WITH_LIMIT = {
    "exclusiveMaximum": "must be less than {}",
    "exclusiveMinimum": "must be more than {}",
    "format": "must be a {}",
    "maxItems": "must have at most {} items",
    "maxLength": "must have at most {} characters",
    "maxProperties": "must have at most {} keys",
    "maximum": "must be at most {}",
    "minItems": "must have at least {} items",
    "minLength": "must have at least {} characters",
    "minProperties": "must have at least {} keys",
    "minimum": "must be at least {}",
    "multipleOf": "must be a multiple of {}",
}
_WITHOUT_LIMIT = {
    "anyOf": "matches none of the alternatives",
    "const": "must be the value that the schema requires",
    "enum": "must be one of the values that the schema lists",
    "oneOf": "must match exactly one of the alternatives",
    "pattern": "must match the schema's pattern",
    "uniqueItems": "must not repeat an item",
}


class CompiledSchema:
    """Checks payloads against one schema that `check_definition` accepts."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._schema = _with_bounded_formats(schema)
        self._validator = _compiled(self._schema)

    @cached_property
    def listed(self) -> "Listed":
        """What the schema lists as an enum or a const, by the path of the field; of an array, by the array's."""
        return {path: values for path, field in _fields(self._schema) if (values := _listed_in(field))}

    @cached_property
    def written(self) -> "Paths":
        """The paths of texts of which the schema writes out every letter in a pattern, or says that no person does."""
        return frozenset(path for path, field in _fields(self._schema) if _is_written(field) or _is_machines(field))

    @cached_property
    def open_texts(self) -> "Paths":
        """The paths of texts that the schema leaves open: bounded by their length, or by a pattern with letters."""
        return frozenset(path for path, field in _fields(self._schema) if _has_open_text(field))

    def accepts(self, payload: Mapping[str, Json]) -> bool:
        """Whether `payload` meets the schema; the quick question for most payloads."""
        return self._validator.is_valid(payload)

    def violations(self, payload: Mapping[str, Json]) -> list[FieldViolation]:
        """Everything in `payload`, of the shape that `canonical` accepts, that breaks the schema: at most 100.

        Each names the place and the keyword broken. What it says comes from the schema alone: the validator's own
        messages quote the value.
        """
        found = (violation for path, error in self._errors(payload) for violation in _read(payload, path, error))
        return list(islice(found, MAX_VIOLATIONS))

    def _errors(self, payload: Mapping[str, Json]) -> Iterator[tuple[list[str | int], ValidationError]]:
        """Array items are looked at in parts, and no longer than anybody asks: the validator makes every error of what
        it is given at once, which took 3 s for an array of 16,000 items that meet none of 16 alternatives."""
        whole, items = self._apart
        for error in whole.iter_errors(payload):
            yield error.instance_path, error
        for name, validator in items.items():
            value = payload.get(name)
            values = value if isinstance(value, list) else []
            for start in range(0, len(values), ITEMS_AT_ONCE):
                for error in validator.iter_errors(values[start : start + ITEMS_AT_ONCE]):
                    index, *inner = error.instance_path
                    yield [name, start + int(index), *inner], error

    @cached_property
    def _apart(self) -> tuple[Draft202012Validator, dict[str, Draft202012Validator]]:
        """The schema without what it says of array items, and that by the array's name; made for the first refusal."""
        fields: Mapping[str, Any] = self._schema.get("properties", {})
        arrays = {name for name, field in fields.items() if "items" in field}
        bare = {name: {key: field[key] for key in field.keys() - {"items"}} for name, field in fields.items()}
        items = {name: _compiled({"items": fields[name]["items"]}) for name in arrays}
        return _compiled({**self._schema, "properties": bare}), items


def _fields(schema: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """The fields of a payload and of the objects in it, each with its path; alternatives under the path of all."""
    for name, field in schema.get("properties", {}).items():
        yield (name,), field
        for alternative in _alternatives(field):
            for inner_name, inner in alternative.get("properties", {}).items():
                yield (name, inner_name), inner


def _alternatives(field: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [field, *field.get("anyOf", ()), *field.get("oneOf", ())]


def _listed_in(field: Mapping[str, Any]) -> "frozenset[Scalar]":
    """The texts and numbers listed for a field, or for the items of an array; true and false are nobody's words."""
    described = [each for alternative in _alternatives(field) for each in (alternative, alternative.get("items", {}))]
    described = [each for one in described for each in _alternatives(one)]
    values = [
        value for each in described for value in (*each.get("enum", ()), *([each["const"]] if "const" in each else ()))
    ]
    return frozenset(value for value in values if isinstance(value, str | int | float) and not isinstance(value, bool))


def _has_open_text(field: Mapping[str, Any]) -> bool:
    return any(MACHINE_TEXT not in each and not _is_closed(each) for each in _texts_of(field))


def _is_machines(field: Mapping[str, Any]) -> bool:
    """Whether the author says of each open text of `field`, or of its items, that a device or an app writes it."""
    texts = [each for each in _texts_of(field) if not _is_closed(each)]
    return bool(texts) and all(MACHINE_TEXT in each for each in texts)


def _texts_of(field: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    described = [each for one in _alternatives(field) for each in (one, one.get("items", {}))]
    return [each for one in described for each in _alternatives(one) if "string" in (each.get("type") or ())]


def _is_closed(text: Mapping[str, Any]) -> bool:
    return not text.keys().isdisjoint(_CLOSING) or _is_written(text)


_CLOSING = frozenset({"enum", "const", "format"})


def _is_written(field: Mapping[str, Any]) -> bool:
    """Whether each text that `field`, or an item of it, may be has a pattern without a class of letters: nobody's name
    meets `^iPhone [0-9]+( Pro)?$`."""
    described = [each for one in _alternatives(field) for each in (one, one.get("items", {}))]
    patterns = [each["pattern"] for one in described for each in _alternatives(one) if "pattern" in each]
    return bool(patterns) and not any(map(_CLASS_OF_LETTERS.search, patterns))


# Of letters beyond f: hexadecimal digits spell nobody's name.
_CLASS_OF_LETTERS = re.compile(r"\\w|\[[^\]]*[g-zG-Z][^\]]*\]|(?<!\\)\.")


def _compiled(schema: Mapping[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(
        dict(schema), validate_formats=True, ignore_unknown_formats=False, pattern_options=LINEAR_TIME
    )


def _with_bounded_formats(schema: Any) -> Any:
    """`schema` with a length for each format without one: a time has as many digits of a second as its writer likes."""
    if isinstance(schema, list):
        return [_with_bounded_formats(item) for item in schema]
    if not isinstance(schema, Mapping):
        return schema
    bounded = {name: _with_bounded_formats(inner) for name, inner in schema.items()}
    if isinstance(schema.get("format"), str):
        bounded.setdefault("maxLength", MAX_FORMAT_CHARACTERS)
    return bounded


def _read(payload: Mapping[str, Json], path: Sequence[str | int], error: ValidationError) -> Iterator[FieldViolation]:
    match error.kind:
        case ValidationErrorKind.AdditionalProperties(unexpected=keys):
            for key in keys:
                yield FieldViolation(pointer(payload, [*path, key]), "additionalProperties: is not in the schema")
        case ValidationErrorKind.Required(property=name):
            yield FieldViolation(f"{pointer(payload, path)}/{escape(name)}", "required: is missing")
        case ValidationErrorKind.Type(types=types):
            yield FieldViolation(pointer(payload, path), f"type: must be {' or '.join(types)}")
        case kind:
            yield FieldViolation(pointer(payload, path), f"{kind.name}: {_expectation(kind)}")


def expected_by(error: ValidationError) -> str:
    """What a schema asks for at the place of `error`, in words that hold nothing of what is there."""
    if isinstance(error.kind, ValidationErrorKind.Type):
        return f"must be {' or '.join(error.kind.types)}"
    return _expectation(error.kind)


def _expectation(kind: ValidationErrorKind) -> str:
    """What the schema asks for, in words that hold nothing of the payload."""
    if kind.name in _WITH_LIMIT:
        return _WITH_LIMIT[kind.name].format(kind.value)
    return _WITHOUT_LIMIT.get(kind.name, "does not hold")
