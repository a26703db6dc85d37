"""Links are replaced where R4 has them and nowhere else, and no other byte of a text changes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.fhir.links import rewrite_links
from tests.unit.fhir.test_properties import resources, strings

HERE, THERE = "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", "Patient/p1"
LINK = {HERE: THERE}


def rewritten(resource: dict[str, Any]) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(rewrite_links(json.dumps(resource), resource, LINK.get))
    return value


def put(resource_type: str, path: str) -> dict[str, Any]:
    """A resource with the link at a path; `name[]` is a list of one."""
    value: Any = HERE
    for name in reversed(path.split(".")):
        value = {name[:-2]: [value]} if name.endswith("[]") else {name: value}
    return {"resourceType": resource_type, "id": "a", **value}


@pytest.mark.parametrize(
    ("resource_type", "path"),
    [
        ("Observation", "subject.reference"),
        ("Observation", "performer[].reference"),
        ("Observation", "contained[].subject.reference"),
        ("Observation", "subject.extension[].valueReference.reference"),
        ("Observation", "_status.extension[].extension[].valueUri"),
        ("Observation", "extension[].valueUrl"),
        ("Observation", "extension[].valueUuid"),
        ("Parameters", "parameter[].part[].valueOid"),
        ("DocumentReference", "content[].attachment.url"),
        ("Patient", "photo[].url"),
        ("PlanDefinition", "relatedArtifact[].url"),
        ("Immunization", "education[].reference"),
        ("DetectedIssue", "reference"),
        ("ServiceRequest", "instantiatesUri[]"),
        ("MedicationAdministration", "instantiates[]"),
        ("ClinicalImpression", "protocol[]"),
        ("Provenance", "policy[]"),
        ("Consent", "policy[].uri"),
        ("Endpoint", "address"),
        ("MessageHeader", "source.endpoint"),
        ("DocumentReference", "contained[].content[].attachment.url"),
        ("GuidanceResponse", "moduleUri"),
    ],
)
def test_links_are_replaced(resource_type: str, path: str) -> None:
    resource = put(resource_type, path)
    assert rewritten(resource) == json.loads(json.dumps(resource).replace(HERE, THERE))


@pytest.mark.parametrize(
    ("resource_type", "path"),
    [
        ("Patient", "identifier[].value"),
        ("Patient", "identifier[].system"),
        ("Observation", "code.coding[].system"),
        ("Observation", "valueString"),
        ("Observation", "note[].text"),
        ("Observation", "meta.source"),
        ("Observation", "meta.profile[]"),
        ("Observation", "implicitRules"),
        ("Observation", "extension[].url"),
        ("Observation", "modifierExtension[].url"),
        ("Observation", "extension[].valueCanonical"),
        ("QuestionnaireResponse", "questionnaire"),
        ("CarePlan", "instantiatesCanonical[]"),
        ("CapabilityStatement", "instantiates[]"),
        ("ValueSet", "url"),
        ("ValueSet", "compose.include[].system"),
        ("Patient", "contained[].url"),
        ("ConceptMap", "group[].unmapped.url"),
        ("StructureMap", "structure[].url"),
        ("StructureDefinition", "snapshot.element[].fixedUri"),
        ("AuditEvent", "agent[].network.address"),
        ("DetectedIssue", "detail"),
        ("Binary", "data"),
        ("Observation", "id"),
    ],
)
def test_names_and_texts_stay(resource_type: str, path: str) -> None:
    resource = put(resource_type, path)
    if path.startswith("contained"):
        resource["contained"][0] |= {"resourceType": "ValueSet"}
    assert rewritten(resource) == resource


def test_contained_and_unknown_references_stay() -> None:
    resource = {"resourceType": "Patient", "a": {"reference": "#x"}, "b": {"reference": "Patient/7"}}
    assert rewritten(resource) == resource


@pytest.mark.parametrize("quote", ['"', "'"])
def test_links_of_the_narrative_are_replaced(quote: str) -> None:
    div = (
        f"<div><a class={quote}b{quote} href = {quote}{HERE}{quote}>{HERE}</a><img src={quote}{HERE}{quote}/>"
        f'<p title="{HERE}" href="{HERE}">é</p></div>'
    )
    found = rewritten({"resourceType": "Patient", "text": {"status": "generated", "div": div}})["text"]["div"]
    assert found.count(THERE) == 2
    assert f"href = {quote}{THERE}{quote}" in found
    assert f"<img src={quote}{THERE}{quote}/>" in found
    assert found.replace(THERE, HERE) == div


def test_a_hostile_narrative_costs_no_more_than_its_length() -> None:
    for hostile in ("<a " * 300_000, "<a href" * 200_000, "<a " + 'x="' * 300_000, "<img " + " " * 900_000):
        assert rewritten({"resourceType": "Patient", "text": {"div": hostile}})["text"]["div"] == hostile


def test_not_a_byte_more_is_changed() -> None:
    before = '{ "resourceType":"Observation",\t"valueQuantity" : {"value":1.50, "x":1E+05},"s":"\\u00e9\\/\\"",'
    after = '"k\\u0065y":"%s" , "subject":{"reference" :"%s"},"note":"\\"reference\\":\\"%s\\""}'
    text = before + after % (HERE, HERE, HERE)
    assert rewrite_links(text, json.loads(text), LINK.get) == before + after % (HERE, THERE, HERE)


def test_a_link_written_in_escapes_is_found() -> None:
    text = '{"resourceType":"Observation","subject":{"ref\\u0065rence":"urn\\u003auuid:0c3151bd-1cbf-%s"}}'
    text %= HERE.partition("0c3151bd-1cbf-")[2]
    assert json.loads(rewrite_links(text, json.loads(text), LINK.get))["subject"] == {"reference": THERE}


links = st.sampled_from([HERE, "#x", "Patient/1", 'a"b', "\\"]) | strings
places = st.sampled_from(["reference", "url", "valueUri", "subject", "extension", "contained", "div", "display"])
trees = st.recursive(links, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(places, inner), max_leaves=20)


@given(resources, trees, st.sampled_from([None, 1]), st.booleans())
def test_only_links_differ(rest: dict[str, Any], tree: Any, indent: int | None, ascii_only: bool) -> None:
    """Every other string is the same, in number and order; what differs is a link that was known."""
    resource = rest | {"tree": tree}
    text = json.dumps(resource, indent=indent, ensure_ascii=ascii_only)
    changed = rewrite_links(text, resource, LINK.get)
    before, after = _leaves(resource), _leaves(json.loads(changed))
    assert len(before) == len(after)
    differing = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert set(differing) <= {(HERE, THERE)}
    assert (changed == text) == (not differing)


def _leaves(node: Any) -> list[Any]:
    if isinstance(node, dict):
        return [leaf for key, value in node.items() for leaf in (key, *_leaves(value))]
    if isinstance(node, list):
        return [leaf for value in node for leaf in _leaves(value)]
    return [node]
