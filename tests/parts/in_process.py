"""A deployment in this process: the wiring of `server/app` on real storage, with accounts to call it."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import grpc
import orjson
import pytest
from curae.admin.v1 import (
    admin_pb2,
    admin_pb2_grpc,
    apps_pb2,
    apps_pb2_grpc,
    audit_pb2,
    audit_pb2_grpc,
    groups_pb2,
    groups_pb2_grpc,
    imports_pb2,
    imports_pb2_grpc,
    operators_pb2,
    operators_pb2_grpc,
    persons_pb2,
    persons_pb2_grpc,
    webhooks_pb2,
    webhooks_pb2_grpc,
)
from curae.admin.v1 import signals_pb2 as console_signals_pb2
from curae.admin.v1 import signals_pb2_grpc as console_signals_pb2_grpc
from curae.sdk.v1 import records_pb2_grpc, signals_pb2_grpc

from server.app.server import build_admin_server, build_server
from server.app.worker import build_worker
from server.artifacts.store import ArtifactStore, open_store
from server.clock import utc_now, uuid7
from server.config import Settings, read_settings
from server.demo import content
from server.domain.caller import APP_SCOPES, Caller, Environment, Scope
from server.domain.connections import Connection, ConnectionStatus
from server.domain.fhir.classes import classes_of
from server.domain.records.record import Record
from server.logs import configure_logs
from server.rpc.intake.client import Intake, environment_of
from server.rpc.server import GrpcServer
from server.services.accounts import Accounts, NewKey
from server.services.imports import Imports
from server.services.schemas import Schemas
from server.services.upkeep import Upkeep
from server.store.engine import Database
from server.store.tenants import Tenant
from server.worker.loop import Worker
from tests.parts.lazy_intake import LazyIntake
from tests.parts.migrated import open_migrated
from tests.parts.postgres import new_database

CONSOLE_MODULES: dict[Any, Any] = {
    admin_pb2: admin_pb2_grpc,
    apps_pb2: apps_pb2_grpc,
    audit_pb2: audit_pb2_grpc,
    groups_pb2: groups_pb2_grpc,
    imports_pb2: imports_pb2_grpc,
    operators_pb2: operators_pb2_grpc,
    persons_pb2: persons_pb2_grpc,
    console_signals_pb2: console_signals_pb2_grpc,
    webhooks_pb2: webhooks_pb2_grpc,
}
SIGNAL_TYPES = frozenset({"activity.daily_summary", "activity.workout"})


@dataclass(slots=True)
class TestClock:
    """A clock that stands still until it is told to move; always UTC."""

    __test__ = False
    now: datetime = field(default_factory=lambda: datetime(2026, 3, 1, 12, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """One app with a connected person and a key of every scope."""

    tenant: Tenant
    connection: Connection
    key: NewKey

    @property
    def caller(self) -> Caller:
        key = self.key.key
        return Caller(tenant_id=key.tenant_id, key_id=key.id, environment=key.environment, scopes=key.scopes)

    @property
    def authorization(self) -> tuple[str, str]:
        return ("authorization", f"Bearer {self.key.presented.text}")

    def metadata(self, idempotency_key: str | None = None) -> tuple[tuple[str, str], ...]:
        if idempotency_key is None:
            return (self.authorization,)
        return (self.authorization, ("idempotency-key", idempotency_key))


class Stack:
    """One database and one artifact store, migrated and with the schemas of the demo."""

    def __init__(self, database_url: str, artifacts_url: str, **settings: Any) -> None:
        chosen = {"grpc_address": "127.0.0.1:0", "public_url": "https://sdk.example", "log_level": "error"} | settings
        self.settings: Settings = read_settings(database_url=database_url, artifacts_url=artifacts_url, **chosen)
        configure_logs(self.settings.log_format, self.settings.log_level)
        self.database = open_migrated(database_url)
        self.artifacts: ArtifactStore = open_store(artifacts_url, signing_key=self.settings.signing_key_bytes)
        self.accounts = Accounts(self.database, utc_now, uuid7)
        self.imports = Imports(self.database, utc_now)
        self.schemas = Schemas(self.database, utc_now)
        self.upkeep = Upkeep(self.database, utc_now)
        for signal in content.signals():
            self.schemas.put(signal.namespace, signal.signal_type, dict(signal.schema))

    def close(self) -> None:
        self.artifacts.close()
        self.database.close()

    def new_app(
        self,
        *,
        packages: Sequence[str] = ("labs", "demographics"),
        scopes: frozenset[Scope] = APP_SCOPES,
        environment: Environment = Environment.LIVE,
        status: ConnectionStatus = ConnectionStatus.ACTIVE,
    ) -> App:
        tenant = self.accounts.create_tenant(uuid7())
        connection = self.accounts.create_connection(
            tenant.id, data_packages=frozenset(packages), signal_types=SIGNAL_TYPES, status=status
        )
        key = self.accounts.create_key(tenant.id, name="test", environment=environment, scopes=scopes)
        return App(tenant=tenant, connection=connection, key=key)

    def worker(self, **settings: Any) -> Worker:
        return build_worker(self.settings.model_copy(update=settings), self.database, self.artifacts)


@contextmanager
def opened_stack(database_url: str, artifacts_url: str, **settings: Any) -> Iterator[Stack]:
    stack = Stack(database_url, artifacts_url, **settings)
    try:
        yield stack
    finally:
        stack.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A running gRPC server and stubs that call it."""

    address: str
    channel: grpc.aio.Channel
    records: Any
    signals: Any
    intake: Intake


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminDoor:
    """A running server of the console, and a stub that calls it."""

    channel: grpc.aio.Channel
    admin: Any

    def method(self, rpc: str) -> tuple[Any, Any]:
        """The RPC of that name, whichever service of the console has it, and the class of its request."""
        for module, stubs in CONSOLE_MODULES.items():
            for service in module.DESCRIPTOR.services_by_name.values():
                if rpc in service.methods_by_name:
                    stub = getattr(stubs, f"{service.name}Stub")(self.channel)
                    return getattr(stub, rpc), getattr(module, f"{rpc}Request")
        raise LookupError(rpc)


