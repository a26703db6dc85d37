"""A store that stalls in the middle of an export for longer than the lease: nobody takes it over, and it ends once."""

import asyncio
import hashlib
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.clock import utc_now
from server.domain.exports import Export, ExportStatus
from server.domain.retry import Retry
from server.services.artifact_copy import Copy
from server.store import records, tables
from server.worker import loop
from tests.parts.exports import final, queue, until, working
from tests.parts.in_process import Stack, observation, opened_stack
from tests.parts.scrape import grown, here
from tests.parts.seaweedfs import SeaweedFS, artifacts_url
from tests.worker.test_worker import kept

MEBIBYTE = 1 << 20
RECORDS = [observation(number, padding=MEBIBYTE) for number in range(24)]  # three parts of an upload
WHOLE = b"".join(record.content + b"\n" for record in RECORDS)
LEASE = timedelta(seconds=3)


@pytest.fixture(params=["the request waits", "the request is given up"])
def stack(
    request: pytest.FixtureRequest, own_server: SeaweedFS, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stack]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", own_server.access_key_id)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", own_server.secret_access_key)
    monkeypatch.setattr(loop, "RETRY", Retry(first=timedelta(seconds=0.3), longest=timedelta(seconds=0.3)))
    timeout_seconds = 60 if request.param == "the request waits" else 1
    with opened_stack(postgres_url, f"{artifacts_url(own_server.endpoint)}&timeout={timeout_seconds}") as stack:
        yield stack


class Stall:
    """Stops the store once, when an artifact is half written."""

    def __init__(self, store: SeaweedFS, monkeypatch: pytest.MonkeyPatch) -> None:
        self._store = store
        self.begun = threading.Event()
        monkeypatch.setattr(records, "BYTES_A_RUN", MEBIBYTE)
        real, written = Copy.add, 0

        def add(copy: Any, contents: Sequence[bytes]) -> None:
            nonlocal written
            real(copy, contents)
            written += sum(map(len, contents))
            if written > len(WHOLE) // 2 and not self.begun.is_set():
                os.kill(store.pid, signal.SIGSTOP)
                self.begun.set()

        monkeypatch.setattr(Copy, "add", add)

    @contextmanager
    def ending(self) -> Iterator[None]:
        """It ends with the block, however that ends: a worker that waits for the store does not stop."""
        try:
            yield
        finally:
            os.kill(self._store.pid, signal.SIGCONT)


async def lease(stack: Stack, export: Export) -> Any:
    query = select(tables.exports.c.lease_token, tables.exports.c.lease_until).where(tables.exports.c.id == export.id)
    return await stack.database.read(lambda database: database.execute(query).one())


async def test_an_export_outlives_it(
    stack: Stack, own_server: SeaweedFS, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    waits = "waits" in request.node.callspec.params["stack"]
    app, since = stack.new_app(), grown(here())
    stack.imports.store(app.connection.id, RECORDS)
    stall = Stall(own_server, monkeypatch)
    async with working(stack, lease_seconds=LEASE.total_seconds(), max_attempts=100):
        export = await queue(stack, app)
        with stall.ending():
            assert await asyncio.to_thread(stall.begun.wait, 60)
            held = await lease(stack, export)
            await asyncio.sleep(1.3 * LEASE.total_seconds())
            beating = await lease(stack, export)
            assert beating.lease_token == held.lease_token
            assert beating.lease_until > utc_now() > held.lease_until
            if not waits:
                await until(stack, export, lambda _: attempts(since, "retried") >= 1)
        ready = await final(stack, export)
    assert ready.status is ExportStatus.READY and ready.artifact is not None
    assert (attempts(since, "completed"), attempts(since, "lease_lost")) == (1, 0)
    assert (attempts(since, "retried") == 0) == waits
    assert ready.artifact.sha256 == hashlib.sha256(WHOLE).hexdigest()
    assert hashlib.sha256(await read(stack, ready)).digest() == hashlib.sha256(WHOLE).digest()
    # The stall may leave the tiny object of a health check as well; the sweep of orphans deletes it a day later.
    assert {key for key in await kept(stack) if key.startswith("exports/")} == {ready.artifact.key}
    later = utc_now() + timedelta(hours=2)
    await stack.artifacts.discard_partials(later)
    assert await stack.artifacts.discard_partials(later) == 0


def attempts(since: Any, outcome: str) -> float:
    return float(since("curae_export_attempts_total", outcome=outcome))


async def read(stack: Stack, ready: Export) -> bytes:
    assert ready.artifact is not None
    return b"".join([chunk async for chunk in stack.artifacts.read(ready.artifact.key, length=len(WHOLE))])
