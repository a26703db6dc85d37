"""Paths, methods, queries and headers as REST takes and refuses them, on HTTP/1.1 and HTTP/2."""

import itertools
import json
import uuid
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from server.problems import PROBLEMS
from tests.rest.echo_door import KEY, EchoDoor
from tests.rest.http2_frames import frames
from tests.rest.problems import assert_problem

EXPORTS = "/api/sdk/v1/records/exports"


def violation(response: httpx.Response) -> tuple[str, str]:
    assert_problem(response, "BAD_REQUEST")
    (only,) = response.json()["details"]["violations"]
    return only["field"], only["description"]


def metadata(response: httpx.Response) -> dict[str, str]:
    """What the echo saw, by key."""
    return dict(item.split("=", 1) for item in response.json()["export"]["resourceTypes"])


@pytest.mark.parametrize(
    "path",
    [
        "/nope",
        "/problems/nope",
        "/api",
        "/api/sdk/v1/records",
        f"{EXPORTS}/",
        f"{EXPORTS}/a/b",
        f"{EXPORTS}//artifact",
        f"{EXPORTS}/a:batch",
        "/API/sdk/v1/records/exports",
        "/api/sdk//v1/records/exports",
        "/docs/nope.js",
        "/grpc.health.v1.Health/Check",
        "/curae.sdk.v1.RecordsService/GetExport",
    ],
)
def test_unknown_paths_are_404(client: httpx.Client, path: str) -> None:
    assert_problem(client.get(path), "NOT_FOUND")
    assert_problem(client.post(path, json={}), "NOT_FOUND")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", EXPORTS, "GET, HEAD, POST"),
        ("HEAD", f"{EXPORTS}/x/events", "GET"),
        ("OPTIONS", EXPORTS, "GET, HEAD, POST"),
        ("POST", f"{EXPORTS}/x", "DELETE, GET, HEAD"),
        ("PATCH", f"{EXPORTS}/x/artifact", "GET, HEAD"),
        ("PROPFIND", f"{EXPORTS}/x", "DELETE, GET, HEAD"),
        ("PUT", "/api/sdk/v1/signals", "GET, HEAD, POST"),
        ("TRACE", "/api/sdk/v1/signals:batch", "POST"),
        ("DELETE", "/docs", "GET, HEAD"),
        ("POST", "/openapi.json", "GET, HEAD"),
        ("POST", "/", "GET, HEAD"),
    ],
)
def test_a_wrong_method_is_405(client: httpx.Client, method: str, path: str, allowed: str) -> None:
    response = client.request(method, path)
    assert_problem(response, "METHOD_NOT_ALLOWED")
    assert response.headers["allow"] == allowed


@pytest.mark.parametrize(
    "media_type",
    [
        "application/grpc-web",
        "application/grpc-web-text+proto",
        "application/grpc-web,application/json",
        "application/grpc;charset=utf-8",
        "application/grpcx",
    ],
)
def test_what_is_not_grpc_is_answered_as_rest(client: httpx.Client, media_type: str) -> None:
    headers = {"content-type": media_type}
    assert_problem(client.post(EXPORTS, content=b"{}", headers=headers), "UNSUPPORTED_MEDIA_TYPE")
    assert_problem(client.put(EXPORTS, content=b"{}", headers=headers), "METHOD_NOT_ALLOWED")
    assert_problem(client.post("/nope", content=b"{}", headers=headers), "NOT_FOUND")
    assert_problem(client.get("/curae.sdk.v1.RecordsService/GetExport", headers=headers), "NOT_FOUND")
    assert client.get("/openapi.json", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=abc", "limit"),
        ("limit=1.0", "limit"),
        ("limit=", "limit"),
        ("limit=01", "limit"),
        ("limit=%2B1", "limit"),
        ("limit=2147483648", "limit"),
        ("limit", "limit"),
        ("limit=1&limit=1", "limit"),
        ("connection_id=x", "connection_id"),
        ("foo=1", "foo"),
        ("cursor=a%00", "cursor"),
        ("cursor=%ff", "cursor"),
        ("cursor=%zz", "cursor"),
        ("%63ursor=a", "%63ursor"),
        ("=x", ""),
    ],
)
def test_a_wrong_query_is_refused_by_its_parameter(client: httpx.Client, query: str, field: str) -> None:
    assert violation(client.get(f"{EXPORTS}?{query}"))[0] == field


def test_int64_parameters_keep_their_range(client: httpx.Client) -> None:
    path = f"{EXPORTS}/empty/artifact"
    assert client.get(f"{path}?offset=9223372036854775807").status_code == 200
    assert violation(client.get(f"{path}?offset=9223372036854775808")) == ("offset", "is out of range")


