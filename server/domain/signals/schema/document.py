"""What the JSON of a schema must be, before any keyword is looked at: bounded, and the same for every reader.

Callers read schemas back as `google.protobuf.Struct`, whose numbers are doubles, through Envoy, which bounds how deep
and how large an answer may be.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from server.domain.signals.payload import scalar_fault, text_fault
from server.domain.signals.pointer import escape
from server.errors import FieldViolation

ROOT = "schema"
MAX_SCHEMA_BYTES = 65_536
_MAX_SHOWN_CHARACTERS = 80
MAX_NESTING = 16  # of objects and arrays, annotations included; what a payload needs is 8


def document_faults(schema: Mapping[str, Any]) -> Iterator[FieldViolation]:
    """Why `schema` cannot be kept and read back as it is."""
    yield from _faults(ROOT, schema, 1)


def with_value(schema: Mapping[str, Any], fault: FieldViolation) -> FieldViolation:
    """`fault` with the value at its place in `schema`, where that is a scalar that `fault` does not show yet."""
    value: Any = schema
    for step in fault.field.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list):
            value = value[int(key)]
        elif isinstance(value, dict) and key in value:
            value = value[key]
        else:
            return fault
    if isinstance(value, dict | list) or _shows(fault.description, shown(value)):
        return fault
    return FieldViolation(fault.field, f"is {shown(value)}; {fault.description}")


def _shows(text: str, value: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(value)}(?![\w-])", text) is not None


def shown(value: Any) -> str:
    """`value` as JSON, cut to what a line has room for."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MAX_SHOWN_CHARACTERS else f"{text[:_MAX_SHOWN_CHARACTERS]}..."


def _faults(place: str, value: Any, depth: int) -> Iterator[FieldViolation]:
    if not isinstance(value, dict | list):
        fault = scalar_fault(value)
        if fault:
            yield FieldViolation(place, fault)
    elif depth > MAX_NESTING:
        yield FieldViolation(place, f"is nested over {MAX_NESTING} levels deep; leave out the inner ones")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _faults(f"{place}/{index}", item, depth + 1)
    else:
        for key, item in value.items():
            fault = text_fault(key)
            if fault:
                yield FieldViolation(place, f"has a name that {fault}")
            else:
                yield from _faults(f"{place}/{escape(key)}", item, depth + 1)
