"""The intake process itself: reads offers, has them judged and stored, answers."""

import os
import signal
import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from curae.intake.v1 import intake_pb2
from curae.sdk.v1 import signals_pb2
from google.protobuf.message import DecodeError

from server.clock import uuid7
from server.domain.idempotency import HEADER, parse_key
from server.domain.identifiers import parse_id
from server.domain.signals.payload import too_large
from server.domain.signals.phi import guard as _guard  # noqa: F401 - read before the first signal comes
from server.domain.signals.times import Occurrence, TimeBounds
from server.errors import BadRequest, CuraeError, Internal, Unavailable
from server.file_limit import raise_file_limit
from server.limits import MAX_MESSAGE_BYTES, MAX_SIGNALS_A_TRANSACTION
from server.logs import configure_logs
from server.pauses import settle
from server.rpc.convert import from_struct, from_timestamp, occurrence_of, prefixed, to_signal
from server.rpc.intake.wire import READY, Frames, framed, refused
from server.rpc.rules import require_valid, unreadable
from server.services.schemas import Schemas
from server.services.signals import Outcome, SignalOrder, Signals, StoredSignal
from server.store.engine import Database
from server.store.options import Options
from server.store.types import to_micros
from server.stray_logs import capture_stray_logs

_READ_BYTES = 1 << 20


def main() -> None:
    """Serves standard input, a socket, until the server at its other end closes it.

    The environment tells what `environment_of` in `server.rpc.intake.client` puts there.
    """
    for number in (signal.SIGINT, signal.SIGTERM):  # sent to a whole group; the server decides when to end
        signal.signal(number, signal.SIG_IGN)
    configure_logs(os.environ["CURAE_LOG_FORMAT"], os.environ["CURAE_LOG_LEVEL"])
    capture_stray_logs()
    raise_file_limit()
    database = Database(os.environ["CURAE_DATABASE_URL"], _options())
    schemas = Schemas(database, database.clock)
    schemas.registry_now()
    with socket.socket(fileno=0) as server:
        server.sendall(framed(READY))
        settle()
        with suppress(BrokenPipeError, ConnectionResetError):  # the server was killed
            serve(server, Signals(database, schemas, database.clock, uuid7, _bounds()))
    database.close()


def _options() -> Options:
    return Options(
        connect_seconds=int(os.environ["CURAE_DATABASE_CONNECT_SECONDS"]),
        statement_seconds=float(os.environ["CURAE_DATABASE_STATEMENT_SECONDS"]),
        prepared_statements=os.environ["CURAE_DATABASE_PREPARED_STATEMENTS"] == "True",
    )


def _bounds() -> TimeBounds:
    return TimeBounds(
        past=timedelta(days=int(os.environ["CURAE_SIGNAL_PAST_DAYS"])),
        future=timedelta(seconds=int(os.environ["CURAE_SIGNAL_FUTURE_SECONDS"])),
    )


def serve(server: socket.socket, signals: Signals) -> None:
    """Whatever has arrived by the time that a transaction is over is the next one: an idle process stores at once."""
    for offers in _arrived(server):
        for start in range(0, len(offers), MAX_SIGNALS_A_TRANSACTION):
            answered = answers(signals, offers[start : start + MAX_SIGNALS_A_TRANSACTION])
            server.sendall(b"".join(framed(answer.SerializeToString()) for answer in answered))


def _arrived(server: socket.socket) -> Iterator[list[Any]]:
    frames = Frames()
    while data := server.recv(_READ_BYTES):
        offers = [intake_pb2.Offer.FromString(frame) for frame in frames.fed(data)]
        if offers:
            yield offers


def answers(signals: Signals, offers: Sequence[intake_pb2.Offer]) -> list[intake_pb2.Outcome]:
    """An outcome for each offer, in order, after the commit."""
    orders = [_order_or_error(offer) for offer in offers]
    outcomes = iter(_outcomes(signals, [order for order in orders if isinstance(order, SignalOrder)]))
    return [
        _answer(next(outcomes) if isinstance(order, SignalOrder) else order, of_batch=offer.HasField("item"))
        for offer, order in zip(offers, orders, strict=True)
    ]


def _outcomes(signals: Signals, orders: Sequence[SignalOrder]) -> Sequence[Outcome]:
    """Where something goes wrong each is tried alone: a fault takes no neighbour with it."""
    if not orders:
        return []
    try:
        return signals.store(orders)
    except Unavailable as away:
        return [away] * len(orders)
    except Exception as fault:
        if len(orders) == 1:
            return [Internal.caused_by(fault)]
        return [outcome for order in orders for outcome in _outcomes(signals, [order])]


def _order_or_error(offer: intake_pb2.Offer) -> SignalOrder | CuraeError:
    try:
        return _order(offer, *_read(offer))
    except CuraeError as refusal:
        return refusal
    except Exception as fault:
        return Internal.caused_by(fault)


def _read(offer: intake_pb2.Offer) -> tuple[Any, Occurrence]:
    """The request by the rules of the protos, and when it happened. A fault in an item of a batch names its place."""
    if offer.HasField("fault"):
        raise BadRequest.of(offer.fault.field, offer.fault.description)
    place = f"items[{offer.item}].signal" if offer.HasField("item") else None
    if not offer.HasField("request"):
        raise BadRequest.of(place or "signal", "value is required")
    if len(offer.request) > MAX_MESSAGE_BYTES:
        raise too_large()
    try:
        request = signals_pb2.IngestSignalRequest.FromString(offer.request)
    except DecodeError:
        raise unreadable() from None
    try:
        require_valid(request)
        return request, _occurrence(offer, request)
    except BadRequest as fault:
        raise prefixed(fault, place) if place else fault from None


def _occurrence(offer: intake_pb2.Offer, request: Any) -> Occurrence:
    """Raises BadRequest. A batch says once when it was sent; an item may say it by itself."""
    sender = request if request.HasField("sent_at") else offer
    return occurrence_of(request, sent_at=from_timestamp(sender, "sent_at"))


def _order(offer: intake_pb2.Offer, request: Any, occurrence: Occurrence) -> SignalOrder:
    key = offer.idempotency_key if offer.HasField("idempotency_key") else None
    return SignalOrder(
        tenant_id=offer.tenant_id,
        bound_to=offer.bound_connection_id if offer.HasField("bound_connection_id") else None,
        idempotency_key=parse_key(key, f"items[{offer.item}].idempotencyKey" if offer.HasField("item") else HEADER),
        connection_id=parse_id(request.connection_id, "connectionId"),
        namespace=request.namespace,
        signal_type=request.signal_type,
        payload=from_struct(request.payload),
        occurrence=occurrence,
        dry_run=request.dry_run or offer.dry_run,
    )


def _answer(outcome: Outcome, *, of_batch: bool) -> intake_pb2.Outcome:
    if isinstance(outcome, CuraeError):
        return refused(outcome)
    stored = intake_pb2.Stored(
        response=b"" if of_batch else _response(outcome),
        replayed=outcome.replayed,
        dry_run=outcome.dry_run,
        id=outcome.signal.id,
        received_at=to_micros(outcome.signal.received_at),
    )
    return intake_pb2.Outcome(stored=stored)


def _response(stored: StoredSignal) -> bytes:
    response = signals_pb2.IngestSignalResponse(signal=to_signal(stored.signal), dry_run=stored.dry_run or None)
    return response.SerializeToString()
