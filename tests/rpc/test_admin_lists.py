"""What operators find and read over a real channel, once on each database: lists, one export in full, figures."""

from datetime import UTC, timedelta
from typing import Any

import pytest
from curae.sdk.v1 import records_pb2
from grpc import StatusCode
from sqlalchemy import update

from server.clock import utc_now, uuid7
from server.domain.audit import Action, Actor, ActorKind, Entry, Origin
from server.domain.caller import Environment, Scope
from server.domain.connections import ConnectionStatus
from server.domain.exports import ExportErrorCode, ExportStatus
from server.store.audit import read_rows, record
from server.store.tables import exports
from tests.parts.eventually import eventually_async
from tests.parts.in_process import App, Door, Stack, observation
from tests.rpc.operators import LoggedIn, refused
from tests.store.seeds import a_given_up_delivery, an_export, queue_exports


def change(stack: Stack, export_id: str, **values: Any) -> None:
    statement = update(exports).where(exports.c.id == export_id).values(**values)
    stack.database.write_now(lambda database: database.execute(statement))


async def ids(ada: LoggedIn, **fields: Any) -> list[str]:
    return [each.id for each in (await ada("ListExports", **fields)).exports]


async def test_exports_are_found_by_id_app_connection_code_and_time(stack: Stack, ada: LoggedIn, caller: App) -> None:
    other = stack.new_app()
    now = utc_now()
    first, second = sorted(uuid7() for _ in range(2))  # of one millisecond their order is chance
    old = an_export(caller.connection, now - timedelta(days=2), id=first)
    failed = an_export(caller.connection, now, id=second)
    theirs = an_export(other.connection, now)
    queue_exports(stack.database, old, failed, theirs)
    change(stack, failed.id, status=str(ExportStatus.FAILED), error_code=str(ExportErrorCode.INTERNAL))

    assert await ids(ada, id=old.id) == await ids(ada, id=old.id[:-1].upper()) == [old.id]
    assert await ids(ada, tenant=other.tenant.name[9:30].upper()) == [theirs.id]
    assert await ids(ada, tenant="100%_") == []
    assert await ids(ada, connection_id=caller.connection.id) == [failed.id, old.id]
    assert await ids(ada, connection_id=caller.connection.id, sort="oldest") == [old.id, failed.id]
    assert await ids(ada, error_code="INTERNAL") == [failed.id]
    hour = timedelta(hours=1)
    assert await ids(ada, until=(now - hour).isoformat()) == [old.id]
    assert await ids(ada, since=(now - hour).isoformat(), tenant=caller.tenant.name) == [failed.id]
    assert (await ids(ada, sort="changed"))[0] in {failed.id, theirs.id}
    for wrong in ({"since": "yesterday"}, {"until": "2027-01-31T12:00:00"}, {"id": "0190a1b2c"}, {"sort": "size"}):
        assert await refused(ada("ListExports", **wrong)) is StatusCode.INVALID_ARGUMENT, wrong


async def test_a_page_by_its_number_says_how_many_match(stack: Stack, ada: LoggedIn, caller: App) -> None:
    queued = [an_export(caller.connection, utc_now()) for _ in range(5)]
    queue_exports(stack.database, *queued)
    seen = []
    for number in (1, 2, 3, 4):
        page = await ada("ListExports", limit=2, page=number)
        assert page.pagination.total == 5
        assert not page.pagination.HasField("next_cursor")
        seen += [each.id for each in page.exports]
    assert seen == sorted((each.id for each in queued), reverse=True)
    assert not (await ada("ListExports", limit=2)).pagination.HasField("total")


