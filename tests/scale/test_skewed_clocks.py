"""Exports chained by `since=startedAt` while another process, whose clock is wrong, imports: no version is missed, and
none that did not change comes twice."""

import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from server.clock import utc_now
from server.services.materialize import Job, Materialization
from server.store.exports import get_export
from tests.parts.exports import queue
from tests.parts.in_process import App, Stack
from tests.parts.processes import kill_tree, spawn
from tests.store.seeds import take

BATCHES = 20
A_BATCH = 4

IMPORTER = """
import sys

sys.path.insert(0, sys.argv.pop(1))
from datetime import timedelta
from server.clock import utc_now
from server.services.imports import Imports
from server.store.engine import Database
from tests.parts.in_process import observation
from tests.store.seeds import take

url, connection_id, skews, batches, size = sys.argv[1:]
skews = [float(skew) for skew in skews.split(",")]
batches, size = int(batches), int(size)
database = Database(url)
for version in ("1", "2"):
    for number in range(batches):
        skew = timedelta(seconds=skews[number % len(skews)])
        imports = Imports(database, lambda: utc_now() + skew)
        counts = imports.store(
            connection_id, [observation(size * number + item, version=version) for item in range(size)]
        )
        assert counts.imported + counts.changed == size
database.close()
"""


@pytest.mark.parametrize("skews", ["-0.05", "-0.5,-1", "-3600", "3600,0"])
async def test_no_version_is_missed_or_comes_twice(stack: Stack, skews: str, tmp_path: Path) -> None:
    """Several numbers are a clock that is set forward and back between batches."""
    app = stack.new_app()
    root = str(Path(__file__).parents[2])
    arguments = [root, stack.settings.database_url, app.connection.id, skews, str(BATCHES), str(A_BATCH)]
    importer = spawn([sys.executable, "-c", IMPORTER, *arguments], folder=tmp_path)
    exported: Counter[tuple[str, str]] = Counter()
    since: datetime | None = None
    exports = 0
    try:
        while True:
            over = importer.poll() is not None  # asked before the export, which then sees all
            since, lines = await export(stack, app, since)
            exported.update((line["id"], line["meta"]["versionId"]) for line in lines)
            exports += 1
            if over:
                break
    finally:
        kill_tree(importer)
    assert importer.returncode == 0
    assert exports > 1, "the exports have to run beside the imports"
    newest = {(f"o{number:07}", "2") for number in range(BATCHES * A_BATCH)}
    assert {each for each in exported if each[1] == "2"} == newest
    assert max(exported.values()) == 1


async def export(stack: Stack, app: App, since: datetime | None) -> tuple[datetime, list[Any]]:
    queued = await queue(stack, app, since=since)
    claim = stack.database.write_now(lambda database: take(database, utc_now()))
    materialization = Materialization(stack.database, stack.artifacts, utc_now, ttl=timedelta(hours=1))
    assert materialization.run(Job(claim)) is None
    ready = stack.database.read_now(lambda database: get_export(database, queued.id))
    assert ready is not None and ready.artifact is not None and ready.started_at is not None
    chunks = stack.artifacts.read(ready.artifact.key, length=ready.artifact.byte_size)
    content = b"".join([chunk async for chunk in chunks])
    return ready.started_at, [orjson.loads(line) for line in content.splitlines()]
