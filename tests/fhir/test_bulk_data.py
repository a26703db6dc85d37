"""FHIR Bulk Data Access through a real Envoy, on both databases."""

import hashlib
import json
from email.utils import parsedate_to_datetime
from typing import Any

import grpc
import httpx
import pytest
from curae.fhir.v1 import bulk_data_pb2, bulk_data_pb2_grpc

from server.clock import utc_now, uuid7
from server.domain.caller import Environment, Scope
from server.domain.records.record import Deletion
from server.store.queue import queue_depth
from tests.fhir.outcomes import assert_outcome
from tests.fhir.place import ASYNC, LABORATORY, SYSTEM, Place, resource
from tests.parts.eventually import eventually
from tests.parts.in_process import App

VITAL_SIGNS = LABORATORY.replace("laboratory", "vital-signs")


@pytest.fixture
def app(place: Place) -> App:
    """An app with one person, who has two observations and is a patient."""
    app = place.stack.new_app()
    observations = [resource("Observation", name) for name in ("a", "b")]
    place.store(app.connection, *observations, resource("Patient", "p"))
    return app


def _exports_of(place: Place, app: App) -> int:
    headers = {"authorization": app.authorization[1]}
    return len(place.rest.get("/api/sdk/v1/records/exports?limit=100", headers=headers).json()["exports"])


def _types(manifest: dict[str, Any]) -> list[tuple[str, int]]:
    return sorted((item["type"], item["count"]) for item in manifest["output"])


def test_a_manifest_has_one_file_a_type_and_each_is_what_it_says(place: Place, app: App) -> None:
    started = place.start(app)
    assert started.status_code == 202
    status_url = started.headers["content-location"]
    assert status_url.startswith(f"{place.url}/fhir/")
    manifest = place.manifest(app, status_url)
    assert manifest["request"] == f"{place.url}/fhir/$export"
    assert manifest["requiresAccessToken"] is True
    assert manifest["error"] == []
    assert _types(manifest) == [("Observation", 2), ("Patient", 1)]
    sizes = [facts["byteSize"] for item in manifest["output"] for facts in item["extension"].values()]
    assert sizes == sorted(sizes, reverse=True), "the largest is not what remains at the end"
    for item in manifest["output"]:
        file = place.get(app, item["url"])
        assert file.headers["content-type"] == "application/fhir+ndjson"
        facts = next(iter(item["extension"].values()))
        assert hashlib.sha256(file.content).hexdigest() == facts["sha256"] == file.headers["etag"].strip('"')
        assert len(file.content) == facts["byteSize"] == int(file.headers["content-length"])
        lines = [json.loads(line) for line in file.content.splitlines()]
        assert {line["resourceType"] for line in lines} == {item["type"]}
        assert len(lines) == item["count"]
    done = place.get(app, status_url)
    assert done.headers["content-type"] == "application/json"
    assert parsedate_to_datetime(done.headers["expires"]) > utc_now()


def test_a_range_of_a_file_is_of_the_file_and_not_of_its_artifact(place: Place, app: App) -> None:
    item = place.finished(app)["output"][1]
    whole = place.get(app, item["url"]).content
    part = place.get(app, item["url"], range="bytes=5-9")
    assert (part.status_code, part.content) == (206, whole[5:10])
    assert part.headers["content-range"] == f"bytes 5-9/{len(whole)}"
    assert part.headers["etag"] == f'"{hashlib.sha256(whole).hexdigest()}"'
    assert place.get(app, item["url"], **{"if-none-match": part.headers["etag"]}).status_code == 304
    assert_outcome(place.get(app, item["url"], range=f"bytes={len(whole)}-"), "RANGE_NOT_SATISFIABLE")
    head = place.rest.head(item["url"], headers={"authorization": app.authorization[1]})
    assert int(head.headers["content-length"]) == len(whole)


def test_every_person_of_an_app_is_exported_and_a_group_is_one_of_them(place: Place, app: App) -> None:
    second = place.connect(app, "labs")
    place.store(second, resource("Observation", "c"), resource("Patient", "not-granted"))
    assert _types(place.finished(app)) == [("Observation", 1), ("Observation", 2), ("Patient", 1)]
    assert _types(place.finished(app, "/fhir/Patient/$export")) == [
        ("Observation", 1),
        ("Observation", 2),
        ("Patient", 1),
    ]
    assert _types(place.finished(app, f"/fhir/Group/{second.id}/$export")) == [("Observation", 1)]
    chosen = place.finished(app, f"{SYSTEM}?_type=Patient&_type=Practitioner,Patient")
    assert _types(chosen) == [("Patient", 1)]


