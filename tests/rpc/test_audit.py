"""What calls leave in the audit trail, on a real channel and both databases."""

import asyncio
from typing import Any

import grpc
import pytest
from curae.sdk.v1 import records_pb2, signals_pb2

from server.clock import utc_now, uuid7
from server.domain.audit import Row
from server.domain.caller import Environment, Scope
from server.services import refusals
from server.services.audit_trail import AuditTrail
from server.store.audit import Filter
from server.store.revision import DatabaseVersionError
from tests.parts.eventually import eventually_async
from tests.parts.exports import working
from tests.parts.in_process import App, Door, Stack, observation, served
from tests.rpc.operators import refused
from tests.rpc.test_exports import download, queue, watch
from tests.rpc.test_signals import item

READ = frozenset({Scope.RECORDS_READ})


def rows(stack: Stack, *actions: str, **chosen: Any) -> list[Row]:
    """The rows, without what setting up has left unless it is asked for."""
    found = AuditTrail(stack.database).rows(Filter(**chosen))
    return [row for row in found if (not actions and row.actor_kind != "operator") or row.action in actions]


async def eventually(stack: Stack, count: int, *actions: str, **chosen: Any) -> list[Row]:
    """What nobody waits for: the end of a download, a refusal."""
    await eventually_async(lambda: len(rows(stack, *actions, **chosen)) >= count)
    return rows(stack, *actions, **chosen)


def whole(stack: Stack) -> bool:
    return AuditTrail(stack.database).verify().is_whole


async def a_ready_export(stack: Stack, door: Door, caller: App) -> Any:
    queued = await queue(door, caller)
    async with working(stack):
        return (await watch(door, caller, queued.id))[-1]


async def test_the_life_of_an_export_is_told_in_order(stack: Stack, door: Door, caller: App) -> None:
    export = await a_ready_export(stack, door, caller)
    content = await download(door, caller, export.id)
    await eventually(stack, 1, "download.ended")
    await door.records.CancelExport(records_pb2.CancelExportRequest(export_id=export.id), metadata=caller.metadata())
    recorded = rows(stack, export_id=export.id)
    assert [(row.action, row.actor_kind, row.outcome) for row in recorded] == [
        ("export.queued", "key", "done"),
        ("export.started", "worker", "done"),
        ("export.ready", "worker", "done"),
        ("download.started", "key", "done"),
        ("download.ended", "key", "done"),
        ("export.cancelled", "key", "done"),
    ]
    assert {row.connection_id for row in recorded} == {caller.connection.id}
    assert {row.tenant_id for row in recorded} == {caller.tenant.id}
    assert {row.actor_id for row in recorded if row.actor_kind == "key"} == {caller.key.key.id}
    assert {row.address for row in recorded if row.actor_kind == "key"} == {"127.0.0.1"}
    assert f'"bytesSent":{len(content)}' in recorded[4].details
    assert export.artifact.sha256 in recorded[2].details
    assert whole(stack)


async def test_a_replay_and_a_second_cancel_do_nothing_and_say_nothing(stack: Stack, door: Door, caller: App) -> None:
    first = await queue(door, caller, key="k")
    await queue(door, caller, key="k")
    for _ in range(2):
        request = records_pb2.CancelExportRequest(export_id=first.id)
        await door.records.CancelExport(request, metadata=caller.metadata())
    assert [row.action for row in rows(stack)] == ["export.queued", "export.cancelled"]


async def test_the_request_id_and_the_address_that_envoy_saw_are_kept(stack: Stack, door: Door, caller: App) -> None:
    request = records_pb2.ExportRecordsRequest(connection_id=caller.connection.id)
    said = (("x-request-id", "r-1"), ("x-forwarded-for", "10.9.9.9, 203.0.113.7"))
    await door.records.ExportRecords(request, metadata=(*caller.metadata(uuid7()), *said))
    (row,) = rows(stack, "export.queued")
    assert (row.request_id, row.address) == ("r-1", "203.0.113.7")


async def test_nobody_but_a_trusted_proxy_is_believed_about_addresses(stack: Stack) -> None:
    stack.settings = stack.settings.model_copy(update={"trusted_proxies": "10.0.0.0/8"})
    app = stack.new_app()
    async with served(stack) as door:
        request = records_pb2.ExportRecordsRequest(connection_id=app.connection.id)
        said = (("x-forwarded-for", "203.0.113.7"),)
        await door.records.ExportRecords(request, metadata=(*app.metadata(uuid7()), *said))
    (row,) = rows(stack, "export.queued")
    assert row.address == "127.0.0.1"


