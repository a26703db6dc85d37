"""A copy that an app keeps by exports since the last one: it never holds a record that the app may no longer read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import orjson
import pytest
from sqlalchemy import Connection, update

from server.clock import utc_now
from server.domain.exports import Artifact, ExportErrorCode, ExportStatus
from server.domain.records.record import Deletion
from server.domain.records.since import KEPT_LONGER
from server.errors import SinceTooOld
from server.services.record_deletions import RecordDeletions
from server.services.upkeep import Upkeep
from server.store.tables import record_classifications, records, withdrawals
from tests.parts.exports import final, queue, working
from tests.parts.in_process import App, Stack
from tests.worker.test_categories import SENSITIVE, observation, put, ready

LABORATORY, VITALS = "laboratory", "vital-signs"


@dataclass(slots=True)
class Copy:
    """What an app holds of a person's records, by id."""

    stack: Stack
    app: App
    held: dict[str, Any] = field(default_factory=dict)
    since: datetime | None = None

    async def follow(self) -> set[str]:
        """Takes the next export as docs/exports.md says; gives what was reported as deleted."""
        export = await ready(self.stack, self.app, since=self.since)
        deleted = set()
        if self.since is None:
            self.held.clear()
        else:
            for bundle in await self._lines(export.deletions):
                deleted |= {entry["request"]["url"].partition("/")[2] for entry in bundle["entry"]}
        for name in deleted:
            self.held.pop(name, None)
        self.held |= {record["id"]: record for record in await self._lines(export.artifact)}
        self.since = export.started_at
        return deleted

    async def _lines(self, artifact: Artifact | None) -> Sequence[Any]:
        assert artifact is not None
        chunks = [chunk async for chunk in self.stack.artifacts.read(artifact.key, length=artifact.byte_size)]
        return [orjson.loads(line) for line in b"".join(chunks).splitlines()]

    async def is_whole(self) -> bool:
        """Whether it is what an app would hold that exports for the first time."""
        other = Copy(self.stack, self.app)
        await other.follow()
        return self.held == other.held


def a_copy(stack: Stack, *packages: str) -> Copy:
    return Copy(stack, stack.new_app(packages=packages))


def delete(copy: Copy, name: str) -> None:
    RecordDeletions(copy.stack.database, utc_now).delete(copy.app.connection.id, [("Observation", name)])


@pytest.mark.parametrize(
    "after",
    [
        observation("a", LABORATORY),
        observation("a"),
        observation("a", VITALS, meta=SENSITIVE),
        observation("a", LABORATORY, meta=SENSITIVE),
    ],
    ids=["another category", "no category", "a label", "both"],
)
async def test_a_record_that_loses_its_grant_is_reported_as_deleted(stack: Stack, after: dict[str, Any]) -> None:
    copy = a_copy(stack, "vitals")
    put(stack, copy.app, observation("a", VITALS), observation("b", VITALS), observation("c", LABORATORY))
    await copy.follow()
    put(stack, copy.app, after)
    assert await copy.follow() == {"a"}
    assert copy.held.keys() == {"b"} and await copy.is_whole()
    assert await copy.follow() == set()  # once


async def test_who_may_still_have_the_record_is_told_of_its_change_alone(stack: Stack) -> None:
    copy = a_copy(stack, "observations", "sensitive")
    put(stack, copy.app, observation("a", VITALS))
    await copy.follow()
    put(stack, copy.app, observation("a", LABORATORY, meta=SENSITIVE))
    assert await copy.follow() == set()
    assert await copy.is_whole()


async def test_who_never_could_have_the_record_learns_nothing_of_it(stack: Stack) -> None:
    copy = a_copy(stack, "surveys")
    put(stack, copy.app, observation("a", VITALS))
    await copy.follow()
    put(stack, copy.app, observation("a", LABORATORY, meta=SENSITIVE))
    assert await copy.follow() == set()


async def test_a_record_that_comes_back_into_the_grant_is_in_the_records_alone(stack: Stack) -> None:
    copy = a_copy(stack, "vitals")
    put(stack, copy.app, observation("a", VITALS))
    await copy.follow()
    put(stack, copy.app, observation("a", LABORATORY))
    put(stack, copy.app, observation("a", VITALS, status="final"))
    assert await copy.follow() == set()
    assert copy.held["a"]["status"] == "final" and await copy.is_whole()


