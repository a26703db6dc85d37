"""Several servers on one database: what happens once, happens once on all of them. On both databases."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import grpc
import httpx
import orjson
import pytest
from curae.fhir.v1 import smart_pb2, smart_pb2_grpc
from google.api import httpbody_pb2

from server.store.queue import queue_depth
from tests.fhir.outcomes import assert_outcome
from tests.fhir.place import ASYNC, SYSTEM, Place
from tests.fhir.smart_client import ASSERTION_TYPE, TOKEN, register
from tests.parts.eventually import eventually, patience
from tests.parts.in_process import App, opened_stack, serving
from tests.parts.processes import free_ports, kill_tree, port_of, spawn, temporary_folder, wait_until_ready
from tests.rest.echo_door import envoy

AT_ONCE = 12
ORIGIN = "https://sdk.example"
MANY_KICK_OFFS = 100


@pytest.fixture
def place(a_place_without_worker: Place) -> Place:
    return a_place_without_worker


def _queued(place: Place) -> int:
    return int(place.stack.database.read_now(queue_depth).queued)


@contextmanager
def dying_server(urls: dict[str, str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    folder = temporary_folder("dying")
    command = [sys.executable, "-m", "tests.fhir.dying_server", str(port), urls["database_url"], urls["artifacts_url"]]
    process = spawn(command, folder=folder)

    def accepts() -> bool:
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            stub = smart_pb2_grpc.SmartServiceStub(channel)
            try:
                stub.GetCapabilityStatement(smart_pb2.GetCapabilityStatementRequest(format="xml"), timeout=5)
            except grpc.RpcError as refused:
                return refused.code() is grpc.StatusCode.INVALID_ARGUMENT
        return True

    try:
        wait_until_ready(process, folder, accepts, 30)
        yield process
    finally:
        kill_tree(process)


def test_a_client_retries_what_a_killed_server_had_queued(place: Place, app: App, urls: dict[str, str]) -> None:
    """The only server is killed between the order and the answer."""
    before = _queued(place)
    headers = {"authorization": app.authorization[1]} | ASYNC
    (port,) = free_ports(1)
    with dying_server(urls, port) as process, envoy(port) as door, httpx.Client(base_url=door.url, timeout=20) as rest:
        cut = rest.get(SYSTEM, headers=headers)
        assert process.wait(patience(20)) == -signal.SIGKILL
        assert_outcome(cut, "UNAVAILABLE")
        assert cut.headers["retry-after"].isdigit()
        assert _queued(place) == before + 1
        with opened_stack(**urls, public_url=None, grpc_address=f"127.0.0.1:{port}") as stack, serving(stack):
            # Envoy answers 503 until it finds the new server.
            eventually(lambda: rest.get(SYSTEM, headers=headers).status_code != httpx.codes.SERVICE_UNAVAILABLE)
            answers = [rest.get(SYSTEM, headers=headers) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.headers["content-location"] for answer in answers}) == 1
    assert _queued(place) == before + 1


def test_envoy_asks_another_server_and_one_export_is_queued(place: Place, app: App, urls: dict[str, str]) -> None:
    before = _queued(place)
    headers = {"authorization": app.authorization[1]} | ASYNC
    (port,) = free_ports(1)
    with (
        dying_server(urls, port) as process,
        envoy(port, port_of(place.grpc_address)) as door,
        httpx.Client(base_url=door.url, timeout=20) as rest,
    ):
        asked = 0
        while process.poll() is None:
            assert asked < MANY_KICK_OFFS, "Envoy never chose the server that is to die"
            assert rest.get(f"{SYSTEM}?_since={2000 + asked}-01-01", headers=headers).status_code == 202
            asked += 1
    assert process.wait() == -signal.SIGKILL
    assert _queued(place) == before + asked


async def test_an_assertion_is_good_once_on_several_servers(place: Place, app: App, urls: dict[str, str]) -> None:
    """Each server has connections of its own to the one database; the same assertion comes to all of them at once."""
    client = register(place, app)
    form = {
        "grant_type": "client_credentials",
        "scope": "system/*.rs",
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": client.assertion(aud=f"{ORIGIN}{TOKEN}"),
    }
    body = httpbody_pb2.HttpBody(content_type="application/x-www-form-urlencoded", data=urlencode(form).encode("ascii"))

    async def ask(address: str) -> list[str]:
        async with grpc.aio.insecure_channel(address) as channel:
            call = smart_pb2_grpc.SmartServiceStub(channel).IssueToken
            answers = await asyncio.gather(*(call(smart_pb2.IssueTokenRequest(body=body)) for _ in range(AT_ONCE)))
        documents = [orjson.loads(answer.data) for answer in answers]
        assert all("jti" in document["error_description"] for document in documents if "error" in document)
        return [document["access_token"] for document in documents if "access_token" in document]

    with (
        opened_stack(**urls, public_url=ORIGIN) as first,
        opened_stack(**urls, public_url=ORIGIN) as second,
        serving(first) as here,
        serving(second) as there,
    ):
        tokens = [token for tokens in await asyncio.gather(ask(here), ask(there)) for token in tokens]
    assert len(tokens) == 1