async def test_a_part_is_recorded_as_a_part(stack: Stack, door: Door, caller: App) -> None:
    export = await a_ready_export(stack, door, caller)
    await download(door, caller, export.id, offset=5, length=7)
    (ended,) = await eventually(stack, 1, "download.ended")
    (started,) = rows(stack, "download.started")
    assert '"bytesAsked":7' in started.details and '"offset":5' in started.details
    assert '"bytesSent":7' in ended.details and ended.outcome == "done"


async def test_a_download_by_a_signed_link_names_the_key_behind_it(stack: Stack, door: Door, caller: App) -> None:
    export = await a_ready_export(stack, door, caller)
    request = records_pb2.GetExportDownloadRequest(export_id=export.id)
    signed = await door.records.GetExportDownload(request, metadata=caller.metadata())
    token = signed.download.url.partition("token=")[2]
    asked = records_pb2.DownloadExportRequest(export_id=export.id, token=token)
    assert b"".join([body.data async for body in door.records.DownloadExport(asked)])
    (ended,) = await eventually(stack, 1, "download.ended")
    assert (ended.actor_kind, ended.actor_id) == ("link", caller.key.key.id)
    (link,) = rows(stack, "link.signed")
    assert (link.actor_kind, link.export_id) == ("key", export.id) and '"purpose":"artifact"' in link.details
    assert token not in "".join(str(row) for row in rows(stack))


def _large(stack: Stack) -> App:
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(number, padding=1 << 20) for number in range(24)])
    return app


async def test_a_client_that_goes_away_leaves_what_it_was_sent(stack: Stack, door: Door) -> None:
    app = _large(stack)
    export = await a_ready_export(stack, door, app)
    call = door.records.DownloadExport(records_pb2.DownloadExportRequest(export_id=export.id), metadata=app.metadata())
    got = 0
    async for body in call:
        got += len(body.data)
        if got > 1 << 20:
            break
    call.cancel()
    (ended,) = await eventually(stack, 1, "download.ended")
    sent = int(ended.details.partition('"bytesSent":')[2].partition("}")[0].partition(",")[0])
    assert ended.outcome == "cut_short"
    assert got <= sent + (1 << 20) and sent < export.artifact.byte_size
    assert whole(stack)


async def test_a_server_that_stops_records_the_downloads_that_it_cuts(stack: Stack) -> None:
    app = _large(stack)
    async with served(stack) as door:
        export = await a_ready_export(stack, door, app)
        call = door.records.DownloadExport(
            records_pb2.DownloadExportRequest(export_id=export.id), metadata=app.metadata()
        )
        await call.read()
        await call.read()
    (ended,) = rows(stack, "download.ended") or await eventually(stack, 1, "download.ended")
    assert ended.outcome == "cut_short"
    assert [row.action for row in rows(stack)][-2:] == ["download.started", "download.ended"]


