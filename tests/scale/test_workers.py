"""Worker processes that share a queue, on both databases: each export is run once, and no app waits for another's."""

import asyncio
import json
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from server.clock import utc_now, uuid7
from server.domain.exports import Export, ExportStatus
from server.services.exports import Exports, PendingShares
from server.store.exports import exports_by_id
from tests.parts.eventually import eventually
from tests.parts.exports import order_of, worker_process
from tests.parts.in_process import App, Stack, observation
from tests.store.seeds import leases_held

WORKERS = 3
OF_THE_CROWD = 90
OF_EACH_OTHER = 10
OTHERS = 3
SETTLES_WITHIN_SECONDS = 120


def test_many_workers_run_each_export_once_and_let_every_app_have_its_turn(stack: Stack, tmp_path: Path) -> None:
    crowd, single, *others = (an_app(stack) for _ in range(OTHERS + 2))
    queued = asyncio.run(queue(stack, crowd, OF_THE_CROWD))
    for app in others:
        queued += asyncio.run(queue(stack, app, OF_EACH_OTHER))
    (last,) = asyncio.run(queue(stack, single, 1))
    with ExitStack() as workers:
        places = [tmp_path / f"worker-{number}" for number in range(WORKERS)]
        for place in places:
            workers.enter_context(worker_process(stack, place))
        exports = settled(stack, [*queued, last])
    started = [events(place / "log", "export_started") for place in places]
    assert Counter(event["export_id"] for each in started for event in each) == Counter(exports.keys())
    assert all(each for each in started), "a worker had nothing to do"
    assert {event["attempt"] for each in started for event in each} == {1}
    assert stack.database.read_now(leases_held) == 0
    # When each was claimed: whose turn it is. Its snapshot may have to wait for SQLite's one writer after that.
    claimed = {event["export_id"]: event["timestamp"] for each in started for event in each}
    ahead = [each for each in exports.values() if claimed[each.id] < claimed[last]]
    assert len([each for each in ahead if each.tenant_id == crowd.tenant.id]) < OF_THE_CROWD / 3


def an_app(stack: Stack) -> App:
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(number) for number in range(5)])
    return app


async def queue(stack: Stack, app: App, count: int) -> list[str]:
    exports = Exports(stack.database, utc_now, uuid7, PendingShares(of_connection=count))
    order = order_of(app)
    made = await asyncio.gather(*(exports.queue(app.caller, order, uuid7()) for _ in range(count)))
    return [queued.export.id for queued in made]


def settled(stack: Stack, ids: list[str]) -> dict[str, Export]:
    """The exports by id, once all are READY."""

    def are_ready() -> bool:
        found = stack.database.read_now(lambda database: exports_by_id(database, ids))
        return all(export.status is ExportStatus.READY for export in found.values())

    eventually(are_ready, within=SETTLES_WITHIN_SECONDS)
    return stack.database.read_now(lambda database: exports_by_id(database, ids))


def events(log: Path, name: str) -> list[dict[str, Any]]:
    read = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    return [event for event in read if event["event"] == name]