async def test_an_export_in_full_has_its_attempts_and_who_downloaded_it(
    stack: Stack, ada: LoggedIn, caller: App
) -> None:
    export = an_export(caller.connection, utc_now(), resource_types=("Observation", "Patient"), request_id="req-7")
    queue_exports(stack.database, export)
    actors = [
        (Action.EXPORT_STARTED, Actor(kind=ActorKind.WORKER, id="host:1")),
        (Action.DOWNLOAD_STARTED, Actor(kind=ActorKind.KEY, id=caller.key.key.id, origin=Origin(address="192.0.2.9"))),
    ]
    for action, actor in actors:
        entry = Entry.about(export, action, actor=actor, at=utc_now(), attempt=1)
        stack.database.write_now(lambda database, entry=entry: record(database, entry))
    artifact = {"artifact_key": "x", "artifact_sha256": "ab" * 32, "artifact_byte_size": 5}
    change(stack, export.id, status=str(ExportStatus.READY), **artifact)

    found = (await ada("GetExport", export_id=export.id)).details
    assert [*found.resource_types] == ["Observation", "Patient"]
    assert (found.sha256, found.request_id, found.timeline_cut) == ("ab" * 32, "req-7", False)
    assert found.export.connection_id == caller.connection.id
    assert [(row.action, row.actor_name, row.address) for row in found.timeline] == [
        ("export.started", "", ""),
        ("download.started", "test", "192.0.2.9"),
    ]
    assert dict(found.timeline[0].details) == {"attempt": "1"}
    assert await refused(ada("GetExport", export_id=uuid7())) is StatusCode.NOT_FOUND


async def test_connections_and_keys_are_filtered_by_what_they_are_now(stack: Stack, ada: LoggedIn, caller: App) -> None:
    pending = stack.new_app(status=ConnectionStatus.PENDING)
    lapsed = stack.accounts.create_connection(
        caller.tenant.id,
        data_packages=frozenset({"labs"}),
        signal_types=frozenset(),
        expires_at=utc_now() - timedelta(minutes=1),
    )
    for state, expected in {"ACTIVE": caller.connection, "PENDING": pending.connection, "EXPIRED": lapsed}.items():
        found = await ada("ListConnections", state=state, page=1)
        assert [each.id for each in found.connections] == [expected.id], state
        assert found.pagination.total == 1
    assert (await ada("GetConnection", connection_id=lapsed.id)).connection.tenant == caller.tenant.name

    stack.accounts.create_key(
        caller.tenant.id, name="ci", environment=Environment.TEST, scopes=frozenset({Scope.SIGNAL_WRITE})
    )
    tested = (await ada("ListKeys", environment="test")).keys
    assert [(each.name, each.environment) for each in tested] == [("ci", "test")]
    await ada("RevokeKey", key_id=tested[0].id)
    assert [each.id for each in (await ada("ListKeys", state="REVOKED")).keys] == [tested[0].id]
    assert len((await ada("ListKeys", state="USABLE", tenant=caller.tenant.name)).keys) == 1


async def test_the_audit_trail_is_read_by_connection_action_and_actor(stack: Stack, ada: LoggedIn, caller: App) -> None:
    await ada("RevokeConnection", connection_id=caller.connection.id)
    rows = (await ada("ListAuditRows", connection_id=caller.connection.id)).rows
    assert [row.action for row in rows] == ["connection.revoked", "records.imported", "connection.created"]
    assert {row.tenant for row in rows} == {caller.tenant.name}
    by_group = (await ada("ListAuditRows", action="connection", tenant=caller.tenant.name)).rows
    assert [row.action for row in by_group] == ["connection.revoked", "connection.created"]
    by_actor = await ada("ListAuditRows", actor="ada", limit=1, page=2)
    assert [row.action for row in by_actor.rows] == ["session.begun"]
    assert by_actor.pagination.total == 2


async def test_the_audit_trail_as_csv_runs_no_formula_and_is_recorded(stack: Stack, ada: LoggedIn, caller: App) -> None:
    origin = Origin(address="192.0.2.9", request_id='=HYPERLINK("x")')
    actor = Actor(kind=ActorKind.KEY, id=caller.key.key.id, origin=origin)
    entry = Entry(at=utc_now(), action=Action.LINK_SIGNED, actor=actor, connection_id=caller.connection.id)
    stack.database.write_now(lambda database: record(database, entry))
    method, request = ada.door.method("DownloadAuditRows")
    call = method(request(connection_id=caller.connection.id), metadata=ada.metadata)
    pieces = [each async for each in call]
    assert pieces[0].content_type == "text/csv; charset=utf-8"
    lines = b"".join(each.data for each in pieces).decode().split("\r\n")
    assert lines[0].startswith("seq,at,action,outcome,actorKind,actorId,actorName,address,requestId,tenant,")
    assert [line.split(",")[2] for line in lines[1:-1]] == ["connection.created", "records.imported", "link.signed"]
    assert '"\'=HYPERLINK(""x"")"' in lines[3]
    rows = stack.database.read_now(lambda database: list(read_rows(database)))
    assert (rows[-1].action, rows[-1].actor_id) == ("audit.downloaded", "ada")


