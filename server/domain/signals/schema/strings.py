"""What keeps a string field from holding free text."""

from collections.abc import Iterator, Mapping
from typing import Any

from server.domain.signals.schema.patterns import pattern_fault
from server.errors import FieldViolation

MAX_TOKEN_CHARACTERS = 32
MAX_PATTERN_CHARACTERS = 256
BOUNDED_FORMATS = frozenset({"date", "date-time", "duration", "time", "uuid"})


def string_faults(place: str, schema: Mapping[str, Any]) -> Iterator[FieldViolation]:
    """Why the string that `schema` describes is not bounded, or its pattern not fit."""
    if "pattern" in schema:
        yield from _pattern_faults(place, schema)
    if schema.get("format", "date") not in BOUNDED_FORMATS:
        yield FieldViolation(f"{place}/format", f"must be one of {', '.join(sorted(BOUNDED_FORMATS))}")
    if not schema.keys().isdisjoint({"enum", "const", "format", "pattern"}):
        return
    if schema.get("maxLength", MAX_TOKEN_CHARACTERS + 1) > MAX_TOKEN_CHARACTERS:
        yield FieldViolation(
            place,
            "is an unbounded string: give an enum, a const, a format, a pattern with a maxLength, or a maxLength of at"
            f" most {MAX_TOKEN_CHARACTERS}",
        )


def _pattern_faults(place: str, schema: Mapping[str, Any]) -> Iterator[FieldViolation]:
    max_length = schema.get("maxLength", MAX_PATTERN_CHARACTERS + 1)
    if max_length > MAX_PATTERN_CHARACTERS:
        yield FieldViolation(place, f"must have a maxLength of at most {MAX_PATTERN_CHARACTERS} beside its pattern")
    fault = pattern_fault(schema["pattern"], max_length)
    if fault is not None:
        yield FieldViolation(f"{place}/pattern", fault)
