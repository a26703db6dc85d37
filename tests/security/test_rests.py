"""What Envoy refuses by itself, since a server would: a key over its share costs the others little."""

import asyncio
import json
import socket
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack

import httpx
import pytest

from server.limits import MAX_CALLS_BESIDE_OTHERS, MAX_STREAMS_A_CONNECTION
from tests.parts.attackers.http2 import Http2, fields, grpc_fields, http2
from tests.parts.attackers.made_up_key import made_up_key
from tests.parts.attackers.target import Target
from tests.parts.eventually import eventually_async, patience
from tests.rest.echo_door import EchoDoor
from tests.rest.problems import assert_problem

EXPORTS = "/api/sdk/v1/records/exports"
BATCH = "/api/sdk/v1/signals:batch"
INGEST = "/curae.sdk.v1.SignalsService/IngestSignal"
WITHIN_SECONDS = 60
RETRY_AFTER_SECONDS = 7  # of the echo's refusals
HALF_A_SHARE_AND_MORE_BYTES = 600 << 10


@pytest.fixture
def authorization() -> dict[str, str]:
    return {"authorization": f"Bearer {made_up_key()}"}


def test_downloads_of_a_key_rest_once_a_server_refused_one(echo: EchoDoor, authorization: dict[str, str]) -> None:
    with httpx.Client(base_url=echo.url, timeout=WITHIN_SECONDS) as client:  # one connection: one thread of Envoy
        refused = client.get(f"{EXPORTS}/RATE_LIMITED/artifact", headers=authorization)
        assert_problem(refused, "RATE_LIMITED")
        assert refused.headers["retry-after"] == str(RETRY_AFTER_SECONDS)
        rested = client.head(f"{EXPORTS}/whole/artifact", headers=authorization)
        assert rested.status_code == 429, "no server was asked: the echo has this one"
        assert RETRY_AFTER_SECONDS - 2 <= int(rested.headers["retry-after"]) <= RETRY_AFTER_SECONDS
        assert client.get(f"{EXPORTS}/any", headers=authorization).status_code == 200, "another method"
        other = {"authorization": f"Bearer {made_up_key()}"}
        assert client.head(f"{EXPORTS}/whole/artifact", headers=other).status_code == 200


def test_the_rest_ends_at_the_time_of_retry_after(echo: EchoDoor, authorization: dict[str, str]) -> None:
    """And Envoy's own refusals do not make it longer."""
    began = time.monotonic()
    with httpx.Client(base_url=echo.url, timeout=WITHIN_SECONDS) as client:
        client.get(f"{EXPORTS}/RATE_LIMITED/artifact", headers=authorization)
        while client.head(f"{EXPORTS}/whole/artifact", headers=authorization).status_code == 429:
            assert time.monotonic() - began < WITHIN_SECONDS
            time.sleep(0.25)
    assert time.monotonic() - began >= RETRY_AFTER_SECONDS - 1


def test_other_refusals_let_a_key_go_on(echo: EchoDoor, authorization: dict[str, str]) -> None:
    with httpx.Client(base_url=echo.url, timeout=WITHIN_SECONDS) as client:
        unavailable = client.get(f"{EXPORTS}/UNAVAILABLE/artifact", headers=authorization)
        assert unavailable.status_code == 503
        assert "retry-after" in unavailable.headers
        assert client.get(f"{EXPORTS}/RATE_LIMITED", headers=authorization).status_code == 429, "no share of downloads"
        assert client.head(f"{EXPORTS}/whole/artifact", headers=authorization).status_code == 200


async def calls_refused(echo: EchoDoor, keys: Sequence[tuple[str, int]], least: int) -> int:
    """Holds calls of each key open on each of three connections; gives how many were refused, `least` at least."""
    target = Target(host=echo.settings.listen.host, port=echo.settings.listen.port)
    counts: Counter[str] = Counter()

    async def read(connection: Http2) -> None:
        while True:
            await connection.receive(patience(WITHIN_SECONDS))

    async with AsyncExitStack() as held:
        reading = []
        for _ in range(3):
            connection = await held.enter_async_context(http2(target, Counter()))
            for key, _ in keys:  # a server accepts it at this thread of Envoy
                connection.open(fields(target, "GET", f"{EXPORTS}/any", [("authorization", key)]))
                await connection.flush()
                await connection.until_ended(patience(WITHIN_SECONDS))
            connection.counts = counts
            for key, count in reversed(keys):
                for _ in range(count):
                    connection.open([*grpc_fields(target, INGEST), ("authorization", key)], ends=False)
            await connection.flush()
            reading.append(asyncio.create_task(read(connection)))
        await asyncio.sleep(0.5)
        await eventually_async(lambda: counts["gRPC 14"] >= least)
        for each in reading:
            each.cancel()
        await asyncio.wait(reading)  # their sockets are closed next
    return counts["gRPC 14"]


async def test_calls_of_a_key_that_are_under_way_have_a_share(echo: EchoDoor) -> None:
    """A larger one while the thread has no calls of others. Three connections are on two threads: two are on one."""
    ours, others = f"Bearer {made_up_key()}", f"Bearer {made_up_key()}"
    streams = MAX_STREAMS_A_CONNECTION
    assert await calls_refused(echo, [(ours, streams)], least=0) == 0
    beyond = 3 * (streams - 1) - 2 * MAX_CALLS_BESIDE_OTHERS
    assert await calls_refused(echo, [(ours, streams - 1), (others, 1)], least=beyond) < 3 * (streams - 1)


def batch_of(size_bytes: int) -> bytes:
    signal = {"connectionId": "c", "namespace": "n", "signalType": "t", "payload": {"note": "x" * size_bytes}}
    return json.dumps({"items": [{"idempotencyKey": "k", "signal": signal}]}).encode()


def test_batches_of_a_key_that_come_together_share_a_mebibyte(echo: EchoDoor, authorization: dict[str, str]) -> None:
    """Three on two threads of Envoy: a thread takes one of them, and small ones beside it."""
    body = batch_of(HALF_A_SHARE_AND_MORE_BYTES)
    headers = f"Authorization: {authorization['authorization']}\r\nContent-Type: application/json\r\nIdempotency-Key: k"
    head = f"POST {BATCH} HTTP/1.1\r\nHost: x\r\n{headers}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    listen = echo.settings.listen
    peers = [socket.create_connection((listen.host, listen.port), WITHIN_SECONDS) for _ in range(3)]
    try:
        for peer in peers:
            peer.sendall(head + body[:-1])
            time.sleep(0.2)  # its key is proven before the next one comes
        with httpx.Client(base_url=echo.url, headers=authorization, timeout=WITHIN_SECONDS) as client:
            sent = {"content-type": "application/json", "idempotency-key": "small"}
            assert client.post(BATCH, content=batch_of(1000), headers=sent).status_code == 200
        for peer in peers:
            peer.sendall(body[-1:])
        answers = Counter(peer.recv(12) for peer in peers)
    finally:
        for peer in peers:
            peer.close()
    assert answers.keys() == {b"HTTP/1.1 200", b"HTTP/1.1 429"}
    with httpx.Client(base_url=echo.url, headers=authorization, timeout=WITHIN_SECONDS) as client:
        for _ in range(3):  # one after the other, each has the share
            sent = {"content-type": "application/json", "idempotency-key": "again"}
            assert client.post(BATCH, content=body, headers=sent).status_code == 200
