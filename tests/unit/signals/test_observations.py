"""Signals as FHIR R4 Observations, checked by validators of others."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from server.catalogue import ready_schemas
from server.domain.signals.observations import Happened, SchemaFields, SentSignal, observations_of, retractions_of
from server.domain.signals.schema import check_definition
from tests.parts.r4_observations import codes, is_ucum, require_valid, value_of

READY = ready_schemas()
SIGNAL = SentSignal(
    id="0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b",
    tenant_id="0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5c",
    connection_id="0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5d",
    namespace="vitals",
    signal_type="heart_rate",
    known_at=datetime(2026, 3, 1, 8, 0, 5, 123_456, UTC),
)
MOMENT = Happened(at=datetime(2026, 3, 1, 7, 0, tzinfo=UTC))


def made(name: str, payload: Mapping[str, Any] | None = None) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The Observations of a ready schema's example, or of `payload`, each valid; and what is left out."""
    namespace, signal_type = name.split(".")
    signal = replace(SIGNAL, namespace=namespace, signal_type=signal_type)
    schema = READY[name].schema
    found, left_out = observations_of(signal, SchemaFields(schema), payload or schema["examples"][0], MOMENT)
    for each in found:
        require_valid(each)
    return found, dict(left_out)


def of_schema(schema: dict[str, Any], payload: dict[str, Any]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    schema = {"type": "object", "additionalProperties": False, **schema}
    check_definition(schema)
    found, left_out = observations_of(SIGNAL, SchemaFields(schema), payload, MOMENT)
    for each in found:
        require_valid(each)
    return found, dict(left_out)


@pytest.mark.parametrize("name", READY)
def test_each_ready_schema_gives_valid_observations_and_drops_nothing_silently(name: str) -> None:
    found, left_out = made(name)
    assert found or left_out
    assert len({each["id"] for each in found}) == len(found)
    for each in found:
        assert each["subject"]["reference"] == f"Patient/{SIGNAL.connection_id}"
        assert each["device"]["identifier"]["value"] == f"urn:uuid:{SIGNAL.tenant_id}"
        assert (each["status"], each["effectiveDateTime"]) == ("final", "2026-03-01T07:00:00Z")
    if not any("series" in reason for reason in left_out.values()):
        assert left_out == {}
    held = [value_of(owner) for each in found for owner in (each, *each.get("component", ()))]
    numbers = [value["value"] if isinstance(value, dict) and "value" in value else value for value in held]
    [example] = READY[name].schema["examples"]
    inner = [each for value in example.values() for each in (value.values() if isinstance(value, dict) else [value])]
    for number in inner:
        if isinstance(number, int | float):
            assert number in numbers


def test_a_heart_rate() -> None:
    example = {"heart_rate": {"value": 64, "unit": "beats/min"}, "descriptive_statistic": "maximum"}
    (observation,), _ = made("vitals.heart_rate", example)
    assert observation == {
        "resourceType": "Observation",
        "id": SIGNAL.id,
        "meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/heartrate"]},
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{SIGNAL.id}"}],
        "status": "final",
        "category": [
            {
                "coding": [
                    {
                        "system": "http://terminology.hl7.org/CodeSystem/observation-category",
                        "code": "vital-signs",
                    }
                ]
            }
        ],
        "code": {"coding": [{"system": "http://loinc.org", "code": "8867-4"}], "text": "Heart rate"},
        "subject": {"reference": f"Patient/{SIGNAL.connection_id}", "type": "Patient"},
        "effectiveDateTime": "2026-03-01T07:00:00Z",
        "issued": "2026-03-01T08:00:05.123456Z",
        "device": {
            "type": "Device",
            "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{SIGNAL.tenant_id}"},
        },
        "valueQuantity": {"value": 64, "unit": "/min", "system": "http://unitsofmeasure.org", "code": "/min"},
        "component": [{"code": {"text": "descriptive_statistic"}, "valueCodeableConcept": {"text": "maximum"}}],
    }


def test_a_blood_pressure_is_one_panel_of_two() -> None:
    (panel,), _ = made("vitals.blood_pressure")
    assert codes(panel) == ["85354-9"] and value_of(panel) is None
    assert [codes(each) for each in panel["component"][:2]] == [["8480-6"], ["8462-4"]]


