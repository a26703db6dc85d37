"""Each step of an export in turn, and at it the whole of what ends its consent: no export becomes READY afterwards.

Who writes READY holds the rows of the consent, and a revocation takes them in the same order: neither meets a deadlock.
"""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

import pytest

from tests.model.acts import account
from tests.model.conftest import OpenWorld
from tests.model.world import App, Process, World

Ends = Callable[[App], Callable[[Process], Coroutine[Any, Any, Any]]]

ENDS: dict[str, Ends] = {
    "the connection is revoked": lambda app: account("revoke_connection", app.connection_id),
    "the tenant is revoked": lambda app: account("revoke_tenant", app.tenant_id),
    "a data package is taken away": lambda app: account(
        "set_data_packages", app.connection_id, frozenset({"demographics"})
    ),
}


@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS)
def test_consent_may_end_at_any_step_of_an_export(open_world: OpenWorld, ends: Ends) -> None:
    with open_world(1) as world:
        before, ended = 0, False
        while not ended:
            ended = _ends_at(world, before, ends)
            before += 1
        world.end()
        ready = [export.status for export in world.model.exports.values()].count("READY")
        deadlocks = world.deadlocks
    assert not deadlocks, "READY and the end of its consent lock rows in two orders"
    assert before > 10, "the export takes fewer steps than it did"
    assert ready <= 1, "an export is READY though its consent had ended before"


def _ends_at(world: World, step: int, ends: Ends) -> bool:
    """Takes the consent away after so many steps of the export. True where the export had ended before."""
    app = world.new_app()
    world.now("server", partial(world.import_record, app=app, resource_type="Observation"))
    world.now("server", partial(world.queue, app=app, types=("Observation",), key=world.new_id(), since_of=None))
    working = world.act("worker", world.work)
    world.schedule.run(working.done, steps=step)
    ended = working.done()
    world.now("server two", ends(app))
    world.schedule.run(working.done)
    world.check()
    return ended