def test_since_takes_what_the_last_export_did_not_have(place: Place, app: App) -> None:
    first = place.finished(app)["transactionTime"]
    assert place.finished(app, f"{SYSTEM}?_since={first}")["output"] == []
    place.store(app.connection, resource("Observation", "c"))
    second = place.finished(app, f"{SYSTEM}?_since={first.replace('Z', '+00:00')}")  # the plus is not escaped
    assert _types(second) == [("Observation", 1)]


def test_a_kick_off_that_is_repeated_queues_one_export(place: Place, app: App) -> None:
    first = place.start(app).headers["content-location"]
    assert place.start(app).headers["content-location"] == first
    assert _exports_of(place, app) == 1
    place.manifest(app, first)
    assert place.start(app).headers["content-location"] == first
    place.store(app.connection, resource("Observation", "c"))
    second = place.start(app).headers["content-location"]
    assert second != first
    assert _types(place.manifest(app, second)) == [("Observation", 3), ("Patient", 1)]
    place.delete(app, second)
    assert place.start(app).headers["content-location"] != second
    assert place.start(place.new_key(app)).headers["content-location"] not in (first, second)


def test_a_deleted_export_is_gone_with_its_files(place: Place, app: App) -> None:
    status_url = place.start(app).headers["content-location"]
    item = place.manifest(app, status_url)["output"][0]
    assert place.delete(app, status_url).status_code == 202
    assert_outcome(place.get(app, status_url), "NOT_FOUND")
    assert_outcome(place.get(app, item["url"]), "NOT_FOUND")
    assert_outcome(place.delete(app, status_url), "NOT_FOUND")


def test_nobody_gets_anothers_export(place: Place, app: App) -> None:
    status_url = place.start(app).headers["content-location"]
    item = place.manifest(app, status_url)["output"][0]
    other = place.stack.new_app()
    second = place.connect(app, "labs")
    bound = place.new_key(app, connection_id=second.id)
    for stranger in (other, bound):
        assert_outcome(place.get(stranger, status_url), "NOT_FOUND")
        assert_outcome(place.get(stranger, item["url"]), "NOT_FOUND")
        assert_outcome(place.delete(stranger, status_url), "NOT_FOUND")
    assert_outcome(place.start(other, f"/fhir/Group/{app.connection.id}/$export"), "NOT_FOUND")
    assert_outcome(place.start(bound, f"/fhir/Group/{app.connection.id}/$export"), "NOT_FOUND")
    assert place.finished(bound)["output"] == []
    assert place.get(app, status_url).status_code == 200


def test_consent_that_ends_takes_its_files_away(place: Place, app: App) -> None:
    second = place.connect(app, "labs")
    place.store(second, resource("Observation", "c"))
    status_url = place.start(app).headers["content-location"]
    before = place.manifest(app, status_url)["output"]
    place.stack.accounts.revoke_connection(app.connection.id)
    after = place.manifest(app, status_url)
    assert after["output"] == [item for item in before if second.id in str(item["extension"])]
    (error,) = after["error"]
    missing = place.get(app, error["url"]).text
    assert app.connection.id in missing
    assert error["count"] == len(missing.splitlines()) == 1
    assert_outcome(place.get(app, before[0]["url"]), "NOT_FOUND")
    place.stack.accounts.revoke_connection(second.id)
    assert_outcome(place.get(app, status_url), "NOT_FOUND")


def test_an_app_without_people_gets_an_empty_manifest(place: Place) -> None:
    app = place.stack.new_app()
    place.stack.accounts.revoke_connection(app.connection.id)
    assert place.finished(app)["output"] == []


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("_type=Observaton", "_type"),
        ("_type=", "_type"),
        ("_type=Bundle", "_type"),
        ("_type=Observation,Nothing", "_type"),
        ("_since=yesterday", "_since"),
        ("_since=2999-01-01T00:00:00Z", "_since"),
        ("_since=2020-01-01&_since=2021-01-01", "_since"),
        ("_outputFormat=application/xml", "_outputFormat"),
        ("organizeOutputBy=Patient", "organizeOutputBy"),
        ("allowPartialManifests=true", "allowPartialManifests"),
        ("_unknown=1", "_unknown"),
        ("_type=%ff", "_type"),
    ],
)
def test_a_wrong_parameter_is_named_and_nothing_is_queued(place: Place, app: App, query: str, named: str) -> None:
    assert_outcome(place.start(app, f"{SYSTEM}?{query}"), "BAD_REQUEST", named)
    assert _exports_of(place, app) == 0


