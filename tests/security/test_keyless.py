"""What needs no key, or has none that a server has accepted, has a small share: callers with keys feel nothing."""

import contextlib
import secrets
import socket
from collections.abc import Iterator
from typing import Any

import grpc
import h2.config
import h2.connection
import h2.errors
import h2.events
import httpx
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from server.envoy.settings import Budget, RateLimit
from server.limits import MAX_KEYLESS_STREAMS_A_MINUTE
from tests.parts.eventually import eventually, patience
from tests.parts.in_process import Stack, serving
from tests.parts.processes import port_of
from tests.rest.echo_door import EchoDoor, envoy

EXPORTS = "/api/sdk/v1/records/exports"
WITHIN_SECONDS = 30
WATCH = "/grpc.health.v1.Health/Watch"
REFLECTION = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"
OPENED = 128 * 4


@pytest.fixture
def door(sqlite_stack: Stack) -> Iterator[EchoDoor]:
    """A real Envoy before a real server."""
    with serving(sqlite_stack) as address, envoy(port_of(address)) as made:
        yield made


def random_key() -> str:
    return "Bearer cae_live_" + "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz234567") for _ in range(52))


class Attacker:
    """One HTTP/2 connection that opens streams and leaves them open."""

    def __init__(self, door: EchoDoor, *, idle_seconds: float = 2) -> None:
        listen = door.settings.listen
        self._socket = socket.create_connection((listen.host, listen.port), patience(idle_seconds))
        self._http2 = h2.connection.H2Connection(h2.config.H2Configuration(header_encoding="utf-8"))
        self._http2.initiate_connection()
        self.open: set[int] = set()
        self.statuses: list[str] = []

    def call(self, path: str, count: int, **headers: str) -> None:
        """Opens `count` native streams whose requests never end."""
        for _ in range(count):
            stream = self._http2.get_next_available_stream_id()
            fields = [(":method", "POST"), (":path", path), (":scheme", "http"), (":authority", "x")]
            fields += [("content-type", "application/grpc"), ("te", "trailers"), *headers.items()]
            self._http2.send_headers(stream, fields)
            self._http2.send_data(stream, bytes(5))
            self.open.add(stream)
        self._socket.sendall(self._http2.data_to_send())

    def settle(self) -> None:
        """Reads until nothing comes for a while."""
        with contextlib.suppress(TimeoutError):
            while data := self._socket.recv(1 << 16):
                for event in self._http2.receive_data(data):
                    self._note(event)
                self._socket.sendall(self._http2.data_to_send())

    def _note(self, event: h2.events.Event) -> None:
        if isinstance(event, h2.events.ResponseReceived):
            status = dict(event.headers or ()).get("grpc-status")
            self.statuses += [str(status)] if status else []
        if isinstance(event, h2.events.StreamEnded | h2.events.StreamReset):
            self.open.discard(event.stream_id or 0)

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def attackers() -> Iterator[list[Attacker]]:
    opened: list[Attacker] = []
    yield opened
    for each in opened:
        each.close()


