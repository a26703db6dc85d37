"""Claim, heartbeat, run, settle: the life of an export in a worker. The sweeps and the webhooks run beside it."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection as DatabaseConnection

from server import metrics
from server.artifacts.errors import ArtifactError
from server.clock import Clock, NewId
from server.domain.audit import Action, Actor, Detail, Entry
from server.domain.exports import Export, ExportErrorCode, ExportStatus, Progress
from server.domain.retry import Retry
from server.errors import CuraeError
from server.event_log import logger
from server.services.actors import this_worker
from server.services.deletions import Deletions
from server.services.deliveries import Deliveries
from server.services.materialize import Interrupted, Job, LeaseLost, Materialization, settle_failed
from server.services.retention import Retention
from server.services.signal_archive import SignalArchive
from server.services.upkeep import Upkeep
from server.store import audit
from server.store.artifact_deletions import undeleted
from server.store.engine import Database
from server.store.queue import Claim, claim_next, extend_lease, hand_back, queue_depth, renew_lapsed
from server.store.turns import any_claimable
from server.store.wakeups import Wakeups
from server.stray_logs import type_of, where
from server.tracing import SpanKind, Tracing
from server.worker.dispatch import Dispatch

log = logger()
Step = Callable[[], Awaitable[bool]]

# How long an idle slot waits without being woken: bounds what a lost wakeup, a pause that is over or a lease that ran
# out costs.
IDLE_SECONDS = 1.0
SWEEP_SECONDS = 1.0
QUEUE_MEASURE_SECONDS = 5.0
ORPHAN_SWEEP_SECONDS = 600.0
RETENTION_SWEEP_SECONDS = 60.0
NARROWED_SWEEP_SECONDS = 3600.0
AUDIT_HEAD_SECONDS = 600.0
HEARTBEATS_A_LEASE = 6
PROGRESS_SECONDS = 0.5
# An export whose attempt met a fault that may pass.
RETRY = Retry(first=timedelta(seconds=1), factor=3, longest=timedelta(seconds=60), jitter=0.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How much a worker does at once, and how patient it is."""

    slots: int
    webhook_slots: int
    lease: timedelta
    max_attempts: int
    grace_seconds: float


