"""HTTP/2 request trailers, which gRPC does not have: they reach no server, whatever their names."""

import socket
import struct

import h2.config
import h2.connection
import h2.events
import pytest
from curae.sdk.v1 import records_pb2

from tests.rest.echo_door import KEY, EchoDoor

WITHIN_SECONDS = 30
REST = ("/api/sdk/v1/signals", "application/json", b'{"namespace":"activity"}')
_MESSAGE = records_pb2.GetExportRequest(export_id="x").SerializeToString()
NATIVE = (
    "/curae.sdk.v1.RecordsService/GetExport",
    "application/grpc",
    b"\0" + struct.pack(">I", len(_MESSAGE)) + _MESSAGE,
)
HEALTH = ("/grpc.health.v1.Health/Check", "application/grpc", bytes(5))


def answer(door: EchoDoor, call: tuple[str, str, bytes], trailers: list[tuple[str, str]]) -> dict[str, str]:
    """All header fields of the response, its trailers included."""
    path, content_type, body = call
    config = h2.config.H2Configuration(header_encoding="utf-8", validate_outbound_headers=False)
    connection = h2.connection.H2Connection(config)
    connection.initiate_connection()
    fields = [(":method", "POST"), (":path", path), (":scheme", "http"), (":authority", door.target)]
    fields += [("content-type", content_type), ("te", "trailers"), ("authorization", KEY)]
    connection.send_headers(1, fields)
    connection.send_data(1, body)
    connection.send_headers(1, trailers, end_stream=True)
    seen: dict[str, str] = {}
    with socket.create_connection((door.settings.listen.host, door.settings.listen.port), WITHIN_SECONDS) as peer:
        peer.sendall(connection.data_to_send())
        while data := peer.recv(1 << 16):
            for event in connection.receive_data(data):
                if isinstance(event, h2.events.ResponseReceived | h2.events.TrailersReceived):
                    seen |= {str(name): str(value) for name, value in event.headers or ()}
                if isinstance(event, h2.events.StreamReset):
                    return seen | {"reset": str(event.error_code)}
                if isinstance(event, h2.events.StreamEnded):
                    return seen
            peer.sendall(connection.data_to_send())
    raise ConnectionError("the connection ended before the response")


@pytest.mark.parametrize(
    "trailers",
    [
        [("x-checksum", "1")],
        [("a!b", "1")],
        [("x-bin", "!!")],
        [("grpc-timeout", "1n")],
        [("authorization", "Bearer other")],
        [(f"x-{number}", "y" * 1000) for number in range(40)],
    ],
    ids=lambda trailers: trailers[0][0],
)
@pytest.mark.parametrize("call", [REST, NATIVE, HEALTH], ids=["rest", "native", "health"])
def test_trailers_change_nothing(
    echo_door: EchoDoor, call: tuple[str, str, bytes], trailers: list[tuple[str, str]]
) -> None:
    seen = answer(echo_door, call, trailers)
    assert seen[":status"] == ("201" if call is REST else "200")
    if call is not REST:
        assert seen["grpc-status"] == "0"
