"""What a person may ask for, by the console, once on each database: an erasure, and an account of disclosures."""

import csv
import io
import time
from datetime import timedelta

import pytest
from grpc import StatusCode
from sqlalchemy import Connection

from server.clock import utc_now, uuid7
from server.domain.audit import Action, Actor, ActorKind, Entry, Origin
from server.domain.exports import ExportStatus
from server.services.disclosures import Disclosures
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
    pieces = [body.data async for body in method(request(connection_id=caller.connection.id), metadata=ada.metadata)]
    lines = b"".join(pieces).decode().split("\r\n")
    assert lines[0] == "at,kind,app,by,keyName,address,exportId,records,bytes,complete,what"
    assert [line.split(",")[1] for line in lines[1:-1]] == ["export", "download"]
    last = stack.database.read_now(lambda database: list(read_rows(database)))[-1]
    assert (last.action, last.actor_id, last.connection_id) == ("audit.downloaded", "ada", caller.connection.id)


def downloads(stack: Stack, app: App, count: int) -> None:
    """Each ends after the next one has begun."""
    export = an_export(app.connection, utc_now(), status=ExportStatus.READY)
    queue_exports(stack.database, export)
    by = Actor(kind=ActorKind.KEY, id=app.key.key.id)

    def work(database: Connection) -> None:
        for number in range(count + 1):
            if number < count:
                facts = {"downloadId": f"{number}", "bytesAsked": 9, "offset": 0}
                record(database, Entry.about(export, Action.DOWNLOAD_STARTED, actor=by, at=utc_now(), **facts))
            if number:
                facts = {"downloadId": f"{number - 1}", "bytesSent": number - 1}
                record(database, Entry.about(export, Action.DOWNLOAD_ENDED, actor=by, at=utc_now(), **facts))

    stack.database.write_now(work)


async def test_a_page_of_very_many_disclosures_costs_what_one_of_few_does(stack: Stack, ada: LoggedIn) -> None:
    """An app can download parts of a file thousands of times a minute."""
    costs = {}
    for count in (30, 6_000):
        app = stack.new_app()
        downloads(stack, app, count)
        began = time.process_time()
        for page in (1, count // 10):
            listed = await ada("ListDisclosures", connection_id=app.connection.id, limit=10, page=page)
            newest = count - 10 * (page - 1)
            assert [each.byte_count for each in listed.disclosures] == list(range(newest - 1, newest - 11, -1))
            assert listed.pagination.total == count
        costs[count] = time.process_time() - began
    assert costs[6_000] < 4 * costs[30] + 0.05


async def test_the_file_has_all_disclosures_whatever_the_size_of_its_pieces(
    stack: Stack, ada: LoggedIn, caller: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.store.audit.ROWS_A_PAGE", 7)
    downloads(stack, caller, 20)
    method, request = ada.door.method("DownloadDisclosures")
    pieces = [body.data async for body in method(request(connection_id=caller.connection.id), metadata=ada.metadata)]
    assert len(pieces) > 3
    rows = list(csv.DictReader(io.StringIO(b"".join(pieces).decode())))
    assert [row["bytes"] for row in rows] == [str(number) for number in range(20)]
    assert [each.byte_count for each in Disclosures(stack.database).of(caller.connection.id)] == list(range(20))
