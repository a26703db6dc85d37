"""The forms in which clients that exist send one request: each is understood, or refused by name. On both databases."""

import hashlib
import json
from typing import Any

import httpx
import pytest
from sqlalchemy import delete

from server.clock import uuid7
from server.domain.data_packages import package_names
from server.store.tables import access_tokens
from tests.fhir.outcomes import assert_outcome
from tests.fhir.place import ASYNC, LABORATORY, SYSTEM, Place, resource
from tests.fhir.smart_client import register
from tests.parts.eventually import eventually
from tests.parts.in_process import App

VITAL_SIGNS = LABORATORY.replace("laboratory", "vital-signs")
FHIR_JSON = "application/fhir+json"
_LARGE = LABORATORY + ',"note":[{"text":"' + "x" * 1_000_000 + '"}]'
LABS = "Observation%3Fcategory%3Dlaboratory"
Fields = list[tuple[str, str]]


@pytest.fixture(scope="module")
def app(place: Place) -> App:
    """One with a person who grants everything, and has two observations, a patient and a condition."""
    app = place.stack.new_app()
    person = place.connect(app, *package_names())
    condition = resource("Condition", "c", ',"code":{"coding":[{"system":"urn:s","code":"x,y"}]}')
    place.store(person, resource("Patient", "p"), condition)
    place.store(person, resource("Observation", "a"), resource("Observation", "b", VITAL_SIGNS))
    return app


def _start(place: Place, app: App, path: str, fields: Fields | None = None) -> httpx.Response:
    """Each field is a line of its own."""
    return place.rest.get(path, headers=[("authorization", app.authorization[1]), *(fields or ASYNC.items())])


def _counts(place: Place, app: App, path: str, fields: Fields | None = None) -> dict[str, int]:
    started = _start(place, app, path, fields)
    assert started.status_code == 202, started.text
    manifest = place.manifest(app, started.headers["content-location"])
    assert manifest["request"] == f"{place.url}{path}"
    return {item["type"]: item["count"] for item in manifest["output"]}


EVERYTHING = {"Condition": 1, "Observation": 2, "Patient": 1}


@pytest.mark.parametrize(
    "prefer",
    [
        ["respond-async, handling=lenient"],
        ["respond-async", "handling=lenient"],
        ["handling=lenient", "respond-async"],
        ['respond-async,handling="lenient"'],
        ["respond-async; wait=10, handling=lenient"],
    ],
)
def test_preferences_come_in_one_header_or_in_several(place: Place, app: App, prefer: list[str]) -> None:
    fields = [("accept", FHIR_JSON), *(("prefer", each) for each in prefer)]
    assert _counts(place, app, f"{SYSTEM}?_unknown=1", fields) == EVERYTHING


@pytest.mark.parametrize(
    "accepted", [["*/*"], ["application/*"], [f"{FHIR_JSON};q=0.9, */*;q=0.1"], ["text/html", FHIR_JSON]]
)
def test_an_accept_header_that_allows_the_answer(place: Place, app: App, accepted: list[str]) -> None:
    fields = [("prefer", "respond-async"), *(("accept", each) for each in accepted)]
    assert _counts(place, app, SYSTEM, fields) == EVERYTHING


@pytest.mark.parametrize("path", ["/fhir/%24export", "/fhir/$export/", "/fhir/Patient/%24export", "/fhir/%24export/"])
def test_an_operation_whose_name_is_escaped_or_ends_with_a_slash(place: Place, app: App, path: str) -> None:
    assert _counts(place, app, path) == EVERYTHING
    assert _counts(place, app, f"{path}?_type=Patient") == {"Patient": 1}


def test_a_group_whose_operation_is_escaped(place: Place, app: App) -> None:
    assert _counts(place, app, f"/fhir/Group/{app.connection.id}/%24export") == {}
    other = place.stack.new_app().connection.id
    assert_outcome(_start(place, app, f"/fhir/Group/{other}/%24export"), "NOT_FOUND")


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        ("_type=Patient&_type=Observation,Condition", EVERYTHING),
        ("_type=Patient%2CObservation", {"Observation": 2, "Patient": 1}),
        ("_type=Patient,%20Observation", {"Observation": 2, "Patient": 1}),
        (f"_type=Observation&_typeFilter={LABS}", {"Observation": 1}),
        ("_type=Observation&_typeFilter=Observation?category=laboratory", {"Observation": 1}),
        (f"_type=Observation&_typeFilter={LABS},vital-signs", {"Observation": 2}),
        (f"_type=Observation&_typeFilter={LABS}%252Cvital-signs", {"Observation": 2}),
        (f"_type=Observation&_typeFilter={LABS}%26status%3Dfinal", {}),
        (f"_typeFilter={LABS},Condition%3Fcode%3Dnone", {"Observation": 1, "Patient": 1}),
        (f"_typeFilter={LABS}%2CCondition%3Fcode%3Dnone", {"Observation": 1, "Patient": 1}),
        (f"_type=Observation&_typeFilter={LABS}&_typeFilter=Observation%3Fcategory%3Dvital-signs", {"Observation": 2}),
        ("_type=Condition&_typeFilter=Condition%3Fcode%3Durn%3As%7Cx%5C%2Cy", {"Condition": 1}),
        ("_type=Patient&_outputFormat=application/fhir%2Bndjson", {"Patient": 1}),
        ("_type=Patient&_outputFormat=application/fhir+ndjson", {"Patient": 1}),
        ("_type=Patient&_outputFormat=ndjson", {"Patient": 1}),
        ("_type=Patient&allowPartialManifests=false", {"Patient": 1}),
        ("_type=Patient&_since=2020-01-01T00:00:00%2B00:00", {"Patient": 1}),
        ("_type=Patient&_since=2020-01-01T00:00:00+00:00", {"Patient": 1}),
        ("_type=Patient&_since=2020-01-01T00:00:00.123456789-05:00", {"Patient": 1}),
    ],
)
def test_parameters_as_clients_write_them(place: Place, app: App, query: str, counts: dict[str, int]) -> None:
    assert _counts(place, app, f"{SYSTEM}?{query}") == counts