def test_lenient_handling_ignores_what_is_not_supported_and_says_so(place: Place, app: App) -> None:
    lenient = {"prefer": "respond-async, handling=lenient"}
    manifest = place.finished(app, f"{SYSTEM}?_type=Patient,Nothing&_unknown=1", **lenient)
    assert _types(manifest) == [("Patient", 1)]
    (error,) = manifest["error"]
    outcomes = [json.loads(line) for line in place.get(app, error["url"]).text.splitlines()]
    assert [outcome["issue"][0]["severity"] for outcome in outcomes] == ["warning", "warning"]
    assert_outcome(place.start(app, f"{SYSTEM}?_type=Nothing", **lenient), "BAD_REQUEST", "_type")
    assert_outcome(place.start(app, f"{SYSTEM}?_since=never", **lenient), "BAD_REQUEST", "_since")


def test_a_client_has_to_ask_for_what_it_gets(place: Place, app: App) -> None:
    assert_outcome(place.get(app, SYSTEM, accept="application/fhir+json"), "BAD_REQUEST", "Prefer")
    assert_outcome(place.start(app, accept="text/html"), "BAD_REQUEST", "Accept")
    assert _exports_of(place, app) == 0


@pytest.mark.parametrize("media_type", ["application/fhir+json", "application/json"])
def test_a_kick_off_by_post(place: Place, app: App, media_type: str) -> None:
    headers = {"authorization": app.authorization[1], "content-type": media_type} | ASYNC

    def post(parameters: list[Any], query: str = "") -> httpx.Response:
        body = {"resourceType": "Parameters", "parameter": parameters}
        return place.rest.post(f"{SYSTEM}{query}", headers=headers, content=json.dumps(body))

    chosen = post([{"name": "_type", "valueString": "Patient"}])
    assert _types(place.manifest(app, chosen.headers["content-location"])) == [("Patient", 1)]
    both = post([{"name": "_since", "valueInstant": "2020-01-01T00:00:00Z"}], "?_type=Observation")
    assert _types(place.manifest(app, both.headers["content-location"])) == [("Observation", 2)]
    assert_outcome(post([{"name": "_nothing", "valueString": "x"}]), "BAD_REQUEST", "_nothing")
    assert_outcome(post([{"name": "_type"}]), "BAD_REQUEST", "Parameters.parameter[0]")
    for body in ("[", "[]", '{"resourceType":"Patient"}', '{"resourceType":"Parameters","parameter":1}'):
        assert_outcome(place.rest.post(SYSTEM, headers=headers, content=body), "BAD_REQUEST")
    big = place.rest.post(SYSTEM, headers=headers, content=" " * 200_000)
    assert_outcome(big, "PAYLOAD_TOO_LARGE")


def test_a_post_without_a_body_takes_its_query(place: Place, app: App) -> None:
    headers = {"authorization": app.authorization[1]} | ASYNC
    for more in ({}, {"content-type": "application/fhir+json"}):
        started = place.rest.post(f"{SYSTEM}?_type=Patient", headers=headers | more)
        assert _types(place.manifest(app, started.headers["content-location"])) == [("Patient", 1)]
    refused = place.rest.post(SYSTEM, headers=headers | {"content-type": "text/plain"}, content="x")
    assert_outcome(refused, "UNSUPPORTED_MEDIA_TYPE")


