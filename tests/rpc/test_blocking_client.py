"""The native door as a blocking client sees it: pytest-grpc's channel and stubs, to the running server."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest
from curae.sdk.v1 import records_pb2, records_pb2_grpc, signals_pb2, signals_pb2_grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status

from server.clock import uuid7
from server.demo import content
from tests.parts.in_process import App, Stack, opened_stack, serving, sqlite_urls

Status = records_pb2.Export.Status


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with opened_stack(**sqlite_urls(tmp_path_factory.mktemp("blocking"))) as stack:
        yield stack


@pytest.fixture(scope="module")
def grpc_addr(deployment: Stack) -> Iterator[str]:
    with serving(deployment) as address:
        yield address


@pytest.fixture(scope="module")
def grpc_server(grpc_addr: str) -> str:
    """What pytest-grpc would start itself, without our interceptors."""
    return grpc_addr


@pytest.fixture(scope="module")
def grpc_stub_cls() -> Any:
    return records_pb2_grpc.RecordsServiceStub


@pytest.fixture
def app(deployment: Stack) -> App:
    return deployment.new_app()


def order(app: App) -> Any:
    return records_pb2.ExportRecordsRequest(connection_id=app.connection.id)


def test_an_export_is_queued_found_and_cancelled(grpc_stub: Any, app: App) -> None:
    queued = grpc_stub.ExportRecords(order(app), metadata=app.metadata("k")).export
    listed = grpc_stub.ListExports(records_pb2.ListExportsRequest(), metadata=app.metadata()).exports
    assert list(listed) == [queued]
    watched = grpc_stub.WatchExport(records_pb2.WatchExportRequest(export_id=queued.id), metadata=app.metadata())
    assert next(watched).export.status == Status.QUEUED
    grpc_stub.CancelExport(records_pb2.CancelExportRequest(export_id=queued.id), metadata=app.metadata())
    assert [change.export.status for change in watched] == [Status.CANCELLED]


def test_threads_that_share_a_channel_and_a_key_get_one_export(grpc_stub: Any, app: App) -> None:
    with ThreadPoolExecutor(16) as threads:
        calls = [threads.submit(grpc_stub.ExportRecords, order(app), metadata=app.metadata("k")) for _ in range(16)]
    assert len({call.result().SerializeToString() for call in calls}) == 1


def test_the_answer_and_the_refusal_bring_the_request_id(grpc_stub: Any, app: App) -> None:
    mine = ("x-request-id", "mine")
    _, call = grpc_stub.ExportRecords.with_call(order(app), metadata=(*app.metadata("k"), mine))
    assert ("x-request-id", "mine") in call.trailing_metadata()
    with pytest.raises(grpc.RpcError) as refused:
        grpc_stub.ExportRecords(order(app), metadata=(*app.metadata(), mine))
    assert ("x-request-id", "mine") in refused.value.trailing_metadata()
    info = error_details_pb2.ErrorInfo()
    assert any(detail.Unpack(info) for detail in rpc_status.from_call(refused.value).details)
    assert info.reason == "IDEMPOTENCY_KEY_REQUIRED"


def test_another_service_is_on_the_same_channel(grpc_channel: grpc.Channel, app: App) -> None:
    example = content.signals()[0]
    request = signals_pb2.IngestSignalRequest(
        connection_id=app.connection.id, namespace=example.namespace, signal_type=example.signal_type
    )
    request.payload.update(example.payload)
    stub = signals_pb2_grpc.SignalsServiceStub(grpc_channel)
    assert stub.IngestSignal(request, metadata=app.metadata(uuid7())).signal.id
