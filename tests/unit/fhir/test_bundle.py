"""What a Bundle's entries say of themselves, their order, and which cannot be applied."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.fhir import bundle as bundles
from server.domain.fhir.bundle import Bundle, Entry, read_bundle
from server.domain.fhir.rules import Rule
from server.domain.fhir.scan import Scanner

BASE = "http://a.example/fhir"


def bundle_of(kind: str, *entries: dict[str, Any], indent: int | None = None) -> Bundle:
    value = {"resourceType": "Bundle", "entry": list(entries), "type": kind}
    return read_bundle(Scanner(json.dumps(value, indent=indent)))


def a_patient(resource_id: str | None = None, **meta: str) -> dict[str, Any]:
    return {"resourceType": "Patient", **({"id": resource_id} if resource_id else {}), "meta": meta}


def ids(entries: Any) -> list[str | None]:
    return [entry.named_id for entry in entries]


@pytest.mark.parametrize(
    ("entry", "resource_id"),
    [
        ({"fullUrl": "urn:uuid:x", "resource": a_patient("own")}, "own"),
        ({"fullUrl": "urn:uuid:f1-a", "resource": a_patient()}, "f1-a"),
        ({"fullUrl": "urn:oid:1.2", "resource": a_patient()}, "1.2"),
        ({"fullUrl": f"{BASE}/Patient/7", "resource": a_patient()}, "7"),
        ({"resource": a_patient(), "request": {"method": "PUT", "url": "Patient/8"}}, "8"),
        ({"resource": a_patient(), "request": {"method": "POST", "url": "Patient/8"}}, None),
        (
            {"fullUrl": "urn:uuid:f1", "resource": a_patient(), "request": {"method": "PUT", "url": "Patient?x=1"}},
            "f1",
        ),
        ({"resource": a_patient(), "response": {"status": "201", "location": "Patient/9/_history/1"}}, "9"),
        ({"resource": a_patient()}, None),
        ({"fullUrl": 7, "request": [], "response": "x", "search": None, "resource": a_patient()}, None),
    ],
)
def test_an_entry_names_its_resource(entry: dict[str, Any], resource_id: str | None) -> None:
    assert ids(bundle_of("transaction", entry).entries) == [resource_id]


def test_a_history_applies_from_the_oldest_on() -> None:
    versions = [
        {
            "fullUrl": f"{BASE}/Patient/1",
            "resource": a_patient("1", versionId=str(number), lastUpdated=f"2020-01-0{number}T00:00:00Z"),
        }
        for number in (3, 2, 1)
    ]
    newest_first, any_order = bundle_of("history", *versions), bundle_of("history", *versions[1:], versions[0])
    for each in (newest_first, any_order):
        assert [entry.version_id for entry in each.in_order()] == ["1", "2", "3"]
        assert [entry.fault for entry in each.entries] == [None] * 3


def test_a_history_without_times_applies_from_its_end_on() -> None:
    versions = [{"fullUrl": f"{BASE}/Patient/1", "resource": a_patient("1", versionId=each)} for each in "cba"]
    assert [entry.version_id for entry in bundle_of("history", *versions).in_order()] == ["a", "b", "c"]


def test_a_deletion_in_a_history_has_its_time_from_the_response() -> None:
    gone = {
        "fullUrl": f"{BASE}/Patient/1",
        "request": {"method": "DELETE", "url": "Patient/1"},
        "response": {"status": "204", "lastModified": "2020-01-03T02:00:00+02:00"},
    }
    before = {"fullUrl": f"{BASE}/Patient/1", "resource": a_patient("1", lastUpdated="2020-01-02T00:00:00Z")}
    again = {"fullUrl": f"{BASE}/Patient/1", "resource": a_patient("1", lastUpdated="2020-01-04T00:00:00Z")}
    applied = bundle_of("history", again, gone, before).in_order()
    assert [entry.is_deletion for entry in applied] == [False, True, False]
    assert applied[1].deleted == ("Patient", "1")


def test_a_transaction_deletes_first() -> None:
    entries = bundle_of(
        "transaction",
        {"fullUrl": "urn:uuid:a", "resource": a_patient(), "request": {"method": "POST", "url": "Patient"}},
        {"request": {"method": "DELETE", "url": "/Patient/z"}},
    ).in_order()
    assert [entry.is_deletion for entry in entries] == [True, False]


@pytest.mark.parametrize("url", ["Patient?identifier=1", "Patient", "urn:uuid:a", ""])
def test_a_deletion_that_names_no_single_resource_is_at_fault(url: str) -> None:
    (entry,) = bundle_of("transaction", {"request": {"method": "DELETE", "url": url}}).entries
    assert entry.fault is Rule.DELETION


def test_a_patch_is_at_fault_in_a_request_only() -> None:
    patch = {"resource": {"resourceType": "Binary", "id": "b"}, "request": {"method": "PATCH", "url": "Patient/1"}}
    assert bundle_of("transaction", patch).entries[0].fault is Rule.METHOD
    assert bundle_of("history", patch).entries[0].fault is None


@pytest.mark.parametrize("kind", ["transaction", "batch", "collection", "document", "searchset", "message"])
def test_entries_with_one_full_url_are_all_at_fault(kind: str) -> None:
    one, other = ({"fullUrl": "urn:uuid:a", "resource": a_patient(each)} for each in "xy")
    fine = {"fullUrl": "urn:uuid:b", "resource": a_patient("z")}
    found = bundle_of(kind, one, fine, other)
    assert [entry.fault for entry in found.entries] == [Rule.FULL_URL, None, Rule.FULL_URL]
    assert found.full_urls().target("urn:uuid:a") is None
    assert found.full_urls().target("urn:uuid:b") == "Patient/z"


def test_versions_of_one_resource_may_share_their_full_url() -> None:
    one, other = ({"fullUrl": f"{BASE}/Patient/1", "resource": a_patient("1", versionId=version)} for version in "12")
    assert [entry.fault for entry in bundle_of("collection", one, other).entries] == [None, None]
    other["resource"]["id"] = "2"
    assert [entry.fault for entry in bundle_of("collection", one, other).entries] == [Rule.FULL_URL] * 2


def test_two_servers_resources_of_one_id_are_at_fault() -> None:
    one, other = (
        {"fullUrl": f"http://{host}.example/fhir/Patient/1", "resource": a_patient("1")} for host in ("a", "b")
    )
    assert [entry.fault for entry in bundle_of("searchset", one, other).entries] == [Rule.SAME_ID] * 2


def test_an_operation_outcome_tells_how_it_went() -> None:
    outcome = {"resourceType": "OperationOutcome", "id": "o"}
    found = bundle_of(
        "searchset",
        {"resource": outcome, "search": {"mode": "outcome"}},
        {"resource": outcome, "response": {"status": "404 Not Found"}},
        {"resource": outcome, "response": {"status": "201"}},
        {"resource": a_patient("a"), "search": {"mode": "outcome"}},
    )
    assert [entry.is_outcome for entry in found.entries] == [True, True, False, False]


def test_entries_know_their_lines() -> None:
    found = bundle_of("collection", {"fullUrl": "urn:uuid:a", "resource": a_patient("a")}, {"id": "x"}, indent=1)
    text = json.dumps({"resourceType": "Bundle", "entry": [{"fullUrl": "urn:uuid:a", "resource": 1}]}, indent=1)
    assert found.entries[0].line == text[: text.index('"resource": 1')].count("\n") + 1


def test_a_bundle_that_breaks_off_has_the_entries_before() -> None:
    text = json.dumps({"resourceType": "Bundle", "entry": [{"resource": a_patient(each)} for each in "abc"]})
    found = read_bundle(Scanner(text[: text.index('"c"')]))
    assert ids(found.entries) == ["a", "b"]
    assert found.fault is not None


def test_the_number_of_entries_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "MAX_ENTRIES", 2)
    found = bundle_of("collection", *({"resource": a_patient(each)} for each in "abcd"))
    assert found.fault is not None
    assert found.fault.rule is Rule.SIZE
    assert ids(found.entries) == ["a", "b"]
    assert len(bundle_of("collection", {}, {}, {}, {}).entries) == 0


members = st.sampled_from(["fullUrl", "resource", "request", "response", "search", "id", "meta", "method", "url"])
texts = st.sampled_from(["urn:uuid:a", "Patient/1", "PUT", "DELETE", "2020-01-01T00:00:00Z", "outcome", "", "é"])
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(members, inner, max_size=4),
    max_leaves=12,
)


@given(st.sampled_from(["history", "transaction", "collection"]), st.lists(st.dictionaries(members, junk), max_size=5))
def test_any_entries_are_read_and_ordered_whole(kind: str, entries: list[dict[str, Any]]) -> None:
    found = bundle_of(kind, *entries)
    assert found.fault is None
    known: list[Entry] = found.entries
    assert sorted(entry.at for entry in found.in_order()) == [entry.at for entry in known]
    assert all((entry.fault is Rule.DELETION) <= entry.is_deletion for entry in known)
