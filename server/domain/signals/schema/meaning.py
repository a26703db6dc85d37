"""The annotations that say what a field measures, `x-ucum`, its unit, and `x-loinc`, its code, and who writes its text:
`x-machine-text`, a device or an app."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from server.domain.signals.phi.checksums import luhn
from server.domain.signals.schema.document import shown
from server.domain.signals.schema.ucum import ucum_fault
from server.errors import FieldViolation

UNIT = "x-ucum"
CODE = "x-loinc"
MACHINE_TEXT = "x-machine-text"
MEANINGS = frozenset({UNIT, CODE, MACHINE_TEXT})

_LOINC = re.compile(r"[1-9][0-9]{0,6}-[0-9]", re.ASCII)
_NUMBERS = frozenset({"integer", "number"})


def meaning_faults(place: str, schema: Mapping[str, Any], types: frozenset[str]) -> Iterator[FieldViolation]:
    """Why the annotations of one field of these types are wrong, with the value and the remedy."""
    if UNIT in schema:
        fault = _unit_fault(schema[UNIT], types)
        if fault is not None:
            yield FieldViolation(f"{place}/{UNIT}", fault)
    if CODE in schema:
        fault = _code_fault(schema[CODE])
        if fault is not None:
            yield FieldViolation(f"{place}/{CODE}", fault)
    if MACHINE_TEXT in schema:
        fault = _machine_text_fault(schema[MACHINE_TEXT], types)
        if fault is not None:
            yield FieldViolation(f"{place}/{MACHINE_TEXT}", fault)


def _machine_text_fault(value: Any, types: frozenset[str]) -> str | None:
    if "string" not in types:
        return "must stand beside the type string; of an array, in its items"
    return None if value is True else f"is {shown(value)}; it must be true, or be left out"


def _unit_fault(unit: Any, types: frozenset[str]) -> str | None:
    if not types & _NUMBERS:
        return "must stand beside a type that is integer or number; of an array, in its items"
    if not isinstance(unit, str):
        return f"is {shown(unit)}; it must be a text, such as mg/dL"
    fault = ucum_fault(unit)
    return None if fault is None else f"is {shown(unit)}, which is no unit in UCUM: it {fault}"


def _code_fault(code: Any) -> str | None:
    if not isinstance(code, str) or not _LOINC.fullmatch(code):
        return f"is {shown(code)}; a LOINC code has 1 to 7 digits, a dash and a check digit, such as 8867-4"
    if not luhn(code.replace("-", "")):
        return f"is {shown(code)}, whose check digit is wrong; look the code up at https://loinc.org/search"
    return None
