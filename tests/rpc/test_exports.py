"""RecordsService over a real channel: the life of an export, and who may see it."""

import asyncio
import hashlib
import json
from typing import Any

import grpc
import pytest
from curae.sdk.v1 import records_pb2
from google.protobuf import timestamp_pb2
from google.rpc import error_details_pb2
from grpc import StatusCode
from grpc.aio import AioRpcError
from grpc_status import rpc_status

from server.clock import uuid7
from tests.parts.exports import working
from tests.parts.in_process import App, Door, Stack, observation
from tests.rpc.operators import refused

Status = records_pb2.Export.Status


async def queue(door: Door, app: App, *, key: str | None = None, **fields: Any) -> Any:
    request = records_pb2.ExportRecordsRequest(connection_id=app.connection.id, **fields)
    return (await door.records.ExportRecords(request, metadata=app.metadata(key or uuid7()))).export


async def watch(door: Door, app: App, export_id: str) -> list[Any]:
    request = records_pb2.WatchExportRequest(export_id=export_id)
    return [each.export async for each in door.records.WatchExport(request, metadata=app.metadata())]


async def download(door: Door, app: App, export_id: str, **part: int) -> bytes:
    request = records_pb2.DownloadExportRequest(export_id=export_id, **part)
    return b"".join([body.data async for body in door.records.DownloadExport(request, metadata=app.metadata())])


async def test_a_repeat_is_answered_though_the_order_would_be_refused_by_now(stack: Stack, door: Door) -> None:
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(1)])
    first = await queue(door, app, key="k", resource_types=["Observation"])
    stack.accounts.set_data_packages(app.connection.id, frozenset({"demographics"}))
    assert await refused(queue(door, app, resource_types=["Observation"])) is StatusCode.PERMISSION_DENIED
    assert (await queue(door, app, key="k", resource_types=["Observation"])).id == first.id


async def test_an_export_is_queued_watched_downloaded_and_verified(stack: Stack, door: Door, caller: App) -> None:
    queued = await queue(door, caller)
    assert (queued.status, queued.connection_id) == (Status.QUEUED, caller.connection.id)
    assert not queued.HasField("artifact") and not queued.HasField("started_at") and not queued.HasField("progress")
    async with working(stack):
        states = await watch(door, caller, queued.id)
    assert states[-1].status == Status.READY
    assert [state.status for state in states] == sorted(state.status for state in states)
    whole = await download(door, caller, queued.id)
    artifact = states[-1].artifact
    assert (artifact.sha256, artifact.byte_size) == (hashlib.sha256(whole).hexdigest(), len(whole))
    assert whole.endswith(b"\n")
    assert [json.loads(line)["id"] for line in whole.splitlines()] == ["o0000000", "o0000001"]
    assert whole.splitlines()[0] == observation(0).content
    assert await download(door, caller, queued.id, offset=5, length=7) == whole[5:12]
    assert await download(door, caller, queued.id, offset=len(whole)) == b""


async def test_the_same_key_gives_the_same_export_and_another_request_is_refused(door: Door, caller: App) -> None:
    first, again = await queue(door, caller, key="k"), await queue(door, caller, key='"k"')
    assert first.SerializeToString() == again.SerializeToString()
    assert await refused(queue(door, caller, key="k", include_raw_fhir=False)) is StatusCode.FAILED_PRECONDITION


async def test_a_replay_is_marked(door: Door, caller: App) -> None:
    request = records_pb2.ExportRecordsRequest(connection_id=caller.connection.id)
    marks = []
    for _ in range(2):
        call = door.records.ExportRecords(request, metadata=caller.metadata("k"))
        await call
        marks.append(dict(await call.trailing_metadata()).get("idempotency-replayed"))
    assert marks == [None, "true"]


async def test_fifty_parallel_calls_with_one_key_make_one_export(door: Door, caller: App) -> None:
    answers = await asyncio.gather(*(queue(door, caller, key="one") for _ in range(50)))
    assert len({answer.SerializeToString(deterministic=True) for answer in answers}) == 1
    listed = await door.records.ListExports(records_pb2.ListExportsRequest(), metadata=caller.metadata())
    assert [export.id for export in listed.exports] == [answers[0].id]


async def test_a_refused_request_does_not_use_its_key_up(door: Door, caller: App) -> None:
    assert await refused(queue(door, caller, key="k", resource_types=["Claim"])) is StatusCode.PERMISSION_DENIED
    assert (await queue(door, caller, key="k")).status == Status.QUEUED


async def test_pages_do_not_shift_while_exports_are_added(door: Door, caller: App) -> None:
    made = [(await queue(door, caller)).id for _ in range(5)]

    async def page(**chosen: Any) -> Any:
        return await door.records.ListExports(
            records_pb2.ListExportsRequest(limit=2, **chosen), metadata=caller.metadata()
        )

    first = await page()
    await queue(door, caller)
    second = await page(cursor=first.pagination.next_cursor)
    last = await page(cursor=second.pagination.next_cursor)
    seen = [export.id for each in (first, second, last) for export in each.exports]
    assert seen == made[::-1]
    assert not last.pagination.HasField("next_cursor")


async def test_another_app_sees_nothing(stack: Stack, door: Door, caller: App) -> None:
    export, stranger = await queue(door, caller), stack.new_app()
    get = records_pb2.GetExportRequest(export_id=export.id)
    for call in (
        door.records.GetExport(get, metadata=stranger.metadata()),
        door.records.CancelExport(records_pb2.CancelExportRequest(export_id=export.id), metadata=stranger.metadata()),
        download(door, stranger, export.id),
        watch(door, stranger, export.id),
        door.records.ListExports(
            records_pb2.ListExportsRequest(connection_id=caller.connection.id), metadata=stranger.metadata()
        ),
        queue(door, App(tenant=stranger.tenant, connection=caller.connection, key=stranger.key)),
    ):
        assert await refused(call) is StatusCode.NOT_FOUND
    assert (await door.records.GetExport(get, metadata=caller.metadata())).export.status == Status.QUEUED


