"""What Envoy answers by itself is a problem too: malformed HTTP, sizes, a server that is away, slow or broken."""

import http.client
import json
import socket
from typing import Any

import httpx
import pytest
import yaml
from curae.sdk.v1 import records_pb2, records_pb2_grpc
from grpc import StatusCode
from grpc.aio import AioRpcError, insecure_channel

from tests.parts.attackers.made_up_key import made_up_key
from tests.parts.eventually import eventually
from tests.parts.processes import free_ports
from tests.rest.echo_door import KEY, WITH_KEY, EchoDoor, SendKey, echo_server, envoy
from tests.rest.problems import MEMBERS, assert_problem

EXPORTS = "/api/sdk/v1/records/exports"
AUTHORIZATION = f"authorization: {KEY}\r\n".encode()
CODES = [
    "BAD_REQUEST",
    "UNAUTHENTICATED",
    "SCOPE_INSUFFICIENT",
    "NOT_FOUND",
    "SDK_EXPORT_NOT_READY",
    "SDK_EXPORT_FAILED",
    "RANGE_NOT_SATISFIABLE",
    "IDEMPOTENCY_KEY_REUSED",
    "RATE_LIMITED",
    "INTERNAL",
    "UNAVAILABLE",
    "DEADLINE_EXCEEDED",
]


def raw(door: EchoDoor, request: bytes) -> tuple[int, dict[str, str], dict[str, Any]]:
    """Status, headers and problem of one hand-written HTTP/1.1 request."""
    with socket.create_connection((door.settings.listen.host, door.settings.listen.port), timeout=10) as peer:
        peer.sendall(request)
        response = http.client.HTTPResponse(peer)
        response.begin()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, json.load(response)


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GARBAGE\r\n\r\n",
        b"GET /api HTTP/1.1\r\n\r\n",
        b"F/O /api HTTP/1.1\r\nhost: x\r\n\r\n",
        b"GET /a\xff HTTP/1.1\r\nhost: x\r\n\r\n",
        b"GET /%00 HTTP/1.1\r\nhost: x\r\n\r\n",
        b"POST /api HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        b"GET /api HTTP/1.1\r\nhost: x\r\n" + b"x: 1\r\n" * 5000 + b"\r\n",
        b"POST /api HTTP/1.1\r\nhost: x\r\ntransfer-encoding: gzip\r\n\r\n",
        b"POST /api/sdk/v1/signals HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
        + AUTHORIZATION
        + b"transfer-encoding: chunked\r\n\r\nzz\r\n\r\n",
        b"POST /api HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
        b"GET /api HTTP/1.1\r\nhost: x\r\nx: " + b"x" * (300 << 10) + b"\r\n\r\n",
    ],
)
def test_malformed_http_is_a_problem(echo_door: EchoDoor, request_bytes: bytes) -> None:
    status, headers, problem = raw(echo_door, request_bytes)
    assert (status, problem["status"], problem["code"]) == (400, 400, "BAD_REQUEST")
    assert headers["content-type"] == "application/problem+json"
    assert problem.keys() == MEMBERS
    assert problem["instance"] == headers["x-request-id"]


def test_headers_over_16_kib_are_refused_and_below_it_reach_the_server(client: httpx.Client) -> None:
    assert client.get(EXPORTS, headers={"x-long": "x" * 15_000}).status_code == 200
    assert client.get(f"{EXPORTS}?cursor={'x' * 7_000}&limit=1").status_code == 200
    assert_problem(client.get(EXPORTS, headers={"x-long": "x" * 17_000}), "BAD_REQUEST")
    assert_problem(client.get(f"{EXPORTS}?cursor={'x' * 9_000}"), "BAD_REQUEST")


def test_many_small_headers_are_counted_by_their_size(client: httpx.Client) -> None:
    assert client.get(EXPORTS, headers={f"x-{number}": "1" for number in range(300)}).status_code == 200
    assert_problem(client.get(EXPORTS, headers={f"x-{number}": "1" for number in range(600)}), "BAD_REQUEST")


def test_connect_is_not_served(echo_door: EchoDoor) -> None:
    status, _, problem = raw(echo_door, b"CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n")
    assert (status, problem["code"]) == (405, "METHOD_NOT_ALLOWED")  # it has no path, which counts as /


@pytest.mark.parametrize(
    ("path", "media_type", "code"),
    [
        (EXPORTS, "application/json", "PAYLOAD_TOO_LARGE"),
        (EXPORTS, "text/plain", "UNSUPPORTED_MEDIA_TYPE"),
        (f"{EXPORTS}?x=1", "application/json", "BAD_REQUEST"),
        (f"{EXPORTS}/x", "application/json", "METHOD_NOT_ALLOWED"),
    ],
)
def test_a_large_body_is_taken_in_before_it_is_refused(
    client: httpx.Client, path: str, media_type: str, code: str
) -> None:
    """Over HTTP/2 an answer before the request's end would reset the stream, and curl and httpx show no answer then."""
    body = b" " * (1 << 20)
    assert_problem(client.post(path, content=body, headers={"content-type": media_type}), code)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("suffix", ["", "/artifact", "/events"])
