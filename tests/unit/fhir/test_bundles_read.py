"""What an import makes of Bundles: links, ids, deletions, order, and what it tells."""

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.fhir import parse
from server.domain.fhir.parse import read_resources, read_texts
from server.domain.fhir.resource import imported_line
from server.domain.fhir.rules import Rule
from server.domain.records.record import Deletion, Incoming, Noted, Record, Rejected
from tests.unit.fhir.inputs import patient
from tests.unit.fhir.test_properties import resources

BASE = "http://a.example/fhir"
ONE, TWO = "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", "urn:uuid:88f151c0-a954-468a-88bd-5ae15c08e059"


def parts_of(kind: str, *entries: dict[str, Any], indent: int | None = None) -> list[Incoming]:
    value = {"resourceType": "Bundle", "type": kind, "entry": list(entries)}
    return list(read_resources(io.BytesIO(json.dumps(value, indent=indent).encode()), "bundle"))


def values(parts: list[Incoming]) -> list[dict[str, Any]]:
    return [json.loads(part.content) for part in parts if isinstance(part, Record)]


def faults_in(parts: list[Incoming]) -> list[tuple[Rule, int]]:
    return [(part.rule, part.line) for part in parts if isinstance(part, Rejected | Noted)]


def an_observation(subject: str, **rest: Any) -> dict[str, Any]:
    return {"resourceType": "Observation", "subject": {"reference": subject}, **rest}


def test_a_transaction_keeps_together_what_its_full_urls_join() -> None:
    request = {"method": "POST", "url": "x"}
    found = parts_of(
        "transaction",
        {"fullUrl": TWO, "resource": an_observation(ONE, identifier=[{"value": ONE}]), "request": request},
        {"fullUrl": ONE, "resource": {"resourceType": "Patient", "id": "p"}, "request": request},
    )
    observation, person = values(found)
    assert person == {"resourceType": "Patient", "id": "p"}
    assert observation == an_observation("Patient/p", identifier=[{"value": ONE}]) | {
        "id": TWO.removeprefix("urn:uuid:")
    }
    assert list(observation)[:2] == ["resourceType", "id"]
    assert faults_in(found) == []


def test_references_of_one_server_are_read_against_the_base_of_their_entry() -> None:
    found = parts_of(
        "searchset",
        {"fullUrl": f"{BASE}/Patient/placed", "resource": {"resourceType": "Patient", "id": "own"}},
        {"fullUrl": f"{BASE}/Observation/1", "resource": an_observation("Patient/placed", id="1")},
        {"fullUrl": f"{BASE}/Observation/2", "resource": an_observation(f"{BASE}/Patient/placed/_history/3", id="2")},
        {"fullUrl": f"{BASE}/Observation/3", "resource": an_observation("Patient/else", id="3")},
        {"fullUrl": f"{BASE}/Observation/4", "resource": an_observation("http://b.example/Patient/placed", id="4")},
    )
    assert [each["subject"]["reference"] for each in values(found)[1:]] == [
        "Patient/own",
        "Patient/own/_history/3",
        "Patient/else",
        "http://b.example/Patient/placed",
    ]


def test_references_that_lead_nowhere_and_conditional_ones_are_told_and_kept() -> None:
    conditional = "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|99"
    observation = an_observation(TWO, id="o", performer=[{"reference": conditional}] * 2)
    found = parts_of("transaction", {"fullUrl": ONE, "resource": observation}, indent=1)
    assert values(found) == [observation]
    notes = [part for part in found if isinstance(part, Noted)]
    assert [(note.rule, note.count) for note in notes] == [(Rule.UNRESOLVED, 1), (Rule.CONDITIONAL, 2)]
    assert {note.line for note in notes} == {7}
    assert all(TWO not in note.reason and "us-npi" not in note.reason for note in notes)


def test_entries_with_one_full_url_are_told_by_their_lines_and_the_rest_goes_in() -> None:
    found = parts_of(
        "transaction",
        {"fullUrl": ONE, "resource": {"resourceType": "Patient", "id": "a"}},
        {"fullUrl": TWO, "resource": an_observation(ONE, id="o")},
        {"fullUrl": ONE, "resource": {"resourceType": "Patient", "id": "b"}},
        indent=1,
    )
    assert values(found) == [an_observation(ONE, id="o")]
    assert faults_in(found) == [(Rule.FULL_URL, 7), (Rule.UNRESOLVED, 14), (Rule.FULL_URL, 24)]


