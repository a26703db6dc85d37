"""The service as `Schedule` runs it, on a real database and a real folder: servers, workers, and what is asked of them.

Every act is a coroutine of one process. `check` compares what the database and the folder hold with the model.
"""

import asyncio
import hashlib
import uuid
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import psycopg
from sqlalchemy import ExceptionContext, create_engine, event, select

from server.artifacts.store import ArtifactStore, open_store
from server.domain.audit import Actor, ActorKind
from server.domain.byte_range import whole
from server.domain.caller import APP_SCOPES, Caller, Environment
from server.domain.connections import Connection
from server.domain.exports import Artifact
from server.domain.fhir.classes import classes_of
from server.domain.records.record import Record
from server.errors import CuraeError
from server.limits import MAX_READY_EXPORTS_OF_A_CONNECTION
from server.services.accounts import Accounts
from server.services.deletions import Deletions
from server.services.downloads import Downloads
from server.services.exports import ExportOrder, Exports
from server.services.imports import Imports
from server.services.links import Links
from server.services.materialize import Materialization
from server.services.rechecks import Rechecks
from server.services.shares import Shares
from server.services.transfers import Transfers
from server.services.upkeep import Upkeep
from server.store import audit
from server.store.engine import Database
from server.store.options import Options
from server.store.tables import artifact_deletions, exports, records
from server.worker.loop import Policy, Worker
from tests.model.model import Model
from tests.model.schedule import Schedule
from tests.model.stand_ins import give_way_on_sqlite, scheduled, store_on

_VITAL_SIGNS = {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "vital-signs"}

LEASE = timedelta(seconds=30)
TTL = timedelta(hours=2)
CONSENT = timedelta(hours=6)  # how long a connection lasts
_PATIENT = Options(statement_seconds=3600, idle_seconds=3600)
_START = datetime(2026, 3, 1, tzinfo=UTC)
TYPES = ("Observation", "Patient")


class Clock:
    """The machine's clock: the schedule's time, and the jumps that somebody made."""

    def __init__(self, schedule: Schedule, start: datetime) -> None:
        self._schedule = schedule
        self.now = start

    def __call__(self) -> datetime:
        return self.now + timedelta(seconds=self._schedule.time())

    def jump(self, by: timedelta) -> None:
        self.now += by


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    tenant_id: str
    connection_id: str
    caller: Caller


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """An order that was answered. `expected` are the records that were acknowledged before it was sent."""

    app: App
    types: tuple[str, ...]
    since_of: str | None
    expected: frozenset[str]


class Process:
    """A server or a worker: everything of its own but the database and the folder."""

    def __init__(self, world: "World", name: str) -> None:
        self.world = world
        self.name = name
        self.database = Database(world.url, _PATIENT)
        self.database._engine.connect().close()  # the first one asks for the dialect's facts, under a lock
        if self.database.is_sqlite:
            give_way_on_sqlite(world.schedule, self.database)
        event.listen(self.database._engine, "handle_error", world.note_fault)
        self.artifacts: ArtifactStore = store_on(world.schedule, open_store(f"file:{world.folder}"))
        clock, new_id, actor = world.clock, world.new_id, Actor(kind=ActorKind.WORKER, id=name)
        self.accounts = Accounts(self.database, clock, new_id)
        self.imports = Imports(self.database, clock)
        self.exports = Exports(self.database, clock, new_id)
        self.upkeep = Upkeep(self.database, clock, actor)
        self.deletions = Deletions(self.database, self.artifacts, clock, chance=lambda: 0.5)
        self.downloads = Downloads(
            self.database,
            self.artifacts,
            clock,
            links=Links(clock, signing_key=b"k" * 32, ttl_seconds=300),
            transfers=Transfers(self.database, clock, new_id),
            rechecks=Rechecks(self.database, clock),
            shares=Shares("downloads", in_all=100, of_a_key=100),
        )
        self.worker = Worker(
            self.database,
            materialization=Materialization(
                self.database,
                self.artifacts,
                clock,
                ttl=TTL,
                ready_of_connection=world.ready_of_connection,
                actor=actor,
            ),
            upkeep=self.upkeep,
            deletions=self.deletions,
            archive=_NOT_USED,
            retention=_NOT_USED,
            deliveries=_NOT_USED,
            wakeups=_NOT_USED,
            clock=clock,
            new_id=new_id,
            policy=Policy(slots=1, webhook_slots=1, lease=LEASE, max_attempts=3, grace_seconds=1.0),
            chance=lambda: 0.5,
            actor=actor,
        )


