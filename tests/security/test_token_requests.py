"""What somebody without a key, or an app with a hostile JWKS URL, can do to the access tokens of others."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fhir.place import Place, idle_place
from tests.fhir.smart_client import ASSERTION_TYPE, TOKEN, SmartApp, jwks_of, new_key, register
from tests.parts.eventually import eventually
from tests.parts.in_process import sqlite_urls

REQUESTS = 60  # of one address, which has room for 100 that are refused
SLOW_CLIENTS = 3


@dataclass(kw_only=True)
class Publisher:
    """A server of JWKS documents. Without a document it accepts connections and says nothing."""

    url: str
    document: Any
    fetches: int = 0
    held: list[socket.socket] = field(default_factory=list)

    def serve(self, listener: socket.socket) -> None:
        with suppress(OSError):  # it is closed at the end of its test
            while True:
                connection, _ = listener.accept()
                self.fetches += 1
                self.held.append(connection)
                if self.document is not None:
                    self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        body = json.dumps(self.document).encode()
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body)


@contextmanager
def publishing(document: Any) -> Iterator[Publisher]:
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        publisher = Publisher(url=f"http://127.0.0.1:{listener.getsockname()[1]}/jwks.json", document=document)
        threading.Thread(target=publisher.serve, args=(listener,), daemon=True).start()
        yield publisher
        listener.shutdown(socket.SHUT_RDWR)
    for connection in publisher.held:
        connection.close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with idle_place(sqlite_urls(tmp_path), webhooks_allow_private=True) as place:
        yield place


def publishing_client(place: Place, publisher: Publisher, app: Any, key: Any) -> SmartApp:
    return replace(register(place, app, jwks_url=publisher.url), key=key)


def ask_at_once(clients: list[SmartApp], count: int) -> tuple[threading.Thread, list[int]]:
    """The statuses come as the requests end."""
    statuses: list[int] = []
    assertions = [clients[number % len(clients)].assertion() for number in range(count)]
    url = f"{clients[0].place.url}{TOKEN}"

    async def ask(client: httpx.AsyncClient, assertion: str) -> None:
        form = {
            "grant_type": "client_credentials",
            "scope": "system/*.rs",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion,
        }
        statuses.append((await client.post(url, data=form)).status_code)

    async def ask_all() -> None:
        limits = httpx.Limits(max_connections=count)
        async with httpx.AsyncClient(timeout=120, limits=limits) as client:
            await asyncio.gather(*(ask(client, assertion) for assertion in assertions))

    asking = threading.Thread(target=lambda: asyncio.run(ask_all()))
    asking.start()
    return asking, statuses


def test_urls_that_do_not_answer_delay_no_other_app(place: Place) -> None:
    key = new_key()
    with publishing(None) as silent, publishing(jwks_of(key)) as published:
        app, other = place.stack.new_app(), place.stack.new_app()
        hostile = [
            replace(register(place, app, jwks_url=f"{silent.url}?{number}"), key=key) for number in range(SLOW_CLIENTS)
        ]
        registered, publishes = register(place, other), publishing_client(place, published, other, key)
        asking, statuses = ask_at_once(hostile, REQUESTS)
        eventually(lambda: silent.fetches >= 2)
        assert registered.ask().status_code == 200
        assert publishes.ask().status_code == 200
        assert place.rest.get("/fhir/metadata").status_code == 200
        asking.join()
    assert statuses == [503] * REQUESTS
    assert silent.fetches <= SLOW_CLIENTS, "one for each URL, however many ask at once"


def test_many_requests_at_once_ask_a_url_once(place: Place) -> None:
    key = new_key()
    with publishing(jwks_of(key)) as published:
        client = publishing_client(place, published, place.stack.new_app(), key)
        asking, statuses = ask_at_once([client], 20)
        asking.join()
        assert 200 in statuses
        assert set(statuses) <= {200, 503}
        assert client.ask().status_code == 200
        assert published.fetches == 1


@pytest.mark.parametrize(
    "poison",
    [
        {"kid": "x", "kty": []},
        {"kid": "x", "kty": {}},
        {"kid": "x", "kty": "EC", "alg": [], "use": {}},
        {"kid": "x", "kty": "EC", "crv": [], "x": 1, "y": None},
        {"kid": "x", "kty": "RSA", "n": "", "e": "A" * 1000},
        {"kid": ["k"], "kty": "EC"},
        [],
        None,
    ],
    ids=repr,
)
def test_one_hostile_key_of_a_document_takes_no_other_with_it(place: Place, poison: Any) -> None:
    key = new_key()
    with publishing({"keys": [poison, *jwks_of(key)["keys"]]}) as published:
        client = publishing_client(place, published, place.stack.new_app(), key)
        assert client.ask().status_code == 200


@pytest.mark.parametrize("operations", [["sign"], ["encrypt"], "verify", 5, [[]]], ids=repr)
def test_operations_of_a_key_that_mean_nothing_are_passed_by(place: Place, operations: Any) -> None:
    key = new_key()
    (public,) = jwks_of(key)["keys"]
    with publishing({"keys": [public | {"key_ops": operations}]}) as published:
        client = publishing_client(place, published, place.stack.new_app(), key)
        assert client.ask().status_code == 200
