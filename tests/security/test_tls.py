"""TLS between Envoy and a server on another machine: real certificates, the real Envoy, the real server."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import grpc
import httpx
import pytest
from curae.sdk.v1 import records_pb2, records_pb2_grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from server.cli.door import door_settings
from server.config import ConfigurationError, read_settings
from server.envoy.launch import admin_answer
from server.envoy.settings import UpstreamTls
from server.rpc.tls import server_credentials
from tests.parts.eventually import eventually
from tests.parts.in_process import Stack, opened_stack, serving, sqlite_urls
from tests.parts.processes import port_of
from tests.rest.echo_door import EchoDoor, envoy
from tests.security.certificates import Authority


@pytest.fixture
def ours(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "ours")


def over_tls(folder: Path, ours: Authority, **more: Any) -> Any:
    server = ours.issue("server", "127.0.0.1")
    return opened_stack(**sqlite_urls(folder), grpc_tls_certificate=server.certificate, grpc_tls_key=server.key, **more)


def health(address: str, credentials: grpc.ChannelCredentials | None) -> int:
    channel = grpc.secure_channel(address, credentials) if credentials else grpc.insecure_channel(address)
    with channel:
        stub = health_pb2_grpc.HealthStub(channel)
        return int(stub.Check(health_pb2.HealthCheckRequest(), timeout=10, wait_for_ready=False).status)


def assert_never_healthy(door: EchoDoor) -> None:
    """It tried and failed, which is more than not having tried yet."""
    eventually(lambda: _health_checks(door)["failure"] >= 2)
    assert _health_checks(door)["success"] == 0
    assert httpx.get(f"{door.url}/healthz").status_code == 503


def _health_checks(door: EchoDoor) -> dict[str, int]:
    stats = admin_answer(
        door.settings.admin_socket, "GET", "/stats?filter=^cluster.server.health_check.(success|failure)$"
    )
    lines = [line.rpartition(".")[2].split(": ") for line in stats.splitlines()]
    return {name: int(value) for name, value in lines}


def test_a_caller_reaches_the_server_through_envoy_over_mutual_tls(tmp_path: Path, ours: Authority) -> None:
    with over_tls(tmp_path, ours, grpc_tls_client_ca=ours.certificate) as stack, serving(stack) as address:
        upstream = UpstreamTls(authority=ours.certificate, names=("127.0.0.1",), client=ours.issue("envoy"))
        with envoy(port_of(address), upstream_tls=upstream) as door:
            app = stack.new_app()
            answer = httpx.get(f"{door.url}/api/sdk/v1/records/exports", headers=dict([app.authorization]))
            assert (answer.status_code, answer.json()["exports"]) == (200, [])


@pytest.mark.parametrize("client", ["nobody", "strangers"])
def test_an_envoy_without_a_certificate_of_ours_is_refused(tmp_path: Path, ours: Authority, client: str) -> None:
    shown = {"nobody": None, "strangers": Authority(tmp_path, "theirs").issue("stranger")}[client]
    with over_tls(tmp_path, ours, grpc_tls_client_ca=ours.certificate) as stack, serving(stack) as address:
        upstream = UpstreamTls(authority=ours.certificate, names=("127.0.0.1",), client=shown)
        with envoy(port_of(address), upstream_tls=upstream, awaited_status=503) as door:
            assert_never_healthy(door)


def test_envoy_takes_no_server_with_another_name_or_authority(tmp_path: Path, ours: Authority) -> None:
    with over_tls(tmp_path, ours) as stack, serving(stack) as address:
        for upstream in (
            UpstreamTls(authority=ours.certificate, names=("server.internal",)),
            UpstreamTls(authority=Authority(tmp_path, "theirs").certificate, names=("127.0.0.1",)),
        ):
            with envoy(port_of(address), upstream_tls=upstream, awaited_status=503) as door:
                assert_never_healthy(door)


def test_a_native_caller_needs_tls_and_where_asked_for_a_certificate(tmp_path: Path, ours: Authority) -> None:
    trust = ours.certificate.read_bytes()
    mine = ours.issue("client")
    with over_tls(tmp_path, ours, grpc_tls_client_ca=ours.certificate) as stack, serving(stack) as address:
        shown = grpc.ssl_channel_credentials(trust, mine.key.read_bytes(), mine.certificate.read_bytes())
        assert health(address, shown) == health_pb2.HealthCheckResponse.SERVING
        for refused in (None, grpc.ssl_channel_credentials(trust)):
            with pytest.raises(grpc.RpcError) as failure:
                health(address, refused)
            assert failure.value.code() is grpc.StatusCode.UNAVAILABLE


def test_without_settings_loopback_stays_plain(sqlite_stack: Stack) -> None:
    assert server_credentials(sqlite_stack.settings) is None
    with serving(sqlite_stack) as address, grpc.insecure_channel(address) as channel:
        app = sqlite_stack.new_app()
        stub = records_pb2_grpc.RecordsServiceStub(channel)
        stub.ListExports(records_pb2.ListExportsRequest(), metadata=app.metadata(), timeout=10)


@pytest.mark.parametrize(
    ("half", "check", "named"),
    [
        (["grpc_tls_certificate"], server_credentials, "CURAE_GRPC_TLS_KEY"),
        (["grpc_tls_client_ca"], server_credentials, "CURAE_GRPC_TLS_CERTIFICATE"),
        (["upstream_tls_ca", "upstream_tls_key"], "door", "CURAE_UPSTREAM_TLS_CERTIFICATE"),
        (["upstream_tls_certificate", "upstream_tls_key"], "door", "CURAE_UPSTREAM_TLS_CA"),
        (["grpc_tls_certificate", "grpc_tls_key"], "door", "CURAE_UPSTREAM_TLS_CA"),
    ],
)
def test_half_of_a_setting_is_named(
    tmp_path: Path, ours: Authority, half: list[str], check: Callable[..., object] | str, named: str
) -> None:
    made = ours.issue("any")
    files = {name: made.key if name.endswith("key") else made.certificate for name in half}
    settings = read_settings(**files)
    with pytest.raises(ConfigurationError, match=named):
        if callable(check):
            check(settings)
        else:
            door_settings(settings, tmp_path)