async def test_a_cancelled_export_has_no_artifact(stack: Stack, door: Door, caller: App) -> None:
    export = await queue(door, caller)
    cancel = records_pb2.CancelExportRequest(export_id=export.id)
    for _ in range(2):
        cancelled = (await door.records.CancelExport(cancel, metadata=caller.metadata())).export
        assert cancelled.status == Status.CANCELLED
    async with working(stack):
        states = await watch(door, caller, export.id)
    assert [state.status for state in states] == [Status.CANCELLED]
    assert await refused(download(door, caller, export.id)) is StatusCode.FAILED_PRECONDITION


async def test_since_gives_what_changed_at_or_after_the_last_start(stack: Stack, door: Door, caller: App) -> None:
    async with working(stack):
        first = (await watch(door, caller, (await queue(door, caller)).id))[-1]
        stack.imports.store(caller.connection.id, [observation(0), observation(1, version="2"), observation(2)])
        since = timestamp_pb2.Timestamp()
        since.CopyFrom(first.started_at)
        second = (await watch(door, caller, (await queue(door, caller, since=since)).id))[-1]
    changed = await download(door, caller, second.id)
    assert [json.loads(line)["id"] for line in changed.splitlines()] == ["o0000001", "o0000002"]


async def test_an_export_of_nothing_is_ready_and_empty(stack: Stack, door: Door) -> None:
    app = stack.new_app()
    async with working(stack):
        ready = (await watch(door, app, (await queue(door, app)).id))[-1]
    assert (ready.status, ready.artifact.byte_size) == (Status.READY, 0)
    assert ready.artifact.sha256 == hashlib.sha256(b"").hexdigest()
    assert await download(door, app, ready.id) == b""


async def test_a_reduced_export_is_tagged_and_lacks_what_it_must(stack: Stack, door: Door) -> None:
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(1, padding=100)])
    async with working(stack):
        ready = (await watch(door, app, (await queue(door, app, include_raw_fhir=False)).id))[-1]
    (line,) = (await download(door, app, ready.id)).splitlines()
    resource = json.loads(line)
    assert "text" not in resource
    assert resource["meta"]["tag"][0]["code"] == "SUBSETTED"


async def test_a_signed_url_is_made_for_a_ready_export(stack: Stack, door: Door, caller: App) -> None:
    export = await queue(door, caller)
    ask = records_pb2.GetExportDownloadRequest(export_id=export.id)
    assert (
        await refused(door.records.GetExportDownload(ask, metadata=caller.metadata())) is StatusCode.FAILED_PRECONDITION
    )
    async with working(stack):
        await watch(door, caller, export.id)
    answer = await door.records.GetExportDownload(ask, metadata=caller.metadata())
    assert answer.download.url.startswith(f"https://sdk.example/api/sdk/v1/records/exports/{export.id}/artifact?token=")
    token = answer.download.url.partition("token=")[2]
    request = records_pb2.DownloadExportRequest(export_id=export.id, token=token)
    signed = b"".join([body.data async for body in door.records.DownloadExport(request)])
    assert signed == await download(door, caller, export.id)
    stack.accounts.revoke_key(caller.key.key.id)
    stream = door.records.DownloadExport(request)
    with pytest.raises(grpc.aio.AioRpcError) as dead:
        async for _ in stream:
            pass
    assert dead.value.code() is StatusCode.UNAUTHENTICATED


async def test_a_revoked_connection_ends_its_exports_at_once(stack: Stack, door: Door, caller: App) -> None:
    waiting = await queue(door, caller)
    following = asyncio.create_task(watch(door, caller, waiting.id))
    await asyncio.sleep(0)
    stack.accounts.revoke_connection(caller.connection.id)
    get = records_pb2.GetExportRequest(export_id=waiting.id)
    assert await refused(door.records.GetExport(get, metadata=caller.metadata())) is StatusCode.PERMISSION_DENIED
    try:
        assert (await asyncio.wait_for(following, 10))[-1].status == Status.CANCELLED
    except AioRpcError as refusal:  # it was revoked before the watch began
        assert refusal.code() is StatusCode.PERMISSION_DENIED


async def test_a_wrong_request_names_its_field_and_a_near_name(door: Door, caller: App) -> None:
    """Over native gRPC: what is missing is said to be required, and a near miss gets a suggestion."""
    requests = {
        "connectionId is required (a UUID).": records_pb2.ExportRecordsRequest(),
        "did you mean Observation?": records_pb2.ExportRecordsRequest(
            connection_id=caller.connection.id, resource_types=["Observtion"]
        ),
    }
    for text, request in requests.items():
        with pytest.raises(AioRpcError) as refusal:
            await door.records.ExportRecords(request, metadata=caller.metadata(uuid7()))
        assert refusal.value.code() is StatusCode.INVALID_ARGUMENT
        said = [refusal.value.details() or "", *descriptions(refusal.value)]
        assert any(each.endswith(text) for each in said), said


def descriptions(fault: AioRpcError) -> list[str]:
    status = rpc_status.from_call(fault)
    assert status is not None
    bad = error_details_pb2.BadRequest()
    return [each.description for detail in status.details if detail.Unpack(bad) for each in bad.field_violations]
