"""What a client reads before it has a key."""

import httpx
from fhir.resources.R4B.capabilitystatement import CapabilityStatement

from server.domain.data_packages import exportable_types
from tests.fhir.outcomes import assert_outcome
from tests.fhir.place import Place


def test_the_capability_statement_says_what_bulk_data_clients_look_for(place: Place) -> None:
    answer = place.rest.get("/fhir/metadata")
    assert answer.headers["content-type"] == "application/fhir+json"
    statement = answer.json()
    CapabilityStatement.model_validate(statement)
    assert statement["implementation"]["url"] == f"{place.url}/fhir"
    (rest,) = statement["rest"]
    assert {each["type"] for each in rest["resource"]} == exportable_types() | {"Group"}
    assert [each["name"] for each in rest["operation"]] == ["export", "patient-export", "group-export"]


def test_it_needs_no_key_and_takes_no_body(place: Place) -> None:
    assert place.rest.get("/fhir/metadata?_format=json").status_code == 200
    assert_outcome(place.rest.get("/fhir/metadata?_format=xml"), "BAD_REQUEST", "_format")
    wrong = {"authorization": "Bearer nonsense"}
    assert place.rest.get("/fhir/metadata", headers=wrong).status_code == 200
    assert place.rest.head("/fhir/metadata").status_code == 200
    assert_outcome(place.rest.request("GET", "/fhir/metadata", content="x"), "BAD_REQUEST", "body")
    assert_outcome(place.rest.post("/fhir/metadata"), "METHOD_NOT_ALLOWED")
    with httpx.Client(base_url=place.url, http1=False, http2=True) as client:
        assert client.get("/fhir/metadata").json()["fhirVersion"] == "4.0.1"
