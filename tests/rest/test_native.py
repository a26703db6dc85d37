"""gRPC and gRPC-Web through the same listener, touched by none of what REST gets."""

import struct
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from curae.sdk.v1 import problem_pb2, records_pb2, records_pb2_grpc
from google.rpc import error_details_pb2
from grpc import StatusCode
from grpc.aio import AioRpcError, Channel, insecure_channel
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_status import rpc_status

from server.problems import PROBLEMS
from tests.rest.echo_door import EchoDoor, SendKey

GET_EXPORT = "/curae.sdk.v1.RecordsService/GetExport"


@pytest.fixture
async def channel(echo_door: EchoDoor) -> AsyncIterator[Channel]:
    async with insecure_channel(echo_door.target, interceptors=[SendKey()]) as opened:
        yield opened


@pytest.fixture
def stub(channel: Channel) -> Any:
    return records_pb2_grpc.RecordsServiceStub(channel)


@pytest.mark.parametrize("code", sorted(PROBLEMS))
async def test_status_and_details_arrive(stub: Any, code: str) -> None:
    with pytest.raises(AioRpcError) as refused:
        await stub.GetExport(records_pb2.GetExportRequest(export_id=code))
    kind = PROBLEMS[code]
    assert refused.value.code() is StatusCode[kind.grpc]
    details = rpc_status.from_call(refused.value).details
    problem, info = problem_pb2.Problem(), error_details_pb2.ErrorInfo()
    assert details[0].Unpack(problem) and details[1].Unpack(info)
    assert (problem.code, info.reason) == (code, code)
    assert any(detail.Is(error_details_pb2.RetryInfo.DESCRIPTOR) for detail in details) is kind.retryable


async def test_initial_metadata_is_not_changed(stub: Any) -> None:
    call = stub.GetExport(records_pb2.GetExportRequest(export_id="headers"))
    metadata = dict(await call.initial_metadata())
    assert (metadata["etag"], metadata["curae-http-status"]) == ('"x"', "202")


async def test_a_native_caller_cannot_pass_for_rest(stub: Any) -> None:
    forged = (("x-envoy-original-path", "/x"), ("curae-head", "true"), ("x-envoy-upstream-rq-timeout-ms", "1"))
    response = await stub.GetExport(
        records_pb2.GetExportRequest(export_id="metadata"), metadata=(*forged, ("with_underscore", "kept"))
    )
    seen = dict(item.split("=", 1) for item in response.export.resource_types)
    assert seen["with_underscore"] == "'kept'"
    assert not [name for name in seen if name.startswith(("x-envoy-", "curae-"))]


@pytest.mark.parametrize("header", ["a!b: x", "x-bin: !!", "m^&$: x"])
def test_a_header_that_grpc_does_not_allow_harms_nobody(echo: httpx.Client, header: str) -> None:
    message = records_pb2.GetExportRequest(export_id="abc").SerializeToString()
    frame = b"\0" + struct.pack(">I", len(message)) + message
    name, _, value = header.partition(": ")
    headers = {"content-type": "application/grpc-web+proto", name: value}
    assert b"grpc-status:0" in echo.post(GET_EXPORT, content=frame, headers=headers).content


async def test_the_callers_deadline_holds(stub: Any) -> None:
    with pytest.raises(AioRpcError) as late:
        await stub.GetExport(records_pb2.GetExportRequest(export_id="hang"), timeout=0.3)
    assert late.value.code() is StatusCode.DEADLINE_EXCEEDED


async def test_an_unknown_method_is_unimplemented(channel: Channel) -> None:
    not_grpc = ("/api/sdk/v1/records/exports", "/openapi.json", "/docs")
    for path in ("/curae.sdk.v1.RecordsService/Nope", "/nope.Service/Method", *not_grpc):
        with pytest.raises(AioRpcError) as unknown:
            await channel.unary_unary(path)(b"")
        assert unknown.value.code() is StatusCode.UNIMPLEMENTED


async def test_health_is_served(channel: Channel) -> None:
    stub: Any = health_pb2_grpc.HealthStub(channel)
    response = await stub.Check(health_pb2.HealthCheckRequest())
    assert response.status == health_pb2.HealthCheckResponse.SERVING


def test_grpc_web_is_served(echo: httpx.Client) -> None:
    message = records_pb2.GetExportRequest(export_id="abc").SerializeToString()
    frame = b"\0" + struct.pack(">I", len(message)) + message
    response = echo.post(GET_EXPORT, content=frame, headers={"content-type": "application/grpc-web+proto"})
    assert (response.status_code, response.headers["content-type"]) == (200, "application/grpc-web+proto")
    (size,) = struct.unpack(">I", response.content[1:5])
    answer = records_pb2.GetExportResponse.FromString(response.content[5 : 5 + size])
    assert answer.export.id == "abc"
    assert b"grpc-status:0" in response.content[5 + size :]


def test_grpc_web_reads_errors(echo: httpx.Client) -> None:
    message = records_pb2.GetExportRequest(export_id="NOT_FOUND").SerializeToString()
    frame = b"\0" + struct.pack(">I", len(message)) + message
    response = echo.post(GET_EXPORT, content=frame, headers={"content-type": "application/grpc-web+proto"})
    assert response.headers["grpc-status"] == "5"
