"""The composition root of the worker. It imports nothing of the server, which would double the time of its start."""

import asyncio
import random
from datetime import timedelta

from server.app.process import Ready, metrics, opened_traces, storage
from server.artifacts.store import ArtifactStore
from server.clock import Clock, uuid7
from server.config import Settings
from server.databases import deployment_of
from server.domain.data_packages import catalogue
from server.event_log import logger
from server.file_limit import raise_file_limit
from server.logs import configure_logs
from server.services.actors import this_worker
from server.services.deletions import Deletions
from server.services.deliveries import Deliveries
from server.services.erasure import Erasures
from server.services.materialize import Materialization
from server.services.retention import Retention
from server.services.signal_archive import SignalArchive
from server.services.upkeep import Upkeep
from server.stop_signals import stop_signals
from server.store.engine import Database
from server.store.wakeups import Wakeups
from server.tracing import Tracing
from server.vitals import Vitals
from server.webhook_services import build_sender
from server.worker.loop import Policy, Worker

log = logger()


async def work(settings: Settings, *, ready: Ready | None = None) -> None:
    """Runs a worker until SIGTERM or SIGINT, then returns unfinished exports to the queue.

    Raises DatabaseVersionError, DeploymentMismatch, Unavailable, ArtifactError or OSError where it cannot start.
    """
    configure_logs(settings.log_format, settings.log_level)
    raise_file_limit()
    vitals = Vitals()
    with (
        storage(settings) as (database, artifacts),
        metrics(settings, database, vitals) as ports,
        opened_traces("curae-worker") as traces,
    ):
        deployment_of(settings, database, serves=False).join()
        await artifacts.check()
        worker = build_worker(settings, database, artifacts, traces)
        with stop_signals() as stopping:
            running = asyncio.create_task(worker.run())
            beating = asyncio.create_task(vitals.beat())
            vitals.started(lambda: not running.done())
            log.info("worker_started", slots=settings.worker_slots)
            if ready is not None:
                ready(ports)
            await stopping.get()
            worker.stop()
            await running
            beating.cancel()
        log.info("worker_stopped")


def build_worker(
    settings: Settings, database: Database, artifacts: ArtifactStore, traces: Tracing | None = None
) -> Worker:
    catalogue()
    clock = database.clock
    materialization = Materialization(
        database,
        artifacts,
        clock,
        ttl=timedelta(seconds=settings.export_ttl_seconds),
        ready_of_connection=settings.max_ready_exports_of_connection,
    )
    policy = Policy(
        slots=settings.worker_slots,
        webhook_slots=settings.webhook_slots,
        lease=timedelta(seconds=settings.lease_seconds),
        max_attempts=settings.max_attempts,
        grace_seconds=settings.shutdown_grace_seconds,
    )
    return Worker(
        database,
        materialization=materialization,
        upkeep=Upkeep(database, clock, since_max_age=timedelta(seconds=settings.since_max_age_seconds)),
        deletions=Deletions(database, artifacts, clock, chance=random.random),
        archive=SignalArchive(database, clock),
        retention=Retention(
            database,
            Erasures(database, artifacts, clock, this_worker(), lease=policy.lease),
            clock,
            settings.records_kept_for,
        ),
        deliveries=build_deliveries(settings, database),
        wakeups=Wakeups(database),
        clock=clock,
        new_id=uuid7,
        policy=policy,
        chance=random.random,
        traces=traces,
    )


def build_deliveries(settings: Settings, database: Database, clock: Clock | None = None) -> Deliveries:
    return Deliveries(
        database,
        build_sender(settings),
        clock or database.clock,
        uuid7,
        signing_key=settings.signing_key_bytes,
        timeout=timedelta(seconds=settings.webhook_timeout_seconds),
        chance=random.random,
    )
