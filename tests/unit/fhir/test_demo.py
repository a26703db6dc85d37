import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from server.demo.content import DemoSignal, patient_files, signals
from server.domain.data_packages import granted_by, package_names
from server.domain.fhir.parse import read_resources
from server.domain.fhir.reduce import reduce
from server.domain.records.record import Record

MAX_DEMO_BYTES = 3_000_000


@pytest.mark.parametrize("path", patient_files(), ids=lambda path: path.name)
def test_every_resource_of_a_demo_patient_is_imported_as_it_is(path: Path) -> None:
    with gzip.open(path) as file:
        bundle = file.read().decode()
    places = {entry["fullUrl"]: entry["resource"] for entry in json.loads(bundle)["entry"]}
    for full_url, resource in places.items():
        bundle = bundle.replace(f'"reference": "{full_url}"', f'"reference": "{key_of(resource)}"')
    with path.open("rb") as stream:
        found = list(read_resources(stream, path.name))
    imported = [item for item in found if isinstance(item, Record)]
    assert [json.loads(item.content) for item in imported] == [each["resource"] for each in json.loads(bundle)["entry"]]
    assert len(found) == len(imported) > 500
    assert Counter(item.resource_type for item in imported)["Patient"] == 1
    assert {item.resource_type for item in imported} <= granted_by(package_names()).types.keys()
    for item in imported[::25]:
        assert json.loads(reduce(item.content))["meta"]["tag"][-1]["code"] == "SUBSETTED"


def key_of(resource: dict[str, Any]) -> str:
    return f"{resource['resourceType']}/{resource['id']}"


def test_demo_patients_are_three_and_small() -> None:
    assert len(patient_files()) == 3
    assert sum(path.stat().st_size for path in patient_files()) < MAX_DEMO_BYTES


@pytest.mark.parametrize("signal", signals(), ids=lambda signal: signal.signal_type)
def test_demo_payloads_meet_their_closed_schemas(signal: DemoSignal) -> None:
    jsonschema_rs.meta.validate(signal.schema)
    validator = jsonschema_rs.Draft202012Validator(signal.schema, validate_formats=True)
    validator.validate(signal.payload)
    assert not validator.is_valid({**signal.payload, "note": "felt well"})
    assert all("enum" in rule or "pattern" in rule for rule in strings(signal.schema))


def strings(schema: object) -> list[dict[str, object]]:
    """Every subschema that lets a string in."""
    if isinstance(schema, list):
        return [found for item in schema for found in strings(item)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if schema.get("type", "string" if "enum" in schema else None) == "string" else []
    return own + [found for item in schema.values() for found in strings(item)]


def test_demo_signals_are_those_of_one_namespace() -> None:
    assert [(item.namespace, item.signal_type) for item in signals()] == [
        ("activity", "daily_summary"),
        ("activity", "workout"),
    ]
