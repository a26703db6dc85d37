"""HTTP/2 below what httpx shows: every block of headers that a response brings, trailers included."""

import socket

import h2.config
import h2.connection
import h2.events

from tests.rest.echo_door import KEY, EchoDoor

Block = list[tuple[str, str]]
WINDOW_BYTES = 1 << 30


def frames(door: EchoDoor, path: str) -> list[Block]:
    """The header blocks of one GET, in order."""
    connection = h2.connection.H2Connection(h2.config.H2Configuration(header_encoding="utf-8"))
    connection.initiate_connection()
    connection.increment_flow_control_window(WINDOW_BYTES)
    request = [
        (":method", "GET"),
        (":path", path),
        (":scheme", "http"),
        (":authority", door.target),
        ("authorization", KEY),
    ]
    connection.send_headers(1, request, end_stream=True)
    with socket.create_connection((door.settings.listen.host, door.settings.listen.port), timeout=10) as peer:
        peer.sendall(connection.data_to_send())
        return _blocks(connection, peer)


def _blocks(connection: h2.connection.H2Connection, peer: socket.socket) -> list[Block]:
    blocks: list[Block] = []
    while data := peer.recv(1 << 16):
        for event in connection.receive_data(data):
            if isinstance(event, h2.events.ResponseReceived | h2.events.TrailersReceived):
                blocks.append([(str(name), str(value)) for name, value in event.headers or ()])
            if isinstance(event, h2.events.StreamEnded):
                return blocks
        peer.sendall(connection.data_to_send())
    raise ConnectionError("the connection ended before the response")
