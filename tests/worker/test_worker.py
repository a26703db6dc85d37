"""A worker in this process, on both databases: faults, leases, clocks, consent, snapshots."""

import asyncio
import errno
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.artifacts.errors import ArtifactError, ArtifactStoreFull, ArtifactStoreUnavailable
from server.artifacts.store import ArtifactStore
from server.clock import utc_now, uuid7
from server.domain.exports import ExportErrorCode, ExportStatus
from server.domain.retry import Retry
from server.services import materialize
from server.services.artifact_copy import Copy
from server.services.exports import Exports
from server.services.imports import Imports
from server.services.materialize import Job, LeaseLost, Materialization
from server.store import records
from server.store.exports import get_export
from server.store.queue import Claim, extend_lease, hand_back
from server.store.tables import exports
from server.worker import loop
from tests.parts.eventually import eventually_async
from tests.parts.exports import final, queue, until, working
from tests.parts.in_process import App, Stack, observation
from tests.store.seeds import EVERYTHING, leases_held, make_ready, take


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "RETRY", Retry(first=timedelta(0), longest=timedelta(0)))
    monkeypatch.setattr(loop, "IDLE_SECONDS", 0.05)
    monkeypatch.setattr(loop, "SWEEP_SECONDS", 0.05)


@pytest.fixture
def app(stack: Stack) -> App:
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(number) for number in range(20)])
    return app


async def kept(stack: Stack) -> set[str]:
    return {artifact.key async for artifact in stack.artifacts.list()}


async def emptied(stack: Stack) -> None:
    """Returns once the store has nothing."""

    async def is_empty() -> bool:
        return not await kept(stack)

    await eventually_async(is_empty)


def failing(monkeypatch: pytest.MonkeyPatch, times: int, fault: ArtifactError) -> list[str]:
    """The store fails in the middle of the first `times` artifacts; gives the keys that were begun."""
    real, begun = ArtifactStore.writer, []

    @contextmanager
    def writer(self: ArtifactStore, key: str, **told: Any) -> Iterator[Any]:
        begun.append(key)
        with real(self, key, **told) as opened:
            opened.write(b"half of it")
            if len(begun) <= times:
                raise fault
        with real(self, key, **told) as opened:
            yield opened

    monkeypatch.setattr(ArtifactStore, "writer", writer)
    return begun


FULL = ArtifactStoreFull("no space is left")
FULL.__cause__ = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("fault", [FULL, ArtifactStoreUnavailable("away")], ids=["full disk", "store away"])
async def test_a_fault_that_passes_costs_attempts_not_the_export(
    stack: Stack, app: App, monkeypatch: pytest.MonkeyPatch, fault: ArtifactError
) -> None:
    begun = failing(monkeypatch, 2, fault)
    async with working(stack):
        ready = await final(stack, await queue(stack, app))
    assert ready.status is ExportStatus.READY and ready.artifact is not None
    assert len(set(begun)) == 3
    assert await kept(stack) == {ready.artifact.key}