def test_a_blood_pressure_that_lacks_one_says_so() -> None:
    schema = READY["vitals.blood_pressure"].schema
    half = {"systolic_blood_pressure": {"value": 120, "unit": "mmHg"}}
    found, _ = observations_of(SIGNAL, SchemaFields(schema), half, MOMENT)
    require_valid(found[0])
    assert found[0]["component"][1]["dataAbsentReason"]["coding"][0]["code"] == "unknown"


def test_oxygen_saturation_has_the_code_of_its_profile_beside_its_own() -> None:
    (group, saturation, flow), _ = made(
        "vitals.oxygen_saturation",
        {
            "oxygen_saturation": {"value": 97, "unit": "%"},
            "supplemental_oxygen_flow_rate": {"value": 2, "unit": "L/min"},
        },
    )
    assert codes(saturation) == ["59408-5", "2708-6"] and codes(flow) == ["3151-8"]
    assert [each["reference"] for each in group["hasMember"]] == [
        f"Observation/{saturation['id']}",
        f"Observation/{flow['id']}",
    ]


def test_several_coded_fields_are_members_of_a_group_with_the_signals_id() -> None:
    (group, weight, bmi), _ = made("body.body_weight")
    assert group["id"] == SIGNAL.id and codes(group) == []
    assert [codes(weight), codes(bmi)] == [["29463-7"], ["39156-5"]]
    assert weight["id"] == f"{SIGNAL.id}.body-weight"
    pounds, _ = made("body.body_weight", {"body_weight": {"value": 157.4, "unit": "lb"}})
    assert pounds[1]["valueQuantity"]["code"] == "[lb_av]" and pounds[1]["id"] == weight["id"]


def test_the_alternative_that_a_payload_meets_gives_code_and_unit() -> None:
    (milligrams,), _ = made("vitals.blood_glucose", {"blood_glucose": {"value": 95, "unit": "mg/dL"}})
    (millimoles,), _ = made("vitals.blood_glucose", {"blood_glucose": {"value": 5.3, "unit": "mmol/L"}})
    assert (codes(milligrams), milligrams["valueQuantity"]["code"]) == (["2339-0"], "mg/dL")
    assert (codes(millimoles), millimoles["valueQuantity"]["code"]) == (["15074-8"], "mmol/L")
    assert millimoles["category"][0]["coding"][0]["code"] == "laboratory"


def test_a_questionnaire_is_a_survey_with_its_answers() -> None:
    (survey,), _ = made("questionnaire.phq_9")
    assert codes(survey) == ["44249-1"] and survey["category"][0]["coding"][0]["code"] == "survey"
    answers = {codes(each)[0]: value_of(each) for each in survey["component"]}
    assert (answers["44250-9"], answers["44261-6"]["value"]) == (1, 8)
    assert answers["69722-7"] == {"text": "somewhat difficult"}


def test_a_series_and_what_has_no_annotation_are_named() -> None:
    found, left_out = made("vitals.heart_rate_series")
    assert found == [] and "is a series" in left_out["heart_rate"]
    assert left_out[""] == "has no value with x-loinc or x-ucum"
    found, left_out = of_schema(
        {
            "properties": {
                "pulse": {"type": "integer", "maximum": 300, "x-ucum": "/min", "x-loinc": "8867-4"},
                "laps": {"type": "integer", "maximum": 300},
                "build": {"type": "string", "maxLength": 8},
            }
        },
        {"pulse": 60, "laps": 4, "build": "a1"},
    )
    assert value_of(found[0])["value"] == 60
    assert left_out == dict.fromkeys(("laps", "build"), "has neither x-loinc nor x-ucum")


def test_a_vital_sign_in_a_unit_that_its_profile_forbids_is_left_out_and_named() -> None:
    beats = {"type": "number", "maximum": 9, "x-ucum": "Hz", "x-loinc": "8867-4"}
    found, left_out = of_schema({"properties": {"pulse": beats}}, {"pulse": 1.1})
    assert found == [] and left_out["pulse"] == "has the unit Hz; the FHIR R4 profile of 8867-4 allows /min"
    bare = {"type": "number", "maximum": 300, "x-loinc": "8867-4"}
    assert "has no unit" in of_schema({"properties": {"pulse": bare}}, {"pulse": 61})[1]["pulse"]
    flat = {"x-loinc": "8867-4", "properties": {"pulse": {**beats, "x-ucum": "Hz"}}}
    del flat["properties"]["pulse"]["x-loinc"]  # type: ignore[index]
    assert of_schema(flat, {"pulse": 1.1})[0] == []


