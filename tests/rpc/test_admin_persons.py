"""What a person may ask for, by the console, once on each database: an erasure, and an account of disclosures."""

from datetime import timedelta

from grpc import StatusCode

from server.clock import utc_now, uuid7
from server.domain.audit import Action, Actor, ActorKind, Entry, Origin
from server.domain.exports import ExportStatus
from server.services.erasure import Erasures
from server.store.audit import read_rows, record
from tests.parts.in_process import App, Stack
from tests.rpc.operators import LoggedIn, refused
from tests.store.seeds import an_export, queue_exports


async def test_a_connection_is_counted_and_its_erasure_is_noted_once(stack: Stack, ada: LoggedIn, caller: App) -> None:
    queue_exports(stack.database, an_export(caller.connection, utc_now(), status=ExportStatus.QUEUED))
    connection_id = caller.connection.id
    held = await ada("GetHoldings", connection_id=connection_id)
    assert (held.records, held.signals, held.exports_with_effect) == (2, 0, 1)
    assert not held.HasField("erasure")

    erasure = (await ada("EraseConnection", connection_id=connection_id)).erasure
    assert (erasure.reason, erasure.requested_by) == ("REQUESTED", "console:ada")
    assert not erasure.HasField("finished_at")
    again = (await ada("EraseConnection", connection_id=connection_id)).erasure
    assert again.requested_at == erasure.requested_at
    rows = stack.database.read_now(lambda database: list(read_rows(database)))
    asked = [row for row in rows if row.action == Action.ERASURE_REQUESTED]
    assert [(row.actor_id, row.connection_id) for row in asked] == [("ada", connection_id)]

    worker = Actor(kind=ActorKind.WORKER, id="host:1")
    erasures = Erasures(stack.database, stack.artifacts, utc_now, worker, lease=timedelta(0))
    await erasures.run(connection_id)
    held = await ada("GetHoldings", connection_id=connection_id)
    assert (held.records, held.exports_with_effect, held.erasure.erased["records"]) == (0, 0, 2)
    assert held.erasure.HasField("finished_at")


async def test_what_is_no_connection_is_not_found(ada: LoggedIn) -> None:
    for method in ("GetHoldings", "EraseConnection", "ListDisclosures"):
        assert await refused(ada(method, connection_id=uuid7())) is StatusCode.NOT_FOUND, method


async def test_disclosures_are_listed_and_given_as_a_file_which_is_recorded(
    stack: Stack, ada: LoggedIn, caller: App
) -> None:
    export = an_export(caller.connection, utc_now(), status=ExportStatus.READY, resource_types=("Observation",))
    queue_exports(stack.database, export)
    by = Actor(kind=ActorKind.KEY, id=caller.key.key.id, origin=Origin(address="192.0.2.9"))

    def disclosed(action: Action, **facts: str | int | bool) -> None:
        entry = Entry.about(export, action, actor=by, at=utc_now(), **facts)
        stack.database.write_now(lambda database: record(database, entry))

    disclosed(Action.EXPORT_QUEUED)
    disclosed(Action.DOWNLOAD_STARTED, downloadId="d", bytesAsked=5, offset=0)
    disclosed(Action.DOWNLOAD_ENDED, downloadId="d", bytesSent=5)
    listed = await ada("ListDisclosures", connection_id=caller.connection.id, limit=1)
    assert listed.pagination.total == 2
    (newest,) = listed.disclosures
    assert (newest.kind, newest.byte_count, newest.complete, newest.address) == ("download", 5, True, "192.0.2.9")
    assert (newest.key_name, newest.what[0].partition("[")[0]) == ("test", "Observation")
    (older,) = (await ada("ListDisclosures", connection_id=caller.connection.id, limit=1, page=2)).disclosures
    assert (older.kind, older.HasField("complete")) == ("export", False)

    method, request = ada.door.method("DownloadDisclosures")
    body = await method(request(connection_id=caller.connection.id), metadata=ada.metadata)
    lines = body.data.decode().split("\r\n")
    assert lines[0] == "at,kind,app,by,keyName,address,exportId,records,bytes,complete,what"
    assert [line.split(",")[1] for line in lines[1:-1]] == ["export", "download"]
    last = stack.database.read_now(lambda database: list(read_rows(database)))[-1]
    assert (last.action, last.actor_id, last.connection_id) == ("audit.downloaded", "ada", caller.connection.id)
