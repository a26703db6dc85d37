"""`x-ucum` and `x-loinc`: what a field of a schema measures, in which unit."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.signals.schema import CompiledSchema, breaking_changes, check_definition
from server.domain.signals.schema.ucum import ucum_fault
from server.errors import BadRequest, FieldViolation
from tests.unit.signals.test_schema import with_field


def faults(schema: dict[str, Any]) -> list[FieldViolation]:
    with pytest.raises(BadRequest) as refused:
        check_definition(schema)
    return list(refused.value.violations)


# From the specification's tables and from the units that FHIR's vital signs and device profiles ask for.
UNITS = """/min mm[Hg] mg/dL mmol/L % Cel [degF] kg [lb_av] ms s min h d kcal m m/s kg/m2 mL/(kg.min) {steps} {score}
    {breaths}/min {beats}/min 10*3/uL 10^6 10*-3 [IU]/L m[H2O] B[SPL] [MET].min W uS ng/mL 1 1/min /{count} umol/L cm
    m.s-2 g{creat} (mg/kg)/d dB daL KiBy By ug/m3 [mi_i]/h [in_i'Hg] [m/s2/Hz^(1/2)] 24.h a_j""".split()  # noqa: SIM905


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_in_ucum_is_taken(unit: str) -> None:
    assert ucum_fault(unit) is None
    check_definition(with_field({"type": "number", "x-ucum": unit}))


@pytest.mark.parametrize(
    ("unit", "remedy"),
    {
        "bpm": "did you mean /min?",
        "mmHg": "did you mean mm[Hg]?",
        "lbs": "did you mean [lb_av]?",
        "°C": "did you mean Cel?",
        "steps": "did you mean {steps}?",
        "k[lb_av]": "unknown unit k[lb_av]",
        "beats/min": "did you mean {beats}?",
        "mg/dL/": "join units",
        "mg//dL": "join units",
        "mg dL": "a space",
        "(mg": "every parenthesis closed",
        "mg)": "every parenthesis closed",
        "(m){a}": "join units",
        "{a}{b}": "join units",
        "m[Hg": "unclosed bracket",
        "{two words}": "a space",
        "{a{b}}": "unclosed bracket",
        "": "1 to 64 characters",
        "m" * 65: "1 to 64 characters",
        "012": "unknown unit",
    }.items(),
)
def test_what_is_no_unit_is_refused_with_its_value_and_the_remedy(unit: str, remedy: str) -> None:
    [fault] = faults(with_field({"type": "number", "x-ucum": unit}))
    assert fault.field == "schema/properties/field/x-ucum"
    assert f'"{unit[:60]}' in fault.description and remedy in fault.description


@given(st.text(alphabet="mgdLk10*[]{}()./%-+2 H", max_size=64))
def test_every_text_is_judged_and_two_units_can_be_joined(text: str) -> None:
    if ucum_fault(text) is None and len(text) < 60:
        assert text.startswith("/") or ucum_fault(f"({text}).s") is None
        assert ucum_fault(f"{text}/") is not None and ucum_fault(f"{text} ") is not None


@pytest.mark.parametrize("field", [{"type": "string", "maxLength": 3}, {"enum": [1, 2]}, {"type": "boolean"}], ids=str)
def test_a_unit_stands_beside_a_number(field: dict[str, Any]) -> None:
    [fault] = faults(with_field({**field, "x-ucum": "kg"}))
    assert "integer or number" in fault.description
    assert faults(with_field({"type": "null"}, **{"x-ucum": "kg"}))[0].field == "schema/x-ucum"


def test_a_unit_and_a_code_stand_in_every_place_of_a_number() -> None:
    weight = {"type": "number", "x-ucum": "kg", "x-loinc": "29463-7"}
    series = {"type": "array", "maxItems": 9, "x-loinc": "8867-4", "items": {"type": "integer", "x-ucum": "/min"}}
    nested = {"type": "object", "additionalProperties": False, "x-loinc": "85354-9", "properties": {"value": weight}}
    either = {"anyOf": [weight, {"type": "number", "x-ucum": "[lb_av]"}], "x-loinc": "29463-7"}
    fields = {"weight": weight, "series": series, "nested": nested, "either": either}
    schema = with_field(weight, **{"x-loinc": "85353-1"}, properties=fields)
    check_definition(schema)
    payload = {"weight": 70.5, "series": [60], "nested": {"value": 1}, "either": 2}
    assert CompiledSchema(schema).accepts(payload)


@pytest.mark.parametrize("code", ["8867-4", "85354-9", "1-8", "2339-0", "100748-3"])
def test_a_loinc_code_is_taken(code: str) -> None:
    check_definition(with_field({"type": "number", "x-loinc": code}))


@pytest.mark.parametrize(
    ("code", "remedy"),
    [("8867-5", "check digit"), ("8876-4", "check digit"), ("88674", "a dash"), ("LA6568-5", "a dash"),
     ("٨867-4", "a dash"), ("08867-4", "a dash"), ("8867-4\n", "a dash"), (8867, "a dash"), (["8867-4"], "a dash")],
)  # fmt: skip
def test_what_is_no_loinc_code_is_refused(code: Any, remedy: str) -> None:
    [fault] = faults(with_field({"type": "number", "x-loinc": code}))
    assert fault.field == "schema/properties/field/x-loinc" and remedy in fault.description


def test_another_unit_breaks_and_a_first_unit_or_another_code_does_not() -> None:
    bare, mass = with_field({"type": "number"}), with_field({"type": "number", "x-ucum": "mg/dL"})
    amount = with_field({"type": "number", "x-ucum": "mmol/L"})
    assert breaking_changes(bare, mass) == []
    assert breaking_changes(mass, amount) == ["payload/field: its unit was mg/dL, and is mmol/L now"]
    assert breaking_changes(mass, bare) == ["payload/field: its unit was mg/dL, and is not given now"]
    coded = with_field({"type": "number", "x-ucum": "mg/dL", "x-loinc": "2339-0"})
    assert breaking_changes(mass, coded) == breaking_changes(coded, mass) == []
