"""Many follow exports by one look at the database, and each hears the end."""

import asyncio
import time
from collections.abc import Collection

import pytest
from sqlalchemy import Connection, update

from server.clock import utc_now, uuid7
from server.domain.exports import Export, ExportStatus
from server.errors import NotFound, Unavailable
from server.services import following
from server.services.following import (
    LOOK_EVERY_SECONDS,
    LOOK_SOON_SECONDS,
    LOOK_SOON_SQLITE_SECONDS,
    SOON_SECONDS,
    Follower,
    Following,
)
from server.store.exports import ExportVersion, cancel_export, versions_by_id
from server.store.tables import exports
from tests.parts.eventually import patience
from tests.parts.exports import queue
from tests.parts.in_process import App, Stack

PATIENCE_SECONDS = 30


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many exports each look has asked for."""
    asked: list[int] = []

    def noted(database: Connection, ids: Collection[str]) -> dict[str, ExportVersion]:
        asked.append(len(ids))
        return versions_by_id(database, ids)

    monkeypatch.setattr(following, "versions_by_id", noted)
    return asked


async def cancel(stack: Stack, export: Export) -> None:
    await stack.database.write(lambda database: cancel_export(database, export, utc_now()))


async def heard(following: Following, seen: Export) -> list[Export]:
    async with asyncio.timeout(patience(PATIENCE_SECONDS)):
        return [export async for export in following.changes(Follower(seen), PATIENCE_SECONDS)]


async def test_three_hundred_followers_cost_as_much_as_one(stack: Stack, app: App, looks: list[int]) -> None:
    everyone = Following(stack.database)
    queued = [await queue(stack, app) for _ in range(10)]
    everybody = [asyncio.create_task(heard(everyone, queued[number % 10])) for number in range(300)]
    soon = LOOK_SOON_SQLITE_SECONDS if stack.database.is_sqlite else LOOK_SOON_SECONDS
    for every, pause in ((soon, 4 * LOOK_EVERY_SECONDS), (LOOK_EVERY_SECONDS, SOON_SECONDS)):
        await asyncio.sleep(pause)  # joins that take long are over, and then those that are recent
        looks.clear()
        began = time.monotonic()
        await asyncio.sleep(5 * every)
        assert len(looks) <= (time.monotonic() - began) / every + 1
        assert set(looks) == {10}
    for export in queued:
        await cancel(stack, export)
    for each in await asyncio.gather(*everybody):
        assert [export.status for export in each] == [ExportStatus.QUEUED, ExportStatus.CANCELLED]
    looks.clear()
    await asyncio.sleep(2 * LOOK_EVERY_SECONDS)
    assert looks == []  # nobody follows: nobody looks


async def test_who_comes_late_or_with_old_news_hears_the_end(stack: Stack, app: App) -> None:
    everyone = Following(stack.database)
    export = await queue(stack, app)
    first = asyncio.create_task(heard(everyone, export))
    await asyncio.sleep(2 * LOOK_EVERY_SECONDS)
    late = asyncio.create_task(heard(everyone, export))
    await cancel(stack, export)
    with_old_news = asyncio.create_task(heard(everyone, export))
    for each in await asyncio.gather(first, late, with_old_news):
        assert each[-1].status is ExportStatus.CANCELLED


async def test_leaving_takes_nothing_from_those_who_stay(stack: Stack, app: App) -> None:
    everyone = Following(stack.database)
    export = await queue(stack, app)
    stays, leaves = (asyncio.create_task(heard(everyone, export)) for _ in range(2))
    await asyncio.sleep(2 * LOOK_EVERY_SECONDS)
    leaves.cancel()
    await cancel(stack, export)
    assert (await stays)[-1].status is ExportStatus.CANCELLED


async def test_a_database_that_goes_away_is_told_to_all_and_who_follows_next_begins_anew(
    stack: Stack, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    everyone = Following(stack.database)
    export = await queue(stack, app)

    async def away(_work: object) -> None:
        raise Unavailable("away")

    with monkeypatch.context() as broken:
        broken.setattr(stack.database, "read", away)
        broken.setattr(stack.database, "look", away)
        for each in await asyncio.gather(*(heard(everyone, export) for _ in range(3)), return_exceptions=True):
            assert isinstance(each, Unavailable)
    again = asyncio.create_task(heard(everyone, export))
    await asyncio.sleep(2 * LOOK_EVERY_SECONDS)
    await cancel(stack, export)
    assert (await again)[-1].status is ExportStatus.CANCELLED


async def test_an_export_that_is_not_there_is_not_found(stack: Stack, app: App) -> None:
    export = await queue(stack, app)
    await stack.database.write(lambda c: c.execute(update(exports).values(id=uuid7())))
    with pytest.raises(NotFound):
        await heard(Following(stack.database), export)
