"""The second file of an export by `since`: which records were deleted."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from curae.sdk.v1 import records_pb2
from google.protobuf import timestamp_pb2
from grpc import StatusCode
from sqlalchemy import Connection, select, update

from server.clock import utc_now
from server.domain.exports import ArtifactKind, ExportErrorCode
from server.domain.fhir import deletions
from server.domain.records.record import Deletion
from server.services.deletions import Deletions
from server.store.tables import artifact_deletions, deletions_pieces, record_clocks, tombstones
from server.store.tombstones import forget_tombstones
from tests.parts.exports import working
from tests.parts.in_process import App, Door, Stack, observation
from tests.rpc.operators import refused
from tests.rpc.test_exports import Status, queue, watch


def deletion(number: int) -> Deletion:
    return Deletion(resource_type="Observation", resource_id=f"o{number:07}")


async def exported(stack: Stack, door: Door, app: App, since: Any = None) -> Any:
    async with working(stack):
        chosen = {} if since is None else {"since": since}
        return (await watch(door, app, (await queue(door, app, **chosen)).id))[-1]


async def deleted_file(door: Door, app: App, export_id: str, **part: Any) -> bytes:
    request = records_pb2.DownloadExportDeletionsRequest(export_id=export_id, **part)
    metadata = () if "token" in part else app.metadata()
    answer = door.records.DownloadExportDeletions(request, metadata=metadata)
    return b"".join([body.data async for body in answer])


def urls(content: bytes) -> list[str]:
    bundles = [json.loads(line) for line in content.splitlines()]
    assert all((bundle["resourceType"], bundle["type"]) == ("Bundle", "transaction") for bundle in bundles)
    entries = [entry["request"] for bundle in bundles for entry in bundle["entry"]]
    assert all(entry["method"] == "DELETE" for entry in entries)
    return [entry["url"] for entry in entries]


async def test_an_export_by_since_tells_what_was_deleted_and_its_bytes_are_verified(
    stack: Stack, door: Door, caller: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deletions, "ENTRIES_A_BUNDLE", 2)
    stack.imports.store(caller.connection.id, [observation(number) for number in range(6)])
    stack.imports.store(caller.connection.id, [deletion(5)])
    first = await exported(stack, door, caller)
    assert not first.HasField("deletions")
    assert await refused(deleted_file(door, caller, first.id)) is StatusCode.NOT_FOUND
    gone = [deletion(3), deletion(1), deletion(2), deletion(0), deletion(9)]
    assert stack.imports.store(caller.connection.id, gone).deleted == 4
    stack.imports.store(caller.connection.id, [observation(0)])
    second = await exported(stack, door, caller, first.started_at)
    content = await deleted_file(door, caller, second.id)
    assert urls(content) == [f"Observation/o{number:07}" for number in (1, 2, 3)]
    assert len(content.splitlines()) == 2
    assert (second.deletions.sha256, second.deletions.byte_size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert await deleted_file(door, caller, second.id, offset=5, length=7) == content[5:12]
    assert await deleted_file(door, caller, second.id, offset=len(content)) == b""
    third = await exported(stack, door, caller, second.started_at)
    assert (third.deletions.byte_size, await deleted_file(door, caller, third.id)) == (0, b"")


async def test_deletions_of_types_that_are_not_granted_are_not_told(stack: Stack, door: Door) -> None:
    app = stack.new_app(packages=("demographics",))
    stack.imports.store(app.connection.id, [observation(1)])
    first = await exported(stack, door, app)
    stack.imports.store(app.connection.id, [deletion(1)])
    second = await exported(stack, door, app, first.started_at)
    assert (second.status, second.deletions.byte_size) == (Status.READY, 0)


async def test_a_signed_url_of_the_deletions_opens_nothing_else(stack: Stack, door: Door, caller: App) -> None:
    first = await exported(stack, door, caller)
    ask = records_pb2.GetExportDownloadRequest(export_id=first.id)
    assert not (await door.records.GetExportDownload(ask, metadata=caller.metadata())).HasField("deletions")
    stack.imports.store(caller.connection.id, [deletion(0)])
    second = await exported(stack, door, caller, first.started_at)
    ask = records_pb2.GetExportDownloadRequest(export_id=second.id)
    answer = await door.records.GetExportDownload(ask, metadata=caller.metadata())
    assert f"/exports/{second.id}/artifact/deletions?token=" in answer.deletions.url
    tokens = [each.url.partition("token=")[2] for each in (answer.download, answer.deletions)]
    assert urls(await deleted_file(door, caller, second.id, token=tokens[1])) == ["Observation/o0000000"]
    assert await refused(deleted_file(door, caller, second.id, token=tokens[0])) is StatusCode.UNAUTHENTICATED
    other = records_pb2.DownloadExportRequest(export_id=second.id, token=tokens[1])
    assert await refused(door.records.DownloadExport(other).read()) is StatusCode.UNAUTHENTICATED


@pytest.mark.parametrize("end", ["cancel", "revoke"])
async def test_both_files_go_with_their_export(stack: Stack, door: Door, caller: App, end: str) -> None:
    first = await exported(stack, door, caller)
    stack.imports.store(caller.connection.id, [deletion(0)])
    second = await exported(stack, door, caller, first.started_at)
    keys = {f"exports/{second.id}/{name}" async for name in _files(stack, second.id)}
    assert len(keys) == 2
    if end == "cancel":
        request = records_pb2.CancelExportRequest(export_id=second.id)
        await door.records.CancelExport(request, metadata=caller.metadata())
    else:
        stack.accounts.revoke_connection(caller.connection.id)
    expected = StatusCode.FAILED_PRECONDITION if end == "cancel" else StatusCode.PERMISSION_DENIED
    assert await refused(deleted_file(door, caller, second.id)) is expected

    def left(database: Connection) -> tuple[set[str], list[bytes]]:
        requested = set(database.execute(select(artifact_deletions.c.artifact_key)).scalars())
        return requested & keys, list(database.execute(select(deletions_pieces.c.digests)).scalars())

    assert stack.database.read_now(left) == (keys, [])
    await Deletions(stack.database, stack.artifacts, utc_now, chance=lambda: 0.0).delete_requested()
    assert [name async for name in _files(stack, second.id)] == []


async def _files(stack: Stack, export_id: str) -> Any:
    async for stored in stack.artifacts.list(f"exports/{export_id}/"):
        yield stored.key.rpartition("/")[2]


async def test_the_sweep_of_orphans_spares_both_files(stack: Stack, door: Door, caller: App) -> None:
    first = await exported(stack, door, caller)
    stack.imports.store(caller.connection.id, [deletion(0)])
    second = await exported(stack, door, caller, first.started_at)
    orphan = f"exports/{second.id}/dead{ArtifactKind.DELETIONS.suffix}"
    with stack.artifacts.writer(orphan) as writer:
        writer.write(b"x")
        writer.commit()
    sweeping = Deletions(
        stack.database, stack.artifacts, utc_now, chance=lambda: 0.0, orphan_after=timedelta(seconds=-60)
    )
    assert await sweeping.sweep_orphans() >= 1
    names = [name async for name in _files(stack, second.id)]
    assert len(names) == 2 and "dead-deletions.ndjson" not in names
    assert urls(await deleted_file(door, caller, second.id)) == ["Observation/o0000000"]


async def test_a_since_of_before_what_is_known_is_refused_with_its_remedy(
    stack: Stack, door: Door, caller: App
) -> None:
    ancient = timestamp_pb2.Timestamp()
    ancient.FromDatetime(utc_now() - timedelta(seconds=stack.settings.since_max_age_seconds + 60))
    assert await refused(queue(door, caller, since=ancient)) is StatusCode.FAILED_PRECONDITION
    recent = timestamp_pb2.Timestamp()
    recent.FromDatetime(utc_now() - timedelta(seconds=stack.settings.since_max_age_seconds - 60))
    assert (await exported(stack, door, caller, recent)).status == Status.READY


async def test_a_since_of_before_the_last_forgotten_deletion_is_refused_even_at_the_run(
    stack: Stack, door: Door, caller: App
) -> None:
    """As where the retention was shorter once."""
    first = await exported(stack, door, caller)
    stack.imports.store(caller.connection.id, [deletion(0), deletion(1)])
    waiting = await queue(door, caller, since=first.started_at)
    assert stack.database.write_now(lambda database: forget_tombstones(database, utc_now(), limit=100)) >= 2
    async with working(stack):
        failed = (await watch(door, caller, waiting.id))[-1]
    assert (failed.status, failed.error_code) == (Status.FAILED, ExportErrorCode.SINCE_TOO_OLD)
    assert await refused(queue(door, caller, since=first.started_at)) is StatusCode.FAILED_PRECONDITION
    fresh = await exported(stack, door, caller)
    later = await exported(stack, door, caller, fresh.started_at)
    assert (later.status, later.deletions.byte_size) == (Status.READY, 0)


async def test_tombstones_are_kept_as_long_as_since_may_reach(stack: Stack, caller: App) -> None:
    stack.imports.store(caller.connection.id, [deletion(0), deletion(1)])
    kept, day = stack.settings.since_max_age_seconds, 24 * 3600

    def aged(database: Connection, seconds: int, name: str) -> None:
        changed_at = utc_now() - timedelta(seconds=seconds)
        database.execute(update(tombstones).where(tombstones.c.resource_id == name).values(changed_at=changed_at))

    def left(database: Connection) -> list[str]:
        return list(database.execute(select(tombstones.c.resource_id).order_by(tombstones.c.resource_id)).scalars())

    stack.database.write_now(lambda database: aged(database, kept + day - 60, "o0000000"))
    stack.database.write_now(lambda database: aged(database, kept + day + 60, "o0000001"))
    await stack.upkeep.sweep()
    assert stack.database.read_now(left) == ["o0000000"]
    horizon = stack.database.read_now(
        lambda database: database.execute(select(record_clocks.c.tombstones_from)).scalars().all()
    )
    assert all(each is None or each < utc_now() - timedelta(seconds=kept) for each in horizon)
    assert any(horizon)
