"""AdminService: proto to domain, one call, domain to proto."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

from curae.admin.v1 import admin_pb2, admin_pb2_grpc

from server.domain.exports import ExportStatus
from server.domain.identifiers import parse_id
from server.domain.operator import SESSION_LIFE, Session
from server.errors import Unauthenticated
from server.rpc import http
from server.rpc.admin import session
from server.rpc.admin.convert import to_connection, to_export, to_grant, to_key, to_overview, to_pagination, to_session
from server.rpc.call import Call, Context, current_call
from server.rpc.convert import from_timestamp
from server.services.oversight import Oversight
from server.services.overview import Overview
from server.services.sessions import Sessions

_FRESH = ("cache-control", "no-store")


class AdminServicer(admin_pb2_grpc.AdminServiceServicer):
    def __init__(self, sessions: Sessions, oversight: Oversight, overview: Overview) -> None:
        self._sessions = sessions
        self._oversight = oversight
        self._overview = overview

    async def LogIn(self, request: Any, context: Context) -> Any:  # noqa: N802 - the name in the proto
        call = current_call()
        new = await self._sessions.begin(request.operator, request.password, call.origin)
        call.log_fields["operator_id"] = new.session.operator_id
        seconds = int(SESSION_LIFE.total_seconds())
        await http.send_fields(context, call, _FRESH, session.begun(call, new, seconds))
        return admin_pb2.LogInResponse(session=to_session(new.session))

    async def LogOut(self, request: Any, context: Context) -> Any:  # noqa: N802
        call = current_call()
        await self._sessions.end(session.token_of(call), session.current_actor())
        await http.send_fields(context, call, _FRESH, session.ended(call))
        return admin_pb2.LogOutResponse()

    async def GetSession(self, request: Any, context: Context) -> Any:  # noqa: N802
        call = current_call()
        found = await self._session_of(call)
        await http.send_fields(context, call, _FRESH)
        return admin_pb2.GetSessionResponse(session=None if found is None else to_session(found))

    async def GetOverview(self, request: Any, context: Context) -> Any:  # noqa: N802
        figures = await self._overview.figures()
        await http.send_fields(context, current_call(), _FRESH)
        return admin_pb2.GetOverviewResponse(overview=to_overview(figures, self._overview.samples_after(0)))

    async def WatchOverview(self, request: Any, context: Context) -> AsyncIterator[Any]:  # noqa: N802
        call = current_call()
        async with aclosing(self._overview.follow()) as changes:
            async for figures, samples in changes:
                if not call.body_started:
                    await http.send_fields(context, call, ("cache-control", "no-cache"))
                    call.body_started = True
                elif await self._session_of(call) is None:  # it has ended meanwhile
                    return
                yield admin_pb2.WatchOverviewResponse(overview=to_overview(figures, samples))

    async def _session_of(self, call: Call) -> Session | None:
        try:
            return await self._sessions.find(session.token_of(call))
        except Unauthenticated:
            return None

    async def ListExports(self, request: Any, context: Context) -> Any:  # noqa: N802
        status = ExportStatus(request.state) if request.HasField("state") else None
        page = await self._oversight.exports(status=status, **_paging(request))
        await http.send_fields(context, current_call(), _FRESH)
        return admin_pb2.ListExportsResponse(
            exports=[to_export(seen) for seen in page.rows], pagination=to_pagination(page.next_cursor)
        )

    async def RetryExport(self, request: Any, context: Context) -> Any:  # noqa: N802
        retried = await self._oversight.retry(parse_id(request.export_id, "exportId"), session.current_actor())
        await http.send_fields(context, current_call(), _FRESH)
        return admin_pb2.RetryExportResponse(export=to_export(retried.seen), already_retried=retried.already)

    async def CancelExport(self, request: Any, context: Context) -> Any:  # noqa: N802
        seen = await self._oversight.cancel(parse_id(request.export_id, "exportId"), session.current_actor())
        await http.send_fields(context, current_call(), _FRESH)
        return admin_pb2.CancelExportResponse(export=to_export(seen))

    async def ListConnections(self, request: Any, context: Context) -> Any:  # noqa: N802
        page = await self._oversight.connections(**_paging(request))
        await http.send_fields(context, current_call(), _FRESH)
        return admin_pb2.ListConnectionsResponse(
            connections=[to_connection(seen, page.at) for seen in page.rows], pagination=to_pagination(page.next_cursor)
        )

    async def RevokeConnection(self, request: Any, context: Context) -> Any:  # noqa: N802
        connection_id = parse_id(request.connection_id, "connectionId")
        cancelled = await self._oversight.revoke_connection(connection_id, session.current_actor())
        await http.send_fields(context, current_call(), _FRESH)
        return admin_pb2.RevokeConnectionResponse(exports_cancelled=cancelled)

    async def ChangeSignalTypes(self, request: Any, context: Context) -> Any:  # noqa: N802
        seen = await self._oversight.change_signal_types(
            parse_id(request.connection_id, "connectionId"),
            session.current_actor(),
            add=list(request.add),
            remove=list(request.remove),
            consented_at=from_timestamp(request, "consented_at"),
        )
        await http.send_fields(context, current_call(), _FRESH)
        return admin_pb2.ChangeSignalTypesResponse(connection=to_connection(seen, self._oversight.now()))

    async def ListSignalGrants(self, request: Any, context: Context) -> Any:  # noqa: N802
        grants = await self._oversight.signal_grants(parse_id(request.connection_id, "connectionId"))
        await http.send_fields(context, current_call(), _FRESH)
        return admin_pb2.ListSignalGrantsResponse(grants=[to_grant(grant) for grant in grants])

    async def ListKeys(self, request: Any, context: Context) -> Any:  # noqa: N802
        page = await self._oversight.keys(**_paging(request))
        await http.send_fields(context, current_call(), _FRESH)
        return admin_pb2.ListKeysResponse(
            keys=[to_key(seen, page.at) for seen in page.rows], pagination=to_pagination(page.next_cursor)
        )

    async def RevokeKey(self, request: Any, context: Context) -> Any:  # noqa: N802
        await self._oversight.revoke_key(parse_id(request.key_id, "keyId"), session.current_actor())
        await http.send_fields(context, current_call(), _FRESH)
        return admin_pb2.RevokeKeyResponse()


def _paging(request: Any) -> dict[str, Any]:
    return {name: getattr(request, name) if request.HasField(name) else None for name in ("limit", "cursor")}
