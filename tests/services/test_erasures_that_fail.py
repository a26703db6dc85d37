"""What cannot be erased, or looked at, holds up nothing else: neither of the same person nor of others."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from server.artifacts.errors import ArtifactStoreMisconfigured
from server.clock import utc_now
from server.domain.exports import ExportStatus, folder_of
from server.services import retention
from server.services.actors import operator
from server.services.classification import Classification
from server.services.narrowed_exports import NarrowedExports
from server.services.retention import Retention
from server.store import tables
from server.store.erasures import get_erasure
from server.store.exports import get_export
from tests.parts.in_process import App, Stack, TestClock, observation
from tests.services.test_erasure import NO_LEASE, _counts, _mark, erasures_of, filled
from tests.worker.test_categories import RECORDS, forget_classes, put, ready

_KEPT = timedelta(days=30)


@contextmanager
def held(stack: Stack, app: App, table: str, act: str = "DELETE") -> Iterator[None]:
    """The database refuses the act on rows of the connection."""
    stack.database.write_now(
        lambda c: c.exec_driver_sql(
            f"CREATE TRIGGER held_{table} BEFORE {act} ON {table} WHEN OLD.connection_id = '{app.connection.id}'"
            " BEGIN SELECT RAISE(ABORT, 'held'); END"
        )
    )
    yield
    stack.database.write_now(lambda c: c.exec_driver_sql(f"DROP TRIGGER held_{table}"))


def is_erased(stack: Stack, app: App) -> bool:
    found = stack.database.read_now(lambda c: get_erasure(c, app.connection.id))
    return found is not None and found.finished_at is not None


async def test_one_kind_that_fails_keeps_no_other_of_the_person(sqlite_stack: Stack) -> None:
    stack = sqlite_stack
    app = await filled(stack, _mark())
    erasures = erasures_of(stack)
    with held(stack, app, "records"):
        await erasures.request(app.connection.id)
        with pytest.raises(ExceptionGroup):
            await erasures.run(app.connection.id)
        records, tombstones, signals = _counts(stack, app)
        assert records == 58
        assert (tombstones, signals) == (0, 0)
        assert [each async for each in stack.artifacts.list()] == []
    assert (await erasures.run(app.connection.id)).finished_at is not None
    assert _counts(stack, app) == [0, 0, 0]


async def test_one_artifact_that_cannot_be_erased_keeps_no_other(
    sqlite_stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = sqlite_stack
    app = await filled(stack, _mark())
    first = min(stack.database.read_now(lambda c: c.execute(select(tables.exports.c.id)).scalars().all()))
    erase = stack.artifacts.erase

    async def erase_others(prefix: str) -> int:
        """As a bucket answers where an object is under legal hold."""
        if prefix == folder_of(first):
            raise ArtifactStoreMisconfigured("the store does not let us delete it")
        return await erase(prefix)

    monkeypatch.setattr(stack.artifacts, "erase", erase_others)
    erasures = erasures_of(stack)
    await erasures.request(app.connection.id)
    with pytest.raises(ExceptionGroup):
        await erasures.run(app.connection.id)
    assert {each.key.startswith(folder_of(first)) async for each in stack.artifacts.list()} == {True}


@pytest.mark.parametrize("by_retention", [True, False])
async def test_erasures_that_fail_keep_no_other_person_waiting(
    sqlite_stack: Stack, monkeypatch: pytest.MonkeyPatch, by_retention: bool
) -> None:
    """As many as a sweep does at once fail, and are the oldest."""
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    stack, clock = sqlite_stack, TestClock(utc_now())
    stuck, sound = [stack.new_app() for _ in range(2)], stack.new_app()
    table = "connections" if by_retention else "records"
    for number, app in enumerate([*stuck, sound]):
        stack.imports.store(app.connection.id, [observation(1)])
        stack.accounts.revoke_connection(app.connection.id)
        ended = clock() - 2 * _KEPT + timedelta(hours=number)
        stack.database.write_now(
            lambda c, app=app, ended=ended: c.execute(
                update(tables.connections).where(tables.connections.c.id == app.connection.id).values(updated_at=ended)
            )
        )
    erasures = erasures_of(stack, lease=NO_LEASE)
    if not by_retention:
        for app in (*stuck, sound):
            await erasures.request(app.connection.id)
    names = ",".join(f"'{app.connection.id}'" for app in stuck)
    column, act = ("id", "UPDATE") if by_retention else ("connection_id", "DELETE")
    stack.database.write_now(
        lambda c: c.exec_driver_sql(
            f"CREATE TRIGGER held BEFORE {act} ON {table} WHEN OLD.{column} IN ({names})"
            " BEGIN SELECT RAISE(ABORT, 'held'); END"
        )
    )
    sweeps = Retention(stack.database, erasures, clock, _KEPT)
    with pytest.raises(ExceptionGroup):
        await sweeps.sweep()
    await sweeps.sweep()  # those that failed rest meanwhile
    assert is_erased(stack, sound)
    assert not any(is_erased(stack, app) for app in stuck)
    stack.database.write_now(lambda c: c.exec_driver_sql("DROP TRIGGER held"))
    clock.advance(minutes=2)
    await sweeps.sweep()
    assert all(is_erased(stack, app) for app in stuck)


async def test_a_connection_whose_records_cannot_be_looked_at_holds_up_no_other(sqlite_stack: Stack) -> None:
    stack = sqlite_stack
    apps = sorted((stack.new_app(packages=["labs"]) for _ in range(3)), key=lambda app: app.connection.id)
    for app in apps:
        put(stack, app, *RECORDS)
    forget_classes(stack)
    work = Classification(stack.database)
    with held(stack, apps[0], "records", "UPDATE"):
        assert await work.work() == 2
        assert work.waiting() == 1
        assert await work.work() == 0, "it rests"


async def test_an_export_that_cannot_be_expired_holds_up_no_other(sqlite_stack: Stack) -> None:
    stack = sqlite_stack
    app = stack.new_app(packages=["labs"])
    put(stack, app, *RECORDS)
    exports = sorted([await ready(stack, app, resource_types=("Observation",)) for _ in range(2)], key=lambda e: e.id)
    stack.database.write_now(lambda c: c.execute(update(tables.exports).values(granted=None)))
    stack.database.write_now(
        lambda c: c.exec_driver_sql(
            f"CREATE TRIGGER held BEFORE UPDATE ON exports WHEN OLD.id = '{exports[0].id}'"
            " BEGIN SELECT RAISE(ABORT, 'held'); END"
        )
    )
    with pytest.raises(ExceptionGroup):
        NarrowedExports(stack.database, utc_now, operator()).expire()
    found = [stack.database.read_now(lambda c, each=each: get_export(c, each.id)) for each in exports]
    assert [each.status for each in found if each] == [ExportStatus.READY, ExportStatus.EXPIRED]