@asynccontextmanager
async def served(stack: Stack) -> AsyncIterator[Door]:
    """The gRPC server of a deployment, in the running event loop."""
    intake = LazyIntake(environment_of(stack.settings))
    server = build_server(stack.settings, stack.database, stack.artifacts, intake)
    await server.start(stack.settings.grpc_address)
    address = f"127.0.0.1:{server.port}"
    try:
        async with grpc.aio.insecure_channel(address) as channel:
            yield Door(
                address=address,
                channel=channel,
                records=records_pb2_grpc.RecordsServiceStub(channel),
                signals=signals_pb2_grpc.SignalsServiceStub(channel),
                intake=intake,
            )
    finally:
        await server.stop(0)
        await intake.close()


@contextmanager
def serving(stack: Stack) -> Iterator[str]:
    """The same in a thread of its own, for tests that are not async; gives its address."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    intake = LazyIntake(environment_of(stack.settings))

    async def start() -> GrpcServer:
        server = build_server(stack.settings, stack.database, stack.artifacts, intake)
        await server.start(stack.settings.grpc_address)
        return server

    server = asyncio.run_coroutine_threadsafe(start(), loop).result()
    try:
        yield f"127.0.0.1:{server.port}"
    finally:
        for ending in (server.stop(0), intake.close()):
            asyncio.run_coroutine_threadsafe(ending, loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@asynccontextmanager
async def served_to_operators(stack: Stack) -> AsyncIterator[AdminDoor]:
    """The console's gRPC server of a deployment, in the running event loop."""
    server = build_admin_server(stack.settings, stack.database)
    await server.start("127.0.0.1:0")
    try:
        async with grpc.aio.insecure_channel(f"127.0.0.1:{server.port}") as channel:
            yield AdminDoor(channel=channel, admin=admin_pb2_grpc.AdminServiceStub(channel))
    finally:
        await server.stop()


def sqlite_urls(folder: Path) -> dict[str, str]:
    return {"database_url": f"sqlite:///{folder / 'curae.db'}", "artifacts_url": f"file:{folder / 'artifacts'}"}


_LABORATORY = (
    '"category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category",'
    '"code":"laboratory"}]}]'
)


def observation(number: int, *, version: str = "1", padding: int = 0) -> Record:
    """A FHIR resource of about `padding` bytes more than it needs."""
    text = f',"text":{{"status":"generated","div":"{"x" * padding}"}}' if padding else ""
    meta, value = f'"meta":{{"versionId":"{version}"}}', f'"valueString":"{version}"'
    content = f'{{"resourceType":"Observation","id":"o{number:07}",{meta},{_LABORATORY},{value}{text}}}'
    return Record(
        resource_type="Observation",
        resource_id=f"o{number:07}",
        version_id=version,
        last_updated=None,
        content=content.encode(),
        classes=classes_of(orjson.loads(content)),
    )


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of this test's own without a row, once on each of the two. SQLite's file is not there yet."""
    if request.param == "sqlite":
        return sqlite_urls(tmp_path)["database_url"]
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def urls(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What `opened_stack` takes: an empty database for a module, once on each of the two, and a folder."""
    folder = sqlite_urls(tmp_path_factory.mktemp("module"))
    if request.param == "sqlite":
        yield folder
        return
    with new_database(request.getfixturevalue("postgres_server").dsn) as database_url:
        yield folder | {"database_url": database_url}


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Migrated, and closed afterwards."""
    database = open_migrated(database_url)
    yield database
    database.close()


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def stack(database_url: str, tmp_path: Path) -> Iterator[Stack]:
    """A deployment on a folder, once on each database."""
    with opened_stack(database_url, f"file:{tmp_path / 'artifacts'}") as stack:
        yield stack


@pytest.fixture
def pg_stack(postgres_url: str, tmp_path: Path) -> Iterator[Stack]:
    """A deployment on PostgreSQL and a folder, for what only its locks decide."""
    with opened_stack(postgres_url, f"file:{tmp_path / 'artifacts'}") as stack:
        yield stack


@pytest.fixture
def sqlite_stack(tmp_path: Path) -> Iterator[Stack]:
    """A deployment on SQLite and a folder, for what the database has no part in."""
    with opened_stack(**sqlite_urls(tmp_path)) as stack:
        yield stack


@pytest.fixture(params=["SQLite and a folder", "PostgreSQL and S3"])
def whole_stack(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stack]:
    """A deployment, once on each pair of database and store."""
    urls = sqlite_urls(tmp_path)
    if request.param == "PostgreSQL and S3":
        database_url, artifacts_url = (str(request.getfixturevalue(name)) for name in ("postgres_url", "s3_url"))
        urls = {"database_url": database_url, "artifacts_url": artifacts_url}
    with opened_stack(**urls) as stack:
        yield stack
