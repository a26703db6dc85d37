"""ImportService over a real channel: what is stored, what a repeat does, and how a cut import goes on."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Iterable
from typing import Any

import pytest
from curae.sdk.v1 import imports_pb2, imports_pb2_grpc
from google.api import httpbody_pb2
from grpc import StatusCode
from grpc.aio import AioRpcError
from sqlalchemy import select

from server.clock import uuid7
from server.domain.caller import Environment, Scope
from server.domain.records.record_import import MAX_RESULTS
from server.services import record_imports
from server.services.reading import batches
from server.store.engine import Database
from server.store.tables import record_imports as record_imports_table
from server.store.tables import records
from tests.parts.eventually import eventually_async
from tests.parts.in_process import App, Door, Stack, observation

Status = imports_pb2.Import.Status


class Connector:
    """A connector's key of an app's tenant, and calls with it."""

    def __init__(self, stack: Stack, door: Door, app: App) -> None:
        key = stack.accounts.create_key(
            app.tenant.id, name="connector", environment=Environment.LIVE, scopes=frozenset({Scope.RECORDS_IMPORT})
        )
        self.metadata = (("authorization", f"Bearer {key.presented.text}"),)
        self.key_id = key.key.id
        self.app = app
        self.stub = imports_pb2_grpc.ImportServiceStub(door.channel)  # type: ignore[no-untyped-call]

    def messages(self, import_id: str, pieces: Iterable[bytes], **fields: Any) -> list[Any]:
        first, *others = [*pieces] or [b""]
        head = {"import_id": import_id, "connection_id": self.app.connection.id} | fields
        return [
            imports_pb2.ImportRecordsRequest(**head, body=httpbody_pb2.HttpBody(data=first)),
            *(imports_pb2.ImportRecordsRequest(body=httpbody_pb2.HttpBody(data=piece)) for piece in others),
        ]

    async def send(self, import_id: str, raw: bytes, *, piece: int = 64 << 10, **fields: Any) -> Any:
        pieces = [raw[at : at + piece] for at in range(0, len(raw), piece)]
        messages = self.messages(import_id, pieces, **fields)
        return await self.stub.ImportRecords(iter(messages), metadata=self.metadata)

    async def get(self, import_id: str) -> Any:
        return await self.stub.GetImport(imports_pb2.GetImportRequest(import_id=import_id), metadata=self.metadata)


@pytest.fixture
def connector(stack: Stack, door: Door) -> Connector:
    return Connector(stack, door, stack.new_app())


def contents_of(database: Database, connection_id: str) -> list[bytes]:
    query = select(records.c.content).where(records.c.connection_id == connection_id)
    return database.read_now(lambda connection: [*connection.execute(query).scalars()])


def lines(*numbers: int) -> bytes:
    return b"".join(observation(number).content + b"\n" for number in numbers)


def counted(response: Any) -> dict[str, int]:
    counts = getattr(response, "import").counts
    return {field.name: value for field, value in counts.ListFields()}


async def refusal(call: Any) -> tuple[StatusCode, str]:
    with pytest.raises(AioRpcError) as refused:
        await call
    return refused.value.code(), refused.value.details() or ""


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
async def test_a_stream_is_stored_and_what_is_not_is_told(stack: Stack, connector: Connector, compress: Any) -> None:
    bundle = {"resourceType": "Bundle", "type": "transaction"}
    bundle["entry"] = [{"fullUrl": "urn:uuid:p1", "resource": {"resourceType": "Patient"}}]
    raw = (
        lines(*range(1500)) + b"{\n" + b'{"resourceType":"Patient"}\n' + json.dumps(bundle).encode() + b"\n" + lines(3)
    )
    response = await connector.send(uuid7(), compress(raw), piece=1_000)
    imported = getattr(response, "import")
    assert imported.status == Status.COMPLETED
    assert (imported.committed_bytes, imported.committed_lines) == (len(raw), 1504)
    assert counted(response) == {"imported": 1501, "unchanged": 1, "rejected": 2}
    assert [(each.line, each.rule) for each in response.results] == [(1501, "JSON_INVALID"), (1502, "ID_INVALID")]
    assert len(contents_of(stack.database, connector.app.connection.id)) == 1501
    assert await connector.get(imported.id) == imports_pb2.GetImportResponse(
        **{"import": imported}, results=response.results
    )


async def test_a_repeat_gives_the_stored_answer_and_another_input_is_refused(connector: Connector) -> None:
    import_id, raw = uuid7(), lines(*range(5))
    first = await connector.send(import_id, raw)
    assert await connector.send(import_id, raw, piece=7) == first
    for other in (raw[:-1] + b" \n", lines(*range(4)), raw + lines(9), b""):
        code, detail = await refusal(connector.send(import_id, other))
        assert (code, "another input" in detail) == (StatusCode.FAILED_PRECONDITION, True)
    assert (await refusal(connector.send(import_id, raw, source="https://a.example")))[
        0
    ] is StatusCode.FAILED_PRECONDITION
    assert await connector.get(import_id) == imports_pb2.GetImportResponse(
        **{"import": getattr(first, "import")}, results=first.results
    )


_WHOLE = gzip.compress(lines(1, 2))
_BROKEN = {
    "no more than its magic number": _WHOLE[:2],
    "cut within": _WHOLE[: len(_WHOLE) // 2],
    "cut before its checksum": _WHOLE[:-8],
    "another checksum": _WHOLE[:-8] + bytes(4) + _WHOLE[-4:],
    "more behind it": _WHOLE + b"more",
}


@pytest.mark.parametrize("raw", _BROKEN.values(), ids=_BROKEN)
async def test_a_stream_that_cannot_be_read_on_is_reported_and_its_repeat_is_answered(
    connector: Connector, raw: bytes
) -> None:
    import_id = uuid7()
    first = await connector.send(import_id, raw)
    assert counted(first)["rejected"] == 1
    assert [each.rule for each in first.results] == ["GZIP_INVALID"]
    assert await connector.send(import_id, raw) == first


async def test_a_stream_that_cannot_be_read_on_is_reported_by_a_request_that_goes_on_with_it(
    connector: Connector,
) -> None:
    import_id, raw = uuid7(), lines(*range(5_000))
    await cut(connector, import_id, raw, 1)

    async def gone_on_with() -> Any:
        stored = getattr(await connector.get(import_id), "import").committed_bytes
        try:
            return await connector.send(import_id, gzip.compress(b"")[:-2], offset=stored)
        except AioRpcError:
            return None  # the request that was cut has stored more meanwhile

    response = await eventually_async(gone_on_with)
    assert counted(response)["rejected"] == 1
    assert [each.rule for each in response.results] == ["GZIP_INVALID"]


async def cut(connector: Connector, import_id: str, raw: bytes, stored_bytes: int) -> None:
    """Sends an input but not its end, until so much of it is stored, and breaks off."""

    async def messages() -> AsyncIterator[Any]:
        for message in connector.messages(import_id, [raw[at : at + 5_000] for at in range(0, len(raw), 5_000)]):
            yield message
        await asyncio.Event().wait()

    call = connector.stub.ImportRecords(messages(), metadata=connector.metadata)

    async def is_stored() -> bool:
        try:
            imported = getattr(await connector.get(import_id), "import")
        except AioRpcError:
            return False
        return bool(imported.committed_bytes >= stored_bytes)

    await eventually_async(is_stored)
    call.cancel()


@pytest.mark.parametrize("goes_on", ["from the start", "from the offset"])
async def test_an_import_that_was_cut_goes_on_and_counts_each_part_once(
    stack: Stack, connector: Connector, goes_on: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH_RECORDS", 100)
    raw = b"".join(lines(number) + (b"broken\n" if number % 100 == 0 else b"") for number in range(1_000))
    import_id = uuid7()
    await cut(connector, import_id, raw[: len(raw) // 2], len(raw) // 4)

    async def gone_on() -> Any:
        stored = getattr(await connector.get(import_id), "import")
        assert stored.status == Status.RUNNING
        assert raw[: stored.committed_bytes].count(b"\n") == stored.committed_lines
        offset = 0 if goes_on == "from the start" else stored.committed_bytes
        try:
            return await connector.send(import_id, raw[offset:], offset=offset)
        except AioRpcError as refused:  # the cut one has just stored some more
            assert f"{stored.committed_bytes}" not in (refused.details() or "")
            return None

    response = await eventually_async(gone_on)
    assert counted(response) == {"imported": 1_000, "rejected": 10}
    assert [each.line for each in response.results] == [101 * number + 2 for number in range(10)]
    assert getattr(response, "import").committed_bytes == len(raw)
    assert len(contents_of(stack.database, connector.app.connection.id)) == 1_000


async def test_a_bundle_that_was_cut_in_the_middle_goes_on_there(
    connector: Connector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The import ends where the connection does; once the person has connected again it goes on."""
    monkeypatch.setattr(batches, "BATCH_RECORDS", 10)
    entries = [
        {"fullUrl": f"urn:uuid:{number}", "resource": json.loads(observation(number).content)} for number in range(95)
    ]
    raw = lines(200) + json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode()
    import_id, commits = uuid7(), 0
    commit = record_imports._Run._commit

    def fail_at_the_fifth(run: Any, batch: Any) -> None:
        nonlocal commits
        commits += 1
        if commits == 5:
            raise RuntimeError("as a killed process")
        if commits < 5:
            commit(run, batch)

    with monkeypatch.context() as broken:
        broken.setattr(record_imports._Run, "_commit", fail_at_the_fifth)
        assert (await refusal(connector.send(import_id, raw)))[0] is StatusCode.INTERNAL
    stored = await connector.get(import_id)
    assert (counted(stored), getattr(stored, "import").committed_lines) == ({"imported": 40}, 1)
    assert counted(await connector.send(import_id, raw)) == {"imported": 96}