def test_a_misspelt_parameter_is_told_its_name(client: httpx.Client) -> None:
    assert violation(client.get(f"{EXPORTS}?conectionId=x"))[1].endswith("did you mean connectionId?")


def test_a_query_is_decoded_once(client: httpx.Client) -> None:
    (export,) = client.get(f"{EXPORTS}?cursor=a%252Bb%2B+%C3%A9&limit=1&connectionId=").json()["exports"]
    assert (export["id"], export["connectionId"]) == ("a%2Bb+ é", "")


def test_an_empty_list_is_said(client: httpx.Client) -> None:
    assert client.get(f"{EXPORTS}?").json() == {"exports": []}


@pytest.mark.parametrize("segment", ["%ff", "%zz"])
def test_a_malformed_path_variable_is_named(client: httpx.Client, segment: str) -> None:
    assert violation(client.get(f"{EXPORTS}/{segment}"))[0] == "exportId"


def test_the_server_sees_what_it_needs_and_nothing_forged(client: httpx.Client) -> None:
    forged = {
        "curae-http-status": "500",
        "curae-head": "true",
        "x-envoy-original-path": "/forged",
        "x-envoy-upstream-rq-timeout-ms": "1",
        "x-forwarded-host": "evil.example",
        "x-forwarded-for": "6.6.6.6",
        "grpc-timeout": "1n",
    }
    sent = {"authorization": KEY, "idempotency-key": "i", "if-range": '"e"', "traceparent": "00-a-b-01"}
    response = client.get(f"{EXPORTS}/metadata", headers={**forged, **sent})
    seen = metadata(response)
    assert {name: seen[name] for name in sent} == {name: repr(value) for name, value in sent.items()}
    assert seen["x-envoy-original-path"] == repr(f"{EXPORTS}/metadata")
    assert seen["x-envoy-original-method"] == "'GET'"
    assert seen["x-forwarded-host"] == repr(str(client.base_url.netloc, "ascii"))
    assert seen["x-forwarded-proto"] == "'http'"
    assert seen["x-forwarded-for"] == "'127.0.0.1'"
    assert seen["x-request-id"] == repr(response.headers["x-request-id"])
    assert not {"curae-http-status", "curae-head", "x-envoy-upstream-rq-timeout-ms", "grpc-timeout"} & seen.keys()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("a!b", "x"),
        ("m^&$", "x"),
        ("x-bin", "!!"),
        ("x-bin", "a"),
        ("grpc-encoding", "nope"),
        ("e~", ""),
        ("x", "\xe9"),
    ],
)
def test_a_header_that_grpc_does_not_allow_harms_nobody(client: httpx.Client, name: str, value: str) -> None:
    response = client.get(f"{EXPORTS}/metadata", headers={name: value.encode("latin-1")})
    assert response.status_code == 200
    assert name not in metadata(response)


def test_a_request_id_is_made_kept_and_returned(client: httpx.Client) -> None:
    path = f"{EXPORTS}/metadata"
    made = client.get(path).headers["x-request-id"]
    assert str(uuid.UUID(made)) == made
    for kept in ("abc", str(uuid.uuid4()), "=" * 128):
        response = client.get(path, headers={"x-request-id": kept})
        assert response.headers["x-request-id"] == kept
        assert metadata(response)["x-request-id"] == repr(kept)


@pytest.mark.parametrize("odd", ["a b", "x" * 129, "a,b", "é", '"\t"'])
def test_an_odd_request_id_is_replaced(client: httpx.Client, odd: str) -> None:
    response = client.get(f"{EXPORTS}/metadata", headers={"x-request-id": odd.encode()})
    replaced = response.headers["x-request-id"]
    assert uuid.UUID(replaced).version == 4
    assert metadata(response)["x-request-id"] == repr(replaced)


@pytest.mark.parametrize("name", ["idempotency-key", "range"])
def test_a_header_that_means_one_thing_comes_once(client: httpx.Client, name: str) -> None:
    assert violation(client.get(f"{EXPORTS}/x", headers=[(name, "a"), (name, "b")])) == (name, "appears twice")


def test_problems_carry_the_callers_request_id(client: httpx.Client) -> None:
    for path in ("/nope", f"{EXPORTS}?limit=x", f"{EXPORTS}/NOT_FOUND"):
        assert client.get(path, headers={"x-request-id": "mine"}).json()["instance"] == "mine"


def test_metadata_becomes_status_and_headers(client: httpx.Client) -> None:
    response = client.get(f"{EXPORTS}/headers")
    assert response.status_code == 202
    assert {name: response.headers[name] for name in ("etag", "location", "retry-after")} == {
        "etag": '"x"',
        "location": "/here",
        "retry-after": "1",
    }
    assert not [name for name in response.headers if name.startswith(("grpc-", "curae-", "x-envoy-"))]


