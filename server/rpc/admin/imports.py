"""ImportsService: proto to domain, one call, domain to proto."""

from typing import Any

from curae.admin.v1 import imports_pb2, imports_pb2_grpc

from server.domain.identifiers import parse_id
from server.domain.records.record_import import ImportStatus
from server.rpc.admin.answers import optional, send_fresh, turn_of
from server.rpc.admin.convert import to_pagination
from server.rpc.call import Context
from server.rpc.convert import to_timestamp
from server.services.listing import Listing
from server.store.record_imports import ImportFilter, SeenImport


class ImportsServicer(imports_pb2_grpc.ImportsServiceServicer):
    def __init__(self, listing: Listing) -> None:
        self._listing = listing

    async def ListImports(
        self, request: imports_pb2.ListImportsRequest, context: Context
    ) -> imports_pb2.ListImportsResponse:
        state = optional(request, "state")
        chosen = ImportFilter(
            tenant=optional(request, "tenant"),
            connection_id=parse_id(request.connection_id, "connectionId") if request.connection_id else None,
            status=None if state is None else ImportStatus(state),
        )
        rows, found = await self._listing.imports(chosen, turn_of(request))
        await send_fresh(context)
        return imports_pb2.ListImportsResponse(
            imports=[_to_import(seen) for seen in rows], pagination=to_pagination(None, found.total)
        )

    async def GetImport(self, request: imports_pb2.GetImportRequest, context: Context) -> imports_pb2.GetImportResponse:
        seen = await self._listing.record_import(
            parse_id(request.tenant_id, "tenantId"), parse_id(request.import_id, "importId")
        )
        await send_fresh(context)
        results = seen.record_import.results
        answer = imports_pb2.GetImportResponse(further_results=results.further)
        getattr(answer, "import").CopyFrom(_to_import(seen))
        answer.results.extend(
            imports_pb2.ImportResult(line=each.line, rule=each.rule, detail=each.detail) for each in results.kept
        )
        return answer


def _to_import(seen: SeenImport) -> Any:
    each = seen.record_import
    return imports_pb2.Import(
        id=each.id,
        tenant_id=each.tenant_id,
        tenant=seen.tenant_name,
        connection_id=each.connection_id,
        source=each.source,
        state=str(each.status),
        committed_bytes=each.position.end,
        committed_lines=each.position.line,
        counts=each.counts.by_name(),
        created_at=to_timestamp(each.created_at),
        updated_at=to_timestamp(each.updated_at),
        completed_at=to_timestamp(each.completed_at),
    )
