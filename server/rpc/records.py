"""RecordsService: proto to domain, one call, domain to proto."""

from contextlib import aclosing

from curae.sdk.v1 import records_pb2, records_pb2_grpc
from google.protobuf.message import Message

from server.config import Settings
from server.domain.caller import Scope
from server.domain.data_packages import catalogue
from server.domain.exports import ArtifactKind, Export
from server.domain.idempotency import parse_key
from server.domain.identifiers import parse_id
from server.domain.signed_link import Purpose
from server.rpc import http
from server.rpc.artifact import choose_part, download_fields, is_unchanged, send_download
from server.rpc.call import Call, Context, current_call
from server.rpc.convert import from_timestamp, to_data_packages, to_export
from server.rpc.links import download_links, link_fields
from server.rpc.streams import write_in_time
from server.services.downloads import Downloads
from server.services.exports import ExportOrder, Exports
from server.services.watching import Watching

_DownloadRequest = records_pb2.DownloadExportRequest | records_pb2.DownloadExportDeletionsRequest
RETRY_SECONDS = "1"


class RecordsServicer(records_pb2_grpc.RecordsServiceServicer):
    def __init__(self, exports: Exports, downloads: Downloads, watching: Watching, settings: Settings) -> None:
        self._exports = exports
        self._downloads = downloads
        self._watching = watching
        self._public_url = settings.public_url
        self._stall_seconds = settings.stream_stall_seconds

    async def ExportRecords(
        self, request: records_pb2.ExportRecordsRequest, context: Context
    ) -> records_pb2.ExportRecordsResponse:
        call = current_call()
        order = ExportOrder(
            connection_id=parse_id(request.connection_id, "connectionId"),
            resource_types=tuple(request.resource_types),
            include_raw_fhir=request.include_raw_fhir if request.HasField("include_raw_fhir") else True,
            since=from_timestamp(request, "since"),
        )
        key = parse_key(call.metadata.get("idempotency-key"))
        queued = await self._exports.queue(call.authenticated, order, key)
        await http.send_fields(
            context,
            call,
            (http.STATUS, "202"),
            ("location", f"/api/sdk/v1/records/exports/{queued.export.id}"),
            ("retry-after", RETRY_SECONDS),
            replayed=queued.replayed,
        )
        return records_pb2.ExportRecordsResponse(export=to_export(queued.export))

    async def GetExport(self, request: records_pb2.GetExportRequest, context: Context) -> records_pb2.GetExportResponse:
        call = current_call()
        export = await self._exports.get(call.authenticated, parse_id(request.export_id, "exportId"))
        response = records_pb2.GetExportResponse(export=to_export(export))
        etag = http.entity_tag(response)
        fields = [("etag", etag), ("cache-control", "private, no-cache")]
        if not export.is_final:
            fields.append(("retry-after", RETRY_SECONDS))
        if call.is_rest and http.matches(call.metadata.get("if-none-match"), etag):
            fields.append((http.STATUS, "304"))
        await http.send_fields(context, call, *fields)
        return response

    async def ListExports(
        self, request: records_pb2.ListExportsRequest, context: Context
    ) -> records_pb2.ListExportsResponse:
        call = current_call()
        page = await self._exports.page(
            call.authenticated,
            connection_id=parse_id(request.connection_id, "connectionId")
            if request.HasField("connection_id")
            else None,
            limit=request.limit if request.HasField("limit") else None,
            cursor=request.cursor if request.HasField("cursor") else None,
        )
        await http.send_fields(context, call, ("cache-control", "private, no-cache"))
        return records_pb2.ListExportsResponse(
            exports=[to_export(export) for export in page.exports],
            pagination=records_pb2.Pagination(next_cursor=page.next_cursor),
        )

    async def CancelExport(
        self, request: records_pb2.CancelExportRequest, context: Context
    ) -> records_pb2.CancelExportResponse:
        call = current_call()
        export = await self._exports.cancel(call.authenticated, parse_id(request.export_id, "exportId"))
        await http.send_fields(context, call)
        return records_pb2.CancelExportResponse(export=to_export(export))

    async def WatchExport(self, request: records_pb2.WatchExportRequest, context: Context) -> None:
        call = current_call()
        export_id = parse_id(request.export_id, "exportId")
        if request.HasField("token"):
            watch = self._watching.watch_signed(request.token, export_id)
        else:
            watch = self._watching.watch(call.authenticated, export_id)
        async with aclosing(watch) as changes:
            async for export in changes:
                if export is None:
                    # Envoy's Lua makes a comment of an empty message. Native callers have HTTP/2's pings.
                    if call.is_rest:
                        await self._write(context, records_pb2.WatchExportResponse())
                    continue
                if not call.body_started:
                    if _saw_the_end(call, export):
                        await http.send_fields(context, call, (http.STATUS, "204"))
                        return
                    await http.send_fields(context, call, ("cache-control", "no-cache"))
                    call.body_started = True
                await self._write(context, records_pb2.WatchExportResponse(export=to_export(export)))

    async def DownloadExport(self, request: records_pb2.DownloadExportRequest, context: Context) -> None:
        await self._download(request, context, ArtifactKind.RECORDS)

    async def DownloadExportDeletions(
        self, request: records_pb2.DownloadExportDeletionsRequest, context: Context
    ) -> None:
        await self._download(request, context, ArtifactKind.DELETIONS)

    async def ListDataPackages(
        self, request: records_pb2.ListDataPackagesRequest, context: Context
    ) -> records_pb2.ListDataPackagesResponse:
        call = current_call()
        call.authenticated.require(Scope.RECORDS_READ, Scope.RECORDS_EXPORT, Scope.RECORDS_IMPORT)
        await http.send_fields(context, call)
        return to_data_packages(catalogue())

    async def _download(self, request: _DownloadRequest, context: Context, kind: ArtifactKind) -> None:
        call = current_call()
        export_id = parse_id(request.export_id, "exportId")
        choose = choose_part(call, request)
        if request.HasField("token"):
            opened = self._downloads.opened_signed(request.token, export_id, choose, call.origin, kind)
        else:
            opened = self._downloads.opened(call.authenticated, export_id, choose, kind)
        async with opened as download:
            unchanged = is_unchanged(call, download)
            fields = download_fields(download, unchanged=unchanged)
            await send_download(
                call,
                context,
                self._downloads,
                download,
                fields,
                unchanged=unchanged,
                stall_seconds=self._stall_seconds,
            )

    async def _write(self, context: Context, message: Message) -> None:
        await write_in_time(context, message, self._stall_seconds)

    async def GetExportDownload(
        self, request: records_pb2.GetExportDownloadRequest, context: Context
    ) -> records_pb2.GetExportDownloadResponse:
        call = current_call()
        signed = await self._downloads.sign(call.authenticated, parse_id(request.export_id, "exportId"))
        await http.send_fields(context, call, ("cache-control", "no-store"))
        return records_pb2.GetExportDownloadResponse(
            **download_links(call, self._public_url, signed), export=to_export(signed[ArtifactKind.RECORDS].export)
        )

    async def GetExportWatch(
        self, request: records_pb2.GetExportWatchRequest, context: Context
    ) -> records_pb2.GetExportWatchResponse:
        call = current_call()
        signed = await self._watching.sign(call.authenticated, parse_id(request.export_id, "exportId"))
        await http.send_fields(context, call, ("cache-control", "no-store"))
        return records_pb2.GetExportWatchResponse(
            watch=records_pb2.Watch(**link_fields(call, self._public_url, Purpose.EVENTS, signed)),
            export=to_export(signed.export),
        )


def _saw_the_end(call: Call, export: Export) -> bool:
    """Whether a browser's EventSource reconnects after the final state. A 204 makes it stop (HTML, section 9.2.3).

    Envoy's Lua numbers events by their state, so `Last-Event-ID` says which one it saw last.
    """
    return call.is_rest and export.is_final and call.metadata.get("last-event-id") == export.status