def test_a_servers_problem_arrives_whole(client: httpx.Client, code: str, suffix: str) -> None:
    of_its_own = {"authorization": f"Bearer {made_up_key()}"}  # a key that is refused for now rests
    response = client.get(f"{EXPORTS}/{code}{suffix}", headers=of_its_own)
    assert_problem(response, code)
    assert response.json()["detail"] == 'A "test" of\nit.'
    if not suffix:
        assert response.json()["details"] == {"byteSize": 12, "violations": []}
    if code == "UNAUTHENTICATED":
        assert response.headers["www-authenticate"] == "Bearer"


def test_an_error_after_metadata_keeps_the_metadata(client: httpx.Client) -> None:
    response = client.get(f"{EXPORTS}/abort-after-metadata")
    assert_problem(response, "SDK_EXPORT_NOT_READY")
    assert (response.headers["etag"], response.headers["retry-after"]) == ('"x"', "7")


@pytest.mark.parametrize("fault", ["plain-abort", "raise", "unknown-detail", "malformed-detail"])
def test_a_bare_grpc_error_becomes_a_problem_without_its_text(client: httpx.Client, fault: str) -> None:
    response = client.get(f"{EXPORTS}/{fault}")
    assert_problem(response, "INTERNAL")
    assert "internal text" not in response.text


def test_an_unimplemented_rpc_is_404(client: httpx.Client) -> None:
    assert_problem(client.get("/api/sdk/v1/signals/namespaces"), "NOT_FOUND")


def test_envoys_timeout_is_a_problem() -> None:
    (port,) = free_ports(1)

    def hurry(config: dict[str, Any]) -> None:
        door = config["static_resources"]["listeners"][0]["filter_chains"][0]["filters"][0]["typed_config"]
        for route in door["route_config"]["virtual_hosts"][0]["routes"]:
            if route.get("route", {}).get("timeout") == "15s":
                route["route"]["timeout"] = "0.2s"

    with echo_server(port), envoy(port, change=hurry) as door:
        assert_problem(httpx.get(f"{door.url}{EXPORTS}/hang", headers=WITH_KEY), "DEADLINE_EXCEEDED")


def test_a_server_that_is_away_is_a_quick_503() -> None:
    (port,) = free_ports(1)
    with envoy(port, awaited_status=503) as door, httpx.Client(base_url=door.url, headers=WITH_KEY) as client:
        for path in (f"{EXPORTS}/x", f"{EXPORTS}/x/artifact"):
            assert_problem(client.get(path), "UNAVAILABLE")
        assert_problem(client.head(f"{EXPORTS}/x/artifact"), "UNAVAILABLE")
        with echo_server(port):
            _wait_until_healthy(client)
            assert client.get(f"{EXPORTS}/x").status_code == 200


async def test_a_server_that_is_away_is_unavailable_to_native_callers() -> None:
    (port,) = free_ports(1)
    with envoy(port, awaited_status=503) as door:
        async with insecure_channel(door.target, interceptors=[SendKey()]) as channel:
            stub: Any = records_pb2_grpc.RecordsServiceStub(channel)
            with pytest.raises(AioRpcError) as refused:
                await stub.GetExport(records_pb2.GetExportRequest(export_id="x"))
    assert refused.value.code() is StatusCode.UNAVAILABLE


def test_a_server_that_dies_in_a_call_is_a_503() -> None:
    (port,) = free_ports(1)
    with (
        envoy(port, awaited_status=503) as door,
        httpx.Client(base_url=door.url, timeout=20, headers=WITH_KEY) as client,
    ):
        with echo_server(port):
            _wait_until_healthy(client)
            assert client.get(f"{EXPORTS}/x").status_code == 200
            response = client.get(f"{EXPORTS}/die")
        assert_problem(response, "UNAVAILABLE")


def _wait_until_healthy(client: httpx.Client) -> None:
    eventually(lambda: client.get("/healthz").status_code == 200)


def test_the_mappers_say_what_the_problem_table_says(echo_door: EchoDoor) -> None:
    """Each of Envoy's own problems is worded in envoy.yaml; here they are held against `server.problems`."""
    config = yaml.safe_load(echo_door.settings.config_path.read_text())
    door = config["static_resources"]["listeners"][0]["filter_chains"][0]["filters"][0]["typed_config"]
    for mapper in door["local_reply_config"]["mappers"]:
        problem = mapper["body_format_override"]["json_format"]
        assert problem.keys() == MEMBERS
        assert mapper["status_code"] == problem["status"]
        response = httpx.Response(
            mapper["status_code"],
            headers={
                "content-type": "application/problem+json",
                "x-request-id": problem["instance"],
                "retry-after": "1",
            },
            json=problem,
            request=httpx.Request("GET", echo_door.url),
        )
        response.headers["content-type"] = "application/problem+json"
        assert_problem(response, problem["code"])