def test_errors_of_the_front_door_are_outcomes_too(place: Place, app: App) -> None:
    assert_outcome(place.rest.get(SYSTEM), "UNAUTHENTICATED")
    assert place.rest.get(SYSTEM).headers["www-authenticate"] == "Bearer"
    wrong = place.rest.get(SYSTEM, headers={"authorization": f"Bearer cae_live_{'a' * 52}"} | ASYNC)
    assert_outcome(wrong, "UNAUTHENTICATED")
    assert_outcome(place.get(app, "/fhir/Observation"), "NOT_FOUND")
    assert_outcome(place.get(app, f"/fhir/exports/{uuid7()}"), "NOT_FOUND")
    assert_outcome(place.get(app, "/fhir/exports/nonsense"), "BAD_REQUEST")
    assert_outcome(place.get(app, f"/fhir/exports/{uuid7()}?x=1"), "BAD_REQUEST", "x")
    put = place.rest.put(SYSTEM, headers={"authorization": app.authorization[1]})
    assert_outcome(put, "METHOD_NOT_ALLOWED")
    assert set(put.headers["allow"].split(", ")) == {"GET", "POST"}
    head = place.rest.head(SYSTEM, headers={"authorization": app.authorization[1]})
    assert head.status_code == 405
    assert_outcome(place.get(app, SYSTEM, **({"x-filler": "y" * 20_000} | ASYNC)), "BAD_REQUEST")


def test_what_a_key_may_not_do(place: Place, app: App) -> None:
    reader = place.new_key(app, scopes=frozenset({Scope.RECORDS_READ}))
    writer = place.new_key(app, scopes=frozenset({Scope.SIGNAL_WRITE}))
    exporter = place.new_key(app, scopes=frozenset({Scope.RECORDS_EXPORT}))
    assert_outcome(place.start(reader), "SCOPE_INSUFFICIENT")
    assert_outcome(place.start(writer), "SCOPE_INSUFFICIENT")
    status_url = place.start(exporter).headers["content-location"]
    item = place.manifest(reader, status_url)["output"][0]
    assert place.get(reader, item["url"]).status_code == 200
    assert_outcome(place.get(exporter, item["url"]), "SCOPE_INSUFFICIENT")
    assert_outcome(place.delete(reader, status_url), "SCOPE_INSUFFICIENT")
    assert_outcome(place.start(place.new_key(app, environment=Environment.TEST)), "WRONG_ENVIRONMENT")


def test_a_type_that_nobody_grants_is_refused_and_queues_nothing(place: Place, app: App) -> None:
    refused = place.start(app, f"{SYSTEM}?_type=Immunization")
    assert_outcome(refused, "SDK_RESOURCE_TYPE_NOT_AUTHORIZED")
    assert _exports_of(place, app) == 0


def test_the_status_of_a_finished_export_is_given_however_often_it_is_asked_for(place: Place, app: App) -> None:
    status_url = place.start(app).headers["content-location"]
    place.manifest(app, status_url)
    assert all(place.get(app, status_url).status_code == 200 for _ in range(60)), "nobody waits for what is done"
    assert place.stack.database.read_now(queue_depth).queued == 0


def test_the_same_over_grpc(place: Place, app: App) -> None:
    with grpc.insecure_channel(place.grpc_address) as channel:
        stub = bulk_data_pb2_grpc.BulkDataServiceStub(channel)
        request = bulk_data_pb2.StartExportRequest(level="Group", group_id=app.connection.id, type=["Patient"])
        started = json.loads(stub.StartExport(request, metadata=app.metadata()).data)

        def finished() -> Any:
            status = bulk_data_pb2.GetExportStatusRequest(export_id=started["id"])
            answer = json.loads(stub.GetExportStatus(status, metadata=app.metadata()).data)
            return answer if "output" in answer else None

        (item,) = eventually(finished)["output"]
        file = bulk_data_pb2.DownloadFileRequest(export_id=started["id"], file=item["url"].rpartition("/")[2])
        chunks = [each.data for each in stub.DownloadFile(file, metadata=app.metadata())]
        assert json.loads(b"".join(chunks))["id"] == "p"
        with pytest.raises(grpc.RpcError) as refused:
            stub.StartExport(request)
        assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED


def test_type_filters_choose_by_content_and_leave_other_types_alone(place: Place, app: App) -> None:
    place.store(app.connection, resource("Observation", "vital", VITAL_SIGNS))
    place.stack.accounts.set_data_packages(app.connection.id, frozenset({"labs", "vitals", "demographics"}))
    laboratory = place.finished(app, f"{SYSTEM}?_typeFilter=Observation?category=laboratory")
    assert _types(laboratory) == [("Observation", 2), ("Patient", 1)]
    # As smart-fetch writes it: inner commas are encoded twice.
    both = place.finished(app, f"{SYSTEM}?_typeFilter=Observation%3Fcategory%3Dvital-signs%252Claboratory")
    assert _types(both) == [("Observation", 3), ("Patient", 1)]
    either = place.finished(
        app, f"{SYSTEM}?_typeFilter=Observation?category=vital-signs,Patient?status=none&_type=Observation,Patient"
    )
    assert _types(either) == [("Observation", 1)]
    assert_outcome(place.start(app, f"{SYSTEM}?_typeFilter=Observation?subject=x"), "BAD_REQUEST", "_typeFilter")


