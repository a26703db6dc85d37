"""What others wrote does not write on terminals or into logs, and no id leads out of its place."""

import gzip
import json
import sqlite3
import tracemalloc
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import grpc
import httpx
import psutil
import pytest
from curae.sdk.v1 import records_pb2, signals_pb2

from server.cli.terminal import print_list, print_record
from server.clock import uuid7
from server.domain.fhir.lines import MIB, Limits, read_lines
from server.errors import BadRequest
from tests.parts.in_process import App, Door, Stack, served, serving
from tests.parts.processes import port_of
from tests.rest.echo_door import EchoDoor, envoy

HOSTILE = "name\x1b[2J\x1b]0;title\x07\r\nforged line\x9b31m\u2028[bold]x"
TRAVERSALS = [
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "/etc/passwd",
    "..",
    "a\x00b",
    "exports/x.ndjson",
    "%2e%2e%2f",
]


def test_names_in_listings_are_one_plain_line(capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    print_record({"name": HOSTILE, "tags": [HOSTILE]}, as_json=False)
    print_list([{"name": HOSTILE}], as_json=False, empty="")
    plain = capsys.readouterr().out
    monkeypatch.setattr("rich.console.Console.is_terminal", property(lambda _: True))
    print_list([{"name": HOSTILE}], as_json=False, empty="")
    on_terminal = capsys.readouterr().out
    for printed, lines in ((plain, 4), (on_terminal, 2)):
        assert not set(printed) & set("\x07\r\x9b\u2028") and "\x1b[2J" not in printed and "\x1b]" not in printed
        assert printed.count("\n") == lines
        assert "[bold]x" in printed


def test_json_of_a_listing_escapes_what_is_not_text(capsys: pytest.CaptureFixture[str]) -> None:
    print_list([{"name": HOSTILE}], as_json=True, empty="")
    printed = capsys.readouterr().out
    assert printed.isascii() and "\x1b" not in printed
    assert json.loads(printed) == [{"name": HOSTILE}]


def test_a_forged_address_or_id_does_not_pass_envoy(tmp_path: Path, stack_with_door: tuple[Stack, EchoDoor]) -> None:
    stack, door = stack_with_door
    app = stack.new_app()
    odd = {"x-forwarded-for": "6.6.6.6", "x-request-id": 'a"}\x7f{"level":"error"'.replace("\x7f", " ")}
    body = {"connectionId": app.connection.id}
    headers = dict([app.authorization]) | odd | {"idempotency-key": uuid7()}
    answer = httpx.post(f"{door.url}/api/sdk/v1/records/exports", json=body, headers=headers)
    assert answer.status_code == 202
    with sqlite3.connect(tmp_path / "curae.db") as file:
        address, request_id = file.execute(
            "SELECT address, request_id FROM audit_rows WHERE action = 'export.queued'"
        ).fetchone()
    # Of a loopback caller Envoy says an address of its machine; never what the caller says.
    assert address in {each.address for interface in psutil.net_if_addrs().values() for each in interface}
    assert request_id == answer.headers["x-request-id"] and " " not in request_id and '"' not in request_id


@pytest.fixture
def stack_with_door(sqlite_stack: Stack) -> Iterator[tuple[Stack, EchoDoor]]:
    with serving(sqlite_stack) as address, envoy(port_of(address)) as door:
        yield sqlite_stack, door


@pytest.mark.parametrize("path", TRAVERSALS)
async def test_no_id_is_a_path(sqlite_stack: Stack, path: str) -> None:
    app = sqlite_stack.new_app()
    async with served(sqlite_stack) as door:
        for call in _calls(door, app, path):
            with pytest.raises(grpc.aio.AioRpcError) as refused:
                await call
            assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT


def _calls(door: Door, app: App, path: str) -> Iterator[Any]:
    metadata = app.metadata("k")
    yield door.records.GetExport(records_pb2.GetExportRequest(export_id=path), metadata=metadata)
    yield door.records.CancelExport(records_pb2.CancelExportRequest(export_id=path), metadata=metadata)
    yield door.records.ExportRecords(records_pb2.ExportRecordsRequest(connection_id=path), metadata=metadata)
    yield door.signals.GetSignalNamespace(signals_pb2.GetSignalNamespaceRequest(namespace=path), metadata=metadata)
    yield _first(door.records.DownloadExport(records_pb2.DownloadExportRequest(export_id=path), metadata=metadata))


async def _first(call: Any) -> None:
    await call.read()


def test_no_path_of_rest_leads_to_a_file(stack_with_door: tuple[Stack, EchoDoor]) -> None:
    stack, door = stack_with_door
    with httpx.Client(base_url=door.url, headers=dict([stack.new_app().authorization])) as client:
        for path in TRAVERSALS:
            for place in ("/api/sdk/v1/records/exports/{}/artifact", "/docs/{}", "/{}"):
                answer = client.get(place.format(path.replace("\x00", "%00")))
                is_root = answer.headers.get("location") == "/docs"
                assert is_root or answer.status_code in (400, 404), answer.url
                assert "root:" not in answer.text


@pytest.mark.parametrize("name", ["../x", "a/b", "A", "", "a" * 65, "a\n", "a.b"])
def test_a_namespace_is_a_name(sqlite_stack: Stack, name: str) -> None:
    schema = {"type": "object", "additionalProperties": False, "properties": {"n": {"type": "integer"}}}
    for named in ((name, "workout"), ("activity", name)):
        with pytest.raises(BadRequest):
            sqlite_stack.schemas.put(*named, schema)


def test_a_decompression_bomb_is_given_up_early_and_takes_no_memory() -> None:
    bomb = gzip.compress(bytes(1 << 20), 9)[:-8]  # one member that goes on: its end is never reached
    many = gzip.compress(b" " * (4 << 20), 9) * 128  # members: 512 MiB of nothing in 512 KiB
    limits = Limits(gzip_ratio_after_bytes=8 * MIB)
    tracemalloc.start()
    try:
        *_, last = read_lines(BytesIO(many), limits)
        assert last.fault == "the gzip data holds more than 500 times its size"
        assert tracemalloc.get_traced_memory()[1] < 256 * MIB
    finally:
        tracemalloc.stop()
    assert [line.fault for line in read_lines(BytesIO(bomb), limits)] == ["the gzip data ends early"]


def test_records_that_compress_well_are_no_bomb() -> None:
    line = json.dumps({"resourceType": "Observation", "id": "a", "note": [{"text": "steady " * 100}]}).encode()
    content = b"".join(line.replace(b'"a"', b'"%d"' % number) + b"\n" for number in range(5000))
    packed = gzip.compress(content)
    limits = Limits(gzip_ratio_after_bytes=1 * MIB)
    assert len(content) > 50 * len(packed)
    assert all(each.fault is None for each in read_lines(BytesIO(packed), limits))
