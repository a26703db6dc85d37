"""An artifact that cannot be deleted holds up no other, is counted and shown, and goes once it can be."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from server.domain.exports import ExportStatus
from server.domain.retry import Retry
from server.services import deletions
from server.store.artifact_deletions import undeleted
from server.store.tables import exports
from tests.parts.eventually import eventually_async
from tests.parts.exports import final, queue, working
from tests.parts.in_process import Stack, observation, opened_stack, sqlite_urls
from tests.parts.scrape import grown, here
from tests.worker.test_worker import kept


@pytest.fixture
def folder_stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    monkeypatch.setattr(deletions, "RETRY", Retry(first=timedelta(seconds=0.2), longest=timedelta(seconds=0.2)))
    with opened_stack(**sqlite_urls(tmp_path)) as stack:
        yield stack


async def test_the_others_go_and_it_follows_once_it_can(folder_stack: Stack, tmp_path: Path) -> None:
    """A folder in the place of the first artifact of a revoked app, as an object under legal hold would be."""
    stack, before = folder_stack, here()
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(1)])
    async with working(stack):
        ready = [await final(stack, await queue(stack, app)) for _ in range(3)]
        assert [each.status for each in ready] == [ExportStatus.READY] * 3
        first = tmp_path / "artifacts" / ready[0].artifact.key
        first.unlink()
        (first / "held").mkdir(parents=True)
        stack.accounts.revoke_tenant(app.tenant.id)
        await eventually_async(
            lambda: not any((tmp_path / "artifacts" / each.artifact.key).exists() for each in ready[1:])
        )
        await eventually_async(lambda: grown(before)("curae_artifact_deletion_failures_total") >= 2)
        assert stack.database.read_now(undeleted).count == 1
        (first / "held").rmdir()
        first.rmdir()
        await eventually_async(lambda: stack.database.read_now(undeleted).count == 0)
    assert await kept(stack) == set()
    assert grown(before)("curae_artifact_deletions_total", reason="requested") == 3


async def test_a_row_that_cannot_be_read_holds_up_no_expiry(folder_stack: Stack) -> None:
    stack = folder_stack
    app = stack.new_app()
    async with working(stack, export_ttl_seconds=1):
        broken, sound = [await final(stack, await queue(stack, app)) for _ in range(2)]
        stack.database.write_now(
            lambda database: database.exec_driver_sql(
                "UPDATE exports SET resource_types = 'not JSON' WHERE id = ?", (broken.id,)
            )
        )
        query = exports.select().with_only_columns(exports.c.status).where(exports.c.id == sound.id)
        await eventually_async(
            lambda: stack.database.read_now(lambda database: database.execute(query).scalar_one()) == "EXPIRED"
        )