async def test_a_fault_that_stays_ends_in_a_documented_code(
    stack: Stack, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = failing(monkeypatch, 99, FULL)
    async with working(stack, max_attempts=3):
        failed = await final(stack, await queue(stack, app))
    assert (failed.status, failed.error_code) == (ExportStatus.FAILED, ExportErrorCode.ATTEMPTS_EXHAUSTED)
    assert failed.failed_at is not None and len(begun) == 3
    assert await kept(stack) == set()
    assert stack.database.read_now(leases_held) == 0


async def test_a_defect_fails_the_export_at_once_and_the_next_one_runs(
    stack: Stack, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = await queue(stack, app, include_raw_fhir=False)

    def defect(_content: bytes) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr(materialize, "reduce", defect)
    async with working(stack):
        failed = await final(stack, broken)
        ready = await final(stack, await queue(stack, app))
    assert (failed.status, failed.error_code) == (ExportStatus.FAILED, ExportErrorCode.INTERNAL)
    assert ready.status is ExportStatus.READY


class Slow:
    """Holds each run of records back until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.entered, self.go = threading.Event(), threading.Event()
        monkeypatch.setattr(records, "BYTES_A_RUN", 1)
        real = Copy.add

        def add(copy: Any, contents: Any) -> None:
            self.entered.set()
            self.go.wait(30)
            real(copy, contents)

        monkeypatch.setattr(Copy, "add", add)

    async def under_way(self) -> None:
        assert await asyncio.to_thread(self.entered.wait, 30)


async def test_a_worker_that_stops_hands_its_export_back_uncounted(
    stack: Stack, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    export = await queue(stack, app)
    worker = stack.worker(shutdown_grace_seconds=0.0)
    running = asyncio.create_task(worker.run())
    await slow.under_way()
    worker.stop()
    await asyncio.sleep(0.1)
    slow.go.set()
    await running
    back = await until(stack, export, lambda now: now.status is ExportStatus.QUEUED)
    assert back.started_at is None and back.progress is None
    assert stack.database.read_now(leases_held) == 0
    async with working(stack, max_attempts=1):  # it was no attempt
        assert (await final(stack, export)).status is ExportStatus.READY


async def test_a_worker_whose_heartbeats_are_late_does_not_take_its_own_export_over(
    stack: Stack, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a pause of its process: its other slot may look before the heartbeat comes."""
    slow = Slow(monkeypatch)
    export = await queue(stack, app)
    async with working(stack, lease_seconds=3600.0, max_attempts=1, worker_slots=4):
        await slow.under_way()
        over = exports.update().values(lease_until=utc_now() - timedelta(seconds=1))
        await stack.database.write(lambda database: database.execute(over))

        async def is_held() -> bool:
            held = await stack.database.read(lambda database: database.execute(select(exports.c.lease_until)).scalar())
            return held is None or held > utc_now()

        await eventually_async(is_held)
        slow.go.set()
        ready = await final(stack, export)
    assert ready.status is ExportStatus.READY


async def test_a_cancelled_export_stops_its_worker_and_leaves_nothing(
    stack: Stack, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    export = await queue(stack, app)
    async with working(stack):
        await slow.under_way()
        await Exports(stack.database, utc_now, uuid7).cancel(app.caller, export.id)
        slow.go.set()
        other = await final(stack, await queue(stack, app))  # the slot is free again
    assert other.artifact is not None
    assert (await final(stack, export)).status is ExportStatus.CANCELLED
    assert await kept(stack) == {other.artifact.key}


@pytest.mark.parametrize("end", ["revoke", "narrow"])
async def test_consent_that_ends_during_an_export_ends_it(
    stack: Stack, app: App, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    slow = Slow(monkeypatch)
    export = await queue(stack, app, resource_types=("Observation",))
    async with working(stack):
        await slow.under_way()
        if end == "revoke":
            await asyncio.to_thread(stack.accounts.revoke_connection, app.connection.id)
        else:
            await asyncio.to_thread(stack.accounts.set_data_packages, app.connection.id, frozenset({"demographics"}))
        slow.go.set()
        ended = await final(stack, export)
    assert ended.status is ExportStatus.CANCELLED and ended.artifact is None
    assert await kept(stack) == set()


@pytest.mark.parametrize("end", ["revoke", "narrow"])
async def test_consent_that_ends_after_an_export_deletes_its_artifact(stack: Stack, app: App, end: str) -> None:
    async with working(stack):
        ready = await final(stack, await queue(stack, app, resource_types=("Observation",)))
        assert ready.artifact is not None and await kept(stack) == {ready.artifact.key}
        if end == "revoke":
            await asyncio.to_thread(stack.accounts.revoke_connection, app.connection.id)
        else:
            await asyncio.to_thread(stack.accounts.set_data_packages, app.connection.id, frozenset({"demographics"}))
        await emptied(stack)
    gone = await stack.database.read(lambda database: get_export(database, ready.id))
    assert gone is not None and gone.status is ExportStatus.CANCELLED


async def test_an_export_expires_and_its_bytes_go(stack: Stack, app: App) -> None:
    async with working(stack, export_ttl_seconds=1):
        ready = await until(stack, await queue(stack, app), lambda now: now.status is ExportStatus.READY)
        assert ready.artifact is not None
        expired = await until(stack, ready, lambda now: now.status is ExportStatus.EXPIRED)
        await emptied(stack)
    assert expired.expires_at == ready.expires_at


def claim(stack: Stack, now: datetime, lease: timedelta) -> Claim:
    return stack.database.write_now(lambda database: take(database, now, lease=lease, max_attempts=9))


def test_an_attempt_whose_lease_was_taken_before_it_begins_writes_nothing(stack: Stack, app: App) -> None:
    asyncio.run(queue(stack, app))
    first = claim(stack, utc_now(), timedelta(seconds=30))
    claim(stack, utc_now() + timedelta(seconds=31), timedelta(seconds=30))
    written: list[str] = []

    class Noting:
        def __getattr__(self, name: str) -> Any:
            written.append(name)
            return getattr(stack.artifacts, name)

    artifacts: Any = Noting()
    materialization = Materialization(stack.database, artifacts, utc_now, ttl=timedelta(days=1))
    with pytest.raises(LeaseLost):
        materialization.run(Job(first))
    assert written == []


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(days=-1)], ids=["forward", "back"])
async def test_a_clock_that_jumps_lets_two_run_and_one_win(stack: Stack, app: App, jump: timedelta) -> None:
    """Ahead, a worker takes over what another still runs; behind, a lease seems long. Fencing decides, not clocks."""
    export = await queue(stack, app)
    first = claim(stack, utc_now(), timedelta(seconds=30))
    later = utc_now() + abs(jump)
    second = claim(stack, later, timedelta(seconds=30))
    assert (first.export.id, second.export.id) == (export.id, export.id)

    def finish(held: Claim, now: datetime) -> bool:
        return stack.database.write_now(lambda database: make_ready(database, held, now))

    moments = (utc_now(), later) if jump > timedelta(0) else (later, utc_now())
    assert not stack.database.write_now(
        lambda database: extend_lease(
            database, first, now=moments[0], lease_until=moments[0] + timedelta(seconds=30), progress=None
        )
    )
    assert not finish(first, moments[0])
    assert finish(second, moments[1])
    assert not finish(second, moments[1])
    assert not stack.database.write_now(
        lambda database: hand_back(database, second, now=moments[1], available_at=moments[1], counted=True)
    )


async def test_a_repeated_attempt_takes_its_snapshot_anew(
    stack: Stack, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = await queue(stack, app)
    abandoned = claim(stack, utc_now(), timedelta(seconds=-1))
    assert materialize.selection_of(abandoned.export, EVERYTHING).connection_id == app.connection.id
    stack.imports.store(app.connection.id, [observation(99)])
    began = utc_now()
    async with working(stack):
        ready = await final(stack, export)
    assert ready.started_at is not None and ready.started_at >= began
    assert ready.progress is not None and ready.progress.records_exported == 21


async def test_what_is_imported_meanwhile_is_in_exactly_one_of_two_exports_in_a_row(stack: Stack, app: App) -> None:
    """`since` with the last `startedAt` misses nothing and repeats nothing, while imports run all the time."""
    stop = threading.Event()
    imported: list[str] = []

    def import_for_ever() -> None:
        number = 1000
        while not stop.is_set():
            record = observation(number)
            Imports(stack.database, utc_now).store(app.connection.id, [record])
            imported.append(record.resource_id)
            number += 1

    importing = asyncio.create_task(asyncio.to_thread(import_for_ever))
    seen: list[str] = []
    since = None
    async with working(stack):
        for last in (False, False, False, True):
            if last:
                stop.set()
                await importing
            ready = await final(stack, await queue(stack, app, since=since))
            assert ready.artifact is not None and ready.status is ExportStatus.READY
            chunks = (
                [
                    chunk
                    async for chunk in stack.artifacts.read(
                        ready.artifact.key, offset=0, length=ready.artifact.byte_size, chunk_bytes=1 << 20
                    )
                ]
                if ready.artifact.byte_size
                else []
            )
            whole = b"".join(chunks)
            assert hashlib.sha256(whole).hexdigest() == ready.artifact.sha256
            seen += [line.split(b'"id":"')[1].split(b'"')[0].decode() for line in whole.splitlines()]
            since = ready.started_at
    assert len(seen) == len(set(seen))
    assert set(seen) == {*imported, *(observation(number).resource_id for number in range(20))}
