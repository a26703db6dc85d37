"""One signal as Observations: FHIR R4, https://hl7.org/fhir/R4/observation.html."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from server.domain.signals.observations.fields import Found, Path, Read, SchemaFields
from server.domain.signals.observations.vital_signs import (
    BLOOD_PRESSURE,
    DIASTOLIC,
    PROFILES,
    SYSTOLIC,
    VITAL_SIGNS,
    category_of,
)
from server.errors import Json

LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
ABSENT_EXTENSION = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
_CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
_MAX_OFFSET = timedelta(hours=14)  # of a FHIR dateTime
_MAX_INTEGER = 2**31 - 1  # of a FHIR integer
_MAX_SUFFIX = 27  # an id has 64 characters, and a signal's has 36

Observation = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """By the service's clock, with the offsets from UTC that the device gave, in minutes; `until` None: a moment."""

    at: datetime
    at_offset: int | None = None
    until: datetime | None = None
    until_offset: int | None = None

    def as_fhir(self) -> Observation:
        begun = _date_time(self.at, self.at_offset)
        if self.until is None:
            return {"effectiveDateTime": begun}
        return {"effectivePeriod": {"start": begun, "end": _date_time(self.until, self.until_offset)}}


@dataclass(frozen=True, slots=True, kw_only=True)
class SentSignal:
    """`connection_id` stands for the person, and `tenant_id` for the app. `known_at`: received, or withdrawn."""

    id: str
    tenant_id: str
    connection_id: str
    namespace: str
    signal_type: str
    known_at: datetime

    @property
    def name(self) -> str:
        return f"{self.namespace}.{self.signal_type}"


def observations_of(
    signal: SentSignal, fields: SchemaFields, payload: Mapping[str, Json], happened: Happened
) -> tuple[list[Observation], Sequence[tuple[str, str]]]:
    """The Observations of a signal, and what of it none holds, each place with the reason.

    A payload with a code, or with one coded field, is one Observation, whose id is the signal's. Where several fields
    have codes, each is one, and the one with the signal's id names them as its members.
    """
    read = fields.read(payload)
    if not fields.has_meaning or not (read.coded or any(each.unit for each in read.others)):
        return [], [*read.left_out, ("", "has no value with x-loinc or x-ucum")]
    effective = happened.as_fhir()
    others = [_component(each) for each in read.others]
    if fields.code is not None and not (len(read.coded) == 1 and not fields.coded):
        return [_panel(signal, fields, read, effective, others)], read.left_out
    if fields.code is None and (len(fields.coded) > 1 or not read.coded):
        members = [_valued(signal, each, effective, _id_of(signal, each.path), fields=fields) for each in read.coded]
        return [*_group(signal, fields, effective, others, members), *members], read.left_out
    (only,) = read.coded
    return [_valued(signal, only, effective, signal.id, others, fields=fields)], read.left_out


def retractions_of(signal: SentSignal, versions: Sequence[SchemaFields]) -> Iterator[Observation]:
    """For each Observation that a version of the type may have given: the same id, entered in error, with no value."""
    known = [fields for fields in versions if fields.has_meaning]
    paths = dict.fromkeys(
        path for fields in known if fields.code is None and len(fields.coded) > 1 for path in fields.coded
    )
    if not known:
        return
    unknown = {"extension": [{"url": ABSENT_EXTENSION, "valueCode": "unknown"}]}
    for observation_id in [signal.id, *(_id_of(signal, path) for path in paths)]:
        yield {
            **_begun(signal, observation_id, "entered-in-error"),
            "code": {"text": signal.name},
            "subject": _subject(signal),
            "_effectiveDateTime": unknown,
            "issued": _date_time(signal.known_at, None),
            "dataAbsentReason": _absent(),
        }


def _panel(
    signal: SentSignal, fields: SchemaFields, read: Read, effective: Observation, others: list[Observation]
) -> Observation:
    assert fields.code is not None  # noqa: S101 - what makes it a panel
    components = [_component(each) for each in read.coded]
    if fields.code == BLOOD_PRESSURE:  # its profile wants both, or why one is not there
        there = {each.code for each in read.coded}
        components += [
            {"code": _code(code, None), "dataAbsentReason": _absent()}
            for code in (SYSTOLIC, DIASTOLIC)
            if code not in there
        ]
    return {
        **_coded(signal, signal.id, fields.code, fields.title or signal.name),
        **effective,
        **_known(signal),
        "component": [*components, *others],
    }