def test_until_leaves_out_what_changed_from_then_on(place: Place, app: App) -> None:
    before = place.finished(app)["transactionTime"]
    place.store(app.connection, resource("Observation", "later"))
    assert _types(place.finished(app, f"{SYSTEM}?_until={before}")) == [("Observation", 2), ("Patient", 1)]
    assert _types(place.finished(app, f"{SYSTEM}?_until={before}&_since={before}")) == []


def test_deletions_are_told_since_the_last_export(place: Place, app: App) -> None:
    first = place.finished(app)
    assert first["deleted"] == []
    place.stack.imports.store(app.connection.id, [Deletion(resource_type="Observation", resource_id="a")])
    second = place.finished(app, f"{SYSTEM}?_since={first['transactionTime']}")
    assert second["output"] == []
    (item,) = second["deleted"]
    assert item["type"] == "Bundle"
    file = place.get(app, item["url"])
    facts = next(iter(item["extension"].values()))
    assert hashlib.sha256(file.content).hexdigest() == facts["sha256"]
    (entry,) = json.loads(file.content)["entry"]
    assert entry["request"] == {"method": "DELETE", "url": "Observation/a"}


def test_elements_keep_what_was_asked_for_and_the_rest_of_the_text(place: Place, app: App) -> None:
    value = ',"valueQuantity":{"value":1.50},"note":[{"text":"x"}],"_status":{"id":"s"},"status":"final"' + LABORATORY
    place.store(app.connection, resource("Observation", "full", value))
    manifest = place.finished(app, f"{SYSTEM}?_type=Observation&_elements=Observation.valueQuantity,Patient.name")
    text = place.get(app, manifest["output"][0]["url"]).text
    (line,) = [each for each in text.splitlines() if '"full"' in each]
    found = json.loads(line)
    assert found.keys() == {"resourceType", "id", "meta", "valueQuantity", "status", "_status", "category"}
    assert '{"value":1.50}' in line
    assert found["meta"]["tag"][0]["code"] == "SUBSETTED"
    assert_outcome(place.start(app, f"{SYSTEM}?_elements=name.family"), "BAD_REQUEST", "_elements")


def test_patients_are_those_of_the_callers_connections(place: Place, app: App) -> None:
    second = place.connect(app, "labs", "demographics")
    place.store(second, resource("Patient", "q"), resource("Observation", "c"))
    other = place.stack.new_app()
    place.store(other.connection, resource("Patient", "other"))

    def start(patient: str, path: str = "/fhir/Patient/$export") -> httpx.Response:
        body = {
            "resourceType": "Parameters",
            "parameter": [{"name": "patient", "valueReference": {"reference": patient}}],
        }
        return place.rest.post(path, headers={"authorization": app.authorization[1]} | ASYNC, json=body)

    one = place.manifest(app, start("Patient/q").headers["content-location"])
    assert _types(one) == [("Observation", 1), ("Patient", 1)]
    for nobody in ("Patient/other", "Patient/none", "q"):
        assert_outcome(start(nobody), "BAD_REQUEST", "patient")
    assert_outcome(start("Patient/q", SYSTEM), "BAD_REQUEST", "patient")
    assert_outcome(start("Patient/q", f"/fhir/Group/{app.connection.id}/$export"), "BAD_REQUEST", "patient")


def test_associated_provenance_comes_where_it_is_granted(place: Place, app: App) -> None:
    place.store(app.connection, resource("Provenance", "v"))
    query = f"{SYSTEM}?_type=Patient&includeAssociatedData=LatestProvenanceResources"
    assert _types(place.finished(app, query)) == [("Patient", 1)]
    place.stack.accounts.set_data_packages(app.connection.id, frozenset({"demographics", "provenance"}))
    assert _types(place.finished(app, query)) == [("Patient", 1), ("Provenance", 1)]
    assert_outcome(place.start(app, f"{SYSTEM}?includeAssociatedData=_x"), "BAD_REQUEST", "includeAssociatedData")
