"""AuditService: proto to domain, one call, domain to proto."""

from contextlib import aclosing

from curae.admin.v1 import audit_pb2, audit_pb2_grpc
from google.api import httpbody_pb2

from server.domain.identifiers import parse_id
from server.limits import STREAM_STALL_SECONDS
from server.rpc import http
from server.rpc.admin import session
from server.rpc.admin.answers import FRESH, moment_of, optional, send_fresh
from server.rpc.admin.convert import to_audit_row, to_pagination
from server.rpc.call import Context, current_call
from server.rpc.streams import write_in_time
from server.services.audit_pages import AuditPages, as_csv, csv_header
from server.store.audit import Filter

_ATTACHMENT = ("content-disposition", 'attachment; filename="audit.csv"')


class AuditServicer(audit_pb2_grpc.AuditServiceServicer):
    def __init__(self, pages: AuditPages) -> None:
        self._pages = pages

    async def ListAuditRows(
        self, request: audit_pb2.ListAuditRowsRequest, context: Context
    ) -> audit_pb2.ListAuditRowsResponse:
        page = await self._pages.page(
            _filter_of(request), limit=optional(request, "limit"), number=optional(request, "page")
        )
        await send_fresh(context)
        return audit_pb2.ListAuditRowsResponse(
            rows=[to_audit_row(row) for row in page.rows], pagination=to_pagination(None, page.total)
        )

    async def DownloadAuditRows(self, request: audit_pb2.DownloadAuditRowsRequest, context: Context) -> None:
        call = current_call()
        async with aclosing(self._pages.pieces(_filter_of(request), session.current_operator())) as pieces:
            first = as_csv(await anext(pieces, []))
            await http.send_fields(context, call, FRESH, _ATTACHMENT)
            call.body_started = True
            head = httpbody_pb2.HttpBody(content_type="text/csv; charset=utf-8", data=csv_header().encode())
            await write_in_time(context, head, STREAM_STALL_SECONDS)
            await _write(context, first)
            async for rows in pieces:
                await _write(context, as_csv(rows))


async def _write(context: Context, text: str) -> None:
    if text:
        await write_in_time(context, httpbody_pb2.HttpBody(data=text.encode()), STREAM_STALL_SECONDS)


def _filter_of(request: audit_pb2.ListAuditRowsRequest | audit_pb2.DownloadAuditRowsRequest) -> Filter:
    ids = {name: optional(request, name) for name in ("connection_id", "export_id")}
    return Filter(
        **{name: None if text is None else parse_id(text, name) for name, text in ids.items()},
        tenant=optional(request, "tenant"),
        action=optional(request, "action"),
        actor=optional(request, "actor"),
        since=moment_of(request, "since"),
        until=moment_of(request, "until"),
    )
