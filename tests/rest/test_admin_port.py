"""The admin port and the public one are two doors: neither leads to what is behind the other."""

import stat
from pathlib import Path
from typing import Any

import httpx
import pytest
from curae.admin.v1 import admin_pb2, admin_pb2_grpc
from curae.sdk.v1 import records_pb2, records_pb2_grpc
from grpc import StatusCode
from grpc.aio import AioRpcError, insecure_channel
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from server.codegen.descriptors import ADMIN_PACKAGE, load
from tests.rest.problems import assert_problem

PATHS = sorted(
    {(rpc.http.verb, rpc.http.path.replace("{", "").replace("}", "")) for rpc in load(package=ADMIN_PACKAGE).rpcs}
)


@pytest.mark.parametrize(("verb", "path"), PATHS)
def test_the_public_port_serves_none_of_its_paths(stack: dict[str, Any], verb: str, path: str) -> None:
    answer = httpx.request(verb, f"{stack['restUrl']}{path}", headers={"x-curae-console": "1"})
    assert_problem(answer, "NOT_FOUND")


def test_the_public_port_serves_no_page_of_it(stack: dict[str, Any]) -> None:
    assert httpx.get(f"{stack['restUrl']}/").headers["location"] == "/docs"
    for path in ("/console/main.js", "/console/console.css"):
        assert_problem(httpx.get(f"{stack['restUrl']}{path}"), "NOT_FOUND")
    assert "admin" not in httpx.get(f"{stack['restUrl']}/openapi.json").text


async def test_native_calls_and_reflection_do_not_find_it(stack: dict[str, Any]) -> None:
    """Through Envoy's public port, at the server's own port, and natively at the admin port."""
    for url in (stack["restUrl"], stack["adminUrl"], f"http://{stack['grpcTarget']}"):
        async with insecure_channel(url.removeprefix("http://")) as channel:
            stub: Any = admin_pb2_grpc.AdminServiceStub(channel)
            with pytest.raises(AioRpcError) as refused:
                await stub.GetSession(admin_pb2.GetSessionRequest())
            assert refused.value.code() is StatusCode.UNIMPLEMENTED
    async with insecure_channel(stack["restUrl"].removeprefix("http://")) as channel:
        reflected: Any = reflection_pb2_grpc.ServerReflectionStub(channel)
        asked = reflection_pb2.ServerReflectionRequest(file_containing_symbol="curae.admin.v1.AdminService")
        async for answer in reflected.ServerReflectionInfo(iter([asked])):
            assert answer.error_response.error_code == StatusCode.NOT_FOUND.value[0]


@pytest.mark.parametrize("path", ["/api/sdk/v1/records/exports", "/docs", "/openapi.json", "/healthz", "/metrics"])
def test_the_admin_port_serves_nothing_public(stack: dict[str, Any], path: str) -> None:
    key = {"authorization": f"Bearer {stack['apiKey']}"}
    assert_problem(httpx.get(f"{stack['adminUrl']}{path}", headers=key), "NOT_FOUND")


async def test_the_admin_port_takes_no_native_call_of_an_app(stack: dict[str, Any]) -> None:
    key = {"authorization": f"Bearer {stack['apiKey']}"}
    async with insecure_channel(stack["adminUrl"].removeprefix("http://")) as channel:
        stub: Any = records_pb2_grpc.RecordsServiceStub(channel)
        with pytest.raises(AioRpcError) as refused:
            await stub.ListExports(records_pb2.ListExportsRequest(), metadata=tuple(key.items()))
        assert refused.value.code() is StatusCode.UNIMPLEMENTED


def test_it_listens_on_this_machine_only_and_its_socket_is_the_users(stack: dict[str, Any]) -> None:
    assert stack["adminUrl"].startswith("http://127.0.0.1:")
    socket = (Path(stack["data"]) / "admin.sock").stat()
    assert stat.S_ISSOCK(socket.st_mode) and stat.S_IMODE(socket.st_mode) == 0o600


def test_its_refusals_are_problems_and_its_page_is_locked_in(stack: dict[str, Any]) -> None:
    api = f"{stack['adminUrl']}/api/admin/v1"
    page = {"x-curae-console": "1"}
    refused = httpx.get(f"{api}/overview")
    assert_problem(refused, "UNAUTHENTICATED")
    assert refused.headers["www-authenticate"] == 'Cookie realm="console"'
    assert_problem(httpx.get(f"{api}/overview/events"), "UNAUTHENTICATED")
    assert_problem(httpx.delete(f"{api}/keys"), "METHOD_NOT_ALLOWED")
    assert_problem(httpx.get(f"{api}/nothing"), "NOT_FOUND")
    login = {"operator": "nobody", "password": "x"}
    assert_problem(httpx.post(f"{api}/login", json=login), "BAD_REQUEST")
    assert_problem(httpx.post(f"{api}/login", data=login, headers=page), "UNSUPPORTED_MEDIA_TYPE")
    assert_problem(httpx.post(f"{api}/login", json=login | {"extra": 1}, headers=page), "BAD_REQUEST")
    assert_problem(httpx.post(f"{api}/login", json=login | {"password": "x" * 5000}, headers=page), "PAYLOAD_TOO_LARGE")
    assert_problem(httpx.get(f"{api}/exports?limit=many"), "BAD_REQUEST")

    policy = httpx.get(stack["adminUrl"]).headers["content-security-policy"]
    assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= set(policy.split("; "))


def test_a_key_of_an_app_is_no_login(stack: dict[str, Any]) -> None:
    headers = {"authorization": f"Bearer {stack['apiKey']}", "x-curae-console": "1"}
    assert_problem(httpx.get(f"{stack['adminUrl']}/api/admin/v1/exports", headers=headers), "UNAUTHENTICATED")