def test_not_modified_has_no_body(client: httpx.Client) -> None:
    response = client.get(f"{EXPORTS}/not-modified")
    assert (response.status_code, response.headers["etag"], response.content) == (304, '"x"', b"")
    assert "content-type" not in response.headers


def test_head_of_the_artifact_says_what_get_says(client: httpx.Client) -> None:
    path = f"{EXPORTS}/x/artifact"
    head = client.head(path)
    with client.stream("GET", path) as get:
        varying = {"date", "x-request-id"}
        assert {k: v for k, v in head.headers.items() if k not in varying} == {
            k: v for k, v in get.headers.items() if k not in varying
        }
    assert (head.status_code, head.content) == (200, b"")
    assert_problem(client.head(f"{EXPORTS}/SDK_EXPORT_EXPIRED/artifact"), "SDK_EXPORT_EXPIRED")


@pytest.mark.parametrize(
    "path",
    [
        f"{EXPORTS}/x",
        f"{EXPORTS}?limit=3&cursor=c",
        f"{EXPORTS}/headers",
        f"{EXPORTS}/not-modified",
        f"{EXPORTS}/x/download",
        f"{EXPORTS}/NOT_FOUND",
        f"{EXPORTS}?limit=x",
        "/docs",
        "/nope",
    ],
)
def test_head_says_what_get_says_without_its_body(client: httpx.Client, path: str) -> None:
    same = {"x-request-id": "mine"}
    head, get = client.head(path, headers=same), client.get(path, headers=same)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert {k: v for k, v in head.headers.items() if k != "date"} == {
        k: v for k, v in get.headers.items() if k != "date"
    }


@pytest.mark.parametrize("header", ["range", "if-range"])
def test_the_server_sees_no_range_of_a_head(client: httpx.Client, header: str) -> None:
    length = client.get(f"{EXPORTS}/metadata").headers["content-length"]
    with_range = client.head(f"{EXPORTS}/metadata", headers={header: "bytes=2-4", "x-request-id": "x" * 36})
    without = client.head(f"{EXPORTS}/metadata", headers={"x-request-id": "x" * 36})
    assert with_range.headers["content-length"] == without.headers["content-length"] != length


def test_an_empty_artifact_has_its_media_type(client: httpx.Client) -> None:
    response = client.get(f"{EXPORTS}/empty/artifact")
    assert (response.content, response.headers["content-type"]) == (b"", "application/fhir+ndjson")
    assert response.headers["content-length"] == "0"


def test_events_are_server_sent_events(client: httpx.Client) -> None:
    response = client.get(f"{EXPORTS}/x/events")
    assert response.headers["content-type"] == "text/event-stream"
    assert response.headers["cache-control"] == "no-cache"
    events = [event for event in response.text.split("\n\n") if event]
    assert [event.partition("\ndata: {")[0] for event in events] == ["id: QUEUED", "id: RUNNING", "id: READY"]
    assert [json.loads(event.partition("data: ")[2])["export"]["id"] for event in events] == ["x"] * 3


PAGES = {
    "/docs": "text/html",
    "/docs/start.js": "text/javascript",
    "/docs/problems.css": "text/css",
    "/llms.txt": "text/plain",
    "/postman.json": "application/json",
    "/problems": "text/html",
    # One is as good as another: more would be over what an address may ask for in a minute.
    urlsplit(PROBLEMS["SDK_SIGNAL_PHI_DETECTED"].type).path: "text/html",
}


@pytest.mark.parametrize(("path", "media_type"), PAGES.items())
def test_pages_are_served(client: httpx.Client, path: str, media_type: str) -> None:
    response = client.get(path)
    assert response.headers["content-type"].startswith(media_type)
    assert client.head(path).headers["content-length"] == str(len(response.content))


def test_the_path_of_a_problems_type_is_its_own_page(client: httpx.Client) -> None:
    problem = client.get("/nope").json()
    page = client.get(urlsplit(problem["type"]).path)
    assert (page.status_code, f"<code>{problem['code']}</code>" in page.text) == (200, True)


def test_the_root_leads_to_the_api_page(client: httpx.Client) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (302, "/docs")
    assert client.head("/").status_code == 302


def test_the_openapi_document_is_served(client: httpx.Client) -> None:
    document: dict[str, Any] = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")


def test_health_is_served_without_a_key(client: httpx.Client) -> None:
    assert client.get("/healthz").status_code == 200


def test_no_trailers_reach_http2_clients(echo_door: EchoDoor) -> None:
    for path in (f"{EXPORTS}/empty/artifact", f"{EXPORTS}/x/events", f"{EXPORTS}/x", f"{EXPORTS}/not-modified"):
        names = [name for name, _ in itertools.chain.from_iterable(frames(echo_door, path))]
        assert names.count(":status") == 1
        assert not [name for name in names if name.startswith("grpc-")]