def _valued(
    signal: SentSignal,
    found: Found,
    effective: Observation,
    observation_id: str,
    others: Sequence[Observation] = (),
    *,
    fields: SchemaFields,
) -> Observation:
    assert found.code is not None  # noqa: S101 - what makes it an Observation
    text = fields.title if fields.title and not fields.coded[1:] else ".".join(found.path)
    return {
        **_coded(signal, observation_id, found.code, text),
        **effective,
        **_known(signal),
        **_value(found),
        **({"component": list(others)} if others else {}),
    }


def _group(
    signal: SentSignal,
    fields: SchemaFields,
    effective: Observation,
    others: list[Observation],
    members: list[Observation],
) -> list[Observation]:
    return [
        {
            **_begun(signal, signal.id, "final"),
            **_category(None, signal.namespace),
            "code": {"text": fields.title or signal.name},
            "subject": _subject(signal),
            **effective,
            **_known(signal),
            **({"hasMember": [{"reference": f"Observation/{each['id']}"} for each in members]} if members else {}),
            **({"component": others} if others else {}),
        }
    ]


def _coded(signal: SentSignal, observation_id: str, code: str, text: str) -> Observation:
    begun = _begun(signal, observation_id, "final")
    if code in VITAL_SIGNS:
        begun["meta"] = {"profile": [PROFILES + VITAL_SIGNS[code].profile]}
    return {
        **begun,
        **_category(code, signal.namespace),
        "code": _code(code, text),
        "subject": _subject(signal),
    }


def _begun(signal: SentSignal, observation_id: str, status: str) -> Observation:
    return {
        "resourceType": "Observation",
        "id": observation_id,
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{signal.id}"}],
        "status": status,
    }


def _category(code: str | None, namespace: str) -> Observation:
    category = category_of(code, namespace)
    return {} if category is None else {"category": [{"coding": [{"system": _CATEGORIES, "code": category}]}]}


def _code(code: str, text: str | None) -> Observation:
    also = VITAL_SIGNS[code].also if code in VITAL_SIGNS else None
    codings = [{"system": LOINC, "code": each} for each in (code, also) if each]
    return {"coding": codings, **({"text": text} if text else {})}


def _subject(signal: SentSignal) -> Observation:
    return {"reference": f"Patient/{signal.connection_id}", "type": "Patient"}


def _known(signal: SentSignal) -> Observation:
    """When the service received it, and the app that sent it: software is a Device of FHIR."""
    device = {"type": "Device", "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{signal.tenant_id}"}}
    return {"issued": _date_time(signal.known_at, None), "device": device}


def _component(found: Found) -> Observation:
    text = ".".join(found.path)
    return {"code": _code(found.code, text) if found.code else {"text": text}, **_value(found)}


def _value(found: Found) -> Observation:
    value = found.value
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if isinstance(value, str):
        return {"valueCodeableConcept": {"text": value}}
    if found.unit is not None:
        return {"valueQuantity": {"value": value, "unit": found.unit, "system": UCUM, "code": found.unit}}
    return (
        {"valueInteger": value}
        if isinstance(value, int) and abs(value) <= _MAX_INTEGER
        else {"valueQuantity": {"value": value}}
    )


def _absent() -> Observation:
    return {"coding": [{"system": ABSENT, "code": "unknown"}]}


def _id_of(signal: SentSignal, path: Path) -> str:
    name = re.sub(r"[^A-Za-z0-9]+", "-", ".".join(path)).strip("-")
    if len(name) > _MAX_SUFFIX or re.search(r"[^a-z0-9_]", "".join(path)):
        name = f"{name[:18]}-{hashlib.sha256('.'.join(path).encode()).hexdigest()[:8]}"
    return f"{signal.id}.{name}"


def _date_time(moment: datetime, offset_minutes: int | None) -> str:
    offset = timedelta(minutes=offset_minutes or 0)
    if offset_minutes is None or abs(offset) > _MAX_OFFSET:
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return moment.astimezone(timezone(offset)).isoformat()
