"""PersonsService: proto to domain, one call, domain to proto."""

from typing import Any

from curae.admin.v1 import persons_pb2, persons_pb2_grpc

from server.domain.erasure import Erasure
from server.domain.identifiers import parse_id
from server.rpc.admin import session
from server.rpc.admin.answers import send_fresh, turn_of, write_csv
from server.rpc.admin.convert import to_pagination
from server.rpc.call import Context
from server.rpc.convert import to_timestamp
from server.services.disclosures import Disclosure
from server.services.persons import Persons


class PersonsServicer(persons_pb2_grpc.PersonsServiceServicer):
    def __init__(self, persons: Persons) -> None:
        self._persons = persons

    async def GetHoldings(
        self, request: persons_pb2.GetHoldingsRequest, context: Context
    ) -> persons_pb2.GetHoldingsResponse:
        held = await self._persons.held(_connection_of(request))
        await send_fresh(context)
        return persons_pb2.GetHoldingsResponse(
            records=held.holdings.records,
            signals=held.holdings.signals,
            exports_with_effect=held.holdings.exports_with_effect,
            erasure=None if held.erasure is None else _to_erasure(held.erasure),
        )

    async def EraseConnection(
        self, request: persons_pb2.EraseConnectionRequest, context: Context
    ) -> persons_pb2.EraseConnectionResponse:
        erasure = await self._persons.erase(_connection_of(request), session.current_operator())
        await send_fresh(context)
        return persons_pb2.EraseConnectionResponse(erasure=_to_erasure(erasure))

    async def ListDisclosures(
        self, request: persons_pb2.ListDisclosuresRequest, context: Context
    ) -> persons_pb2.ListDisclosuresResponse:
        rows, total = await self._persons.disclosures(_connection_of(request), turn_of(request))
        await send_fresh(context)
        return persons_pb2.ListDisclosuresResponse(
            disclosures=[_to_disclosure(each) for each in rows], pagination=to_pagination(None, total)
        )

    async def DownloadDisclosures(self, request: persons_pb2.DownloadDisclosuresRequest, context: Context) -> None:
        connection_id = _connection_of(request)
        account = self._persons.account(connection_id, session.current_operator())
        await write_csv(context, account, f"disclosures-{connection_id}.csv")


def _connection_of(request: Any) -> str:
    return parse_id(request.connection_id, "connectionId")


def _to_erasure(erasure: Erasure) -> Any:
    return persons_pb2.Erasure(
        requested_at=to_timestamp(erasure.requested_at),
        requested_by=erasure.requested_by,
        reason=str(erasure.reason),
        finished_at=to_timestamp(erasure.finished_at),
        erased=erasure.erased.by_name(),
    )


def _to_disclosure(each: Disclosure) -> Any:
    return persons_pb2.Disclosure(
        at=to_timestamp(each.at),
        kind=each.kind,
        by=each.by,
        key_name=each.key_name,
        address=each.address,
        export_id=each.export_id,
        what=each.what,
        records=each.records,
        byte_count=each.byte_count,
        complete=each.complete,
    )