async def test_history_and_signals_are_counted_from_what_is_stored(stack: Stack, ada: LoggedIn, caller: App) -> None:
    now = utc_now()
    done, failed, old = (an_export(caller.connection, now - timedelta(hours=hours)) for hours in (0, 0, 30))
    queue_exports(stack.database, done, failed, old)
    change(stack, done.id, completed_at=now, records_exported=7, artifact_byte_size=70, status="EXPIRED")
    change(stack, failed.id, failed_at=now, status="FAILED")
    for range_, queued, count, seconds in (("hour", 2, 60, 60), ("day", 2, 96, 900), ("week", 3, 84, 7200)):
        past = await ada("GetHistory", range=range_)
        assert (len(past.intervals), past.interval_seconds) == (count, seconds)
        names = ("queued", "ready", "failed", "records", "bytes")
        sums = [sum(getattr(each, name) for each in past.intervals) for name in names]
        assert sums == [queued, 1, 1, 7, 70]
        assert past.intervals[-1].queued + past.intervals[-2].queued == 2  # the minute may have turned
    figures = await ada("GetSignalFigures", range="day")
    assert {each.namespace: each.signals for each in figures.namespaces} == {"activity": 0}
    schemas = (await ada("ListSchemas")).schemas
    one = await ada("GetSchema", namespace="activity", signal_type=schemas[0].signal_type, version=schemas[0].version)
    assert '"type": "object"' in one.definition
    assert await refused(ada("GetSchema", namespace="x", signal_type="y", version=1)) is StatusCode.NOT_FOUND


async def test_deliveries_are_listed_and_sent_again(stack: Stack, ada: LoggedIn, caller: App) -> None:
    endpoint, event = stack.database.write_now(
        lambda opened: a_given_up_delivery(opened, caller.tenant.id, "https://hooks.example/secret-path")
    )
    (seen,) = (await ada("ListEndpoints")).endpoints
    assert (seen.host, seen.state, seen.pending, seen.given_up) == ("hooks.example", "ACTIVE", 0, 1)
    assert b"secret-path" not in seen.SerializeToString()
    (delivery,) = (await ada("ListDeliveries", endpoint_id=endpoint.id, state="GIVEN_UP")).deliveries
    assert (delivery.event_id, delivery.attempts, delivery.last_error) == (event.id, 9, "TIMEOUT")
    await ada("ReplayDelivery", event_id=event.id, endpoint_id=endpoint.id)
    (again,) = (await ada("ListDeliveries", state="PENDING")).deliveries
    assert (again.event_id, again.attempts) == (event.id, 0)
    assert await refused(ada("ReplayDelivery", event_id=uuid7(), endpoint_id=endpoint.id)) is StatusCode.NOT_FOUND


async def test_ten_thousand_exports_are_counted_and_paged(stack: Stack, ada: LoggedIn, caller: App) -> None:
    stack.imports.store(caller.connection.id, [observation(1)])
    queue_exports(stack.database, *(an_export(caller.connection, utc_now()) for _ in range(10_050)))
    page = await ada("ListExports", limit=100, page=100)
    assert (len(page.exports), page.pagination.total) == (100, 10_001)


async def test_a_key_shows_when_a_server_last_took_it(
    *, stack: Stack, door: Door, ada: LoggedIn, caller: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.services.key_uses.WRITE_SECONDS", 0.0)

    async def last_used() -> Any:
        (key,) = (await ada("ListKeys", tenant=caller.tenant.name)).keys
        return key.last_used_at.ToDatetime(UTC) if key.HasField("last_used_at") else None

    assert await last_used() is None
    before = utc_now()
    await door.records.ListExports(records_pb2.ListExportsRequest(), metadata=caller.metadata())
    assert await eventually_async(last_used) >= before - timedelta(seconds=1)
