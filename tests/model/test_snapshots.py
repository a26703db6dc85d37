"""An import at each step of an export, by the process that makes the export: it may share a transaction with its start.

The model compares the file with what was stored before `startedAt`.
"""

from functools import partial

import pytest

from tests.model.conftest import OpenWorld
from tests.model.world import World

IMPORTS = 3


# The one writer of SQLite makes them share most of their transactions; of PostgreSQL's four, few do.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_export_holds_what_was_imported_before_its_start_and_nothing_else(open_world: OpenWorld) -> None:
    with open_world(1) as world:
        steps, ended = 0, False
        while not ended:
            ended = _ended_before_imports(world, steps)
            steps += 1
        world.end()
    assert steps > 10, "the export takes fewer steps than it did"


def _ended_before_imports(world: World, steps: int) -> bool:
    app = world.new_app()
    order = partial(world.queue, app=app, types=("Observation",), key=world.new_id(), since_of=None)
    world.now("worker", order)
    working = world.act("worker", world.work)
    world.schedule.run(working.done, steps=steps)
    ended = working.done()
    store = partial(world.import_record, app=app, resource_type="Observation")
    imports = [world.act("worker", store) for _ in range(IMPORTS)]
    world.schedule.run(lambda: all(each.done() for each in (working, *imports)))
    world.check()
    return ended
