"""HTTP/1.0, which nginx talks to its upstreams by default: served, and never in chunks, which it does not have."""

import http.client
import io
import json
import socket
from typing import Any, cast

import pytest

from tests.rest.echo_door import KEY, EchoDoor

EXPORTS = "/api/sdk/v1/records/exports"
WITHIN_SECONDS = 30


class _Received:
    """What `http.client` reads a response from."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def makefile(self, _: str) -> io.BytesIO:
        return io.BytesIO(self._content)


def connect(door: EchoDoor) -> socket.socket:
    return socket.create_connection((door.settings.listen.host, door.settings.listen.port), WITHIN_SECONDS)


def exchange(door: EchoDoor, request: str, *lines: str, body: str = "") -> tuple[http.client.HTTPResponse, bytes]:
    """One request in a connection of its own, which Envoy has to close."""
    with connect(door) as peer:
        peer.sendall("\r\n".join((f"{request} HTTP/1.0", f"Authorization: {KEY}", *lines, "", body)).encode())
        received = b""
        while more := peer.recv(1 << 16):
            received += more
    response = http.client.HTTPResponse(cast(Any, _Received(received)), method=request.partition(" ")[0])
    response.begin()
    assert response.getheader("transfer-encoding") is None
    assert response.getheader("connection") == "close"
    return response, response.read()


@pytest.mark.parametrize("lines", [(), ("Host: x",), ("Host: x", "Connection: close")])
@pytest.mark.parametrize("path", ["/healthz", "/docs", "/openapi.json", f"{EXPORTS}/x", f"{EXPORTS}?limit=3"])
def test_it_is_served(echo_door: EchoDoor, path: str, lines: tuple[str, ...]) -> None:
    response, body = exchange(echo_door, f"GET {path}", *lines)
    assert response.status == 200
    assert len(body) == int(response.getheader("content-length", ""))


def test_a_body_is_taken(echo_door: EchoDoor) -> None:
    body = '{"namespace":"activity"}'
    lines = ("Content-Type: application/json", f"Content-Length: {len(body)}")
    response, answer = exchange(echo_door, "POST /api/sdk/v1/signals", *lines, body=body)
    assert response.status == 201
    assert json.loads(json.loads(answer)["signal"]["id"]) == {"namespace": "activity"}


def test_a_connection_is_kept_where_it_is_asked_for_and_the_answer_has_a_length(echo_door: EchoDoor) -> None:
    with connect(echo_door) as peer:
        for name in ("first", "second"):
            peer.sendall(
                f"GET {EXPORTS}/{name} HTTP/1.0\r\nAuthorization: {KEY}\r\nConnection: keep-alive\r\n\r\n".encode()
            )
            response = http.client.HTTPResponse(peer)
            response.begin()
            assert json.load(response)["export"]["id"] == name


@pytest.mark.parametrize("lines", [(), ("Connection: keep-alive",)])
def test_events_end_with_the_connection(echo_door: EchoDoor, lines: tuple[str, ...]) -> None:
    response, body = exchange(echo_door, f"GET {EXPORTS}/x/events", *lines)
    assert response.getheader("content-type") == "text/event-stream"
    assert body.count(b"\ndata: ") == 3


def test_a_cut_download_is_shorter_than_its_length(echo_door: EchoDoor) -> None:
    response, body = exchange(echo_door, f"GET {EXPORTS}/empty/artifact")
    assert (response.status, body) == (200, b"")
    with pytest.raises(http.client.IncompleteRead):
        exchange(echo_door, f"GET {EXPORTS}/cut/artifact")


def test_head_has_no_body(echo_door: EchoDoor) -> None:
    response, body = exchange(echo_door, f"HEAD {EXPORTS}/x")
    assert (response.status, body) == (200, b"")


def test_no_link_is_made_of_a_host_that_was_not_sent(echo_door: EchoDoor) -> None:
    _, body = exchange(echo_door, f"GET {EXPORTS}/metadata")
    assert b"x-forwarded-host" not in body
    _, body = exchange(echo_door, f"GET {EXPORTS}/metadata", "Host: a.example")
    assert b"x-forwarded-host='a.example'" in body
