"""What FHIR R4 asks of an Observation, as others check it: fhir.resources for the resource, ucumvert for its units, and
the rules of the vital signs profiles, https://hl7.org/fhir/R4/observation-vitalsigns.html.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from fhir.resources.R4B.observation import Observation
from ucumvert import PintUcumRegistry
from ucumvert.parser import InvalidUcumError

LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
_PROFILES = "http://hl7.org/fhir/StructureDefinition/"
# Code, profile, the type of the value, and the units of the required value set.
VITAL_SIGNS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "9279-1": ("resprate", ("/min",)),
    "8867-4": ("heartrate", ("/min",)),
    "2708-6": ("oxygensat", ("%",)),
    "8310-5": ("bodytemp", ("Cel", "[degF]")),
    "8302-2": ("bodyheight", ("cm", "[in_i]")),
    "9843-4": ("headcircum", ("cm", "[in_i]")),
    "29463-7": ("bodyweight", ("g", "kg", "[lb_av]")),
    "39156-5": ("bmi", ("kg/m2",)),
    "85354-9": ("bp", ()),
    "8480-6": ("", ("mm[Hg]",)),
    "8462-4": ("", ("mm[Hg]",)),
    "8478-0": ("", ("mm[Hg]",)),
}
_DATE_TIME = re.compile(
    r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))"
)  # of R4, with its time


@cache
def _units() -> PintUcumRegistry:
    return PintUcumRegistry()


@cache
def is_ucum(code: str) -> bool:
    try:
        _units().from_ucum(code)
    except InvalidUcumError:
        return False
    return True


def require_valid(observation: dict[str, Any]) -> None:
    """Raises where `observation` is no R4 Observation, or breaks a rule of the vital signs."""
    Observation.model_validate_json(json.dumps(observation))
    assert re.fullmatch(r"[A-Za-z0-9.-]{1,64}", observation["id"])
    assert list(_faults(observation)) == []


def codes(owner: Mapping[str, Any]) -> list[str]:
    return [each["code"] for each in owner["code"].get("coding", ()) if each["system"] == LOINC]


def value_of(owner: Mapping[str, Any]) -> Any:
    found = [value for name, value in owner.items() if name.startswith("value")]
    return found[0] if found else None


def _faults(observation: Mapping[str, Any]) -> Iterator[str]:
    for moment in _moments(observation):
        if not _DATE_TIME.fullmatch(moment):
            yield f"{moment} is no dateTime"
    components = observation.get("component", ())
    for owner in (observation, *components):
        yield from _quantity_faults(owner)
    for component in components:  # vs-3
        if value_of(component) is None and "dataAbsentReason" not in component:
            yield "vs-3: a component without a value says no reason"
    known = [code for code in codes(observation) if code in VITAL_SIGNS]
    if known:
        yield from _vital_sign_faults(observation, known[-1])


def _moments(observation: Mapping[str, Any]) -> list[str]:
    period = observation.get("effectivePeriod", {})
    return [*period.values(), *(observation[name] for name in ("effectiveDateTime", "issued") if name in observation)]


def _quantity_faults(owner: Mapping[str, Any]) -> Iterator[str]:
    quantity = owner.get("valueQuantity", {})
    if "code" in quantity and not (quantity["system"] == UCUM and is_ucum(quantity["code"])):
        yield f"{quantity['code']} is no unit of UCUM"
    for code in codes(owner):
        allowed = VITAL_SIGNS.get(code, ("", ()))[1]
        if allowed and "dataAbsentReason" not in owner and quantity.get("code") not in allowed:
            yield f"{code} in {quantity.get('code')}, not in {allowed}"


def _vital_sign_faults(observation: Mapping[str, Any], code: str) -> Iterator[str]:
    categories = [each["code"] for category in observation.get("category", ()) for each in category["coding"]]
    if "vital-signs" not in categories:
        yield "it lacks the category vital-signs"
    if not observation["subject"]["reference"].startswith("Patient/"):
        yield "its subject is no Patient"
    if not observation.keys() & {"effectiveDateTime", "_effectiveDateTime", "effectivePeriod"}:
        yield "it lacks its time"
    has_value = value_of(observation) is not None or "dataAbsentReason" in observation
    if not has_value and not observation.keys() & {"component", "hasMember"}:
        yield "vs-2: neither a value nor a reason"
    profile = VITAL_SIGNS[code][0]
    if profile and observation["meta"]["profile"] != [_PROFILES + profile]:
        yield f"it claims {observation['meta']}"
    if profile == "bp":
        for part in ("8480-6", "8462-4"):
            if sum(part in codes(each) for each in observation.get("component", ())) != 1:
                yield f"it has no component {part}, or several"