def test_deletions_come_first_in_a_transaction_and_in_their_turn_in_a_history() -> None:
    gone = {
        "fullUrl": f"{BASE}/Patient/1",
        "request": {"method": "DELETE", "url": "Patient/1"},
        "response": {"status": "204", "lastModified": "2020-01-02T00:00:00Z"},
    }
    back = {"fullUrl": f"{BASE}/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}
    deletion = Deletion(
        resource_type="Patient", resource_id="1", moment=datetime(2020, 1, 2, tzinfo=UTC), file="bundle", line=1
    )
    for kind in ("transaction", "history"):
        first, second = parts_of(kind, back, gone)
        assert (first, type(second)) == (deletion, Record)


def test_what_cannot_be_applied_is_told() -> None:
    binary = {"resourceType": "Binary", "id": "b", "contentType": "application/json-patch+json", "data": "W10="}
    found = parts_of(
        "batch",
        {"request": {"method": "DELETE", "url": "Patient?identifier=x"}},
        {"resource": binary, "request": {"method": "PATCH", "url": "Patient/1"}},
        {"request": {"method": "GET", "url": "Patient/1"}},
        {"request": {"method": "delete", "url": "Patient/1"}},
        {"request": {"method": "POST", "url": "Patient"}},
        {"resource": {"resourceType": "Patient", "id": "p"}, "request": {"method": "delete", "url": "Patient/p"}},
        {"fullUrl": "urn:oid:" + "1." * 40, "resource": {"resourceType": "Patient"}},
        {"fullUrl": ONE, "resource": {"resourceType": "Patient", "id": None}},
    )
    assert faults_in(found) == [(Rule.DELETION, 1), *[(Rule.METHOD, 1)] * 4, *[(Rule.ID, 1)] * 2]
    assert values(found) == []


def test_an_entry_that_is_no_object_costs_itself_alone() -> None:
    patient = {"resourceType": "Patient", "id": "p"}
    found = parts_of("collection", None, 5, [{"resource": patient}], {}, {"resource": patient}, indent=1)  # type: ignore[arg-type]
    assert values(found) == [patient]
    assert faults_in(found) == [(Rule.ENTRY, 5), (Rule.ENTRY, 6), (Rule.ENTRY, 7)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a", "URN:UUID:61EBE359-bfdc-4613-8bf2-c5e300945f0a"),
        (f"{BASE}/Patient/a", f"{BASE}/Patient/a/_history/2"),
        ("https://one.example/Patient/a", "HTTPS://One.example:443/Patient/a"),
    ],
)
def test_full_urls_that_are_equal_in_another_form_are_one(one: str, other: str) -> None:
    entries = [
        {"fullUrl": url, "resource": {"resourceType": "Patient", "id": name}}
        for url, name in ((one, "a"), (other, "b"))
    ]
    found = parts_of("collection", *entries)
    assert values(found) == []
    assert faults_in(found) == [(Rule.FULL_URL, 1)] * 2


def test_a_request_that_failed_is_told_by_the_codes_of_its_response() -> None:
    issue = {"severity": "error", "code": "not-found", "diagnostics": "Zaphod Beeblebrox"}
    outcome = {"resourceType": "OperationOutcome", "issue": [issue]}
    found = parts_of(
        "batch-response",
        {"response": {"status": "404 Not Found", "outcome": outcome}},
        {"response": {"status": "500"}},
        {"response": {"status": "204"}},
        {"response": {"status": "410", "outcome": []}},
    )
    assert [part.reason for part in found if isinstance(part, Noted)] == [
        "a response to a request that failed: error not-found",
        "a response to a request that failed",
        "a response to a request that failed",
    ]
    assert len(found) == 3


def test_an_operation_outcome_of_a_search_is_told_by_its_codes_and_not_stored() -> None:
    issue = {"severity": "warning", "code": "not-found", "diagnostics": "Zaphod Beeblebrox"}
    outcome = {"resourceType": "OperationOutcome", "id": "o", "issue": [issue, {"severity": "Zaphod B"}, 7]}
    (found,) = parts_of("searchset", {"resource": outcome, "search": {"mode": "outcome"}})
    assert isinstance(found, Noted)
    assert (found.rule, found.reason) == (Rule.OUTCOME, "an OperationOutcome: warning not-found")
    assert values(parts_of("collection", {"resource": outcome})) == [outcome]