def test_the_code_of_a_flat_payload_is_that_of_its_one_measure() -> None:
    field = {"type": "number", "maximum": 300, "x-ucum": "/min"}
    (observation,), _ = of_schema(
        {"x-loinc": "8867-4", "properties": {"pulse": field, "at_rest": {"type": "boolean"}}},
        {"pulse": 61, "at_rest": True},
    )
    assert (codes(observation), value_of(observation)["value"]) == (["8867-4"], 61)
    assert observation["component"] == [{"code": {"text": "at_rest"}, "valueBoolean": True}]


def test_an_integer_that_fhir_does_not_hold_is_a_quantity() -> None:
    field = {"type": "integer", "maximum": 2**40, "x-loinc": "55423-8"}
    (observation,), _ = of_schema({"properties": {"steps": field}}, {"steps": 2**33})
    assert observation["valueQuantity"] == {"value": 2**33}


AT = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("happened", "effective"),
    [
        (Happened(at=AT, at_offset=60), {"effectiveDateTime": "2026-03-01T08:00:00+01:00"}),
        (Happened(at=AT, at_offset=0), {"effectiveDateTime": "2026-03-01T07:00:00+00:00"}),
        (Happened(at=AT, at_offset=-210), {"effectiveDateTime": "2026-03-01T03:30:00-03:30"}),
        (Happened(at=AT, at_offset=900), {"effectiveDateTime": "2026-03-01T07:00:00Z"}),  # FHIR ends at 14 hours
        (
            Happened(at=AT, at_offset=60, until=AT + timedelta(hours=2), until_offset=120),
            {"effectivePeriod": {"start": "2026-03-01T08:00:00+01:00", "end": "2026-03-01T11:00:00+02:00"}},
        ),
    ],
)
def test_when_it_happened_keeps_its_offset(happened: Happened, effective: dict[str, Any]) -> None:
    schema = READY["vitals.heart_rate"].schema
    (observation,), _ = observations_of(SIGNAL, SchemaFields(schema), schema["examples"][0], happened)
    require_valid(observation)
    assert {name: value for name, value in observation.items() if name.startswith("effective")} == effective


@pytest.mark.parametrize("name", READY)
def test_a_withdrawn_signal_comes_again_as_entered_in_error_under_each_id(name: str) -> None:
    namespace, signal_type = name.split(".")
    signal = replace(SIGNAL, namespace=namespace, signal_type=signal_type)
    schema = READY[name].schema
    before, _ = observations_of(signal, SchemaFields(schema), schema["examples"][0], MOMENT)
    after = list(retractions_of(signal, [SchemaFields(schema)]))
    assert {each["id"] for each in after} >= {each["id"] for each in before}
    for each in after:
        require_valid(each)
        assert each["status"] == "entered-in-error" and value_of(each) is None and "component" not in each
        assert each["issued"] == "2026-03-01T08:00:05.123456Z"


def test_a_type_without_annotations_has_nothing_to_retract() -> None:
    plain = SchemaFields({"type": "object", "properties": {"laps": {"type": "integer"}}})
    assert list(retractions_of(SIGNAL, [plain])) == []


def test_a_name_of_any_length_gives_an_id_of_fhir() -> None:
    field = {"type": "number", "maximum": 9, "x-ucum": "kg", "x-loinc": "29463-7"}
    names = ["w" * 128, "w" * 127, "mass kg", "mass_kg", "masse\N{LATIN SMALL LETTER E WITH ACUTE}"]
    found, _ = of_schema({"properties": dict.fromkeys(names, field)}, dict.fromkeys(names, 1))
    assert len({each["id"] for each in found}) == len(names) + 1


def test_every_unit_of_the_catalogue_is_one_of_ucum() -> None:
    def units(schema: Mapping[str, Any]) -> set[str]:
        own = {schema["x-ucum"]} if "x-ucum" in schema else set()
        inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", ())]
        inner += [schema["items"]] if "items" in schema else []
        return own.union(*map(units, inner))

    found = set().union(*(units(ready.schema) for ready in READY.values()))
    assert len(found) > 10
    assert [unit for unit in sorted(found) if not is_ucum(unit)] == []
