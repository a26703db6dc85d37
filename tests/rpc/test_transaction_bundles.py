"""Transaction Bundles as Synthea writes them: one person each, linked by `urn:uuid:`, with conditional references to
the organizations and practitioners of a Bundle of their own."""

import json
import re
import uuid
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest

from server.domain.data_packages import package_names
from server.domain.fhir.parse import read_resources
from server.domain.records.record import Incoming, Reported
from server.domain.records.source import Source
from tests.parts.fhir_values import sourced_id, values
from tests.parts.in_process import App, Door, Stack
from tests.rpc.test_published_records import exported

VISITS = 40
_DECIMAL = "decimal:"
NPI = "http://hl7.org/fhir/sid/us-npi"
SYNTHEA = "https://synthea.example/fhir"


def urn(*names: object) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, '/'.join(map(str, names)))}"


def link(*names: object) -> dict[str, str]:
    return {"reference": urn(*names)}


def entry(resource: dict[str, Any], *names: object) -> dict[str, Any]:
    """With the id that its URN has, and posted."""
    whole = {"resourceType": resource.pop("resourceType"), "id": urn(*names).removeprefix("urn:uuid:"), **resource}
    return {
        "fullUrl": urn(*names),
        "resource": whole,
        "request": {"method": "POST", "url": whole["resourceType"]},
    }


def person(name: str) -> dict[str, Any]:
    """One person's Bundle: what refers to later entries comes first."""
    patient, doctor = link(name), {"reference": f"Practitioner?identifier={NPI}|9999999999", "display": "Dr. A"}
    entries = []
    for number in range(VISITS):
        visit = link(name, "visit", number)
        entries += [
            entry(
                {
                    "resourceType": "Observation",
                    "status": "final",
                    "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7", "display": "Body \u00e9\\"}]},
                    "subject": patient,
                    "encounter": visit,
                    "valueQuantity": {"value": decimal(f"7{number}.10"), "unit": "kg"},
                },
                name, "weight", number,
            ),
            entry(
                {
                    "resourceType": "Claim",
                    "patient": patient,
                    "provider": doctor,
                    "item": [{"sequence": 1, "encounter": [visit]}],
                    "total": {"value": decimal("77.490"), "currency": "USD"},
                },
                name, "claim", number,
            ),
            entry(
                {
                    "resourceType": "ExplanationOfBenefit",
                    "contained": [
                        {"resourceType": "ServiceRequest", "id": "referral", "subject": patient, "requester": doctor},
                        {"resourceType": "Coverage", "id": "coverage", "beneficiary": patient},
                    ],
                    "patient": patient,
                    "claim": link(name, "claim", number),
                    "referral": {"reference": "#referral"},
                    "insurance": [{"coverage": {"reference": "#coverage"}}],
                },
                name, "benefit", number,
            ),
            entry(
                {"resourceType": "Encounter", "status": "finished", "subject": patient,
                 "participant": [{"individual": doctor}]},
                name, "visit", number,
            ),
        ]  # fmt: skip
    provenance = {"resourceType": "Provenance", "target": [{"reference": each["fullUrl"]} for each in entries]}
    entries += [entry(provenance, name, "provenance"), entry({"resourceType": "Patient", "gender": "other"}, name)]
    return {"resourceType": "Bundle", "type": "transaction", "entry": entries}


def decimal(digits: str) -> str:
    """A number with these digits; see `written`."""
    return f"{_DECIMAL}{digits}"


def written(value: Any, indent: int | None = None) -> str:
    return re.sub(rf'"{_DECIMAL}([0-9.]+)"', r"\1", json.dumps(value, indent=indent))


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from references(each)


def linked(value: Any, name: Any) -> Any:
    """With each reference as `name` makes it."""
    if isinstance(value, dict):
        return {
            key: name(each) if key == "reference" and isinstance(each, str) else linked(each, name)
            for key, each in value.items()
        }
    return [linked(each, name) for each in value] if isinstance(value, list) else value


def parts(texts: list[bytes], source: str) -> Iterator[Incoming]:
    for text in texts:
        yield from read_resources(BytesIO(text), "person", source=Source(source) if source else None)


@pytest.mark.parametrize("source", ["", SYNTHEA])
@pytest.mark.parametrize("indent", [None, 2])
async def test_every_reference_of_a_person_leads_to_a_record_of_the_export(
    stack: Stack, door: Door, source: str, indent: int | None
) -> None:
    app: App = stack.new_app(packages=sorted(package_names()))
    bundles = [person(name) for name in ("ann", "bea")]
    texts = [written(bundle, indent).encode() for bundle in bundles]
    reported: list[Reported] = []
    counts = stack.imports.store(app.connection.id, parts(texts, source), source=source, on_reported=reported.append)
    entries = [each for bundle in bundles for each in bundle["entry"]]
    assert (counts.imported, counts.rejected, counts.unresolved_references) == (len(entries), 0, 0)
    assert counts.conditional_references == 3 * VISITS * len(bundles)
    found = await exported(stack, door, app)
    keys = {each["fullUrl"]: (each["resource"]["resourceType"], each["resource"]["id"]) for each in entries}
    here = {url: (kind, sourced_id(source, kind, name) if source else name) for url, (kind, name) in keys.items()}
    assert found.keys() == set(here.values())
    links = {link for record in found.values() for link in references(record)}
    assert {each for each in links if tuple(each.split("/")) not in found} == {
        "#referral", "#coverage", f"Practitioner?identifier={NPI}|9999999999",
    }  # fmt: skip
    for each in entries:
        record = found[here[each["fullUrl"]]]
        expected = values(written(linked(each["resource"], lambda url: "/".join(here[url]) if url in here else url)))
        if source:
            kind, name = keys[each["fullUrl"]]
            expected |= {"id": here[each["fullUrl"]][1], "meta": {"source": f"{source}/{kind}/{name}"}}
        assert record == expected
    assert stack.imports.store(app.connection.id, parts(texts, source), source=source).unchanged == len(entries)
