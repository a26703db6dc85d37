"""SignalsService for signals that are stored: proto to domain, one call, domain to proto."""

from datetime import datetime

import orjson
from curae.sdk.v1 import records_pb2, signals_pb2
from google.protobuf.message import Message

from server.domain.idempotency import parse_key
from server.domain.identifiers import parse_id
from server.domain.signals.reading import Interval, Summary
from server.domain.signals.times import parse_offset
from server.domain.signals.tombstone import Tombstone
from server.errors import BadRequest, CuraeError
from server.rpc import http
from server.rpc.call import Context, current_call
from server.rpc.convert import from_struct, from_timestamp, occurrence_of, to_signal, to_timestamp
from server.rpc.intake.client import Intake, offer_of
from server.rpc.intake.room import Sender
from server.services.stored_signals import Replacement, StoredSignals
from server.store.signal_reading import EventFilter, Figures
from server.store.signals import Signal

_OCCURRENCE = ("occurred_at", "occurred_at_offset", "occurred_until", "occurred_until_offset", "sent_at")
_PRIVATE = ("cache-control", "private, no-store")


class StoredSignalMethods:
    """The part of SignalsServicer that reads signals back, withdraws and replaces them."""

    _stored: StoredSignals
    _intake: Intake

    async def ListSignals(
        self, request: signals_pb2.ListSignalsRequest, context: Context
    ) -> signals_pb2.ListSignalsResponse:
        call = current_call()
        if request.HasField("signal_type") and not request.HasField("namespace"):
            raise BadRequest.of("signalType", "needs its namespace")
        page = await self._stored.page(
            call.authenticated,
            EventFilter(
                connection_id=parse_id(request.connection_id, "connectionId"),
                namespace=request.namespace if request.HasField("namespace") else None,
                signal_type=request.signal_type if request.HasField("signal_type") else None,
                since=from_timestamp(request, "since"),
                until=from_timestamp(request, "until"),
            ),
            limit=request.limit if request.HasField("limit") else None,
            cursor=request.cursor if request.HasField("cursor") else None,
        )
        await http.send_fields(context, call, _PRIVATE)
        return signals_pb2.ListSignalsResponse(
            signals=[_to_record(signal) for signal in page.signals],
            pagination=records_pb2.Pagination(next_cursor=page.next_cursor),
        )

    async def AggregateSignals(
        self, request: signals_pb2.AggregateSignalsRequest, context: Context
    ) -> signals_pb2.AggregateSignalsResponse:
        call = current_call()
        figures = await self._stored.figures(
            call.authenticated,
            Summary(
                connection_id=parse_id(request.connection_id, "connectionId"),
                namespace=request.namespace,
                signal_type=request.signal_type,
                field=request.field,
                interval=Interval(request.interval),
                since=_moment(request, "since"),
                until=_moment(request, "until"),
                offset_minutes=parse_offset(request.utc_offset) if request.HasField("utc_offset") else 0,
            ),
        )
        await http.send_fields(context, call, _PRIVATE)
        return signals_pb2.AggregateSignalsResponse(intervals=[_to_figures(each) for each in figures])

    async def GetSignal(self, request: signals_pb2.GetSignalRequest, context: Context) -> signals_pb2.GetSignalResponse:
        call = current_call()
        found = await self._stored.get(call.authenticated, parse_id(request.signal_id, "signalId"))
        await http.send_fields(context, call, _PRIVATE)
        if isinstance(found, Tombstone):
            return signals_pb2.GetSignalResponse(tombstone=_to_tombstone(found))
        return signals_pb2.GetSignalResponse(record=_to_record(found))

    async def WithdrawSignal(
        self, request: signals_pb2.WithdrawSignalRequest, context: Context
    ) -> signals_pb2.WithdrawSignalResponse:
        call = current_call()
        tombstone = await self._stored.withdraw(call.authenticated, parse_id(request.signal_id, "signalId"))
        await http.send_fields(context, call)
        return signals_pb2.WithdrawSignalResponse(tombstone=_to_tombstone(tombstone))

    async def ReplaceSignal(
        self, request: signals_pb2.ReplaceSignalRequest, context: Context
    ) -> signals_pb2.ReplaceSignalResponse:
        call = current_call()
        caller, key = call.authenticated, parse_key(call.metadata.get("idempotency-key"))

        async def judge(before: Signal | Tombstone) -> CuraeError | None:
            offer = offer_of(caller, key, _as_new(request, before).SerializeToString())
            return await self._intake.judge(offer, Sender.of(caller))

        replaced = await self._stored.replace(
            caller,
            Replacement(
                signal_id=parse_id(request.signal_id, "signalId"),
                payload=from_struct(request.payload),
                occurrence=occurrence_of(request, sent_at=from_timestamp(request, "sent_at")),
            ),
            key,
            judge,
        )
        await http.send_fields(context, call, (http.STATUS, "201"), replayed=replaced.replayed)
        return signals_pb2.ReplaceSignalResponse(
            signal=to_signal(replaced.signal), replaced=_to_tombstone(replaced.tombstone)
        )


def _as_new(request: signals_pb2.ReplaceSignalRequest, before: Signal | Tombstone) -> signals_pb2.IngestSignalRequest:
    """The replacement as a signal that is only judged."""
    return signals_pb2.IngestSignalRequest(
        connection_id=before.connection_id,
        namespace=before.namespace,
        signal_type=before.signal_type,
        payload=request.payload,
        dry_run=True,
        **{name: getattr(request, name) for name in _OCCURRENCE if request.HasField(name)},
    )


def _moment(request: Message, name: str) -> datetime:
    moment = from_timestamp(request, name)
    assert moment is not None  # noqa: S101 - the proto requires it
    return moment


def _to_record(signal: Signal) -> signals_pb2.SignalRecord:
    record = signals_pb2.SignalRecord(
        signal=to_signal(signal),
        schema_version=signal.schema_version,
        event_at=to_timestamp(signal.event_at),
        sent_at=to_timestamp(signal.sent_at),
    )
    record.payload.update(orjson.loads(signal.payload))
    return record


def _to_tombstone(tombstone: Tombstone) -> signals_pb2.SignalTombstone:
    return signals_pb2.SignalTombstone(
        id=tombstone.id,
        connection_id=tombstone.connection_id,
        namespace=tombstone.namespace,
        signal_type=tombstone.signal_type,
        withdrawn_at=to_timestamp(tombstone.withdrawn_at),
        replaced_by=tombstone.replaced_by,
    )


def _to_figures(figures: Figures) -> signals_pb2.SignalFigures:
    total = figures.total or 0.0
    return signals_pb2.SignalFigures(
        since=to_timestamp(figures.since),
        count=figures.count,
        min=figures.least,
        max=figures.greatest,
        mean=total / figures.count,
        sum=total,
    )
