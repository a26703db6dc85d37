"""An import reads on while it stores, on both databases: never behind a batch that was not stored."""

import asyncio
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import Connection, select

from server.clock import utc_now, uuid7
from server.domain.records.record import Record
from server.domain.records.record_import import ImportOrder, ImportStatus
from server.errors import ConnectionNotActive, Unavailable
from server.services.imports import Applied, Importer
from server.services.in_turn import InTurn
from server.services.reading import batches
from server.services.record_imports import RecordImports
from server.store.tables import records
from tests.parts.eventually import eventually
from tests.parts.in_process import Stack, observation
from tests.services.test_document_memory import begun, caller_of


def test_the_next_step_begins_once_the_one_before_is_done(stack: Stack) -> None:
    ran: list[int] = []
    done: list[int] = []

    def work(number: int, _: Connection) -> int:
        ran.append(number)
        return number

    turns = InTurn(stack.database, done.append)
    for number in range(20):
        turns.begin(lambda database, number=number: work(number, database))  # type: ignore[misc]
        assert done == list(range(number))
    turns.finish()
    assert ran == done == list(range(20))


def test_nothing_begins_behind_what_failed(stack: Stack) -> None:
    ran: list[str] = []

    def fail(_: Connection) -> None:
        raise Unavailable("the disk is full")

    turns: InTurn[None] = InTurn(stack.database, lambda _: ran.append("done"))
    turns.begin(fail)
    for _ in range(3):
        with pytest.raises(Unavailable):
            turns.begin(lambda _: ran.append("began"))
        with pytest.raises(Unavailable):
            turns.finish()
    assert ran == []


def test_an_import_reads_one_batch_ahead_and_no_further(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    size, count = 10, 5
    monkeypatch.setattr(batches, "BATCH_RECORDS", size)
    app = stack.new_app()
    read = [0]
    seen: list[int] = []
    apply = Importer.apply

    def parts() -> Iterator[Record]:
        for number in range(size * count):
            read[0] += 1
            yield observation(number)

    def slow(importer: Importer, *given: Any) -> Applied:
        ahead = min(size * (len(seen) + 2), size * count)
        eventually(lambda: read[0] >= ahead)
        seen.append(read[0])
        return apply(importer, *given)

    monkeypatch.setattr(Importer, "apply", slow)
    assert stack.imports.store(app.connection.id, parts()).imported == size * count
    assert seen == [20, 30, 40, 50, 50]


def test_a_revocation_between_two_batches_stores_no_further_one(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_RECORDS", 10)
    app = stack.new_app()

    def parts() -> Iterator[Record]:
        for number in range(100):
            if number == 30:
                stack.accounts.revoke_connection(app.connection.id)
            yield observation(number)

    with pytest.raises(ConnectionNotActive):
        stack.imports.store(app.connection.id, parts())
    held = stack.database.read_now(
        lambda database: (
            database.execute(select(records.c.resource_id).where(records.c.connection_id == app.connection.id))
            .scalars()
            .all()
        )
    )
    assert len(held) in (20, 30)
    assert sorted(held) == [observation(number).resource_id for number in range(len(held))]


def test_an_import_whose_database_fails_once_goes_on_without_a_gap(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The batch behind the one that failed was read already; it may not be stored."""
    monkeypatch.setattr(batches, "BATCH_RECORDS", 10)
    app = stack.new_app()
    caller = caller_of(stack, app)
    over_network = RecordImports(stack.database, utc_now, uuid7)
    raw = b"".join(observation(number).content + b"\n" for number in range(95))
    first, apply, calls = begun(stack, over_network, caller, app), Importer.apply, [0]

    def failing_once(importer: Importer, *given: Any) -> Applied:
        calls[0] += 1
        if calls[0] == 4:
            raise Unavailable("the disk is full")
        return apply(importer, *given)

    monkeypatch.setattr(Importer, "apply", failing_once)
    with pytest.raises(Unavailable):
        over_network.run(caller, first, 0, BytesIO(raw))
    stood = asyncio.run(over_network.get(caller, first.id))
    assert (calls[0], stood.counts.imported) == (4, 30)
    order = ImportOrder(import_id=first.id, connection_id=app.connection.id, source="", offset=stood.position.end)
    again = asyncio.run(over_network.begin(caller, order))
    ended = over_network.run(caller, again, order.offset, BytesIO(raw[order.offset :]))
    assert (ended.status, ended.counts.imported, ended.counts.read) == (ImportStatus.COMPLETED, 95, 95)
