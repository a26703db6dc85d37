"""A servicer that answers as the test asks: it plays a server's faults, which the real one shows only by luck.

`python -m tests.rest.echo PORT` serves it. The export id names the behaviour; see `_BEHAVIOURS`.
"""
# ruff: noqa: N802 - the methods are named after their RPCs

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import grpc
from curae.sdk.v1 import problem_pb2, records_pb2, records_pb2_grpc, signals_pb2, signals_pb2_grpc
from google.api import httpbody_pb2
from google.protobuf import any_pb2, duration_pb2
from google.protobuf.json_format import MessageToDict
from google.rpc import error_details_pb2, status_pb2
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from server.problems import ERROR_DOMAIN, PROBLEMS
from server.rpc.cut_stream import cut_stream

CHUNK_BYTES = 256 * 1024
ARTIFACT_BYTES = 40 * 1024 * 1024
MAX_MESSAGE_BYTES = 64 * 1024 * 1024
MAX_METADATA_BYTES = 32 * 1024

Context = grpc.aio.ServicerContext


async def refuse(context: Context, code: str, **details: Any) -> None:
    """Aborts as the errors interceptor does: the problem first, then ErrorInfo and RetryInfo."""
    kind = PROBLEMS[code]
    problem = problem_pb2.Problem(
        type=kind.type,
        title=kind.title,
        status=kind.http,
        detail='A "test" of\nit.',
        instance=dict(context.invocation_metadata() or ()).get("x-request-id", ""),
        code=code,
        retryable=kind.retryable,
    )
    problem.details.update(details)
    retry = [error_details_pb2.RetryInfo(retry_delay=duration_pb2.Duration(seconds=7))] if kind.retryable else []
    info = error_details_pb2.ErrorInfo(reason=code, domain=ERROR_DOMAIN)
    status = grpc.StatusCode[kind.grpc]
    packed = [any_pb2.Any() for _ in range(2 + len(retry))]
    for target, message in zip(packed, [problem, info, *retry], strict=True):
        target.Pack(message)
    rich = status_pb2.Status(code=status.value[0], message=problem.detail, details=packed)
    trailers = (("grpc-status-details-bin", rich.SerializeToString()), *([("retry-after", "7")] if retry else []))
    await context.abort(status, problem.detail, trailing_metadata=trailers)


async def _plain_abort(context: Context) -> None:
    await context.abort(grpc.StatusCode.INTERNAL, "internal text with /paths")


async def _raise(_: Context) -> None:
    raise RuntimeError("internal text")


async def _hang(_: Context) -> None:
    await asyncio.sleep(3600)


async def _unknown_detail(context: Context) -> None:
    unknown = any_pb2.Any(type_url="type.googleapis.com/nobody.Knows", value=b"internal text")
    rich = status_pb2.Status(code=13, message="internal text", details=[unknown])
    await context.abort(
        grpc.StatusCode.INTERNAL,
        "internal text",
        trailing_metadata=(("grpc-status-details-bin", rich.SerializeToString()),),
    )


async def _malformed_detail(context: Context) -> None:
    await context.abort(
        grpc.StatusCode.INTERNAL, "internal text", trailing_metadata=(("grpc-status-details-bin", b"\xff\xff"),)
    )


async def _die(_: Context) -> None:
    os._exit(1)


async def _abort_after_metadata(context: Context) -> None:
    await context.send_initial_metadata((("etag", '"x"'),))
    await refuse(context, "SDK_EXPORT_NOT_READY")


async def _not_modified(context: Context) -> None:
    await context.send_initial_metadata((("etag", '"x"'), ("curae-http-status", "304")))


async def _headers(context: Context) -> None:
    await context.send_initial_metadata(
        (("etag", '"x"'), ("location", "/here"), ("curae-http-status", "202"), ("retry-after", "1"))
    )


_BEHAVIOURS: dict[str, Callable[[Context], Awaitable[None]]] = {
    "plain-abort": _plain_abort,
    "raise": _raise,
    "hang": _hang,
    "die": _die,
    "unknown-detail": _unknown_detail,
    "malformed-detail": _malformed_detail,
    "abort-after-metadata": _abort_after_metadata,
    "not-modified": _not_modified,
    "headers": _headers,
}


async def _require_id(request: Any, context: Context) -> None:
    """Refuses an empty message, as the real servicer does."""
    if not request.export_id or request.export_id in PROBLEMS:
        await refuse(context, request.export_id or "BAD_REQUEST")