@pytest.mark.parametrize("path", [WATCH, REFLECTION])
def test_keyless_streams_have_a_share_and_keys_feel_nothing(
    sqlite_stack: Stack, door: EchoDoor, attackers: list[Attacker], path: str
) -> None:
    key = dict([sqlite_stack.new_app().authorization])
    for _ in range(OPENED // 128):
        attackers.append(Attacker(door))
        attackers[-1].call(path, 128)
    for each in attackers:
        each.settle()
    held = sum(len(each.open) for each in attackers)
    assert held <= 2 * MAX_KEYLESS_STREAMS_A_MINUTE
    refused = [status for each in attackers for status in each.statuses]
    assert len(refused) >= OPENED - held
    assert set(refused) <= {"8", "14"}
    with httpx.Client(base_url=door.url, headers=key, timeout=WITHIN_SECONDS) as client:
        assert {client.get(EXPORTS).status_code for _ in range(50)} == {200}
        assert client.get("/healthz").status_code == 200


def test_a_keyless_stream_ends_by_itself(sqlite_stack: Stack) -> None:
    def hurry(config: dict[str, Any]) -> None:
        manager = config["static_resources"]["listeners"][0]["filter_chains"][0]["filters"][0]["typed_config"]
        for route in manager["route_config"]["virtual_hosts"][0]["routes"]:
            if route.get("name") == "keyless_streams":
                assert route["route"]["max_stream_duration"]["max_stream_duration"] == "60s"
                route["route"]["max_stream_duration"]["max_stream_duration"] = "1s"

    with serving(sqlite_stack) as address, envoy(port_of(address), change=hurry) as door:
        attacker = Attacker(door, idle_seconds=WITHIN_SECONDS)
        attacker.call(WATCH, 3)
        attacker._socket.settimeout(1)

        def ended() -> bool:
            attacker.settle()
            return not attacker.open

        eventually(ended)
        attacker.close()


def test_health_and_reflection_are_served_without_a_key(door: EchoDoor) -> None:
    with grpc.insecure_channel(door.target) as channel:
        health: Any = health_pb2_grpc.HealthStub(channel)
        request = health_pb2.HealthCheckRequest()
        assert health.Check(request, timeout=WITHIN_SECONDS).status == health_pb2.HealthCheckResponse.SERVING
        watch = health.Watch(request, timeout=WITHIN_SECONDS)
        assert next(watch).status == health_pb2.HealthCheckResponse.SERVING
        watch.cancel()
        reflection: Any = reflection_pb2_grpc.ServerReflectionStub(channel)
        question = reflection_pb2.ServerReflectionRequest(list_services="")
        (answer,) = reflection.ServerReflectionInfo(iter([question]), timeout=WITHIN_SECONDS)
        assert answer.list_services_response.service


@pytest.mark.parametrize("random", [random_key, lambda: f"Bearer {secrets.token_hex(8)}", lambda: secrets.token_hex(8)])
def test_random_keys_pass_no_limit_and_push_no_key_out(sqlite_stack: Stack, random: Any) -> None:
    app = sqlite_stack.new_app()
    quota, budget = RateLimit(requests=3, window_seconds=600), Budget(keyless_requests_a_minute=60)
    with (
        serving(sqlite_stack) as address,
        envoy(port_of(address), rate_limit=quota, budget=budget) as door,
    ):
        used_up = dict([app.authorization])

        def get(headers: dict[str, str]) -> int:
            return httpx.get(f"{door.url}{EXPORTS}", headers=headers, timeout=WITHIN_SECONDS).status_code

        assert [get(used_up) for _ in range(4)] == [200, 200, 200, 429]
        with httpx.Client(base_url=door.url, timeout=WITHIN_SECONDS) as client:
            # A key known here goes on whatever comes from its address.
            statuses = [client.get(EXPORTS, headers={"authorization": random()}).status_code for _ in range(600)]
        assert set(statuses) == {401, 429}
        assert statuses.count(401) < 300
        assert [get(used_up) for _ in range(8)] == [429] * 8


@pytest.mark.parametrize("path", [f"{EXPORTS}/x/artifact", f"{EXPORTS}/x/events", f"{EXPORTS}/x", "/docs", "/nope"])
def test_no_path_proves_a_random_key(sqlite_stack: Stack, path: str) -> None:
    budget = Budget(keyless_requests_a_minute=30)
    with (
        serving(sqlite_stack) as address,
        envoy(port_of(address), budget=budget) as door,
        httpx.Client(base_url=door.url, timeout=WITHIN_SECONDS) as client,
    ):
        keys = [random_key() for _ in range(200)] + [random_key()] * 100
        assert client.get(path, headers={"authorization": keys[0]}).status_code in (200, 401, 404)
        assert [client.get(path, headers={"authorization": key}).status_code for key in keys][-1] == 429


def test_a_key_that_a_server_accepted_is_not_counted_for_its_address(sqlite_stack: Stack) -> None:
    budget = Budget(keyless_requests_a_minute=20)
    key = dict([sqlite_stack.new_app().authorization])
    with (
        serving(sqlite_stack) as address,
        envoy(port_of(address), budget=budget) as door,
        httpx.Client(base_url=door.url, timeout=WITHIN_SECONDS) as client,
    ):
        assert client.get(EXPORTS, headers=key).status_code == 200
        while client.get(EXPORTS).status_code != 429:
            pass
        assert {client.get(EXPORTS, headers=key).status_code for _ in range(100)} == {200}


def test_a_revoked_key_is_unknown_again(sqlite_stack: Stack, door: EchoDoor) -> None:
    app = sqlite_stack.new_app()
    key = dict([app.authorization])
    with httpx.Client(base_url=door.url, timeout=WITHIN_SECONDS) as client:
        assert client.get(EXPORTS, headers=key).status_code == 200
        sqlite_stack.accounts.revoke_key(app.key.key.id)
        eventually(lambda: client.get(EXPORTS, headers=key).status_code != 200)
        assert client.get(EXPORTS, headers=key).json()["code"] == "UNAUTHENTICATED"


def test_what_has_no_key_is_refused_natively_by_its_headers(door: EchoDoor, attackers: list[Attacker]) -> None:
    attackers.append(Attacker(door))
    for key in ({}, {"authorization": "Bearer x"}, {"authorization": random_key()}):
        attackers[-1].call("/curae.sdk.v1.SignalsService/IngestSignals", 1, **key)
    attackers[-1].settle()
    assert attackers[-1].statuses == ["16"] * 3
    assert not attackers[-1].open
