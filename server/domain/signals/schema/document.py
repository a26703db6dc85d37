"""What the JSON of a schema must be, before any keyword is looked at: bounded, and the same for every reader.

Callers read schemas back as `google.protobuf.Struct`, whose numbers are doubles, through Envoy, which bounds how deep
and how large an answer may be.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from server.domain.signals.payload import scalar_fault, text_fault
from server.domain.signals.pointer import escape
from server.errors import FieldViolation

ROOT = "schema"
MAX_SCHEMA_BYTES = 65_536
MAX_NESTING = 16  # of objects and arrays, annotations included; what a payload needs is 8


def document_faults(schema: Mapping[str, Any]) -> Iterator[FieldViolation]:
    """Why `schema` cannot be kept and read back as it is."""
    yield from _faults(ROOT, schema, 1)


def _faults(place: str, value: Any, depth: int) -> Iterator[FieldViolation]:
    if not isinstance(value, dict | list):
        fault = scalar_fault(value)
        if fault:
            yield FieldViolation(place, fault)
    elif depth > MAX_NESTING:
        yield FieldViolation(place, f"is nested over {MAX_NESTING} levels deep")
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
