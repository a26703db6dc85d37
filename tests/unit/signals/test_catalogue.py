"""The catalogue: every ready schema is one that can be put, with a payload that can be sent."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from server.catalogue import ReadySchema, ready_schemas
from server.domain.signals.payload import canonical
from server.domain.signals.phi.guard import find_phi
from server.domain.signals.schema import CompiledSchema, check_definition, check_name

READY = ready_schemas()
ASKED_FOR = """activity.step_count activity.physical_activity sleep.sleep_episode sleep.sleep_stages vitals.heart_rate
    vitals.heart_rate_series vitals.heart_rate_variability vitals.blood_pressure vitals.blood_glucose
    vitals.oxygen_saturation vitals.body_temperature vitals.respiratory_rate vitals.ecg_summary body.body_weight
    wellbeing.stress cycle.menstrual_day questionnaire.phq_9 questionnaire.gad_7""".split()  # noqa: SIM905


def test_the_catalogue_holds_what_devices_and_apps_send_most() -> None:
    assert READY.keys() == {*ASKED_FOR}


@pytest.fixture(params=READY.values(), ids=READY)
def ready(request: pytest.FixtureRequest) -> ReadySchema:
    found: ReadySchema = request.param
    return found


def test_a_ready_schema_can_be_put(ready: ReadySchema) -> None:
    check_name(ready.namespace, "namespace")
    check_name(ready.signal_type, "signalType")
    check_definition(ready.schema)
    assert ready.schema["title"] and ready.schema["description"]


def test_its_example_meets_it_and_the_guard_passes_it(ready: ReadySchema) -> None:
    compiled = CompiledSchema(ready.schema)
    [example] = ready.schema["examples"]
    canonical(example)
    assert compiled.violations(example) == []
    assert find_phi(example, compiled.listed) == []


def test_it_refuses_what_it_does_not_name(ready: ReadySchema) -> None:
    compiled = CompiledSchema(ready.schema)
    [example] = ready.schema["examples"]
    assert not compiled.accepts({**example, "note": "felt sick"})
    assert not compiled.accepts({})
    for name, value in example.items():
        if isinstance(value, dict):
            assert not compiled.accepts({**example, name: {**value, "unit": "furlong"}})


def numbers(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if schema.get("type") in ("number", "integer"):
        yield schema
    for each in (*schema.get("properties", {}).values(), *schema.get("anyOf", ())):
        yield from numbers(each)
    if "items" in schema:
        yield from numbers(schema["items"])


def test_every_number_is_bounded_and_has_a_unit_or_is_a_count_or_an_answer(ready: ReadySchema) -> None:
    for number in numbers(ready.schema):
        assert number["minimum"] < number["maximum"]
        assert "x-ucum" in number or number["type"] == "integer"


# The codes that the FHIR R4 vital signs profiles fix.
VITAL_SIGNS = {
    "vitals.heart_rate": "8867-4",
    "vitals.respiratory_rate": "9279-1",
    "vitals.body_temperature": "8310-5",
    "body.body_weight": "29463-7",
    "vitals.blood_pressure": "85354-9",
}


@pytest.mark.parametrize(("name", "code"), VITAL_SIGNS.items())
def test_vital_signs_have_the_code_of_their_fhir_profile(name: str, code: str) -> None:
    assert f"'x-loinc': '{code}'" in str(READY[name].schema)
