"""What FHIR R4 fixes about vital signs, and the categories of other codes.

https://hl7.org/fhir/R4/observation-vitalsigns.html: a magic value (LOINC) and the UCUM units that its profile allows.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PROFILES = "http://hl7.org/fhir/StructureDefinition/"
BLOOD_PRESSURE = "85354-9"
SYSTOLIC, DIASTOLIC = "8480-6", "8462-4"
PULSE_OXIMETRY = "59408-5"


@dataclass(frozen=True, slots=True)
class VitalSign:
    """Its profile, the units that are allowed, and the code that the profile wants beside its own."""

    profile: str
    units: frozenset[str]
    also: str | None = None


_PERCENT, _PER_MINUTE = frozenset({"%"}), frozenset({"/min"})
_TEMPERATURE, _LENGTH = frozenset({"Cel", "[degF]"}), frozenset({"cm", "[in_i]"})
_WEIGHT, _PRESSURE = frozenset({"g", "kg", "[lb_av]"}), frozenset({"mm[Hg]"})

VITAL_SIGNS: Mapping[str, VitalSign] = {
    "9279-1": VitalSign("resprate", _PER_MINUTE),
    "8867-4": VitalSign("heartrate", _PER_MINUTE),
    "2708-6": VitalSign("oxygensat", _PERCENT),
    PULSE_OXIMETRY: VitalSign("oxygensat", _PERCENT, also="2708-6"),
    "8310-5": VitalSign("bodytemp", _TEMPERATURE),
    "8302-2": VitalSign("bodyheight", _LENGTH),
    "9843-4": VitalSign("headcircum", _LENGTH),
    "29463-7": VitalSign("bodyweight", _WEIGHT),
    "39156-5": VitalSign("bmi", frozenset({"kg/m2"})),
    BLOOD_PRESSURE: VitalSign("bp", frozenset()),
}
# Components of the blood pressure; alone they are vital signs without a profile of their own.
PRESSURES: Mapping[str, frozenset[str]] = {SYSTOLIC: _PRESSURE, DIASTOLIC: _PRESSURE, "8478-0": _PRESSURE}

_OF_NAMESPACE = {"questionnaire": "survey", "survey": "survey", "activity": "activity", "sleep": "activity"}
_LABORATORY = frozenset({"2339-0", "2345-7", "14743-9", "14745-4", "15074-8", "41653-7", "99504-3", "97507-8"})


def category_of(code: str | None, namespace: str) -> str | None:
    """A code of http://terminology.hl7.org/CodeSystem/observation-category; None where none is sure."""
    if code in VITAL_SIGNS or code in PRESSURES:
        return "vital-signs"
    return "laboratory" if code in _LABORATORY else _OF_NAMESPACE.get(namespace)


def unit_fault(code: str | None, unit: str | None) -> str | None:
    """Why a value in `unit` cannot go under `code`; None where it can."""
    sign = VITAL_SIGNS.get(code or "")
    allowed = PRESSURES.get(code or "", frozenset()) if sign is None else sign.units
    if not allowed or unit in allowed:
        return None
    has = "has no unit" if unit is None else f"has the unit {unit}"
    return f"{has}; the FHIR R4 profile of {code} allows {', '.join(sorted(allowed))}"
