"""What operators see and do over a real channel, once on each database: retries, lists, and what is not shown."""

import asyncio
import json
from typing import Any

from curae.admin.v1 import admin_pb2
from grpc import StatusCode

from server.clock import utc_now, uuid7
from server.domain.connections import ConnectionStatus
from server.domain.exports import ExportErrorCode, ExportStatus
from server.services.operators import Operators
from server.store.audit import read_rows
from server.store.connections import set_status
from server.store.exports import get_export
from server.store.queue import fail
from tests.parts.eventually import patience
from tests.parts.in_process import App, Stack
from tests.rpc.operators import LoggedIn, log_in, refused
from tests.store.seeds import an_export, queue_exports, take

State = admin_pb2.Export.State


def failed_export(stack: Stack, caller: App) -> str:
    """A FAILED export; gives its id."""
    export = an_export(caller.connection, utc_now(), resource_types=("Observation", "Patient"), include_raw_fhir=False)
    queue_exports(stack.database, export)

    def work(database: Any) -> None:
        now = utc_now()
        assert fail(database, take(database, now), error_code=ExportErrorCode.INTERNAL, now=now)

    stack.database.write_now(work)
    return export.id


async def test_a_session_ends_by_logging_out_and_with_its_operator(stack: Stack, ada: LoggedIn) -> None:
    again = await log_in(ada.door, "ada", ada.operator.password)
    await ada("LogOut")
    assert await refused(ada("GetOverview")) is StatusCode.UNAUTHENTICATED
    other = LoggedIn(door=ada.door, operator=ada.operator, metadata=again)
    assert (await other("GetSession")).session.operator == "ada"

    watch = ada.door.admin.WatchOverview(admin_pb2.WatchOverviewRequest(), metadata=again)
    await anext(aiter(watch))
    Operators(stack.database, utc_now, uuid7).revoke("ada")
    assert await refused(other("GetOverview")) is StatusCode.UNAUTHENTICATED
    assert [message async for message in watch] == []  # it ends, and tells nothing more
    assert await refused(log_in(ada.door, "ada", ada.operator.password)) is StatusCode.UNAUTHENTICATED


async def test_a_failed_export_is_retried_once_as_a_new_one(stack: Stack, ada: LoggedIn, caller: App) -> None:
    failed = failed_export(stack, caller)
    answers = await asyncio.gather(*(ada("RetryExport", export_id=failed) for _ in range(5)))
    assert {answer.export.id for answer in answers} == {answers[0].export.id} != {failed}
    assert sorted(answer.already_retried for answer in answers) == [False, True, True, True, True]
    again = stack.database.read_now(lambda database: get_export(database, answers[0].export.id))
    before = stack.database.read_now(lambda database: get_export(database, failed))
    assert again is not None and before is not None
    assert (again.status, again.retry_of, before.status) == (ExportStatus.QUEUED, failed, ExportStatus.FAILED)
    for name in ("tenant_id", "connection_id", "resource_types", "include_raw_fhir", "since"):
        assert getattr(again, name) == getattr(before, name)
    listed = {export.id: export for export in (await ada("ListExports")).exports}
    assert (listed[failed].retried_by, listed[again.id].retry_of) == (again.id, failed)


async def test_a_retry_is_refused_where_there_is_nothing_to_repeat_or_it_is_not_granted_any_more(
    stack: Stack, ada: LoggedIn, caller: App
) -> None:
    queued = an_export(caller.connection, utc_now())
    failed = failed_export(stack, caller)
    queue_exports(stack.database, queued)
    assert await refused(ada("RetryExport", export_id=queued.id)) is StatusCode.INVALID_ARGUMENT
    assert await refused(ada("RetryExport", export_id=uuid7())) is StatusCode.NOT_FOUND
    stack.accounts.set_data_packages(caller.connection.id, frozenset({"vitals"}))
    assert await refused(ada("RetryExport", export_id=failed)) is StatusCode.PERMISSION_DENIED
    stack.database.write_now(
        lambda database: set_status(database, caller.connection.id, ConnectionStatus.REVOKED, utc_now())
    )
    assert await refused(ada("RetryExport", export_id=failed)) is StatusCode.PERMISSION_DENIED
    assert len((await ada("ListExports")).exports) == 2