@pytest.mark.parametrize("back", [observation("a", LABORATORY), observation("a", VITALS, meta=SENSITIVE)])
async def test_a_deleted_record_that_comes_back_with_less_stays_deleted_for_the_app(
    stack: Stack, back: dict[str, Any]
) -> None:
    copy = a_copy(stack, "vitals")
    put(stack, copy.app, observation("a", VITALS))
    await copy.follow()
    delete(copy, "a")
    put(stack, copy.app, back)
    assert await copy.follow() == {"a"}
    assert await copy.is_whole()


async def test_a_record_that_lost_its_grant_and_was_then_deleted_is_reported_once(stack: Stack) -> None:
    copy = a_copy(stack, "vitals")
    put(stack, copy.app, observation("a", VITALS), observation("b", VITALS))
    await copy.follow()
    put(stack, copy.app, observation("a", LABORATORY), observation("b", VITALS, LABORATORY))
    put(stack, copy.app, observation("b", LABORATORY))
    stack.imports.store(copy.app.connection.id, [Deletion(resource_type="Observation", resource_id="a")])
    assert await copy.follow() == {"a", "b"}
    assert await copy.is_whole()


async def test_a_later_version_of_the_codes_tells_both_ways(stack: Stack) -> None:
    """As if codes of before had taken one record for a vital sign, and another one not."""
    copy = a_copy(stack, "vitals")
    put(stack, copy.app, observation("a", LABORATORY), observation("b", VITALS), observation("c", VITALS))
    for name, classes in (("a", 0b11), ("b", 0b1)):
        wrong = update(records).where(records.c.resource_id == name).values(classes=classes)
        stack.database.write_now(partial(_execute, statement=wrong))
    await copy.follow()
    assert copy.held.keys() == {"a", "c"}
    stack.database.write_now(lambda c: c.execute(update(record_classifications).values(codes_version=0)))
    assert await copy.follow() == {"a"}
    assert copy.held.keys() == {"b", "c"} and await copy.is_whole()


def _execute(database: Connection, statement: Any) -> None:
    database.execute(statement)


@pytest.mark.parametrize(
    ("before", "after"),
    [({"labs", "vitals"}, {"labs"}), ({"labs"}, {"labs", "vitals"}), ({"labs"}, {"labs", "sensitive"})],
    ids=["narrowed", "widened", "sensitive records too"],
)
async def test_after_another_consent_an_app_exports_without_since(
    stack: Stack, before: set[str], after: set[str]
) -> None:
    copy = a_copy(stack, *before)
    put(stack, copy.app, observation("a", VITALS), observation("b", LABORATORY))
    put(stack, copy.app, observation("c", LABORATORY, meta=SENSITIVE))
    await copy.follow()
    queued = await queue(stack, copy.app, since=copy.since, resource_types=("Specimen",))
    stack.accounts.set_data_packages(copy.app.connection.id, frozenset(after))
    with pytest.raises(SinceTooOld) as refusal:
        await queue(stack, copy.app, since=copy.since)
    earliest = datetime.fromisoformat(str(refusal.value.details["earliestSince"]))
    async with working(stack):
        ended = await final(stack, queued)
    assert (ended.status, ended.error_code) == (ExportStatus.FAILED, ExportErrorCode.SINCE_TOO_OLD)
    copy.since = None
    await copy.follow()
    assert await copy.is_whole()
    assert copy.since is not None and copy.since > earliest
    put(stack, copy.app, observation("d", LABORATORY))
    assert await copy.follow() == set()
    assert await copy.is_whole()


async def test_packages_that_grant_the_same_records_change_nothing(stack: Stack) -> None:
    copy = a_copy(stack, "labs")
    put(stack, copy.app, observation("b", LABORATORY))
    await copy.follow()
    stack.accounts.set_data_packages(copy.app.connection.id, frozenset({"labs"}))
    put(stack, copy.app, observation("b", VITALS))
    assert await copy.follow() == {"b"}


async def test_withdrawals_are_forgotten_with_the_tombstones_of_their_time(stack: Stack) -> None:
    copy = a_copy(stack, "vitals")
    put(stack, copy.app, observation("a", VITALS))
    await copy.follow()
    put(stack, copy.app, observation("a", LABORATORY))
    later = [utc_now() + timedelta(days=90) + KEPT_LONGER - timedelta(minutes=1)]
    upkeep = Upkeep(stack.database, lambda: later[0])

    def kept() -> int:
        return stack.database.read_now(lambda database: len(database.execute(withdrawals.select()).all()))

    await upkeep.sweep()
    assert kept() == 1
    later[0] += timedelta(minutes=2)
    await upkeep.sweep()
    assert kept() == 0
    with pytest.raises(SinceTooOld):
        await queue(stack, copy.app, since=copy.since)
