"""What the gRPC server and Envoy bear: streams, pings, metadata, silence, slow senders."""

import contextlib
import socket
import time
from pathlib import Path
from typing import Any

import grpc
import h2.config
import h2.connection
import h2.errors
import h2.events
import h2.settings
import psutil
import pytest
from curae.sdk.v1 import records_pb2, records_pb2_grpc

from tests.parts.eventually import patience
from tests.parts.in_process import Stack, serving
from tests.parts.processes import free_ports
from tests.rest.echo_door import KEY, EchoDoor, echo_server, envoy
from tests.security.certificates import Authority

WITHIN_SECONDS = 30


class Peer:
    """A native client below gRPC: bytes, frames and the moment the other side hangs up."""

    def __init__(self, address: str) -> None:
        host, _, port = address.rpartition(":")
        self.socket = socket.create_connection((host, int(port)), timeout=WITHIN_SECONDS)
        self.http2 = h2.connection.H2Connection(h2.config.H2Configuration(header_encoding="utf-8"))
        self.http2.initiate_connection()
        self.flush()

    def flush(self) -> None:
        self.socket.sendall(self.http2.data_to_send())

    def until(self, kind: type) -> Any:
        """The first event of the kind. Raises ConnectionError where the connection ends before."""
        while data := self.socket.recv(1 << 16):
            events = self.http2.receive_data(data)
            with contextlib.suppress(OSError):
                self.flush()
            for event in events:
                if isinstance(event, kind):
                    return event
        raise ConnectionError


def test_a_connection_has_a_bound_of_streams(sqlite_stack: Stack) -> None:
    with serving(sqlite_stack) as address:
        settings = Peer(address).until(h2.events.RemoteSettingsChanged).changed_settings
        assert settings[h2.settings.SettingCodes.MAX_CONCURRENT_STREAMS].new_value == 1000


def test_who_pings_too_often_is_sent_away(sqlite_stack: Stack) -> None:
    with serving(sqlite_stack) as address:
        peer = Peer(address)
        for _ in range(5):
            peer.http2.ping(b"knock..!")
            peer.flush()
            time.sleep(0.02)
        away = peer.until(h2.events.ConnectionTerminated)
        assert away.error_code == h2.errors.ErrorCodes.ENHANCE_YOUR_CALM


def test_metadata_beyond_the_limit_is_refused(sqlite_stack: Stack) -> None:
    app = sqlite_stack.new_app()
    with serving(sqlite_stack) as address, grpc.insecure_channel(address) as channel:
        stub = records_pb2_grpc.RecordsServiceStub(channel)

        def call(count: int) -> None:
            more = [(f"x-filler-{number}", "x" * 4000) for number in range(count)]
            stub.ListExports(
                records_pb2.ListExportsRequest(), metadata=(*app.metadata(), *more), timeout=WITHIN_SECONDS
            )

        call(6)
        with pytest.raises(grpc.RpcError) as refused:
            call(12)
        assert refused.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
        call(6)  # the connection lives


def test_a_connection_that_says_nothing_is_closed(sqlite_stack: Stack) -> None:
    with serving(sqlite_stack) as address:
        host, _, port = address.rpartition(":")
        with socket.create_connection((host, int(port)), timeout=WITHIN_SECONDS) as silent:
            while silent.recv(1 << 16):
                pass


@pytest.fixture(scope="module")
def hasty() -> Any:
    """An Envoy as configured, but with its two patiences for senders at a second."""

    def hurry(config: dict[str, Any]) -> None:
        for listener in config["static_resources"]["listeners"]:
            manager = listener["filter_chains"][0]["filters"][0]["typed_config"]
            if listener["name"] == "door":
                assert manager["request_headers_timeout"] == "10s"
                assert manager["common_http_protocol_options"]["max_stream_duration"] == "300s"
                manager["request_headers_timeout"] = "1s"
                manager["common_http_protocol_options"]["max_stream_duration"] = "1s"

    (port,) = free_ports(1)
    with echo_server(port), envoy(port, change=hurry) as door:
        yield door


SLOW = {
    "headers": b"POST /api/sdk/v1/signals HTTP/1.1\r\nHost: x\r\n",
    "body": b"POST /api/sdk/v1/signals HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    b"Authorization: %b\r\nContent-Length: 999\r\n\r\n{",
    "chunks": b"POST /api/sdk/v1/signals HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    b"Authorization: %b\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
}


@pytest.mark.parametrize("part", SLOW)
def test_a_slow_sender_is_given_up(hasty: EchoDoor, part: str) -> None:
    listen = hasty.settings.listen
    drip = {"headers": b"X: y\r\n", "body": b" ", "chunks": b"1\r\n \r\n"}[part]
    with socket.create_connection((listen.host, listen.port), timeout=0.2) as slow:
        slow.sendall(SLOW[part].replace(b"%b", KEY.encode()))
        deadline = time.monotonic() + patience(WITHIN_SECONDS)
        answer = b""
        with contextlib.suppress(ConnectionError):
            while time.monotonic() < deadline:
                with contextlib.suppress(TimeoutError):
                    if not (more := slow.recv(4096)):
                        break
                    answer += more
                slow.sendall(drip)
            else:
                pytest.fail("the sender was listened to all the time")
    assert answer == b"" or answer.split()[1] in (b"400", b"408", b"504")


def test_envoy_is_started_without_our_secrets(live_stack: dict[str, Any]) -> None:
    environments = {name: psutil.Process(pid).environ() for name, pid in live_stack["processes"].items()}
    assert "CURAE_SIGNING_KEY" in environments["server"]
    assert not [name for name in environments["envoy"] if name.startswith(("CURAE_", "AWS_"))]


def test_a_tls_handshake_that_stalls_is_given_up(tmp_path: Path) -> None:
    tls = Authority(tmp_path, "ours").issue("envoy", "127.0.0.1")

    def hurry(config: dict[str, Any]) -> None:
        chain = config["static_resources"]["listeners"][0]["filter_chains"][0]
        assert chain["transport_socket_connect_timeout"] == "10s"
        chain["transport_socket_connect_timeout"] = "1s"

    (port,) = free_ports(1)
    with echo_server(port), envoy(port, tls=tls, change=hurry) as door:
        listen = door.settings.listen
        with socket.create_connection((listen.host, listen.port), timeout=WITHIN_SECONDS) as silent:
            silent.sendall(b"\x16\x03\x01\x02\x00")  # the beginning of a ClientHello
            while silent.recv(1 << 16):
                pass


def test_a_flood_of_resets_ends_its_connection(hasty: EchoDoor) -> None:
    peer = Peer(hasty.target)
    fields = [(":method", "GET"), (":path", "/docs"), (":scheme", "http"), (":authority", "x")]
    with pytest.raises(OSError):
        for _ in range(20_000):
            stream = peer.http2.get_next_available_stream_id()
            peer.http2.send_headers(stream, fields)
            peer.http2.reset_stream(stream)
            peer.flush()