class Worker:
    """`chance` gives numbers in [0, 1): they keep exports that failed together from coming back together."""

    def __init__(
        self,
        database: Database,
        *,
        materialization: Materialization,
        upkeep: Upkeep,
        deletions: Deletions,
        archive: SignalArchive,
        retention: Retention,
        deliveries: Deliveries,
        wakeups: Wakeups,
        clock: Clock,
        new_id: NewId,
        policy: Policy,
        chance: Callable[[], float],
        actor: Actor | None = None,
        traces: Tracing | None = None,
    ) -> None:
        self._actor = actor or this_worker()
        self._database = database
        self._materialization = materialization
        self._upkeep = upkeep
        self._deletions = deletions
        self._archive = archive
        self._retention = retention
        self._deliveries = deliveries
        self._dispatch = Dispatch(deliveries, wakeups, slots=policy.webhook_slots, guard=self._succeeds)
        self._wakeups = wakeups
        self._clock = clock
        self._new_id = new_id
        self._policy = policy
        self._chance = chance
        self._traces = traces
        self._jobs: set[Job] = set()
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Works until `stop`; then running exports have the grace to finish, and go back to the queue after it."""
        metrics.WORKER_SLOTS.set(self._policy.slots)
        interrupter = asyncio.create_task(self._interrupt_after_grace())
        async with self._wakeups.listening():
            await asyncio.gather(
                *(self._take_turns(self._work_once, self._wakeups.wait) for _ in range(self._policy.slots)),
                self._dispatch_forever(),
                self._repeat(self._sweep_once, SWEEP_SECONDS),
                self._repeat(self._delete_artifacts, SWEEP_SECONDS),
                self._repeat(self._measure_queue, QUEUE_MEASURE_SECONDS),
                self._repeat(self._sweep_orphans_once, ORPHAN_SWEEP_SECONDS),
                self._repeat(self._expire_signals, RETENTION_SWEEP_SECONDS),
                self._repeat(self._erase_ended, RETENTION_SWEEP_SECONDS),
                self._repeat(self._classify_records, RETENTION_SWEEP_SECONDS),
                self._repeat(self._expire_narrowed, NARROWED_SWEEP_SECONDS),
                self._repeat(self._log_audit_head, AUDIT_HEAD_SECONDS),
                self._repeat(self._expire_webhook_events, RETENTION_SWEEP_SECONDS),
            )
        interrupter.cancel()

    def stop(self) -> None:
        self._stopping.set()
        self._wakeups.wake()

    async def _take_turns(self, step: Step, wait: Callable[[int, float], Awaitable[None]]) -> None:
        """One turn after the other while there is work, and asleep while there is none."""
        while not self._stopping.is_set():
            seen = self._wakeups.count
            if not await self._succeeds(step):
                await wait(seen, IDLE_SECONDS)

    async def _dispatch_forever(self) -> None:
        await self._take_turns(self._dispatch.begin_what_is_due, self._dispatch.wait)
        await self._dispatch.finish(self._policy.grace_seconds)

    async def _repeat(self, step: Step, pause_seconds: float) -> None:
        while not self._stopping.is_set():
            await self._succeeds(step)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause_seconds)

    async def _succeeds(self, step: Step) -> bool:
        """Whether the step found work and did it. An exception of a step does not end the loop."""
        try:
            return await step()
        except Exception as fault:
            name = getattr(step, "__name__", "?").strip("_")
            for each in _apart(fault):
                metrics.STEP_FAILURES.labels(name).inc()
                log.error("worker_step_failed", step=name, error=type_of(each), where=where(each))
            return False

    async def _work_once(self) -> bool:
        claim = await self._claim()
        if claim is None:
            return False
        job = Job(claim)
        self._jobs.add(job)
        heartbeat = asyncio.create_task(self._keep_lease(job))
        metrics.WORKER_JOBS.set(len(self._jobs))
        began = time.perf_counter()
        try:
            with self._traced(job):
                job.outcome = await self._attempt(job)
        finally:
            heartbeat.cancel()
            self._jobs.discard(job)
            metrics.WORKER_JOBS.set(len(self._jobs))
        metrics.EXPORT_ATTEMPTS.labels(job.outcome).inc()
        if job.outcome == "completed":
            metrics.EXPORT_SECONDS.observe(time.perf_counter() - began)
        return True

    @contextlib.contextmanager
    def _traced(self, job: Job) -> Iterator[None]:
        """A span of the trace that queued the export, where traces are on."""
        export, carrier = job.claim.export, {}
        if self._traces is None:
            yield
            return
        if export.traceparent is not None:
            carrier["traceparent"] = export.traceparent
        with self._traces.span("export", SpanKind.CONSUMER, carrier) as span:
            span.set(export_id=export.id, attempt=job.claim.attempt, request_id=export.request_id or "")
            yield
            span.set(outcome=job.outcome, records=job.records_exported)
            if job.outcome in ("failed", "retried"):
                span.set_failed(job.outcome)

    async def _claim(self) -> Claim | None:
        token = self._new_id()
        exhausted: list[Export] = []

        def work(database: DatabaseConnection) -> Claim | None:
            now = self._clock()
            exhausted.clear()
            renew_lapsed(database, self._held(), now=now, lease_until=now + self._policy.lease)
            claim = claim_next(
                database,
                now=now,
                lease_token=token,
                lease_until=now + self._policy.lease,
                max_attempts=self._policy.max_attempts,
                exhausted=exhausted,
            )
            for export in exhausted:
                reason = str(ExportErrorCode.ATTEMPTS_EXHAUSTED)
                self._record(database, export, Action.EXPORT_FAILED, now, errorCode=reason)
            if claim is not None:
                self._record(database, claim.export, Action.EXPORT_STARTED, now, attempt=claim.attempt)
            return claim

        claim = await self._database.write_if(lambda database: any_claimable(database, self._clock()), work)
        for export in exhausted:
            log.warning("export_failed", **_naming(export), error=str(ExportErrorCode.ATTEMPTS_EXHAUSTED))
            metrics.EXPORTS_ENDED.labels(ExportStatus.FAILED, ExportErrorCode.ATTEMPTS_EXHAUSTED).inc()
        if claim is not None and claim.attempt == 1:
            waited = self._clock() - claim.export.queued_at
            metrics.EXPORT_WAIT_SECONDS.observe(max(0.0, waited.total_seconds()))
        return claim

    def _held(self) -> list[Claim]:
        return sorted((job.claim for job in self._jobs), key=lambda claim: claim.export.id)

    def _record(
        self, database: DatabaseConnection, export: Export, action: Action, now: datetime, **facts: Detail
    ) -> None:
        audit.record(database, Entry.about(export, action, actor=self._actor, at=now, **facts))

    async def _attempt(self, job: Job) -> str:
        """One of the outcomes of `metrics.EXPORT_ATTEMPTS`."""
        fields = {**_naming(job.claim.export), "attempt": job.claim.attempt}
        log.info("export_started", **fields)
        try:
            error_code = await asyncio.to_thread(self._materialization.run, job)
        except LeaseLost:
            log.warning("export_lease_lost", **fields)
            metrics.LEASES_LOST.inc()
            # Cancelled, revoked or taken over after the last byte: not left for the sweep of orphans, an hour later.
            for kind in job.claim.export.kinds:
                await self._deletions.discard(job.claim.artifact_key(kind))
            return "lease_lost"
        except Interrupted:
            await self._hand_back(job.claim, timedelta(0), counted=False)
            log.info("export_handed_back", **fields)
            return "handed_back"
        except (CuraeError, ArtifactError) as fault:
            return await self._try_again(job, fault)
        except Exception as defect:
            await self._fail(job.claim, ExportErrorCode.INTERNAL)
            log.error("export_failed", error=type_of(defect), where=where(defect), **fields)
            return "failed"
        log.info("export_ended", records=job.records_exported, error_code=error_code, **fields)
        return "completed" if error_code is None else "refused"

    async def _try_again(self, job: Job, fault: Exception) -> str:
        """A fault that may pass: back to the queue with a growing pause, FAILED at the last attempt."""
        attempt = job.claim.attempt
        last = attempt >= self._policy.max_attempts
        log.warning(
            "export_attempt_failed", **_naming(job.claim.export), attempt=attempt, error=type(fault).__qualname__
        )
        if last:
            await self._fail(job.claim, ExportErrorCode.ATTEMPTS_EXHAUSTED)
            return "failed"
        await self._hand_back(job.claim, RETRY.pause(attempt, chance=self._chance()), counted=True)
        return "retried"

    async def _hand_back(self, claim: Claim, pause: timedelta, *, counted: bool) -> None:
        now = self._clock()

        def work(database: DatabaseConnection) -> None:
            if hand_back(database, claim, now=now, available_at=now + pause, counted=counted):
                self._record(database, claim.export, Action.EXPORT_HANDED_BACK, now, attempt=claim.attempt)

        await self._database.write(work)

    async def _fail(self, claim: Claim, error_code: ExportErrorCode) -> None:
        failed = await self._database.write(
            lambda database: settle_failed(database, claim, error_code, self._clock(), self._actor)
        )
        if failed:
            metrics.EXPORTS_ENDED.labels(ExportStatus.FAILED, error_code).inc()

    async def _keep_lease(self, job: Job) -> None:
        """Heartbeats, with progress. A heartbeat that does not go through is tried again; one that is refused ends
        the job."""
        interval = min(PROGRESS_SECONDS, self._policy.lease.total_seconds() / HEARTBEATS_A_LEASE)
        reported: Progress | None = None
        while True:
            await asyncio.sleep(interval)
            progress = job.progress
            with contextlib.suppress(CuraeError):
                if not await self._beat(job.claim, progress if progress != reported else None):
                    job.stop(LeaseLost)
                    return
                reported = progress

    async def _beat(self, claim: Claim, progress: Progress | None) -> bool:
        now = self._clock()
        return await self._database.write(
            lambda database: extend_lease(
                database, claim, now=now, lease_until=now + self._policy.lease, progress=progress
            )
        )

    async def _interrupt_after_grace(self) -> None:
        await self._stopping.wait()
        await asyncio.sleep(self._policy.grace_seconds)
        for job in self._jobs:
            job.stop(Interrupted)

    async def _sweep_once(self) -> bool:
        await self._upkeep.sweep()
        return False

    async def _delete_artifacts(self) -> bool:
        """Apart from the sweep of rows: a store that is away holds up no expiry."""
        await self._deletions.delete_requested()
        return False

    async def _measure_queue(self) -> bool:
        depth = await self._database.read(queue_depth)
        metrics.ARTIFACTS_UNDELETED.set((await self._database.read(undeleted)).count)
        now = self._clock()
        oldest = depth.oldest_available_at
        metrics.QUEUE_EXPORTS.labels("queued").set(depth.queued)
        metrics.QUEUE_EXPORTS.labels("running").set(depth.running)
        metrics.QUEUE_OLDEST_SECONDS.set(0 if oldest is None else max(0.0, (now - oldest).total_seconds()))
        metrics.QUEUE_MEASURED.set(now.timestamp())
        return False

    async def _sweep_orphans_once(self) -> bool:
        removed = await self._deletions.sweep_orphans()
        if removed:
            log.info("orphans_removed", count=removed)
        return False

    async def _expire_signals(self) -> bool:
        while (deleted := await self._archive.expire()) and not self._stopping.is_set():
            metrics.SIGNALS_EXPIRED.inc(deleted)
            log.info("signals_expired", count=deleted)
        return False

    async def _erase_ended(self) -> bool:
        if count := await self._retention.sweep():
            log.info("connections_erased", count=count)
        return False

    async def _classify_records(self) -> bool:
        while (count := await self._upkeep.classify()) and not self._stopping.is_set():
            log.info("records_classified", connections=count)
        return False

    async def _expire_narrowed(self) -> bool:
        if count := await self._upkeep.expire_narrowed():
            log.info("narrowed_exports_expired", count=count)
        return False

    async def _log_audit_head(self) -> bool:
        """Logs leave the machine: each line is an anchor of the trail that the database's owner cannot rewrite."""
        head = await self._database.read(audit.read_head)
        log.info("audit_head", rows=head.count, head=head.hash)
        return False

    async def _expire_webhook_events(self) -> bool:
        while (deleted := await self._deliveries.expire()) and not self._stopping.is_set():
            log.info("webhook_events_expired", count=deleted)
        return False


def _apart(fault: Exception) -> list[Exception]:
    """What a step that went on after its failures raised, one by one."""
    if isinstance(fault, ExceptionGroup):
        return [single for each in fault.exceptions for single in _apart(each)]
    return [fault]


def _naming(export: Export) -> dict[str, str | None]:
    """What every event of an export says: its id, and that of the request which queued it."""
    return {"export_id": export.id, "request_id": export.request_id}
