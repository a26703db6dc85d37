"""What all imports of a process may hold together, and the time that they are known for."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from typing import Any, BinaryIO, cast

import pytest
from sqlalchemy import select

from server.clock import utc_now, uuid7
from server.domain.caller import Environment, Scope
from server.domain.fhir.lines import Limits
from server.domain.records.record_import import ImportOrder, ImportStatus, RecordImport
from server.errors import NotFound, RateLimited
from server.limits import FREE_IMPORT_DOCUMENT_BYTES, IMPORT_KEPT_SECONDS, MAX_IMPORT_DOCUMENTS_BYTES
from server.services.document_memory import DocumentMemory
from server.services.record_imports import RecordImports
from server.services.upkeep import Upkeep
from server.store.tables import record_imports, records
from tests.parts.in_process import App, Stack, TestClock, observation


def test_the_largest_document_fits_alone() -> None:
    assert Limits().document_bytes <= MAX_IMPORT_DOCUMENTS_BYTES
    memory = DocumentMemory(MAX_IMPORT_DOCUMENTS_BYTES, FREE_IMPORT_DOCUMENT_BYTES)
    with memory.hold() as hold:
        hold.add(Limits().document_bytes)
        hold.add(Limits().document_bytes)  # of a line that is too long nothing is held


def test_what_one_holds_another_cannot_and_small_texts_always_fit() -> None:
    memory = DocumentMemory(100, free_bytes=10)
    with memory.hold() as one, memory.hold() as other:
        one.add(60)
        with pytest.raises(RateLimited) as refused:
            other.add(61)
        assert refused.value.retry_after_seconds == 30
        other.add(10)
        one.add(50)  # all that there is
        with pytest.raises(RateLimited):
            other.add(1)
        one.clear()
        other.add(100)
    with memory.hold() as third:
        third.add(110)


def test_what_ends_in_an_error_gives_back_what_it_held() -> None:
    memory = DocumentMemory(100, free_bytes=0)
    with pytest.raises(KeyError), memory.hold() as hold:
        hold.add(90)
        raise KeyError
    with memory.hold() as hold:
        hold.add(100)


def test_threads_lose_no_byte() -> None:
    memory = DocumentMemory(10_000, free_bytes=0)

    def use(_: int) -> None:
        with memory.hold() as hold:
            for _ in range(50):
                hold.add(1)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(use, range(200)))
    with memory.hold() as hold:
        hold.add(10_000)


class _Feed:
    """A document whose end comes when the test lets it: until then an import holds it."""

    def __init__(self, document: bytes, before_the_end: Any) -> None:
        self._pieces = [document[:-1], document[-1:]]
        self._before_the_end = before_the_end

    def read(self, size: int = -1) -> bytes:
        if len(self._pieces) == 1:
            self._before_the_end()
        return self._pieces.pop(0) if self._pieces else b""


def document(count: int, indent: int | None = None) -> bytes:
    entries = [{"resource": json.loads(observation(number).content)} for number in range(count)]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}, indent=indent).encode()


def caller_of(stack: Stack, app: App) -> Any:
    key = stack.accounts.create_key(
        app.tenant.id, name="connector", environment=Environment.LIVE, scopes=frozenset({Scope.RECORDS_IMPORT})
    )
    return App(tenant=app.tenant, connection=app.connection, key=key).caller


def begun(stack: Stack, imports: RecordImports, caller: Any, app: App) -> RecordImport:
    order = ImportOrder(import_id=uuid7(), connection_id=app.connection.id, source="")
    return asyncio.run(imports.begin(caller, order))


def test_a_second_large_document_waits_for_the_first(stack: Stack) -> None:
    app = stack.new_app()
    caller, whole, one_line = caller_of(stack, app), document(50, indent=1), document(50)
    imports = RecordImports(
        stack.database,
        utc_now,
        uuid7,
        documents_bytes=len(whole),
        free_document_bytes=len(whole) // 4,
        apart_after_bytes=None,
    )
    first, second = begun(stack, imports, caller, app), begun(stack, imports, caller, app)
    small = observation(900).content + b"\n"

    def beside_the_first() -> None:
        """Large lines are refused, and what came before them stays; small ones go in."""
        with pytest.raises(RateLimited, match="go on with the import later"):
            imports.run(caller, second, 0, cast(BinaryIO, BytesIO(small + one_line)))
        other = begun(stack, imports, caller, app)
        assert imports.run(caller, other, 0, BytesIO(small)).status is ImportStatus.COMPLETED

    done = imports.run(caller, first, 0, cast(BinaryIO, _Feed(whole, beside_the_first)))
    assert (done.status, done.counts.imported) == (ImportStatus.COMPLETED, 50)
    stood = asyncio.run(imports.get(caller, second.id))
    assert stood.status is ImportStatus.RUNNING
    again = asyncio.run(
        imports.begin(caller, ImportOrder(import_id=second.id, connection_id=app.connection.id, source=""))
    )
    assert imports.run(caller, again, 0, BytesIO(small + one_line)).counts.read == 51


async def test_an_import_is_known_for_thirty_days(stack: Stack, clock: TestClock) -> None:
    app = stack.new_app()
    caller = caller_of(stack, app)
    imports = RecordImports(stack.database, clock, uuid7)
    upkeep = Upkeep(stack.database, clock)
    ids: list[str] = []
    for _ in range(3):
        order = ImportOrder(import_id=uuid7(), connection_id=app.connection.id, source="")
        taken = await imports.begin(caller, order)
        await asyncio.to_thread(imports.run, caller, taken, 0, BytesIO(observation(len(ids)).content))
        ids.append(taken.id)
        clock.advance(days=1)
    clock.advance(seconds=IMPORT_KEPT_SECONDS - timedelta(days=2).total_seconds())
    await upkeep.sweep()  # exactly as old as they may be, or less, but for the first
    with pytest.raises(NotFound):
        await imports.get(caller, ids[0])
    assert (await imports.get(caller, ids[1])).counts.imported == 1
    clock.advance(days=2)
    await upkeep.sweep()
    left = stack.database.read_now(lambda database: list(database.execute(select(record_imports.c.id)).scalars()))
    stored = stack.database.read_now(lambda database: list(database.execute(select(records.c.resource_id)).scalars()))
    assert (left, len(stored)) == ([], 3)
