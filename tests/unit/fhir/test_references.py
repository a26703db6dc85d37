"""Which records the references of stored resources name."""

import json
from typing import Any

import pytest

from server.domain.fhir.references import named_by
from server.domain.records.open_references import Place
from server.domain.records.record import Record


def a_record(*references: Any, line: int = 1, spaced: bool = False, kind: str = "Observation") -> Record:
    value = {"resourceType": kind, "id": "o", "focus": [{"reference": each} for each in references]}
    content = json.dumps(value, separators=None if spaced else (",", ":")).encode()
    return Record(
        resource_type=kind, resource_id="o", version_id="", last_updated=None, content=content, classes=1, line=line
    )


@pytest.mark.parametrize("spaced", [False, True])
@pytest.mark.parametrize(
    ("reference", "key"),
    [
        ("Patient/1", ("Patient", "1")),
        ("Patient/1/_history/2", ("Patient", "1")),
        ("Patient/1#part", ("Patient", "1")),
        ("Patient/1/_history/2#part", ("Patient", "1")),
        ("Basic/" + "a.-Z" * 16, ("Basic", "a.-Z" * 16)),
    ],
)
def test_a_relative_reference_names_a_record(reference: str, key: tuple[str, str], spaced: bool) -> None:
    assert named_by([a_record(reference, spaced=spaced)]).records == {key: Place(file="", line=1, number=1)}


@pytest.mark.parametrize(
    "reference",
    [
        "Patient/",
        "Patient/a_b",
        "Patient/" + "a" * 65,
        "Patient/1/2",
        "Patient/1?x=1",
        "/Patient/1",
        "Mole/1",
        "Zaphod Beeblebrox",
        'Zaphod "Z" Beeblebrox',
        "Patient/\\1",
        "1",
        "",
    ],
)
def test_one_that_can_name_no_record_leads_nowhere(reference: str) -> None:
    named = named_by([a_record(reference, reference, line=7)])
    assert (named.records, [*named.nowhere]) == ({}, [Place(file="", line=7, number=2)])


@pytest.mark.parametrize(
    "reference",
    [
        "#",
        "#c",
        "https://a.example/Patient/1",
        "urn:uuid:1",
        "URN:oid:1",
        "Patient?identifier=x",
        7,
        None,
        ["Patient/1"],
    ],
)
def test_contained_absolute_and_conditional_ones_are_not_judged(reference: Any) -> None:
    named = named_by([a_record(reference)])
    assert (named.records, [*named.nowhere]) == ({}, [])


def test_the_place_is_that_of_the_first_and_all_are_counted() -> None:
    found = named_by(
        [a_record("Patient/1", line=3), a_record("Patient/1/_history/2", "Patient/2", "Patient/1", line=5)]
    )
    assert found.records == {
        ("Patient", "1"): Place(file="", line=3, number=3),
        ("Patient", "2"): Place(file="", line=5, number=1),
    }


def test_a_reference_in_escapes_is_read_and_one_within_a_text_is_none() -> None:
    content = rb'{"subject":{"reference":"Patient\/1"},"note":"\"reference\":\"Patient/2\""}'
    named = named_by([a_record()._replace(content=content)])
    assert named.records.keys() == {("Patient", "1")}


def test_references_of_one_resource_that_lead_nowhere_have_one_place() -> None:
    many = [f"nowhere {number}" for number in range(500)]
    named = named_by([a_record(*many, line=3), a_record("nowhere 1", "elsewhere", line=4)])
    assert [*named.nowhere] == [Place(file="", line=3, number=501), Place(file="", line=4, number=1)]
