"""AdminService: proto to domain, one call, domain to proto."""

from collections.abc import AsyncIterator
from contextlib import aclosing

from curae.admin.v1 import admin_pb2, admin_pb2_grpc

from server.domain.caller import Environment
from server.domain.connections import ConnectionStatus
from server.domain.exports import ExportStatus
from server.domain.identifiers import parse_id, parse_id_start
from server.domain.oidc import LOGIN_LIFE
from server.domain.operator import SESSION_LIFE, Session
from server.errors import Unauthenticated
from server.rpc import http
from server.rpc.admin import session
from server.rpc.admin.answers import FRESH, moment_of, optional, send_fresh, turn_of
from server.rpc.admin.convert import (
    to_connection,
    to_details,
    to_export,
    to_grant,
    to_history,
    to_key,
    to_overview,
    to_pagination,
    to_retry,
    to_session,
)
from server.rpc.call import Call, Context, current_call
from server.rpc.convert import from_timestamp
from server.services.history import History, Range
from server.services.listing import Listing
from server.services.oidc import Oidc
from server.services.oversight import Oversight
from server.services.overview import Overview
from server.services.sessions import Sessions
from server.store.listing import ConnectionFilter, ExportFilter, ExportOrder, KeyFilter, KeyState


class AdminServicer(admin_pb2_grpc.AdminServiceServicer):
    def __init__(
        self,
        sessions: Sessions,
        oidc: Oidc,
        *,
        listing: Listing,
        oversight: Oversight,
        overview: Overview,
        history: History,
    ) -> None:
        self._sessions = sessions
        self._oidc = oidc
        self._listing = listing
        self._history = history
        self._oversight = oversight
        self._overview = overview

    async def LogIn(self, request: admin_pb2.LogInRequest, context: Context) -> admin_pb2.LogInResponse:
        call = current_call()
        new = await self._sessions.begin(request.operator, request.password, optional(request, "code"), call.origin)
        if new is None:
            await send_fresh(context)
            return admin_pb2.LogInResponse(second_factor_needed=True)
        call.log_fields["operator_id"] = new.session.operator_id
        seconds = int(SESSION_LIFE.total_seconds())
        await http.send_fields(context, call, FRESH, session.begun(call, new, seconds))
        return admin_pb2.LogInResponse(session=to_session(new.session))

    async def LogOut(self, request: admin_pb2.LogOutRequest, context: Context) -> admin_pb2.LogOutResponse:
        call = current_call()
        await self._sessions.end(session.token_of(call), session.current_session().actor(call.origin))
        await http.send_fields(context, call, FRESH, session.ended(call))
        return admin_pb2.LogOutResponse()

    async def LogOutEverywhere(
        self, request: admin_pb2.LogOutEverywhereRequest, context: Context
    ) -> admin_pb2.LogOutEverywhereResponse:
        call = current_call()
        ended = await self._sessions.end_all(session.current_operator())
        await http.send_fields(context, call, FRESH, session.ended(call))
        return admin_pb2.LogOutEverywhereResponse(sessions_ended=ended)

    async def GetSession(self, request: admin_pb2.GetSessionRequest, context: Context) -> admin_pb2.GetSessionResponse:
        call = current_call()
        found = await self._session_of(call)
        await http.send_fields(context, call, FRESH)
        return admin_pb2.GetSessionResponse(
            session=None if found is None else to_session(found), provider_offered=self._oidc.is_offered
        )

    async def BeginProviderLogin(
        self, request: admin_pb2.BeginProviderLoginRequest, context: Context
    ) -> admin_pb2.BeginProviderLoginResponse:
        call = current_call()
        begun = await self._oidc.begin(call.origin)
        kept = session.login_begun(call, begun.binding, int(LOGIN_LIFE.total_seconds()))
        await http.send_fields(context, call, FRESH, kept)
        return admin_pb2.BeginProviderLoginResponse(url=begun.url)

    async def FinishProviderLogin(
        self, request: admin_pb2.FinishProviderLoginRequest, context: Context
    ) -> admin_pb2.FinishProviderLoginResponse:
        call = current_call()
        new = await self._oidc.finish(request.code, request.state, session.login_of(call), call.origin)
        call.log_fields["operator_id"] = new.session.operator_id
        seconds = int(SESSION_LIFE.total_seconds())
        await http.send_fields(context, call, FRESH, session.begun(call, new, seconds))
        return admin_pb2.FinishProviderLoginResponse(session=to_session(new.session))

    async def GetOverview(
        self, request: admin_pb2.GetOverviewRequest, context: Context
    ) -> admin_pb2.GetOverviewResponse:
        figures = await self._overview.figures()
        await send_fresh(context)
        return admin_pb2.GetOverviewResponse(overview=to_overview(figures, self._overview.samples_after(0)))

    async def GetHistory(self, request: admin_pb2.GetHistoryRequest, context: Context) -> admin_pb2.GetHistoryResponse:
        past = await self._history.past(Range(request.range))
        await send_fresh(context)
        return to_history(past)

    async def WatchOverview(
        self, request: admin_pb2.WatchOverviewRequest, context: Context
    ) -> AsyncIterator[admin_pb2.WatchOverviewResponse]:
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

    async def ListExports(
        self, request: admin_pb2.ListExportsRequest, context: Context
    ) -> admin_pb2.ListExportsResponse:
        state, sort = optional(request, "state"), optional(request, "sort")
        chosen = ExportFilter(
            status=None if state is None else ExportStatus(state),
            id_start=parse_id_start(request.id, "id") if request.HasField("id") else None,
            tenant=optional(request, "tenant"),
            connection_id=parse_id(request.connection_id, "connectionId") if request.connection_id else None,
            error_code=optional(request, "error_code"),
            since=moment_of(request, "since"),
            until=moment_of(request, "until"),
        )
        page = await self._listing.exports(chosen, None if sort is None else ExportOrder(sort), turn_of(request))
        await send_fresh(context)
        return admin_pb2.ListExportsResponse(
            exports=[to_export(seen) for seen in page.rows], pagination=to_pagination(page.next_cursor, page.total)
        )

    async def GetExport(self, request: admin_pb2.GetExportRequest, context: Context) -> admin_pb2.GetExportResponse:
        found = await self._listing.export(parse_id(request.export_id, "exportId"))
        await send_fresh(context)
        return admin_pb2.GetExportResponse(details=to_details(found))

    async def RetryExport(
        self, request: admin_pb2.RetryExportRequest, context: Context
    ) -> admin_pb2.RetryExportResponse:
        retried = await self._oversight.retry(parse_id(request.export_id, "exportId"), session.current_operator())
        await send_fresh(context)
        return admin_pb2.RetryExportResponse(export=to_export(retried.seen), already_retried=retried.already)

    async def RetryExports(
        self, request: admin_pb2.RetryExportsRequest, context: Context
    ) -> admin_pb2.RetryExportsResponse:
        ids = [parse_id(export_id, "exportIds") for export_id in request.export_ids]
        outcomes = await self._oversight.retry_all(ids, session.current_operator())
        await send_fresh(context)
        return admin_pb2.RetryExportsResponse(
            retries=[to_retry(export_id, outcome) for export_id, outcome in zip(ids, outcomes, strict=True)]
        )

    async def CancelExport(
        self, request: admin_pb2.CancelExportRequest, context: Context
    ) -> admin_pb2.CancelExportResponse:
        seen = await self._oversight.cancel(parse_id(request.export_id, "exportId"), session.current_operator())
        await send_fresh(context)
        return admin_pb2.CancelExportResponse(export=to_export(seen))

    async def ListConnections(
        self, request: admin_pb2.ListConnectionsRequest, context: Context
    ) -> admin_pb2.ListConnectionsResponse:
        state = optional(request, "state")
        chosen = ConnectionFilter(
            at=self._listing.now(),
            id_start=parse_id_start(request.id, "id") if request.HasField("id") else None,
            tenant=optional(request, "tenant"),
            status=None if state is None else ConnectionStatus(state),
        )
        page = await self._listing.connections(chosen, turn_of(request))
        await send_fresh(context)
        return admin_pb2.ListConnectionsResponse(
            connections=[to_connection(seen, page.at) for seen in page.rows],
            pagination=to_pagination(page.next_cursor, page.total),
        )

    async def GetConnection(
        self, request: admin_pb2.GetConnectionRequest, context: Context
    ) -> admin_pb2.GetConnectionResponse:
        seen = await self._listing.connection(parse_id(request.connection_id, "connectionId"))
        await send_fresh(context)
        return admin_pb2.GetConnectionResponse(connection=to_connection(seen, self._listing.now()))

    async def RevokeConnection(
        self, request: admin_pb2.RevokeConnectionRequest, context: Context
    ) -> admin_pb2.RevokeConnectionResponse:
        connection_id = parse_id(request.connection_id, "connectionId")
        cancelled = await self._oversight.revoke_connection(connection_id, session.current_operator())
        await send_fresh(context)
        return admin_pb2.RevokeConnectionResponse(exports_cancelled=cancelled)

    async def ChangeSignalTypes(
        self, request: admin_pb2.ChangeSignalTypesRequest, context: Context
    ) -> admin_pb2.ChangeSignalTypesResponse:
        connection_id = parse_id(request.connection_id, "connectionId")
        await self._oversight.change_signal_types(
            connection_id,
            session.current_operator(),
            add=list(request.add),
            remove=list(request.remove),
            consented_at=from_timestamp(request, "consented_at"),
        )
        seen = await self._listing.connection(connection_id)
        await send_fresh(context)
        return admin_pb2.ChangeSignalTypesResponse(connection=to_connection(seen, self._listing.now()))

    async def ListSignalGrants(
        self, request: admin_pb2.ListSignalGrantsRequest, context: Context
    ) -> admin_pb2.ListSignalGrantsResponse:
        grants = await self._listing.signal_grants(parse_id(request.connection_id, "connectionId"))
        await send_fresh(context)
        return admin_pb2.ListSignalGrantsResponse(grants=[to_grant(grant) for grant in grants])

    async def ListKeys(self, request: admin_pb2.ListKeysRequest, context: Context) -> admin_pb2.ListKeysResponse:
        environment, state = optional(request, "environment"), optional(request, "state")
        chosen = KeyFilter(
            at=self._listing.now(),
            tenant=optional(request, "tenant"),
            environment=None if environment is None else Environment(environment),
            state=None if state is None else KeyState(state),
        )
        page = await self._listing.keys(chosen, turn_of(request))
        await send_fresh(context)
        return admin_pb2.ListKeysResponse(
            keys=[to_key(seen, page.at) for seen in page.rows], pagination=to_pagination(page.next_cursor, page.total)
        )

    async def RevokeKey(self, request: admin_pb2.RevokeKeyRequest, context: Context) -> admin_pb2.RevokeKeyResponse:
        await self._oversight.revoke_key(parse_id(request.key_id, "keyId"), session.current_operator())
        await send_fresh(context)
        return admin_pb2.RevokeKeyResponse()
