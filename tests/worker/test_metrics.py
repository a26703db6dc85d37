"""What a worker counts, on both databases."""

from datetime import timedelta

import pytest

from server.clock import utc_now, uuid7
from server.domain.exports import ExportErrorCode, ExportStatus
from server.services.exports import Exports
from server.store.queue import Depth, queue_depth
from server.worker import loop
from tests.parts.eventually import eventually_async
from tests.parts.exports import final, queue, until, working
from tests.parts.in_process import App, Stack
from tests.parts.scrape import grown, here
from tests.worker.test_worker import FULL, Slow, app, claim, emptied, failing, impatient

__all__ = ["app", "impatient"]  # fixtures


async def test_what_an_export_took_is_measured(stack: Stack, app: App) -> None:
    before = here()
    async with working(stack, worker_slots=3):
        ready = await final(stack, await queue(stack, app))
    count = grown(before)
    assert ready.artifact is not None
    assert count("curae_exports_ended_total", status="READY", error_code="") == 1
    assert count("curae_export_bytes_total") == ready.artifact.byte_size
    assert count("curae_export_records_total") == 20
    assert count("curae_export_attempts_total", outcome="completed") == 1
    assert count("curae_export_duration_seconds_count") == count("curae_export_wait_seconds_count") == 1
    assert here()["curae_worker_slots", frozenset()] == 3
    assert here()["curae_worker_jobs", frozenset()] == 0


async def test_attempts_that_fail_are_told_apart(
    stack: Stack,
    app: App,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = here()
    failing(monkeypatch, 99, FULL)
    async with working(stack, max_attempts=3):
        await final(stack, await queue(stack, app))
    count = grown(before)
    assert count("curae_export_attempts_total", outcome="retried") == 2
    assert count("curae_export_attempts_total", outcome="failed") == 1
    assert count("curae_exports_ended_total", status="FAILED", error_code="ATTEMPTS_EXHAUSTED") == 1
    assert count("curae_export_bytes_total") == 0


async def test_an_export_whose_workers_all_died_is_counted_as_failed(stack: Stack, app: App) -> None:
    before = here()
    export = await queue(stack, app)
    for _ in range(2):
        claim(stack, utc_now(), timedelta(seconds=-1))
    async with working(stack, max_attempts=2):
        assert (await final(stack, export)).error_code == ExportErrorCode.ATTEMPTS_EXHAUSTED
    assert grown(before)("curae_exports_ended_total", status="FAILED", error_code="ATTEMPTS_EXHAUSTED") == 1


async def test_a_lost_lease_and_the_artifacts_it_costs_are_counted(
    stack: Stack,
    app: App,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = here()
    slow = Slow(monkeypatch)
    export = await queue(stack, app)
    async with working(stack, export_ttl_seconds=1):
        await slow.under_way()
        await Exports(stack.database, utc_now, uuid7).cancel(app.caller, export.id)
        slow.go.set()
        ready = await until(stack, await queue(stack, app), lambda now: now.status is ExportStatus.READY)
        await until(stack, ready, lambda now: now.status is ExportStatus.EXPIRED)
        await emptied(stack)
        await eventually_async(lambda: grown(before)("curae_artifact_deletions_total", reason="requested"))
    count = grown(before)
    assert count("curae_lease_losses_total") == count("curae_export_attempts_total", outcome="lease_lost") == 1
    assert count("curae_artifact_deletions_total", reason="lease_lost") == 1
    assert count("curae_exports_ended_total", status="EXPIRED") == 1
    assert count("curae_exports_ended_total", status="CANCELLED", error_code="") == 1


async def test_the_queue_is_measured_while_the_worker_runs(
    stack: Stack,
    app: App,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loop, "QUEUE_MEASURE_SECONDS", 0.05)
    slow = Slow(monkeypatch)
    for _ in range(3):
        await queue(stack, app)
    async with working(stack, worker_slots=1):
        await slow.under_way()
        running = ("curae_queue_exports", frozenset({("status", "running")}))
        await eventually_async(lambda: here().get(running) == 1)
        now = here()
        slow.go.set()
    assert now["curae_queue_exports", frozenset({("status", "queued")})] == 2
    assert now["curae_queue_oldest_seconds", frozenset()] > 0
    assert abs(now["curae_queue_measured_timestamp_seconds", frozenset()] - utc_now().timestamp()) < 60


async def test_an_empty_queue_has_no_oldest(stack: Stack) -> None:
    assert await stack.database.read(queue_depth) == Depth(queued=0, running=0, oldest_available_at=None)