def test_a_bundle_within_a_bundle_is_opened_with_its_own_links_and_a_document_in_a_binary_stays() -> None:
    inner = {
        "resourceType": "Bundle",
        "type": "searchset",
        "entry": [{"fullUrl": ONE, "resource": an_observation(TWO, id="i")}],
    }
    binary = {"resourceType": "Binary", "id": "b", "contentType": "application/fhir+json", "data": "e30="}
    document = {"resourceType": "DocumentReference", "id": "d", "content": [{"attachment": {"url": ONE}}]}
    found = parts_of(
        "batch-response",
        {"fullUrl": TWO, "resource": {"resourceType": "Patient", "id": "p"}},
        {"resource": inner, "response": {"status": "200"}},
        {"fullUrl": ONE, "resource": binary},
        {"fullUrl": f"{BASE}/DocumentReference/d", "resource": document},
    )
    _, observation, kept, reference = values(found)
    assert observation == an_observation(TWO, id="i")
    assert kept == binary
    assert reference["content"][0]["attachment"]["url"] == "Binary/b"
    assert faults_in(found) == [(Rule.UNRESOLVED, 1)]


def test_numbers_keep_their_digits_where_a_link_is_replaced() -> None:
    quantity = '{"value":1.50, "x":1E+02,"y":-0.0,"z":123456789012345678901234567890}'
    raw = (
        f'{{"resourceType":"Bundle","type":"transaction","entry":[{{"fullUrl":"{ONE}","resource":'
        f'{{"resourceType":"Patient"}}}},{{"fullUrl":"{TWO}","resource":{{"resourceType":"Observation",'
        f'"valueQuantity":{quantity},"subject":{{"reference":"{ONE}"}}}}}}]}}'
    )
    _, observation = (part for part in read_resources(io.BytesIO(raw.encode()), "x") if isinstance(part, Record))
    assert observation.content.decode() == (
        f'{{"resourceType":"Observation","id":"{TWO[9:]}","valueQuantity":{quantity},'
        f'"subject":{{"reference":"Patient/{ONE[9:]}"}}}}'
    )


def test_texts_say_where_they_end() -> None:
    raw = b'\n%s\n{"resourceType":"Bundle"}\n%s\nbroken' % (patient("a"), patient("b"))
    limits = parse.Limits()
    found = [
        (text.number, raw[: text.end], len(list(parse.parts_of(text, "x", limits, None))))
        for text in read_texts(io.BytesIO(raw), limits)
    ]
    assert [line for line, _, _ in found] == [2, 3, 4, 5]
    assert [seen.count(b"\n") for _, seen, _ in found] == [2, 3, 4, 4]
    assert [count for _, _, count in found] == [1, 0, 1, 1]


@given(resources | st.just({"resourceType": "Patient"}), st.booleans(), st.booleans(), st.data())
def test_the_fast_way_gives_what_the_definition_gives(
    value: dict[str, Any], spaced: bool, ascii_only: bool, data: st.DataObject
) -> None:
    """For texts of any form, with keys repeated and bytes changed as well; None, and so the definition, is allowed."""
    raw = json.dumps(value, ensure_ascii=ascii_only, separators=None if spaced else (",", ":"))
    repeat = data.draw(st.sampled_from(["", '"id":"b",', '"id" :"b",', '"":":","":1,', '"x":{"a":1,"a":"\\":"},']))
    raw = "{" + repeat + raw[1:]
    at = data.draw(st.integers(0, len(raw) - 1))
    raw = data.draw(st.sampled_from([raw, raw[:at] + data.draw(st.sampled_from('":, \\u0é')) + raw[at + 1 :]]))
    fast = imported_line(raw.encode(), file="f", line=3)
    if fast is not None:
        assert [fast] == list(parse._Document(raw, "f", 3, parse.Limits()).parts())


def test_a_bundle_that_names_its_type_late_is_opened() -> None:
    late = b'{"entry":[{"resource":%s}],"language":"%s","resourceType":"Bundle"}' % (patient("a"), b"x" * 300)
    for raw in (late, patient("b") + b"\n" + late):
        *_, last = read_resources(io.BytesIO(raw), "x")
        assert isinstance(last, Record)
        assert last.resource_id == "a"


def test_plain_lines_take_the_fast_way() -> None:
    assert imported_line(patient("a", ',"active":true'), file="", line=1) is not None
    assert imported_line(b'{"resourceType": "Patient", "id": "a", "x": 1.50}', file="", line=1) is not None
    assert imported_line(b'{"resourceType":"Patient","id":"a","id":"b"}', file="", line=1) is None
