"""Each step of an export in turn, and at it the whole of what ends its consent: no export becomes READY afterwards.

The export takes the place of another READY one of its connection, so its last transaction changes both rows, and so
does a revocation. Each of them holds the rows of the consent before: neither meets a deadlock.
"""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

import pytest

from tests.model.acts import account
from tests.model.conftest import OpenWorld
from tests.model.world import CONSENT, App, Process, World

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


@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS)
def test_consent_may_end_at_any_step_of_an_export(open_world: OpenWorld, ends: Callable[[App], End]) -> None:
    with open_world(1) as world:
        world.ready_of_connection = 1
        steps, ended = 0, False
        while not ended:
            ended = _ends_at(world, steps, ends)
            steps += 1
        world.end()
        deadlocks = world.deadlocks
    assert not deadlocks, "READY and the end of its consent lock rows in two orders"
    assert steps > 10, "the export takes fewer steps than it did"


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


def _begun_at(world: World, steps: int, end: str) -> bool:
    """Takes the consent away after so many steps of a download. True where it had begun before."""
    app = world.new_app()
    world.now("server", partial(world.import_record, app=app, resource_type="Observation"))
    world.now("server", partial(world.queue, app=app, types=("Observation",), key=world.new_id(), since_of=None))
    world.now("worker", world.work)
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


def _ends_at(world: World, step: int, ends: Callable[[App], End]) -> bool:
    """Takes the consent away after so many steps of the second export. True where it had ended before.

    The model knows when a consent has ended, and says so where an export becomes READY after it."""
    app = world.new_app()
    world.now("server", partial(world.import_record, app=app, resource_type="Observation"))
    for steps in (None, step):
        world.now("server", partial(world.queue, app=app, types=("Observation",), key=world.new_id(), since_of=None))
        working = world.act("worker", world.work)
        world.schedule.run(working.done, steps=steps)
    ended = working.done()
    world.now("server two", ends(app))
    world.schedule.run(working.done)
    world.check()
    return ended
