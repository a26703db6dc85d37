"""A tenant's revocation beside whatever makes something for it, on PostgreSQL: nothing that is made outlives it.

Each round lets them all begin at one moment. Whoever comes after the revocation is refused; what came before is ended.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import grpc
import pytest
from curae.sdk.v1 import records_pb2
from sqlalchemy import Connection, create_engine, func, select

from server.clock import utc_now, uuid7
from server.domain.caller import APP_SCOPES, Environment
from server.domain.connections import ConnectionStatus
from server.errors import BadRequest, CuraeError, NotFound, Unauthenticated
from server.services.accounts import Accounts
from server.services.upkeep import Upkeep
from server.store.connections import set_status
from server.store.engine import Database
from server.store.tables import api_keys, audit_rows, connections
from tests.parts.eventually import eventually_async
from tests.parts.in_process import App, Stack, TestClock, served
from tests.parts.statements import waits_for_a_lock
from tests.rpc.operators import refused
from tests.store.seeds import a_connection

ROUNDS = 25
MAKERS = 6


@pytest.fixture
def other(pg_stack: Stack) -> Iterator[Accounts]:
    """The accounts as another process has them."""
    database = Database(pg_stack.settings.database_url)
    yield Accounts(database, utc_now, uuid7)
    database.close()


def test_no_key_connection_or_rotated_key_outlives_a_tenants_revocation(pg_stack: Stack, other: Accounts) -> None:
    refusals = 0
    for _ in range(ROUNDS):
        app = pg_stack.new_app()
        makers = [
            lambda app=app: other.create_key(app.tenant.id, name="", environment=Environment.LIVE, scopes=APP_SCOPES),
            lambda app=app: other.rotate_key(app.key.key.id, overlap=timedelta(hours=1)),
            lambda app=app: other.create_connection(
                app.tenant.id, data_packages=frozenset({"labs"}), signal_types=frozenset()
            ),
        ]
        refusals += len(beside(lambda app=app: pg_stack.accounts.revoke_tenant(app.tenant.id), makers * 2))
    assert pg_stack.database.read_now(still_live) == (0, 0)
    assert 0 < refusals < ROUNDS * MAKERS, "some have to come before the revocation and some after it"


def test_a_revocation_is_repeated_and_mends_what_is_live(pg_stack: Stack) -> None:
    """As a version that did not lock may have left it."""
    app = pg_stack.new_app()
    pg_stack.accounts.revoke_tenant(app.tenant.id)
    pg_stack.database.write_now(lambda database: bring_back(database, app))
    assert pg_stack.database.read_now(still_live) == (1, 1)
    assert pg_stack.accounts.revoke_tenant(app.tenant.id) == 0
    assert pg_stack.database.read_now(still_live) == (0, 0)
    revoked = select(func.count()).select_from(audit_rows).where(audit_rows.c.action == "tenant.revoked")
    assert pg_stack.database.read_now(lambda database: database.execute(revoked).scalar_one()) == 1


async def test_a_key_of_a_revoked_app_is_refused_at_admission(pg_stack: Stack) -> None:
    app = pg_stack.new_app()
    pg_stack.accounts.revoke_tenant(app.tenant.id)
    pg_stack.database.write_now(lambda database: bring_back(database, app))
    async with served(pg_stack) as door:
        call = door.records.ListExports(records_pb2.ListExportsRequest(), metadata=app.metadata())
        assert await refused(call) is grpc.StatusCode.UNAUTHENTICATED


async def test_the_expiry_sweep_leaves_a_revoked_connection_revoked(pg_stack: Stack, clock: TestClock) -> None:
    """A revocation commits while the sweep, which has seen the connection ACTIVE, waits for its row."""
    connection = a_connection(pg_stack.database, clock(), expires_at=clock())
    engine = create_engine(pg_stack.settings.database_url)
    with engine.begin() as revocation:
        set_status(revocation, connection.id, ConnectionStatus.REVOKED, clock())
        sweep = asyncio.create_task(Upkeep(pg_stack.database, clock).sweep())
        await eventually_async(lambda: asyncio.to_thread(waits_for_a_lock, pg_stack.database))
    await sweep
    engine.dispose()
    query = select(connections.c.status).where(connections.c.id == connection.id)
    assert pg_stack.database.read_now(lambda database: database.execute(query).scalar_one()) == "REVOKED"


def beside(revoke: Callable[[], object], makers: "list[Callable[[], object]]") -> list[CuraeError]:
    """Begins them all at once; gives what refused the makers."""
    start = threading.Barrier(len(makers) + 1)

    def begin(work: Callable[[], object]) -> CuraeError | None:
        start.wait(30)
        try:
            work()
        except (BadRequest, NotFound, Unauthenticated) as refusal:
            return refusal
        return None

    with ThreadPoolExecutor(len(makers) + 1) as threads:
        outcomes = [threads.submit(begin, work) for work in (*makers, revoke)]
    return [refusal for outcome in outcomes if (refusal := outcome.result()) is not None]


def still_live(database: Connection) -> tuple[int, int]:
    """Keys and connections."""
    keys = select(func.count()).select_from(api_keys).where(api_keys.c.revoked_at.is_(None))
    active = select(func.count()).select_from(connections).where(connections.c.status != str(ConnectionStatus.REVOKED))
    return database.execute(keys).scalar_one(), database.execute(active).scalar_one()


def bring_back(database: Connection, app: App) -> None:
    database.execute(api_keys.update().where(api_keys.c.id == app.key.key.id).values(revoked_at=None))
    database.execute(connections.update().where(connections.c.id == app.connection.id).values(status="ACTIVE"))
