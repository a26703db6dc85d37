"""A slow download through Envoy whose right ends in the middle, on each pair of database and store.

With a key over HTTP/1.1 and by a signed link over HTTP/2: it fails after what was in flight, a new one is refused, and
the artifact goes.
"""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import httpx
import pytest
from sqlalchemy import update

from server.clock import utc_now
from server.domain.exports import Export
from server.services.rechecks import RECHECK_SECONDS
from server.store import tables
from tests.parts.eventually import eventually_async, patience
from tests.parts.exports import final, queue, working
from tests.parts.in_process import App, Stack, observation, serving
from tests.parts.processes import port_of
from tests.rest.echo_door import envoy
from tests.rest.problems import assert_problem
from tests.worker.test_worker import emptied

MEBIBYTE = 1 << 20
ARTIFACT_BYTES = 24 * MEBIBYTE
RATE_BYTES = 4 * MEBIBYTE  # a second, of each client
# What the server, Envoy and the kernel hold for a client that reads slowly.
IN_FLIGHT_BYTES = MEBIBYTE
PATIENCE_SECONDS = 60


def revoke(stack: Stack, app: App, _: Export) -> None:
    stack.accounts.revoke_connection(app.connection.id)


def expire(stack: Stack, _: App, export: Export) -> None:
    at = update(tables.exports).where(tables.exports.c.id == export.id).values(expires_at=utc_now())
    stack.database.write_now(lambda database: database.execute(at).rowcount)


@dataclass(slots=True)
class Reader:
    """One slow client. `failure` is what it saw in the end; None where the download looked complete."""

    client: httpx.AsyncClient
    url: str
    received: int = 0
    failure: Exception | None = None

    async def read(self) -> None:
        try:
            async with self.client.stream("GET", self.url) as response:
                assert response.status_code == 200
                async for chunk in response.aiter_raw():
                    self.received += len(chunk)
                    await asyncio.sleep(len(chunk) / RATE_BYTES)
        except httpx.TransportError as failure:
            self.failure = failure


def client(*, http2: bool, **headers: str) -> httpx.AsyncClient:
    """One whose kernel takes little ahead of it."""
    small = [(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)]
    transport = httpx.AsyncHTTPTransport(http1=not http2, http2=http2, socket_options=small)
    return httpx.AsyncClient(transport=transport, headers=headers, timeout=PATIENCE_SECONDS)


@pytest.mark.parametrize(
    ("end", "code"),
    [(revoke, "SDK_CONNECTION_NOT_ACTIVE"), (expire, "SDK_EXPORT_EXPIRED")],
    ids=["revoked", "expired"],
)
async def test_no_byte_leaves_beyond_those_in_flight(
    whole_stack: Stack, end: Callable[[Stack, App, Export], None], code: str
) -> None:
    stack, app = whole_stack, whole_stack.new_app()
    stack.imports.store(
        app.connection.id, [observation(n, padding=MEBIBYTE) for n in range(ARTIFACT_BYTES // MEBIBYTE)]
    )
    with serving(stack) as address, envoy(port_of(address)) as door:
        async with working(stack, lease_seconds=30.0):
            export = await final(stack, await queue(stack, app))
            path = f"{door.url}/api/sdk/v1/records/exports/{export.id}"
            async with (
                client(http2=False, authorization=app.authorization[1]) as with_key,
                client(http2=True) as anybody,
            ):
                link = (await with_key.get(f"{path}/download")).json()["download"]["url"].partition("?")[2]
                readers = [Reader(with_key, f"{path}/artifact"), Reader(anybody, f"{path}/artifact?{link}")]
                after_end = await received_after(readers, partial(end, stack, app, export))
                for reader, after in zip(readers, after_end, strict=True):
                    assert reader.failure is not None, "the download looks complete"
                    assert after <= IN_FLIGHT_BYTES + RATE_BYTES * patience(RECHECK_SECONDS)
                    assert_problem(await reader.client.get(reader.url), code)
            await emptied(stack)


async def received_after(readers: list[Reader], end: Callable[[], None]) -> list[int]:
    """How much each of them still received after `end`, which came in the middle."""
    async with asyncio.timeout(patience(PATIENCE_SECONDS)), asyncio.TaskGroup() as reading:
        for reader in readers:
            reading.create_task(reader.read())
        await eventually_async(lambda: min(reader.received for reader in readers) >= MEBIBYTE)
        await asyncio.to_thread(end)
        before = [reader.received for reader in readers]
    return [reader.received - each for reader, each in zip(readers, before, strict=True)]