async def test_exports_are_listed_by_state_a_page_at_a_time(stack: Stack, ada: LoggedIn, caller: App) -> None:
    failed = [failed_export(stack, caller) for _ in range(5)]
    exports = [an_export(caller.connection, utc_now()) for _ in range(4)]
    queue_exports(stack.database, *exports)
    ids = {"FAILED": failed, "QUEUED": [each.id for each in exports], "": [*failed, *(each.id for each in exports)]}
    for state, expected in ids.items():
        seen: list[str] = []
        fields: dict[str, Any] = {"state": state} if state else {}
        while True:
            page = await ada("ListExports", limit=2, **fields)
            seen += [export.id for export in page.exports]
            if not page.pagination.HasField("next_cursor"):
                break
            fields["cursor"] = page.pagination.next_cursor
        assert sorted(seen) == sorted(expected), state
        if state == "FAILED":
            assert seen == expected[::-1]
    assert seen == sorted(seen, reverse=True)
    assert await refused(ada("ListExports", cursor="nonsense")) is StatusCode.INVALID_ARGUMENT
    assert await refused(ada("ListExports", state="DONE")) is StatusCode.INVALID_ARGUMENT


async def test_cancelling_ends_what_runs_and_leaves_what_is_final(stack: Stack, ada: LoggedIn, caller: App) -> None:
    failed, export = failed_export(stack, caller), an_export(caller.connection, utc_now())
    queue_exports(stack.database, export)
    assert (await ada("CancelExport", export_id=export.id)).export.state == State.CANCELLED
    assert (await ada("CancelExport", export_id=failed)).export.state == State.FAILED
    assert await refused(ada("CancelExport", export_id=uuid7())) is StatusCode.NOT_FOUND


async def test_connections_and_keys_are_listed_and_revoked(stack: Stack, ada: LoggedIn, caller: App) -> None:
    others = [stack.new_app() for _ in range(2)]
    queue_exports(stack.database, an_export(caller.connection, utc_now()))
    first = await ada("ListConnections", limit=2)
    rest = await ada("ListConnections", limit=2, cursor=first.pagination.next_cursor)
    seen = {each.id: each.exports_with_effect for each in (*first.connections, *rest.connections)}
    assert list(seen) == sorted((each.connection.id for each in (caller, *others)), reverse=True)
    assert seen[caller.connection.id] == 1
    assert (await ada("RevokeConnection", connection_id=caller.connection.id)).exports_cancelled == 1
    assert await refused(ada("RevokeConnection", connection_id=uuid7())) is StatusCode.NOT_FOUND
    after = next(each for each in (await ada("ListConnections")).connections if each.id == caller.connection.id)
    assert (after.state, after.exports_with_effect) == (admin_pb2.Connection.REVOKED, 0)

    key = next(each for each in (await ada("ListKeys")).keys if each.id == caller.key.key.id)
    assert key.prefix and caller.key.presented.text.startswith(key.prefix)
    await ada("RevokeKey", key_id=key.id)
    states = {each.id: each.state for each in (await ada("ListKeys")).keys}
    assert states.pop(key.id) == admin_pb2.Key.REVOKED and set(states.values()) == {admin_pb2.Key.USABLE}
    assert await refused(ada("RevokeKey", key_id=uuid7())) is StatusCode.NOT_FOUND


