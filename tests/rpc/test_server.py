"""What surrounds every call: health, reflection, request ids, limits, shutting down."""

import asyncio

import grpc
import pytest
from curae.sdk.v1 import records_pb2, records_pb2_grpc
from grpc import StatusCode
from grpc.aio import AioRpcError
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from server.app.server import build_server
from server.limits import MAX_RECEIVED_BYTES
from server.rpc.intake.client import Intake, environment_of
from tests.parts.in_process import App, Door, Stack

SERVICES = (
    "",
    "curae.sdk.v1.RecordsService",
    "curae.sdk.v1.SignalsService",
    "curae.fhir.v1.BulkDataService",
    "curae.fhir.v1.SmartService",
)


async def test_health_is_told_for_each_service(door: Door) -> None:
    stub = health_pb2_grpc.HealthStub(door.channel)
    for service in SERVICES:
        answer = await stub.Check(health_pb2.HealthCheckRequest(service=service))
        assert answer.status == health_pb2.HealthCheckResponse.SERVING
    with pytest.raises(AioRpcError) as unknown:
        await stub.Check(health_pb2.HealthCheckRequest(service="nope"))
    assert unknown.value.code() is StatusCode.NOT_FOUND


async def test_reflection_lists_the_services(door: Door) -> None:
    stub = reflection_pb2_grpc.ServerReflectionStub(door.channel)
    ask = reflection_pb2.ServerReflectionRequest(list_services="")
    async for answer in stub.ServerReflectionInfo(iter([ask])):
        names = {service.name for service in answer.list_services_response.service}
    assert {*SERVICES[1:], "grpc.health.v1.Health"} <= names


async def test_the_request_id_comes_back_with_answers_and_refusals(door: Door, caller: App) -> None:
    mine = ("x-request-id", "mine-1")
    call = door.records.ListExports(records_pb2.ListExportsRequest(), metadata=(*caller.metadata(), mine))
    await call
    assert dict(await call.trailing_metadata())["x-request-id"] == "mine-1"
    refused = door.records.ListExports(records_pb2.ListExportsRequest(), metadata=(mine,))
    with pytest.raises(AioRpcError) as refusal:
        await refused
    assert dict(refusal.value.trailing_metadata())["x-request-id"] == "mine-1"


async def test_an_insane_request_id_is_replaced(door: Door, caller: App) -> None:
    call = door.records.ListExports(
        records_pb2.ListExportsRequest(), metadata=(*caller.metadata(), ("x-request-id", 'a"} {"level":"error'))
    )
    await call
    assert len(dict(await call.trailing_metadata())["x-request-id"]) == 36


async def test_a_message_beyond_all_limits_is_refused_before_it_is_read(door: Door, caller: App) -> None:
    method = "/curae.sdk.v1.SignalsService/IngestSignals"
    with pytest.raises(AioRpcError) as refused:
        await door.channel.unary_unary(method)(bytes(MAX_RECEIVED_BYTES + 1), metadata=caller.metadata("k"))
    assert refused.value.code() is StatusCode.RESOURCE_EXHAUSTED


@pytest.mark.parametrize("method", ["RecordsService/GetExport", "SignalsService/IngestSignal"])
async def test_a_message_that_is_no_protobuf_is_refused(door: Door, caller: App, method: str) -> None:
    with pytest.raises(AioRpcError) as refused:
        await door.channel.unary_unary(f"/curae.sdk.v1.{method}")(b"\xff", metadata=caller.metadata("k"))
    assert refused.value.code() is StatusCode.INVALID_ARGUMENT
    assert "protobuf" not in (refused.value.details() or "")


async def test_a_call_without_a_message_is_refused(door: Door, caller: App) -> None:
    with pytest.raises(AioRpcError) as refused:
        await door.channel.stream_unary("/curae.sdk.v1.RecordsService/ListExports")(
            iter([]), metadata=caller.metadata()
        )
    assert refused.value.code() is StatusCode.INVALID_ARGUMENT


async def test_a_stop_lets_a_running_call_finish_and_refuses_new_ones(
    sqlite_stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake = Intake(environment_of(sqlite_stack.settings))
    server = build_server(sqlite_stack.settings, sqlite_stack.database, sqlite_stack.artifacts, intake)
    await server.start(sqlite_stack.settings.grpc_address)
    entered, leave = asyncio.Event(), asyncio.Event()

    async def slow(*_: object) -> None:
        entered.set()
        await leave.wait()
        raise AssertionError("ends the call with INTERNAL, which is an answer")

    monkeypatch.setattr("server.services.exports.Exports.get", slow)
    caller = sqlite_stack.new_app()
    async with grpc.aio.insecure_channel(f"127.0.0.1:{server.port}") as channel:
        stub = records_pb2_grpc.RecordsServiceStub(channel)
        ask = records_pb2.GetExportRequest(export_id=caller.connection.id)
        running = stub.GetExport(ask, metadata=caller.metadata())
        await entered.wait()
        stopping = asyncio.create_task(server.stop(30))
        await asyncio.sleep(0.1)
        assert not stopping.done()
        leave.set()
        with pytest.raises(AioRpcError) as answered:
            await running
        assert answered.value.code() is StatusCode.INTERNAL
        await stopping