async def test_bytes_leave_only_once_that_is_recorded(
    stack: Stack, door: Door, caller: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = await a_ready_export(stack, door, caller)

    def broken(*_: object) -> None:
        raise DatabaseVersionError

    monkeypatch.setattr("server.services.transfers.audit.record", broken)
    with pytest.raises(grpc.aio.AioRpcError) as failed:
        await download(door, caller, export.id)
    assert failed.value.code() is grpc.StatusCode.INTERNAL


async def test_what_an_authenticated_caller_is_refused_is_recorded(stack: Stack, door: Door, caller: App) -> None:
    export = await queue(door, caller)
    stranger = stack.new_app()
    get = records_pb2.GetExportRequest(export_id=export.id)
    assert await refused(door.records.GetExport(get, metadata=stranger.metadata())) is grpc.StatusCode.NOT_FOUND
    assert await refused(queue(door, stack.new_app(scopes=READ))) is grpc.StatusCode.PERMISSION_DENIED
    theirs, scopeless = await eventually(stack, 2, "access.refused")
    assert (theirs.actor_id, theirs.outcome, theirs.export_id) == (stranger.key.key.id, "refused", export.id)
    assert (theirs.tenant_id, theirs.connection_id) == (stranger.tenant.id, None)
    assert '"code":"NOT_FOUND"' in theirs.details and '"method":"GetExport"' in theirs.details
    assert '"code":"SCOPE_INSUFFICIENT"' in scopeless.details and scopeless.connection_id is not None


async def test_a_known_key_that_may_not_be_used_is_recorded(stack: Stack, door: Door) -> None:
    revoked = stack.new_app()
    stack.accounts.revoke_key(revoked.key.key.id)
    test_key = stack.new_app(environment=Environment.TEST)
    for app in (revoked, test_key):
        await refused(door.records.ListExports(records_pb2.ListExportsRequest(), metadata=app.metadata()))
    found = await eventually(stack, 2, "access.refused")
    assert [(row.actor_id, row.tenant_id) for row in found] == [
        (app.key.key.id, app.tenant.id) for app in (revoked, test_key)
    ]
    assert '"code":"UNAUTHENTICATED"' in found[0].details and '"code":"WRONG_ENVIRONMENT"' in found[1].details


async def test_items_of_a_batch_that_are_refused_are_recorded(stack: Stack, door: Door, caller: App) -> None:
    other = stack.new_app()
    batch = signals_pb2.IngestSignalsRequest(items=[item(other, "a")])
    answered = await door.signals.IngestSignals(batch, metadata=caller.metadata("k"))
    assert answered.results[0].problem.code == "NOT_FOUND"
    (row,) = await eventually(stack, 1, "access.refused")
    assert (row.actor_id, row.connection_id) == (caller.key.key.id, other.connection.id)


async def test_nobody_can_fill_the_trail(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "RECORDED_A_WINDOW", 5)
    stranger, unknown = stack.new_app(), (("authorization", f"Bearer cae_live_{'a' * 52}"),)
    async with served(stack) as door:
        for metadata in (stranger.metadata(), unknown):
            request = records_pb2.GetExportRequest(export_id=uuid7())
            await asyncio.gather(*(refused(door.records.GetExport(request, metadata=metadata)) for _ in range(100)))
        assert len(await eventually(stack, 5, "access.refused")) == 5
    # The server stopped: what it only counted is written.
    *first, last = await eventually(stack, 7, "access.refused")
    assert [row.actor_id for row in first] == [stranger.key.key.id] * 6
    assert '"times":95' in first[5].details
    assert last.details == '{"unknownKeys":100}' and last.actor_kind == "server"


async def test_what_was_only_counted_is_written_when_its_minute_is_over(
    stack: Stack, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusals, "WINDOW_SECONDS", 0.2)
    await refused(door.records.ListExports(records_pb2.ListExportsRequest()))
    (row,) = await eventually(stack, 1, "access.refused")
    assert row.details == '{"unknownKeys":1}'


async def test_what_operators_do_is_recorded(stack: Stack) -> None:
    app = stack.new_app(packages=("labs", "demographics"))
    accounts, connection = stack.accounts, app.connection
    stack.imports.store(connection.id, [observation(1)])
    accounts.set_data_packages(connection.id, frozenset({"labs"}))
    accounts.revoke_key(app.key.key.id)
    accounts.revoke_connection(connection.id)
    accounts.revoke_tenant(app.tenant.id)
    stack.schemas.retire("activity", "workout", 1)
    recorded = [row for row in rows(stack, *_OPERATORS) if row.tenant_id in (None, app.tenant.id)]
    assert [row.action for row in recorded if row.action != "schema.put"] == [
        "tenant.created",
        "connection.created",
        "key.created",
        "records.imported",
        "connection.changed",
        "key.revoked",
        "connection.revoked",
        "tenant.revoked",
        "schema.retired",
    ]
    assert {row.actor_kind for row in recorded} == {"operator"}
    assert all(row.address for row in recorded)
    assert '"imported":1' in recorded[-6].details
    assert app.key.presented.secret not in str(recorded)


_OPERATORS = (
    "tenant.created",
    "tenant.revoked",
    "connection.created",
    "connection.changed",
    "connection.revoked",
    "key.created",
    "key.revoked",
    "records.imported",
    "schema.put",
    "schema.retired",
)


async def test_a_connection_that_ends_takes_its_exports_with_it(stack: Stack, door: Door, caller: App) -> None:
    first, second = await queue(door, caller), await queue(door, caller)
    stack.accounts.revoke_connection(caller.connection.id)
    recorded = rows(stack, "connection.revoked", "export.cancelled")
    assert {row.export_id for row in recorded} == {None, first.id, second.id}
    assert all("CONNECTION_NOT_ACTIVE" in row.details for row in recorded if row.export_id)


async def test_time_is_recorded_too(stack: Stack, door: Door, caller: App) -> None:
    stack.settings = stack.settings.model_copy(update={"export_ttl_seconds": 1})
    export = await a_ready_export(stack, door, caller)
    await asyncio.sleep(max(0.0, (export.expires_at.ToDatetime(tzinfo=utc_now().tzinfo) - utc_now()).total_seconds()))
    await stack.upkeep.sweep()
    (row,) = rows(stack, "export.expired", export_id=export.id)
    assert row.actor_kind == "worker"
