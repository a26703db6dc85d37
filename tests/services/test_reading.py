"""A large input is read by a process of its own: with the same batches, whatever ends it."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast

import psutil
import pytest

from server.clock import utc_now, uuid7
from server.domain.records.record import Record
from server.domain.records.record_import import ImportOrder, ImportStatus, Position
from server.domain.records.source import Source
from server.errors import IdempotencyKeyReused, RateLimited, Unavailable
from server.services.document_memory import DocumentMemory
from server.services.reading import apart, wire
from server.services.reading import batches as batches_module
from server.services.reading.apart import batches_read_apart
from server.services.reading.batches import Batch, Body, Order, read_batches
from server.services.reading.inputs import inputs_of, pieces_of
from server.services.record_imports import RecordImports
from tests.parts.eventually import eventually
from tests.parts.in_process import Stack, observation
from tests.services.test_document_memory import begun, caller_of, document


def lines(count: int, start: int = 0) -> bytes:
    return b"".join(observation(number).content + b"\n" for number in range(start, start + count))


def readers() -> list[int]:
    """The processes that read for this one."""
    return [each.pid for each in psutil.Process().children() if "server.services.reading" in each.cmdline()]


@pytest.mark.parametrize("source", [None, Source("https://a.example/fhir")])
def test_both_ways_give_the_same_batches(source: Source | None) -> None:
    reference = b'{"resourceType":"Basic","id":"r","subject":{"reference":"Patient/1"},"author":{"reference":"x"}}\n'
    files = [
        ("a", lines(9_000) + reference + b"{\n"),
        ("b", b""),
        ("c", document(50, indent=1)),
        ("d", lines(5, 9_000)),
    ]

    def inputs() -> list[tuple[str, BinaryIO]]:
        return [(name, BytesIO(raw)) for name, raw in files]

    order = Order(source=source)
    here = list(read_batches(inputs(), order))
    with batches_read_apart(inputs(), order, after_bytes=0) as batches:
        there = list(batches)
    assert len(here) > 2
    assert there == here


@pytest.mark.parametrize("body", [None, Body(offset=0, stored=Position(), digest=b"", is_repeat=False)])
def test_the_first_batches_are_small_so_that_storing_begins_early(
    body: Body | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sizes(raw: bytes) -> list[int]:
        return [len(batch.changes) for batch in read_batches([("a", BytesIO(raw))], Order(body=body))]

    monkeypatch.setattr(batches_module, "FIRST_BATCH_RECORDS", 10)
    monkeypatch.setattr(batches_module, "BATCH_RECORDS", 40)
    assert sizes(lines(112)) == [10, 20, 40, 40, 2]
    # A quarter, a half and all of the bytes: three records fill the first batch, six the second, twelve the third.
    monkeypatch.setattr(batches_module, "BATCH_BYTES", 12 * len(observation(10).content) - 8)
    assert sizes(lines(30, 10)) == [3, 6, 12, 9]


def test_an_input_that_is_small_or_slow_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> Any:
        raise AssertionError("a process was started")

    monkeypatch.setattr(apart, "_started", refuse)
    monkeypatch.setattr(apart, "_WITHIN_SECONDS", -1.0)
    for raw, after in ((lines(100), 1 << 20), (lines(3_000), 4 << 20)):
        with batches_read_apart([("a", BytesIO(raw))], Order(), after_bytes=after) as batches:
            assert sum(len(batch.changes) for batch in batches) == raw.count(b"\n")


def test_where_no_process_can_be_started_the_input_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with batches_read_apart([("a", BytesIO(lines(20)))], Order(), after_bytes=0) as batches:
        assert [len(batch.changes) for batch in batches] == [20]


class _Faulty:
    """A stream that breaks once `raw` is read."""

    def __init__(self, raw: bytes, fault: Exception) -> None:
        self._raw = BytesIO(raw)
        self._fault = fault

    def read(self, size: int = -1) -> bytes:
        if piece := self._raw.read(size):
            return piece
        raise self._fault


@pytest.mark.parametrize("after_bytes", [0, 1 << 30, None])
def test_what_came_before_a_fault_is_given_before_it(after_bytes: int | None) -> None:
    stream = cast(BinaryIO, _Faulty(lines(50) + b'{"resource', Unavailable("the request was cut")))
    given: list[Batch] = []
    with (
        pytest.raises(Unavailable, match="was cut"),
        batches_read_apart([("a", stream)], Order(), after_bytes=after_bytes) as batches,
    ):
        for batch in batches:
            given.append(batch)
    assert [len(batch.changes) for batch in given] == [50]
    assert not readers()


class _Endless:
    """Gives lines for ever; `given` counts the bytes that were taken."""

    def __init__(self) -> None:
        self._number = 0
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        piece = lines(200, self._number)
        self._number += 200
        self.given += len(piece)
        return piece


def test_no_more_is_read_than_two_batches_and_the_pipes_hold() -> None:
    stream = _Endless()
    with batches_read_apart([("a", cast(BinaryIO, stream))], Order(), after_bytes=0) as batches:
        first = next(batches)
        size = sum(len(each.content) + 1 for each in first.changes if isinstance(each, Record))
        before = -1
        while before != stream.given:  # until the reader waits
            before = stream.given
            threading.Event().wait(1.0)
        assert stream.given < 2 * size + (4 << 20)
    assert not readers()


def test_an_import_whose_reader_is_killed_keeps_what_came_and_goes_on(stack: Stack) -> None:
    app = stack.new_app()
    caller = caller_of(stack, app)
    imports = RecordImports(stack.database, utc_now, uuid7, apart_after_bytes=0)
    first = begun(stack, imports, caller, app)
    raw = lines(9_000)

    class Killing(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > len(raw) * 0.8:
                eventually(lambda: asyncio.run(imports.get(caller, first.id)).counts.imported > 0)
                for pid in readers():
                    os.kill(pid, signal.SIGKILL)
            return super().read(1 << 18)

    with pytest.raises(Unavailable, match="what came before is stored"):
        imports.run(caller, first, 0, Killing(raw))
    stood = asyncio.run(imports.get(caller, first.id))
    stored = raw[: stood.position.end].count(b"\n") + stood.position.parts
    assert (stood.status, stood.counts.imported) == (ImportStatus.RUNNING, stored)
    order = ImportOrder(import_id=first.id, connection_id=app.connection.id, source="", offset=stood.position.end)
    again = asyncio.run(imports.begin(caller, order))
    ended = imports.run(caller, again, order.offset, BytesIO(raw[order.offset :]))
    assert (ended.status, ended.counts.imported, ended.counts.read) == (ImportStatus.COMPLETED, 9_000, 9_000)


def test_a_repeat_and_another_input_are_known_as_such(stack: Stack) -> None:
    app = stack.new_app()
    caller = caller_of(stack, app)
    imports = RecordImports(stack.database, utc_now, uuid7, apart_after_bytes=0)
    first = begun(stack, imports, caller, app)
    done = imports.run(caller, first, 0, BytesIO(lines(500)))
    assert (done.status, done.counts.imported) == (ImportStatus.COMPLETED, 500)
    assert imports.run(caller, done, 0, BytesIO(lines(500))) == done
    for other in (lines(499), lines(501), lines(500, 1)):
        with pytest.raises(IdempotencyKeyReused):
            imports.run(caller, done, 0, BytesIO(other))


def test_the_memory_of_large_documents_is_asked_for(stack: Stack) -> None:
    app = stack.new_app()
    caller, large = caller_of(stack, app), document(3_000, indent=1)
    imports = RecordImports(
        stack.database, utc_now, uuid7, documents_bytes=len(large) // 2, free_document_bytes=1000, apart_after_bytes=0
    )
    memory: DocumentMemory = imports._memory
    with memory.hold() as other:
        other.add(len(large) // 3)
        refused = begun(stack, imports, caller, app)
        with pytest.raises(RateLimited, match="go on with the import later"):
            imports.run(caller, refused, 0, BytesIO(lines(10) + large))
        assert asyncio.run(imports.get(caller, refused.id)).counts.read in (0, 10)
    assert imports.run(caller, begun(stack, imports, caller, app), 0, BytesIO(large)).counts.read == 3_000
    assert memory._held == 0


def test_the_process_ends_with_its_import() -> None:
    """Also with one that is killed: nothing is left that waits."""
    program = f"""
import os, psutil, signal, sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from server.services.reading.apart import batches_read_apart
from server.services.reading.batches import Order
class Endless:
    def read(self, size=-1):
        return b'{{"resourceType":"Basic","id":"1"}}\\n' * 1000
with batches_read_apart([("a", Endless())], Order(), after_bytes=0) as batches:
    next(batches)
    print(psutil.Process().children()[0].pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL
    child = int(ended.stdout)
    eventually(lambda: not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2])


def test_pieces_become_the_same_streams_again() -> None:
    raw = {"a": lines(3_000), "b": b"", "c": b"x"}

    def streams() -> Iterator[tuple[str, BinaryIO]]:
        for name, content in raw.items():
            yield name, BytesIO(content)

    read = {}
    for name, stream in inputs_of(pieces_of(streams())):
        read[name] = b"".join(iter(stream.read, b""))
        assert stream.read() == b""
    assert read == raw


def test_nothing_is_unpacked_but_what_a_batch_is_made_of() -> None:
    class Evil:
        def __reduce__(self) -> Any:
            return os.getcwd, ()

    with pytest.raises(Exception, match="is no part of a batch"):
        wire.unpacked(wire.packed(Evil()))