async def test_signal_types_are_changed_by_who_is_logged_in_and_shown_in_versions(
    stack: Stack, ada: LoggedIn, caller: App
) -> None:
    connection = {"connection_id": caller.connection.id}
    (before,) = (await ada("ListConnections")).connections
    changed = (await ada("ChangeSignalTypes", **connection, add=["sleep.*"], remove=before.signal_types[:1])).connection
    assert list(changed.signal_types) == sorted({*before.signal_types[1:], "sleep.*"})
    assert (before.grant_version, changed.grant_version, changed.tenant) == (1, 2, before.tenant)
    assert changed.consented_at.ToMicroseconds() > before.consented_at.ToMicroseconds()
    grants = (await ada("ListSignalGrants", **connection)).grants
    assert [each.version for each in grants] == [2, 1]
    assert list(grants[1].signal_types) == list(before.signal_types)
    assert await refused(ada("ChangeSignalTypes", **connection, remove=["sleep.night"])) is StatusCode.INVALID_ARGUMENT
    assert await refused(ada("ChangeSignalTypes", connection_id=uuid7(), add=["a.b"])) is StatusCode.NOT_FOUND
    assert await refused(ada("ListSignalGrants", connection_id=uuid7())) is StatusCode.NOT_FOUND
    rows = [row for row in stack.database.read_now(lambda c: list(read_rows(c))) if row.actor_kind == "console"]
    assert [row.action for row in rows if row.action.startswith("connection")] == ["connection.changed"]
    without = [(name, value) for name, value in ada.metadata if name != "x-curae-console"]
    forged = admin_pb2.ChangeSignalTypesRequest(**connection, add=["activity.*"])
    assert await refused(ada.door.admin.ChangeSignalTypes(forged, metadata=without)) is StatusCode.INVALID_ARGUMENT


async def test_nothing_secret_and_no_content_is_told(stack: Stack, ada: LoggedIn, caller: App) -> None:
    failed_export(stack, caller)
    told = b"".join(
        [(await ada(rpc)).SerializeToString() for rpc in ("GetOverview", "ListExports", "ListConnections", "ListKeys")]
    )
    key = caller.key
    for secret in (key.presented.secret.encode(), key.key.salt, key.key.secret_hash, ada.operator.password.encode()):
        assert secret not in told
    assert b"resourceType" not in told


async def test_what_operators_do_is_audited(stack: Stack, ada: LoggedIn, caller: App) -> None:
    failed, export = failed_export(stack, caller), an_export(caller.connection, utc_now())
    queue_exports(stack.database, export)
    await refused(log_in(ada.door, "ada", "a mistyped secret"))
    await refused(log_in(ada.door, "a mistyped secret", "ada"))
    again = (await ada("RetryExport", export_id=failed)).export.id
    await ada("CancelExport", export_id=export.id)
    await ada("CancelExport", export_id=export.id)  # changes nothing
    await ada("RevokeKey", key_id=caller.key.key.id)
    await ada("RevokeConnection", connection_id=caller.connection.id)
    await ada("LogOut")
    rows = [row for row in stack.database.read_now(lambda c: list(read_rows(c))) if row.actor_kind == "console"]
    assert [(row.action, row.outcome, row.actor_id, row.export_id) for row in rows] == [
        ("session.begun", "done", "ada", None),
        ("session.refused", "refused", "ada", None),
        ("session.refused", "refused", "unknown", None),
        ("export.queued", "done", "ada", again),
        ("export.cancelled", "done", "ada", export.id),
        ("key.revoked", "done", "ada", None),
        ("connection.revoked", "done", "ada", None),
        ("export.cancelled", "done", "ada", again),
        ("session.ended", "done", "ada", None),
    ]
    assert {row.address for row in rows} == {"192.0.2.1"}
    assert json.loads(rows[3].details) == {"retryOf": failed}
    assert "mistyped" not in repr(rows)


async def test_the_overview_counts_and_follows(stack: Stack, ada: LoggedIn, caller: App) -> None:
    failed_export(stack, caller)
    watch = ada.door.admin.WatchOverview(admin_pb2.WatchOverviewRequest(), metadata=ada.metadata)
    messages = aiter(watch)
    first = (await anext(messages)).overview
    assert {each.state: each.exports for each in first.counts if each.exports} == {State.FAILED: 1}
    assert [*first.active] == []
    export = an_export(caller.connection, utc_now())
    queue_exports(stack.database, export)
    async with asyncio.timeout(patience(30)):
        async for message in messages:
            counts = {each.state: each.exports for each in message.overview.counts}
            if counts[State.QUEUED] and [each.id for each in message.overview.active] == [export.id]:
                break
    watch.cancel()