class EchoRecords(records_pb2_grpc.RecordsServiceServicer):
    async def ExportRecords(
        self, request: records_pb2.ExportRecordsRequest, context: Context
    ) -> records_pb2.ExportRecordsResponse:
        export = records_pb2.Export(
            id="new",
            connection_id=request.connection_id,
            resource_types=request.resource_types,
            format=request.format,
            include_raw_fhir=request.include_raw_fhir if request.HasField("include_raw_fhir") else None,
            since=request.since if request.HasField("since") else None,
        )
        await context.send_initial_metadata((("location", "/new"), ("curae-http-status", "202")))
        return records_pb2.ExportRecordsResponse(export=export)

    async def GetExport(self, request: records_pb2.GetExportRequest, context: Context) -> records_pb2.GetExportResponse:
        if behaviour := _BEHAVIOURS.get(request.export_id):
            await behaviour(context)
        elif request.export_id in PROBLEMS:
            await refuse(context, request.export_id, byteSize=12, violations=[])
        elif request.export_id == "metadata":
            seen = [f"{key}={value!r}" for key, value in context.invocation_metadata() or ()]
            return records_pb2.GetExportResponse(export=records_pb2.Export(id="metadata", resource_types=seen))
        return records_pb2.GetExportResponse(export=records_pb2.Export(id=request.export_id))

    async def ListExports(self, request: records_pb2.ListExportsRequest, _: Context) -> records_pb2.ListExportsResponse:
        if not request.HasField("cursor"):
            return records_pb2.ListExportsResponse()
        export = records_pb2.Export(id=request.cursor, connection_id=request.connection_id)
        return records_pb2.ListExportsResponse(exports=[export] * request.limit)

    async def WatchExport(
        self, request: records_pb2.WatchExportRequest, context: Context
    ) -> AsyncIterator[records_pb2.WatchExportResponse]:
        await _require_id(request, context)
        for status in (1, 2, 3):
            yield records_pb2.WatchExportResponse(export=records_pb2.Export(id=request.export_id, status=status))
            await asyncio.sleep(0.05)

    async def DownloadExport(
        self, request: records_pb2.DownloadExportRequest, context: Context
    ) -> AsyncIterator[httpbody_pb2.HttpBody]:
        await _require_id(request, context)
        metadata = dict(context.invocation_metadata() or ())
        size = 0 if request.export_id == "empty" else ARTIFACT_BYTES
        length = () if request.export_id == "cut-unsized" else (("curae-content-length", str(size)),)
        await context.send_initial_metadata((*length, ("etag", '"sha"')))
        yield httpbody_pb2.HttpBody(content_type="application/fhir+ndjson")
        if "curae-head" in metadata:
            return
        for sent in range(0, size, CHUNK_BYTES):
            if request.export_id.startswith("cut") and sent >= ARTIFACT_BYTES // 2:
                if "x-envoy-original-path" in metadata:
                    await cut_stream(context)
                await context.abort(grpc.StatusCode.DATA_LOSS, "the stream broke off")
            yield httpbody_pb2.HttpBody(data=b"x" * CHUNK_BYTES)

    async def GetExportDownload(
        self, request: records_pb2.GetExportDownloadRequest, _: Context
    ) -> records_pb2.GetExportDownloadResponse:
        return records_pb2.GetExportDownloadResponse(download=records_pb2.Download(url=request.export_id))


class EchoSignals(signals_pb2_grpc.SignalsServiceServicer):
    """Gives back, as the signal's id, what arrived: a test sees what the transcoder understood."""

    async def IngestSignal(
        self, request: signals_pb2.IngestSignalRequest, context: Context
    ) -> signals_pb2.IngestSignalResponse:
        await context.send_initial_metadata((("curae-http-status", "201"),))
        return signals_pb2.IngestSignalResponse(signal=signals_pb2.Signal(id=json.dumps(MessageToDict(request))))

    async def IngestSignals(
        self, request: signals_pb2.IngestSignalsRequest, _: Context
    ) -> signals_pb2.IngestSignalsResponse:
        results = [
            signals_pb2.SignalResult(signal=signals_pb2.Signal(id=json.dumps(MessageToDict(item))))
            for item in request.items
        ]
        return signals_pb2.IngestSignalsResponse(results=results)


async def serve(port: int) -> None:
    """Serves until cancelled; a port in use raises RuntimeError."""
    size = [("grpc.max_receive_message_length", MAX_MESSAGE_BYTES), ("grpc.max_send_message_length", MAX_MESSAGE_BYTES)]
    metadata = [("grpc.max_metadata_size", MAX_METADATA_BYTES), ("grpc.absolute_max_metadata_size", MAX_METADATA_BYTES)]
    server = grpc.aio.server(options=[*size, *metadata, ("grpc.so_reuseport", 0)])
    records_pb2_grpc.add_RecordsServiceServicer_to_server(EchoRecords(), server)
    signals_pb2_grpc.add_SignalsServiceServicer_to_server(EchoSignals(), server)
    health_servicer = health.aio.HealthServicer()
    health_pb2_grpc.add_HealthServicer_to_server(health_servicer, server)
    await health_servicer.set("", health_pb2.HealthCheckResponse.SERVING)
    server.add_insecure_port(f"127.0.0.1:{port}")
    await server.start()
    await server.wait_for_termination()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
