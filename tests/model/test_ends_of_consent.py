"""Each step of an export in turn, and at it the whole of what ends its consent: no export becomes READY afterwards.

The export takes the place of another READY one of its connection, so its last transaction changes both rows, and so
does a revocation. Each of them holds the rows of the consent before: neither meets a deadlock.
"""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

import pytest

from server.errors import CuraeError
from tests.model.acts import account
from tests.model.conftest import OpenWorld
from tests.model.world import CONSENT, App, Process, World

LAST_STEPS = 45
STEPS_TO_NOTICE = 500  # how many a server may take; a look at what runs takes about ten
End = Callable[[Process], Coroutine[Any, Any, Any]]


async def _let_time_pass(process: Process) -> None:
    process.world.clock.jump(CONSENT)


def _cancel(app: App) -> End:
    async def cancel(process: Process) -> None:
        *_, latest = process.world.answers.values()
        await process.exports.cancel(app.caller, latest)

    return cancel


ENDS: dict[str, Callable[[App], End]] = {
    "the connection is revoked": lambda app: account("revoke_connection", app.connection_id),
    "the tenant is revoked": lambda app: account("revoke_tenant", app.tenant_id),
    "a data package is taken away": lambda app: account(
        "set_data_packages", app.connection_id, frozenset({"demographics"})
    ),
    "its time is over": lambda _: _let_time_pass,
    "its app cancels it": _cancel,
}

MADE: dict[str, Callable[[World, App], End]] = {
    "a key": lambda world, app: partial(world.with_key, tenant_id=app.tenant_id, connection_id=app.connection_id),
    "a key in place of another": lambda world, app: partial(world.rotate_key, app=app),
    "a connection": lambda world, app: partial(world.with_connection, tenant_id=app.tenant_id),
}


@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS)
def test_consent_may_end_at_any_step_of_an_export(open_world: OpenWorld, ends: Callable[[App], End]) -> None:
    with open_world(1) as world:
        world.ready_of_connection = 1
        # On PostgreSQL an export has more of them, each of a statement: those before its last transaction are left out.
        first = steps = max(0, _steps_of_an_export(world) - LAST_STEPS)
        ended = False
        while not ended:
            ended = _ends_at(world, steps, ends)
            steps += 1
        world.end()
        deadlocks = world.deadlocks
    assert not deadlocks, "READY and the end of its consent lock rows in two orders"
    assert steps - first > 10, "the export takes fewer steps than it did"


@pytest.mark.parametrize("end", ["revoke_connection", "revoke_tenant"])
def test_consent_may_end_at_any_step_before_a_download_begins(open_world: OpenWorld, end: str) -> None:
    """The model says where a download begins after the end of its consent."""
    with open_world(1) as world:
        steps, begun = 0, False
        while not begun:
            begun = _begun_at(world, steps, end)
            steps += 1
        world.end()
    assert steps > 5, "a download takes fewer steps than it did"


@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS)
def test_a_download_that_nobody_reads_ends_with_its_consent(open_world: OpenWorld, ends: Callable[[App], End]) -> None:
    with open_world(1) as world:
        app = _app_with_an_export(world)
        world.check()
        *_, export_id = world.answers.values()
        reading = asyncio.Event()

        async def never() -> None:
            reading.set()
            await world.schedule.create_future()

        downloading = world.act("server", partial(world.download, app=app, export_id=export_id, reader=never))
        world.schedule.run(reading.is_set)
        world.now("server two", ends(app))
        world.schedule.run(downloading.done, steps=STEPS_TO_NOTICE)
        assert downloading.done(), "the download goes on after the end of its consent"
        assert isinstance(downloading.result(), CuraeError)
        world.end()


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_a_tenant_may_be_revoked_at_any_step_of_what_is_made_for_it(
    open_world: OpenWorld, make: Callable[[World, App], End]
) -> None:
    """The model says where something is made for a tenant after its revocation, or outlives it."""
    with open_world(1) as world:
        steps, made = 0, False
        while not made:
            app = world.new_app()
            making = world.act("server", make(world, app))
            world.schedule.run(making.done, steps=steps)
            made = making.done()
            _end_beside(world, "server", account("revoke_tenant", app.tenant_id))
            world.schedule.run(making.done)
            world.check()
            steps += 1
        world.end()
    assert steps > 5, "it takes fewer steps than it did"


def _end_beside(world: World, role: str, end: End) -> None:
    """The whole of it while another process stands still, unless that holds a lock: then both go on."""
    world.schedule.stalled.add(world.process(role).name)
    ending = world.act("server two", end)
    world.schedule.run()
    world.schedule.stalled.clear()
    world.schedule.run(ending.done)


def _begun_at(world: World, steps: int, end: str) -> bool:
    """Takes the consent away after so many steps of a download. True where it had begun before."""
    app = _app_with_an_export(world)
    world.check()
    export_id = next(reversed(world.model.exports))
    downloading = world.act("server", partial(world.download, app=app, export_id=export_id))
    world.schedule.run(downloading.done, steps=steps)
    world.check()
    begun = export_id in world.model.downloaded
    world.now("server two", account(end, app.connection_id if end == "revoke_connection" else app.tenant_id))
    world.schedule.run(downloading.done)
    world.check()
    return begun


def _steps_of_an_export(world: World) -> int:
    working = _at_work(world, _app_with_an_export(world))
    before = world.schedule.steps
    world.schedule.run(working.done)
    return world.schedule.steps - before


def _ends_at(world: World, steps: int, ends: Callable[[App], End]) -> bool:
    """Takes the consent away after so many steps of the second export. True where it had ended before.

    The model knows when a consent has ended, and says so where an export becomes READY after it."""
    app = _app_with_an_export(world)
    working = _at_work(world, app)
    world.schedule.run(working.done, steps=steps)
    ended = working.done()
    world.now("server two", ends(app))
    world.schedule.run(working.done)
    world.check()
    return ended


def _app_with_an_export(world: World) -> App:
    app = world.new_app()
    world.now("server", partial(world.import_record, app=app, resource_type="Observation"))
    world.schedule.run(_at_work(world, app).done)
    return app


def _at_work(world: World, app: App) -> "asyncio.Task[Any]":
    """A worker begins the one export that is queued."""
    world.now("server", partial(world.queue, app=app, types=("Observation",), key=world.new_id(), since_of=None))
    return world.act("worker", world.work)
