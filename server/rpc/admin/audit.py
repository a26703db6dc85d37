"""AuditService: proto to domain, one call, domain to proto."""

from curae.admin.v1 import audit_pb2, audit_pb2_grpc

from server.domain.identifiers import parse_id
from server.rpc.admin import session
from server.rpc.admin.answers import moment_of, optional, send_fresh, write_csv
from server.rpc.admin.convert import to_audit_row, to_pagination
from server.rpc.call import Context
from server.services.audit_pages import AuditPages
from server.store.audit import Filter


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
        await write_csv(context, self._pages.file(_filter_of(request), session.current_operator()), "audit.csv")


def _filter_of(request: audit_pb2.ListAuditRowsRequest | audit_pb2.DownloadAuditRowsRequest) -> Filter:
    def id_of(name: str) -> str | None:
        return parse_id(getattr(request, name), name) if request.HasField(name) else None

    return Filter(
        connection_id=id_of("connection_id"),
        export_id=id_of("export_id"),
        tenant=optional(request, "tenant"),
        action=optional(request, "action"),
        actor=optional(request, "actor"),
        since=moment_of(request, "since"),
        until=moment_of(request, "until"),
    )
