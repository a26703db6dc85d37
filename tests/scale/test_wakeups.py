"""Idle workers hear of queued exports without asking for them."""

import asyncio
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import Connection

from server.clock import utc_now, uuid7
from server.services.exports import Exports
from server.store.claimable import announce_claimable
from server.store.engine import Database
from server.store.tenants import Tenant, insert_tenant
from server.store.wakeups import Wakeups
from server.worker import loop
from tests.parts.eventually import eventually_async, patience
from tests.parts.exports import order_of
from tests.parts.in_process import App, Stack, observation

PATIENCE_SECONDS = 30


@pytest.fixture
def elsewhere(database_url: str, stack: Stack) -> Iterator[Database]:
    """The same database as another process has it."""
    database = Database(database_url)
    yield database
    database.close()


async def queue(database: Database, app: App) -> str:
    return (await Exports(database, utc_now, uuid7).queue(app.caller, order_of(app), uuid7())).export.id


async def listened(wakeups: Wakeups, elsewhere: Database) -> int:
    """The count once it listens: what is announced before wakes nobody, so it is announced until it is heard."""

    async def is_heard() -> bool:
        seen = wakeups.count
        await elsewhere.write(announce_claimable)
        await wakeups.wait(seen, seconds=patience(1))
        return wakeups.count > seen

    await eventually_async(is_heard)
    await asyncio.sleep(patience(0.3))  # what was announced before is heard late, if at all
    return wakeups.count


async def test_wakes_when_an_export_is_queued_elsewhere(stack: Stack, elsewhere: Database) -> None:
    wakeups = Wakeups(stack.database)
    app = stack.new_app()
    async with wakeups.listening():
        seen = await listened(wakeups, elsewhere)
        await queue(elsewhere, app)
        await wakeups.wait(seen, patience(PATIENCE_SECONDS))
        assert wakeups.count > seen


async def test_a_wakeup_between_asking_and_waiting_is_not_lost(stack: Stack) -> None:
    wakeups = Wakeups(stack.database)
    seen = wakeups.count
    wakeups.wake()
    await asyncio.wait_for(wakeups.wait(seen, seconds=3600), patience(PATIENCE_SECONDS))


async def test_waiting_ends_by_itself(stack: Stack) -> None:
    wakeups = Wakeups(stack.database)
    await wakeups.wait(wakeups.count, seconds=0.01)


async def test_an_idle_worker_starts_what_is_queued(
    stack: Stack, elsewhere: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "IDLE_SECONDS", 3600)
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(1)])
    worker = stack.worker()
    running = asyncio.create_task(worker.run())
    await asyncio.sleep(0.5)  # asleep by now, for an hour
    export_id = await queue(elsewhere, app)
    exports = Exports(stack.database, utc_now, uuid7)

    async def is_ready() -> bool:
        return (await exports.get(app.caller, export_id)).status == "READY"

    await eventually_async(is_ready, within=PATIENCE_SECONDS)
    worker.stop()
    await running


async def test_wakes_for_what_is_committed_and_for_nothing_else(stack: Stack, elsewhere: Database) -> None:
    wakeups = Wakeups(stack.database)

    def queued_and_undone(connection: Connection) -> None:
        announce_claimable(connection)
        raise KeyError

    def nothing_to_claim(connection: Connection) -> None:
        insert_tenant(connection, Tenant(id=uuid7(), name="another", created_at=utc_now(), revoked_at=None))

    async with wakeups.listening():
        seen = await listened(wakeups, elsewhere)
        with pytest.raises(KeyError):
            await elsewhere.write(queued_and_undone)
        await elsewhere.write(nothing_to_claim)
        await asyncio.sleep(0.2)
        assert wakeups.count == seen
        await elsewhere.write(announce_claimable)
        await wakeups.wait(seen, patience(PATIENCE_SECONDS))
        await asyncio.sleep(0.1)
        assert wakeups.count == seen + 1


def test_the_count_in_a_sqlite_file_begins_again_at_its_end(sqlite_stack: Stack) -> None:
    def announced(connection: Connection) -> int:
        connection.exec_driver_sql(f"PRAGMA user_version = {2**31 - 1}")
        announce_claimable(connection)
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())

    assert sqlite_stack.database.write_now(announced) == 0


async def test_listens_again_after_its_connection_was_cut(postgres_url: str) -> None:
    database = Database(postgres_url)
    wakeups = Wakeups(database)
    async with wakeups.listening():
        await eventually_async(lambda: wakeups.count > 0)  # it wakes once when it listens
        seen = wakeups.count
        with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE query LIKE 'LISTEN%' AND datname = current_database()"
            )
        # It wakes all when it is back, because it may have missed a notification.
        await wakeups.wait(seen, patience(PATIENCE_SECONDS))
        seen = wakeups.count
        await database.write(announce_claimable)
        await wakeups.wait(seen, patience(PATIENCE_SECONDS))
        assert wakeups.count > seen
    database.close()