@pytest.mark.parametrize(
    ("parameter", "counts"),
    [
        ({"name": "_since", "valueInstant": "2020-01-01T00:00:00+00:00"}, EVERYTHING),
        ({"name": "_since", "valueDateTime": "2020-01-01"}, EVERYTHING),
        ({"name": "_type", "valueCode": "Patient"}, {"Patient": 1}),
        ({"name": "_typeFilter", "valueString": "Observation?category=laboratory"}, EVERYTHING | {"Observation": 1}),
        ({"name": "patient", "valueReference": {"reference": "Patient/p"}}, EVERYTHING),
        ({"name": "patient", "valueString": "Patient/p"}, EVERYTHING),
        ({"name": "allowPartialManifests", "valueBoolean": False}, EVERYTHING),
        ({"name": "includeAssociatedData", "valueCoding": {"code": "LatestProvenanceResources"}}, EVERYTHING),
    ],
)
def test_parameters_of_a_body(place: Place, app: App, parameter: dict[str, Any], counts: dict[str, int]) -> None:
    headers = {"authorization": app.authorization[1], "content-type": f"{FHIR_JSON}; charset=utf-8"} | ASYNC
    body = json.dumps({"resourceType": "Parameters", "parameter": [parameter]})
    started = place.rest.post("/fhir/Patient/$export", headers=headers, content=body)
    assert started.status_code == 202, started.text
    manifest = place.manifest(app, started.headers["content-location"])
    assert {item["type"]: item["count"] for item in manifest["output"]} == counts


@pytest.mark.parametrize(
    ("parameter", "named"),
    [
        ({"name": "allowPartialManifests", "valueBoolean": True}, "allowPartialManifests"),
        ({"name": "_since", "valueBoolean": True}, "_since"),
        ({"name": "_since", "valueInteger": 5}, "Parameters.parameter[0]"),
        ({"name": "_type", "valueCoding": {}}, "Parameters.parameter[0]"),
    ],
)
def test_a_wrong_value_of_a_body_is_named(place: Place, app: App, parameter: dict[str, Any], named: str) -> None:
    headers = {"authorization": app.authorization[1], "content-type": FHIR_JSON} | ASYNC
    body = json.dumps({"resourceType": "Parameters", "parameter": [parameter]})
    assert_outcome(place.rest.post(SYSTEM, headers=headers, content=body), "BAD_REQUEST", named)


def test_files_and_states_by_other_methods_and_for_any_accept(place: Place, app: App) -> None:
    status_url = _start(place, app, f"{SYSTEM}?_type=Patient").headers["content-location"]
    manifest = place.manifest(app, status_url)
    assert manifest["requiresAccessToken"] is True
    url = manifest["output"][0]["url"]
    whole = place.get(app, url)
    for accepted in ("*/*", "application/ndjson", "text/plain"):
        assert place.get(app, url, accept=accepted).content == whole.content
    for path in (url, status_url):
        seen = place.rest.head(path, headers={"authorization": app.authorization[1]})
        assert (seen.status_code, seen.content) == (200, b"")
    same = ("content-type", "content-length", "etag", "accept-ranges")
    head = place.rest.head(url, headers={"authorization": app.authorization[1]})
    assert [head.headers[name] for name in same] == [whole.headers[name] for name in same]
    assert_outcome(place.rest.get(url), "UNAUTHENTICATED")
    assert url == f"{status_url}/2.Patient.ndjson", "of the second person; the first has no records"
    for wrong in ("0.Patient", "1.Patient", "3.Patient", "2.Observation", "2.deleted", "2", "Patient", "02.Patient"):
        assert_outcome(place.get(app, f"{status_url}/{wrong}.ndjson"), "NOT_FOUND")
    unknown = f"/fhir/exports/{uuid7()}"
    for answer in (place.get(app, unknown), place.delete(app, unknown)):
        assert_outcome(answer, "NOT_FOUND")


def test_a_token_that_expires_ends_no_download_that_has_begun(place: Place) -> None:
    """Its client's registration and the person's consent are asked for while it runs, as of every download."""
    app = place.stack.new_app()
    place.store(app.connection, *(resource("Observation", f"o{number}", _LARGE) for number in range(12)))
    headers = register(place, app).token()
    (item,) = place.finished(app)["output"]
    (facts,) = item["extension"].values()
    with place.rest.stream("GET", item["url"], headers=headers | {"accept-encoding": "identity"}) as response:
        received = response.iter_raw(65536)
        first = next(received)
        place.stack.database.write_now(lambda database: database.execute(delete(access_tokens)).rowcount)
        eventually(lambda: place.rest.get(item["url"], headers=headers).status_code == 401)
        assert hashlib.sha256(b"".join([first, *received])).hexdigest() == facts["sha256"]