def referring(name: str, *references: str) -> bytes:
    value = {"resourceType": "Observation", "id": name, "focus": [{"reference": each} for each in references]}
    value["category"] = json.loads(observation(1).content)["category"]
    return json.dumps(value).encode() + b"\n"


def unresolved(response: Any) -> list[tuple[int, str]]:
    return [(each.line, each.detail) for each in response.results if each.rule == "REFERENCE_UNRESOLVED"]


async def test_references_are_judged_when_the_input_ends_whatever_request_sends_it(
    stack: Stack, connector: Connector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To what is stored before, comes later, or never comes; over batches, and over a request that ends."""
    monkeypatch.setattr(batches, "BATCH_RECORDS", 2)
    await connector.send(uuid7(), b'{"resourceType":"Device","id":"stored-before"}\n')
    begun = referring("a", "Patient/later", "Practitioner/never", "Device/stored-before")
    begun += referring("b", "Patient/later")
    ended = (
        referring("c", "Practitioner/never", "https://a.example/Patient/1", "#c", "Patient?name=x", "not a reference")
        + referring("d", "Observation/a/_history/1", "Observation/d")
        + b'{"resourceType":"Patient","id":"later"}\n'
    )
    import_id = uuid7()
    await cut(connector, import_id, begun, 1)
    response = await connector.send(import_id, begun + ended)
    assert counted(response) == {"imported": 5, "unresolved_references": 3, "conditional_references": 1}
    assert unresolved(response) == [
        (3, "a relative reference that is not of the form Type/id of a FHIR R4 type; it leads nowhere and is kept"),
        (
            1,
            "2 references to a record of Practitioner that the connection does not have; they are kept; the first is"
            " here",
        ),
    ]
    assert await connector.send(import_id, begun + ended) == response
    waiting = select(record_imports_table.c.open_references).where(record_imports_table.c.id == import_id)
    assert stack.database.read_now(lambda database: database.execute(waiting).scalar_one()) is None


async def test_a_reference_leads_to_the_record_of_its_own_source_only(connector: Connector) -> None:
    here, there = "https://a.example/fhir", "https://b.example/fhir"
    patient = b'{"resourceType":"Patient","id":"x_1"}\n'
    await connector.send(uuid7(), patient, source=here)
    for source, count in ((here, 0), (there, 1)):
        response = await connector.send(uuid7(), referring("o", "Patient/x_1"), source=source)
        assert counted(response).get("unresolved_references", 0) == count


async def test_a_reference_to_what_the_same_input_deletes_leads_nowhere(connector: Connector) -> None:
    await connector.send(uuid7(), b'{"resourceType":"Patient","id":"p"}\n')
    gone = {"resourceType": "Bundle", "type": "batch", "entry": [{"request": {"method": "DELETE", "url": "Patient/p"}}]}
    response = await connector.send(uuid7(), json.dumps(gone).encode() + b"\n" + referring("o", "Patient/p"))
    assert counted(response) == {"imported": 1, "deleted": 1, "unresolved_references": 1}
    assert [line for line, _ in unresolved(response)] == [2]


async def test_a_later_request_takes_an_import_over(connector: Connector) -> None:
    import_id = uuid7()
    held = asyncio.Event()

    async def slowly() -> AsyncIterator[Any]:
        first, second = connector.messages(import_id, [lines(1), lines(2)])
        yield first
        await held.wait()
        yield second

    waiting = connector.stub.ImportRecords(slowly(), metadata=connector.metadata)
    await eventually_async(lambda: _exists(connector, import_id))
    assert counted(await connector.send(import_id, lines(1, 2))) == {"imported": 2}
    held.set()
    code, detail = await refusal(waiting)
    assert (code, "another request goes on" in detail) == (StatusCode.FAILED_PRECONDITION, True)
    assert counted(await connector.get(import_id)) == {"imported": 2}


async def _exists(connector: Connector, import_id: str) -> bool:
    try:
        await connector.get(import_id)
    except AioRpcError:
        return False
    return True


async def test_a_piece_that_is_missing_is_refused(connector: Connector) -> None:
    import_id = uuid7()
    code, detail = await refusal(connector.send(import_id, lines(1), offset=10))
    assert (code, "0 bytes of the input are stored" in detail) == (StatusCode.FAILED_PRECONDITION, True)
    assert (await refusal(connector.get(import_id)))[0] is StatusCode.NOT_FOUND


async def test_only_a_connectors_key_imports_and_only_into_its_own_tenant(
    stack: Stack, door: Door, connector: Connector
) -> None:
    import_id = uuid7()
    app_key = connector.app.metadata()
    for call in (
        connector.stub.ImportRecords(iter(connector.messages(import_id, [lines(1)])), metadata=app_key),
        connector.stub.GetImport(imports_pb2.GetImportRequest(import_id=import_id), metadata=app_key),
    ):
        code, detail = await refusal(call)
        assert (code, "records:import" in detail) == (StatusCode.PERMISSION_DENIED, True)
    other = Connector(stack, door, stack.new_app())
    messages = connector.messages(import_id, [lines(1)])
    assert (await refusal(other.stub.ImportRecords(iter(messages), metadata=other.metadata)))[0] is StatusCode.NOT_FOUND
    await connector.send(import_id, lines(1))
    assert (await refusal(other.get(import_id)))[0] is StatusCode.NOT_FOUND
    with pytest.raises(Exception, match="no other scope"):
        stack.accounts.create_key(
            connector.app.tenant.id, name="", environment=Environment.LIVE, scopes=frozenset(Scope)
        )


async def test_an_import_ends_with_the_connection_and_the_key(stack: Stack, connector: Connector) -> None:
    held = asyncio.Event()

    async def slowly(import_id: str) -> AsyncIterator[Any]:
        first, second = connector.messages(import_id, [lines(1), lines(2)])
        yield first
        await held.wait()
        yield second

    ids = uuid7(), uuid7()
    calls = [connector.stub.ImportRecords(slowly(each), metadata=connector.metadata) for each in ids]
    for each in ids:
        await eventually_async(lambda each=each: _exists(connector, each))  # type: ignore[misc]
    await asyncio.to_thread(stack.accounts.revoke_connection, connector.app.connection.id)
    held.set()
    assert {(await refusal(call))[0] for call in calls} == {StatusCode.PERMISSION_DENIED}
    assert contents_of(stack.database, connector.app.connection.id) == []


async def test_a_key_has_a_share_of_the_imports_that_run(connector: Connector) -> None:
    async def open_ended(import_id: str) -> AsyncIterator[Any]:
        yield connector.messages(import_id, [b""])[0]
        await asyncio.Event().wait()

    ids = uuid7(), uuid7()
    running = [connector.stub.ImportRecords(open_ended(each), metadata=connector.metadata) for each in ids]
    for each in ids:
        await eventually_async(lambda each=each: _exists(connector, each))  # type: ignore[misc]
    assert (await refusal(connector.send(uuid7(), lines(1))))[0] is StatusCode.RESOURCE_EXHAUSTED
    for call in running:
        call.cancel()
    response = await eventually_async(lambda: _sent(connector))
    assert counted(response) == {"imported": 1}


async def test_an_import_whose_bytes_dribble_ends_and_its_key_rests(
    stack: Stack, door: Door, connector: Connector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came is stored, and the import goes on afterwards. Another key's, which brings enough, goes on meanwhile."""
    monkeypatch.setattr("server.rpc.pace.SLOW_STREAM_SECONDS", 0.6)
    monkeypatch.setattr("server.rpc.pace.SLOW_STREAM_BYTES", 1_000)
    raw, dribbled = lines(1, 2), uuid7()
    other = Connector(stack, door, stack.new_app())

    async def dribble(import_id: str, sender: Connector, pieces: Iterable[bytes]) -> AsyncIterator[Any]:
        for message in sender.messages(import_id, pieces):
            yield message
            await asyncio.sleep(0.1)

    def begin(import_id: str, sender: Connector, pieces: Iterable[bytes]) -> Any:
        return sender.stub.ImportRecords(dribble(import_id, sender, pieces), metadata=sender.metadata)

    whole = begin(uuid7(), other, [lines(number) + b"\n" * 2_000 for number in range(15)])
    slow = begin(dribbled, connector, [raw, *[b"\n"] * 30])
    assert (await refusal(slow))[0] is StatusCode.DEADLINE_EXCEEDED
    assert (await refusal(connector.send(uuid7(), raw)))[0] is StatusCode.RESOURCE_EXHAUSTED
    assert counted(await whole) == {"imported": 15}
    done = await eventually_async(lambda: _sent(connector, dribbled, raw))
    assert counted(done) == {"imported": 2}


async def _sent(connector: Connector, import_id: str | None = None, raw: bytes | None = None) -> Any:
    try:
        return await connector.send(import_id or uuid7(), raw or lines(1))
    except AioRpcError as refused:
        assert refused.code() is StatusCode.RESOURCE_EXHAUSTED
        return None


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"import_id": "x"}, "importId"),
        ({"connection_id": ""}, "connectionId"),
        ({"offset": -1}, "offset"),
        ({"source": "ftp://x"}, "source"),
    ],
)
async def test_a_faulty_head_is_refused_by_its_field(connector: Connector, fields: dict[str, Any], named: str) -> None:
    messages = connector.messages(uuid7(), [lines(1)])
    for name, value in fields.items():
        setattr(messages[0], name, value)
    call = connector.stub.ImportRecords(iter(messages), metadata=connector.metadata)
    code, detail = await refusal(call)
    assert (code, named in detail) == (StatusCode.INVALID_ARGUMENT, True)


async def test_a_stream_without_a_message_and_a_message_that_is_too_large(connector: Connector) -> None:
    empty = connector.stub.ImportRecords(iter(()), metadata=connector.metadata)
    assert (await refusal(empty))[0] is StatusCode.INVALID_ARGUMENT
    import_id = uuid7()
    code, _ = await refusal(connector.send(import_id, lines(*range(20_000)), piece=2 << 20))
    assert code is StatusCode.INVALID_ARGUMENT


async def test_results_are_bounded(connector: Connector) -> None:
    response = await connector.send(uuid7(), b"x\n" * (MAX_RESULTS + 500))
    assert (len(response.results), response.further_results) == (MAX_RESULTS, 500)
    assert counted(response) == {"rejected": MAX_RESULTS + 500}
