"""BulkDataService: proto to domain, one call, domain to FHIR's JSON."""

from email.utils import format_datetime

from curae.fhir.v1 import bulk_data_pb2, bulk_data_pb2_grpc
from google.api import httpbody_pb2
from google.protobuf.message import Message

from server.clock import Clock
from server.config import Settings
from server.domain.bulk_data.documents import FHIR_JSON, JSON, as_json, notice
from server.domain.bulk_data.export import ERRORS_FILE, Progress
from server.domain.bulk_data.order import GROUP_LEVEL, PATIENT_LEVEL, Target, read_order
from server.domain.data_packages import exportable_types
from server.domain.exports import MEDIA_TYPE
from server.errors import BadRequest, Json
from server.rpc import http
from server.rpc.artifact import send_download
from server.rpc.call import Call, Context, current_call
from server.rpc.fhir.base import PATH, base_of
from server.rpc.fhir.files import FilePart
from server.rpc.fhir.parameters import (
    StartRequest,
    is_lenient,
    parameters_of,
    preferred_wait,
    require_asynchronous,
)
from server.rpc.streams import write_in_time
from server.services.bulk_data import BulkData
from server.services.downloads import Downloads

REQUEST_PATH = "curae-request-path"  # set by Envoy: the path with all of its query
UNKNOWN_PARAMETERS = "curae-unknown-parameters"  # set by Envoy: names that the transcoder would refuse


class BulkDataServicer(bulk_data_pb2_grpc.BulkDataServiceServicer):
    def __init__(self, bulk_data: BulkData, downloads: Downloads, clock: Clock, settings: Settings) -> None:
        self._bulk_data = bulk_data
        self._downloads = downloads
        self._clock = clock
        self._public_url = settings.public_url
        self._stall_seconds = settings.stream_stall_seconds

    async def StartExport(self, request: bulk_data_pb2.StartExportRequest, context: Context) -> httpbody_pb2.HttpBody:
        return await self._start(request, context)

    async def StartExportByParameters(
        self, request: bulk_data_pb2.StartExportByParametersRequest, context: Context
    ) -> httpbody_pb2.HttpBody:
        return await self._start(request, context)

    async def _start(self, request: StartRequest, context: Context) -> httpbody_pb2.HttpBody:
        call = current_call()
        caller = call.authenticated
        require_asynchronous(call)
        parameters, unknown = parameters_of(request)
        unknown += [name for name in call.metadata.get(UNKNOWN_PARAMETERS, "").split(",") if name]
        order = read_order(
            parameters,
            unknown=unknown,
            lenient=is_lenient(call),
            now=self._clock(),
            exportable=exportable_types(),
        )
        target = _target(request)
        base_url = base_of(call, self._public_url)
        bulk = await self._bulk_data.start(caller, target, order, _request_url(call, base_url, target))
        await http.send_fields(
            context,
            call,
            (http.STATUS, "202"),
            ("content-location", f"{base_url}/exports/{bulk.id}"),
            ("cache-control", "no-store"),
        )
        return _fhir({**notice("the export is queued"), "id": bulk.id})

    async def GetExportStatus(
        self, request: bulk_data_pb2.GetExportStatusRequest, context: Context
    ) -> httpbody_pb2.HttpBody:
        call = current_call()
        base_url = base_of(call, self._public_url)
        found = await self._bulk_data.status(call.authenticated, request.export_id, base_url, preferred_wait(call))
        if isinstance(found, Progress):
            await http.send_fields(
                context,
                call,
                (http.STATUS, "202"),
                ("x-progress", found.text),
                ("retry-after", str(found.retry_after_seconds)),
                ("cache-control", "no-store"),
            )
            return _fhir(notice(f"the export is in progress: {found.text}"))
        expiry = [] if found.expires_at is None else [("expires", format_datetime(found.expires_at, usegmt=True))]
        await http.send_fields(context, call, *expiry, ("cache-control", "no-store"))
        return httpbody_pb2.HttpBody(content_type=JSON, data=as_json(found.manifest))

    async def DeleteExport(self, request: bulk_data_pb2.DeleteExportRequest, context: Context) -> httpbody_pb2.HttpBody:
        call = current_call()
        await self._bulk_data.delete(call.authenticated, request.export_id)
        await http.send_fields(context, call, (http.STATUS, "202"), ("cache-control", "no-store"))
        return _fhir(notice("the export is deleted"))

    async def DownloadFile(self, request: bulk_data_pb2.DownloadFileRequest, context: Context) -> None:
        call = current_call()
        if request.file == ERRORS_FILE:
            await self._send_errors(call, request.export_id, context)
            return
        wanted = FilePart(call, request)
        async with self._bulk_data.opened(call.authenticated, request.export_id, request.file, wanted.of) as download:
            await send_download(
                call,
                context,
                self._downloads,
                download,
                wanted.fields,
                unchanged=wanted.is_known,
                stall_seconds=self._stall_seconds,
            )

    async def _send_errors(self, call: Call, export_id: str, context: Context) -> None:
        data = await self._bulk_data.errors(call.authenticated, export_id)
        await http.send_fields(context, call, ("cache-control", "no-store"))
        await self._write(context, httpbody_pb2.HttpBody(content_type=MEDIA_TYPE, data=data))

    async def _write(self, context: Context, message: Message) -> None:
        await write_in_time(context, message, self._stall_seconds)


def _target(request: StartRequest) -> Target:
    """Raises BadRequest: a gRPC caller chooses the level by a field."""
    if request.level not in ("", PATIENT_LEVEL, GROUP_LEVEL):
        raise BadRequest.of("level", "must be Patient or Group, or absent for the system")
    if (request.level == GROUP_LEVEL) != bool(request.group_id):
        raise BadRequest.of("groupId", "must be there where the level is Group, and nowhere else")
    return Target(level=request.level, group_id=request.group_id)


def _request_url(call: Call, base_url: str, target: Target) -> str:
    """What the manifest gives back as the request."""
    path = call.metadata.get(REQUEST_PATH)
    if path is not None:
        return base_url.removesuffix(PATH) + path
    levels = {GROUP_LEVEL: f"/Group/{target.group_id}", PATIENT_LEVEL: "/Patient"}
    return f"{base_url}{levels.get(target.level, '')}/$export"


def _fhir(document: Json) -> httpbody_pb2.HttpBody:
    return httpbody_pb2.HttpBody(content_type=FHIR_JSON, data=as_json(document))