_NOT_USED: Any = None


class World:
    def __init__(self, schedule: Schedule, url: str, folder: Path) -> None:
        self.schedule = schedule
        self.url = url
        self.folder = folder
        self.clock = Clock(schedule, _START)
        self._ids = 0
        self._eye = create_engine(url)  # looks at what is committed, in no turn
        with self._eye.connect() as database:
            self._seen = audit.read_head(database).count
        self.model = Model(lease=LEASE, consent=CONSENT)
        self.processes: dict[str, Process] = {}
        self.acts: list[asyncio.Task[Any]] = []
        self.apps: list[App] = []
        self.orders: dict[str, Acknowledged] = {}
        self.answers: dict[tuple[str, str], str] = {}
        self.keys_sent: set[tuple[str, str]] = set()
        self.imported: dict[str, dict[str, str]] = {}  # acknowledged, by connection: types by id
        self.tried: dict[str, set[str]] = {}
        self.held: dict[str, frozenset[str]] = {}  # what each READY export and those it is chained to hold
        self.started: dict[str, datetime] = {}
        self.checked: set[str] = set()
        self.crashed = False
        self.deadlocks = 0
        self.ready_of_connection = MAX_READY_EXPORTS_OF_A_CONNECTION
        self.retry: Callable[[Process], Coroutine[Any, Any, Any]] | None = None

    def note_fault(self, context: ExceptionContext) -> None:
        """The product repeats a transaction that PostgreSQL ends for a deadlock. So no caller sees one."""
        self.deadlocks += isinstance(context.original_exception, psycopg.errors.DeadlockDetected)

    def new_id(self) -> str:
        self._ids += 1
        return str(uuid.UUID(int=self._ids))

    # ---- processes

    def process(self, role: str) -> Process:
        """The one that plays this role now."""
        found = self.processes.get(role)
        if found is None:
            found = self.processes[role] = Process(self, f"{role}.{len(self.processes)}.{self._ids & 0xFFFF}")
        return found

    def crash(self, role: str) -> None:
        self.crashed = True
        if (process := self.processes.pop(role, None)) is not None:
            self.schedule.kill(process.name)
            process.database._engine.dispose()

    def act(self, role: str, work: Callable[[Process], Coroutine[Any, Any, Any]]) -> "asyncio.Task[Any]":
        """Begins; it goes on as the schedule lets it."""
        process = self.process(role)
        task = self.schedule.start(process.name, _expected_refusals(work, process))
        self.acts.append(task)
        return task

    def now(self, role: str, work: Callable[[Process], Coroutine[Any, Any, Any]]) -> Any:
        """The whole act, and whatever else has its turn meanwhile."""
        task = self.act(role, work)
        self.schedule.run(task.done)
        return task.result()

    # ---- acts

    def new_app(self) -> App:
        async def make(process: Process) -> App:
            tenant = await asyncio.to_thread(process.accounts.create_tenant, self.new_id())
            connection = await self.with_connection(process, tenant.id)
            return await self.with_key(process, tenant.id, connection.id)

        app: App = self.now("server", make)
        self.apps.append(app)
        self.imported[app.connection_id], self.tried[app.connection_id] = {}, set()
        return app

    async def with_connection(self, process: Process, tenant_id: str) -> Connection:
        return await asyncio.to_thread(
            lambda: process.accounts.create_connection(
                tenant_id,
                data_packages=frozenset({"vitals", "demographics"}),
                signal_types=frozenset(),
                expires_at=self.clock() + CONSENT,
            )
        )

    async def with_key(self, process: Process, tenant_id: str, connection_id: str) -> App:
        made = await asyncio.to_thread(
            lambda: process.accounts.create_key(tenant_id, name="k", environment=Environment.LIVE, scopes=APP_SCOPES)
        )
        key = made.key
        caller = Caller(tenant_id=tenant_id, key_id=key.id, environment=key.environment, scopes=key.scopes)
        return App(tenant_id=tenant_id, connection_id=connection_id, caller=caller)

    async def rotate_key(self, process: Process, app: App) -> None:
        await asyncio.to_thread(partial(process.accounts.rotate_key, app.caller.key_id, overlap=timedelta(hours=1)))

    async def queue(self, process: Process, app: App, types: tuple[str, ...], key: str, since_of: str | None) -> None:
        order = ExportOrder(
            connection_id=app.connection_id,
            resource_types=types,
            include_raw_fhir=True,
            since=None if since_of is None else self.started[since_of],
        )
        expected = frozenset(self.imported[app.connection_id])
        name = (app.tenant_id, key)
        self.keys_sent.add(name)
        queued = await process.exports.queue(app.caller, order, key)
        known = self.answers.setdefault(name, queued.export.id)
        assert known == queued.export.id, f"two answers for one key: {known} and {queued.export.id}"
        if not queued.replayed:
            self.orders[known] = Acknowledged(app=app, types=types, since_of=since_of, expected=expected)

    async def import_record(self, process: Process, app: App, resource_type: str) -> None:
        resource_id = self.new_id()
        self.tried[app.connection_id].add(resource_id)
        content = {"resourceType": resource_type, "id": resource_id, "category": [{"coding": [_VITAL_SIGNS]}]}
        record = Record(
            resource_type=resource_type,
            resource_id=resource_id,
            version_id="1",
            last_updated=None,
            content=orjson.dumps(content),
            classes=classes_of(content),
        )
        await asyncio.to_thread(process.imports.store, app.connection_id, [record])
        self.imported[app.connection_id][resource_id] = resource_type

    async def download(
        self, process: Process, app: App, export_id: str, reader: Callable[[], Awaitable[object]] | None = None
    ) -> None:
        """`reader` is waited for after each piece."""

        async def sink(chunk: bytes) -> None:
            got.append(chunk)
            await (asyncio.sleep(0.1) if reader is None else reader())

        def choose(artifact: Artifact) -> Any:
            return whole(artifact.byte_size)

        got: list[bytes] = []
        async with process.downloads.opened(app.caller, export_id, choose) as download:
            async with process.downloads.sending(download) as sending:
                await sending.to(sink)
            assert hashlib.sha256(b"".join(got)).hexdigest() == download.artifact.sha256

    async def work(self, process: Process) -> None:
        await process.worker._work_once()

    async def sweep(self, process: Process) -> None:
        await process.upkeep.sweep()

    async def delete(self, process: Process) -> None:
        await process.deletions.delete_requested()

    # ---- what must hold

    def check(self) -> None:
        """What is committed, at any moment."""
        assert not self.schedule.faults, self.schedule.faults
        for task in [task for task in self.acts if task.done()]:
            self.acts.remove(task)
            if not task.cancelled():
                task.result()
        with self._eye.connect() as database:
            rows = {row.id: row for row in database.execute(select(exports))}
            trail = list(audit.read_rows(database, after=self._seen))
        for row in trail:
            exported = rows.get(row.export_id)
            self.model.follow(row, frozenset() if exported is None else frozenset(exported.resource_types))
            self._seen = row.seq
        self.model.check_consent()
        self._check_orders()
        for export_id in self.model.exports:
            if export_id in rows and rows[export_id].status == "READY" and export_id not in self.checked:
                self._check_content(rows[export_id])

    def _check_orders(self) -> None:
        for name, export_id in self.answers.items():
            assert export_id in self.model.exports, f"the order {name} was acknowledged, and is not there"
        answered = list(self.answers.values())
        assert len(answered) == len(set(answered)), "one export answers two keys"
        assert len(self.model.exports) <= len(self.keys_sent), "more exports than keys"

    def _check_content(self, row: Any) -> None:
        content = self._file(row.artifact_key)
        if content is None:  # deleted between the look at the row and that at the file, or it was never there
            with self._eye.connect() as database:
                now = database.execute(select(exports.c.status).where(exports.c.id == row.id)).scalar_one()
            assert now != "READY", f"the file of {row.id} is gone"
            return
        assert hashlib.sha256(content).hexdigest() == row.artifact_sha256
        ids = [line.split(b'"id":"')[1].split(b'"')[0].decode() for line in content.splitlines()]
        held = frozenset(ids)
        assert len(ids) == len(held) == row.records_exported, "a record is there twice"
        with self._eye.connect() as database:
            stored = database.execute(select(records).where(records.c.connection_id == row.connection_id)).all()
        exactly = {
            each.resource_id
            for each in stored
            if each.resource_type in row.resource_types
            and each.changed_at < row.started_at
            and (row.since is None or each.changed_at >= row.since)
        }
        assert held == exactly, f"{row.id}: {held ^ exactly} is not as of startedAt"
        self.started[row.id] = row.started_at
        self.checked.add(row.id)
        self._check_chain(row, held)

    def _check_chain(self, row: Any, held: frozenset[str]) -> None:
        order = self.orders.get(row.id)
        if order is None:  # its caller never got the answer
            return
        before = frozenset() if order.since_of is None else self.held[order.since_of]
        assert not before & held, f"{row.id} repeats {before & held}"
        of_type = {each for each, kind in self.imported[row.connection_id].items() if kind in row.resource_types}
        missed = (order.expected & of_type) - before - held
        assert not missed, f"{row.id} misses {missed}"
        assert held <= self.tried[row.connection_id], "records of somebody else"
        self.held[row.id] = before | held

    def _file(self, key: str) -> bytes | None:
        with suppress(FileNotFoundError):
            return Path(self.folder, key).read_bytes()
        return None

    def end(self) -> None:
        """Lets everything finish, deletes what is to be deleted, and checks that nothing is left over."""
        self.schedule.stalled.clear()
        self.schedule.run(lambda: all(task.done() for task in self.acts))
        self.check()
        self.now("server", self.sweep)
        self.now("server", self.delete)
        self.check()
        with self._eye.connect() as database:
            rows = [row for row in database.execute(select(exports)) if row.id in self.model.exports]
            waiting = set(database.execute(select(artifact_deletions.c.artifact_key)).scalars())
        for row in rows:
            assert row.status == self.model.exports[row.id].status, f"{row.id}: the trail says otherwise"
        files = {str(path.relative_to(self.folder)) for path in self.folder.glob("exports/*/*.ndjson")}
        keys = {key for row in rows if row.status == "READY" for key in (row.artifact_key, row.deletions_key)}
        ready = keys - {None}  # only an export by `since` has a file of deletions
        assert ready <= files, "a READY export has no file"
        left = {key for key in files - ready - waiting if key.split("/")[1] in self.model.exports}
        assert not left or self.crashed, f"nobody deletes {left}"  # what a crash leaves is the orphan sweep's

    def close(self) -> None:
        """Ends every process."""
        for role in list(self.processes):
            self.crash(role)
        self._eye.dispose()


async def _expected_refusals(work: Callable[[Process], Coroutine[Any, Any, Any]], process: Process) -> Any:
    """What a caller may be answered is no fault; the model says whether it was right by what was committed."""
    try:
        return await work(process)
    except CuraeError as refusal:
        if refusal.code in _OURS:
            raise
        return refusal


_OURS = {"INTERNAL"}


@contextmanager
def opened_world(seed: int, url: str, folder: Path) -> Iterator[World]:
    schedule = Schedule(seed)
    monitor = None
    if not url.startswith("sqlite"):
        monitor = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
    try:
        with scheduled(schedule, monitor):
            world = World(schedule, url, folder)
            try:
                yield world
            finally:
                world.close()
    finally:
        schedule.close()
        if monitor is not None:
            monitor.close()
