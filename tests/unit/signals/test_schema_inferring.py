"""A first schema from sample payloads."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.catalogue import ready_schemas
from server.domain.signals.phi.guard import find_phi
from server.domain.signals.schema import CompiledSchema, check_definition
from server.domain.signals.schema.inferring import Inferred, infer
from server.errors import BadRequest
from tests.data.phi.devices.corpus import FIRST, KEPT


def properties(inferred: Inferred) -> dict[str, Any]:
    found: dict[str, Any] = inferred.schema["properties"]
    return found


def notes_of(inferred: Inferred, place: str) -> str:
    return "\n".join(note.description for note in inferred.notes if note.field == place)


SAMPLES = [
    {
        "steps": number * 100,
        "spo2": 0.9 + number / 1000,
        "stage": ["deep", "light", "rem"][number % 3],
        "sensor": {"unit": "beats/min", "gain": number % 2 == 0},
        "series": [number, number + 1],
        "synced": f"2026-01-{number % 28 + 1:02}T08:00:00+01:00",
        "build": f"4.{number}.1",
        "mode": None if number % 2 else "auto",
    }
    | ({"laps": number} if number % 2 else {})
    for number in range(40)
]


def test_types_wide_bounds_closed_sets_and_what_is_always_there() -> None:
    inferred = infer(SAMPLES)
    assert properties(inferred) == {
        "steps": {"type": "integer", "minimum": 0, "maximum": 10_000},
        "spo2": {"type": "number", "minimum": 0, "maximum": 2},
        "stage": {"enum": ["deep", "light", "rem"]},
        "sensor": {
            "type": "object",
            "properties": {"unit": {"enum": ["beats/min"]}, "gain": {"type": "boolean"}},
            "required": ["unit", "gain"],
            "additionalProperties": False,
        },
        "series": {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 100}, "maxItems": 5},
        "synced": {"type": "string", "format": "date-time"},
        "build": {"type": "string", "pattern": "^[0-9.]+$", "maxLength": 8},
        "mode": {"enum": ["auto", None]},
        "laps": {"type": "integer", "minimum": 0, "maximum": 100},
    }
    assert inferred.schema["required"] == ["steps", "spo2", "stage", "sensor", "series", "synced", "build", "mode"]
    assert inferred.schema["additionalProperties"] is False
    assert (inferred.accepted, inferred.samples) == (40, 40)
    assert "x-ucum" in notes_of(inferred, "payload/steps") and "{steps}" in notes_of(inferred, "payload/steps")
    assert "occurredAt" in notes_of(inferred, "payload/synced")
    assert "others are refused" in notes_of(inferred, "payload/stage")


def test_few_samples_give_no_closed_set_and_say_so() -> None:
    inferred = infer(SAMPLES[:3])
    assert properties(inferred)["stage"] == {"type": "string", "pattern": "^[A-Za-z0-9]+$", "maxLength": 8}
    assert "3 samples are few" in notes_of(inferred, "payload")


PHI = {
    "email": "ann@example.org",
    "device_name": "Anna's iPhone",
    "note": "I felt sick today and went to see the doctor",
    "zip": "94110-2231",
    "diagnosis": "asthma",
}


@pytest.mark.parametrize(("name", "value"), PHI.items())
@pytest.mark.parametrize("place", [(), ("inner",)])
def test_a_value_that_the_guard_refuses_is_copied_nowhere(name: str, value: str, place: tuple[str, ...]) -> None:
    """One sample of forty holds it: the field is left out, and nothing that is printed holds the value."""
    member = {name: "auto"}
    samples: list[dict[str, Any]] = [dict(sample) for sample in SAMPLES]
    for number, sample in enumerate(samples):
        own = {name: value} if number == 7 else member
        sample.update({place[0]: {**own, "kept": 1}} if place else own)
    inferred = infer(samples)
    assert value not in json.dumps(inferred.schema, ensure_ascii=False) + repr(inferred.notes)
    described = properties(inferred)["inner"]["properties"] if place else properties(inferred)
    assert name not in described and ("kept" in described or not place)
    assert "the PHI guard refuses" in "".join(note.description for note in inferred.notes)
    check_definition(inferred.schema)


def test_what_the_shape_cannot_hold_is_left_out_with_its_remedy() -> None:
    inferred = infer(
        [
            {
                "kept": 1,
                "stages": [{"stage": "deep"}],
                "deep": {"in": {"side": 1}},
                "empty": [],
                "night": "1" * 300,
                "words": "so tired of all of this again today and tomorrow",
                "big": 2**60,
                "ann@example.org": 5,
            }
        ]
    )
    assert properties(inferred).keys() == {"kept"}
    for place, remedy in {
        "payload/stages": "one array for each member",
        "payload/deep/in": "PARENT_CHILD",
        "payload/empty": "describe it by hand",
        "payload/night": "send a series as an array",
        "payload/big": "send it as a string",
    }.items():
        assert remedy in notes_of(inferred, place), place
    assert "ann@example.org" not in repr(inferred.notes)
    assert inferred.accepted == 0


def test_several_types_of_one_field_are_all_taken_and_named() -> None:
    inferred = infer([{"level": 3}, {"level": "auto"}, {"level": {"value": 3}}, {"level": [1, 2]}, {"level": None}])
    assert inferred.accepted == 5
    assert "several forms" in notes_of(inferred, "payload/level")


def test_nothing_to_describe_is_refused() -> None:
    with pytest.raises(BadRequest, match="1 to 100,000"):
        infer([])
    with pytest.raises(BadRequest) as refused:
        infer([{"email": "ann@example.org"}])
    assert "ann@example.org" not in repr(refused.value.violations)


def test_names_that_are_data_are_no_fields() -> None:
    inferred = infer([{"kept": 1, "by_minute": {f"m{number}": 1 for number in range(300)}}])
    assert properties(inferred).keys() == {"kept"}
    assert "look like data" in notes_of(inferred, "payload/by_minute")


@pytest.mark.parametrize("name", ready_schemas())
def test_an_example_of_the_catalogue_gives_a_schema_that_takes_it(name: str) -> None:
    inferred = infer(list(ready_schemas()[name].schema["examples"]))
    assert inferred.accepted == 1


@pytest.mark.parametrize("corpus", [FIRST, KEPT], ids=["first", "kept"])
def test_a_schema_of_each_source_can_be_put_and_holds_nothing_that_the_guard_refuses(corpus: Any) -> None:
    """Real shapes, and leaks among them: what is listed under a key is nothing that the guard refuses there."""
    by_kind: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for record in corpus.records():
        by_kind.setdefault((record["label"], record.get("source", "")), []).append(record["payload"])
    for kind, samples in by_kind.items():
        try:
            inferred = infer(samples[:80])
        except BadRequest:
            assert kind[0] != "harmless"
            continue
        check_definition(inferred.schema)
        for name, schema in properties(inferred).items():
            for value in schema.get("enum", ()):
                assert find_phi({name: value}) == []


keys = st.sampled_from(["a", "b", "\N{GREEK SMALL LETTER ALPHA}", "~/1", "", "id", "x" * 129, "ann@example.org", "a\0"])
scalars = st.sampled_from(
    [
        None,
        True,
        0,
        -3,
        2**53,
        2**60,
        0.5,
        1e300,
        float("nan"),
        "",
        "auto",
        "a b",
        "x" * 300,
        "\ud800",
        "ann@example.org",
    ]
)
arrays = st.lists(scalars | st.just([1]), max_size=3)
values = scalars | arrays | st.dictionaries(keys, scalars | arrays, max_size=3)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.dictionaries(keys, values, max_size=3), max_size=4), st.sampled_from([1, 25]))
def test_whatever_the_samples_are_the_schema_can_be_put(samples: list[dict[str, Any]], times: int) -> None:
    try:
        inferred = infer(samples * times)
    except BadRequest:
        return
    check_definition(json.loads(json.dumps(inferred.schema)))
    CompiledSchema(inferred.schema)
    assert "ann@example.org" not in json.dumps(inferred.schema) + repr(inferred.notes)
