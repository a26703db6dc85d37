"""SignalsService: proto to domain, one call, domain to proto."""

from collections.abc import Sequence

from curae.sdk.v1 import signals_pb2, signals_pb2_grpc

from server.domain.caller import Scope
from server.domain.idempotency import parse_key
from server.domain.identifiers import parse_id
from server.domain.suggestions import did_you_mean
from server.errors import CuraeError, NotFound
from server.rpc import http
from server.rpc.batch import BatchReader, batch_items
from server.rpc.call import Context, current_call, note_cause
from server.rpc.convert import from_timestamp, to_namespace, to_timestamp
from server.rpc.intake.client import Intake, offer_of
from server.rpc.intake.outcome import Outcome, Stored
from server.rpc.intake.room import Sender
from server.rpc.interceptors.concern import passes_bytes
from server.rpc.problems import fitted, problem_of
from server.rpc.refused import note_refused
from server.rpc.stored_signals import StoredSignalMethods
from server.services.refusals import Refusals
from server.services.schemas import Schemas
from server.services.signal_batches import ItemOutcome, Receipt, SignalBatches
from server.services.stored_signals import StoredSignals
from server.store.types import from_micros

# gRPC clients take answers of up to 4 MiB unless configured otherwise; 500 items take 0.3 of it without violations.
_MAX_REFUSAL_BYTES = 3 << 20
_TIMES = ("occurred_at", "occurred_until")
_OFFSETS = ("occurred_at_offset", "occurred_until_offset")


class SignalsServicer(StoredSignalMethods, signals_pb2_grpc.SignalsServiceServicer):
    def __init__(
        self, intake: Intake, batches: SignalBatches, schemas: Schemas, refusals: Refusals, stored: StoredSignals
    ) -> None:
        self._stored = stored
        self._refusals = refusals
        self._intake = intake
        self._batches = batches
        self._reader = BatchReader()
        self._schemas = schemas

    @passes_bytes
    async def IngestSignal(self, request: bytes, context: Context) -> bytes:
        call = current_call()
        caller = call.authenticated
        caller.require(Scope.SIGNAL_WRITE)
        offer = offer_of(caller, call.metadata.get("idempotency-key"), request)
        stored = await self._intake.store(offer, Sender.of(caller))
        status = "200" if stored.dry_run else "201"
        await http.send_fields(context, call, (http.STATUS, status), replayed=stored.replayed)
        return stored.response

    @passes_bytes
    async def IngestSignals(self, request: bytes, context: Context) -> bytes:
        call = current_call()
        caller = call.authenticated
        caller.require(Scope.SIGNAL_WRITE)
        received = batch_items(request)
        with self._intake.room.taken(Sender.of(caller), len(received.items), len(request)):  # before they are read
            sent = await self._reader.read(received, caller, from_rest=call.is_rest)

        async def store() -> Sequence[ItemOutcome]:
            return _receipts(await self._intake.store_all(sent.offers, Sender.of(caller)))

        answer = await self._batches.answer(
            caller,
            key=parse_key(call.metadata.get("idempotency-key")),
            digest=sent.digest,
            dry_run=received.whole.dry_run,
            request_id=call.request_id,
            store=store,
        )
        for named, outcome in zip(sent.named, answer.outcomes, strict=True):
            if isinstance(outcome, CuraeError):
                note_refused(self._refusals, call, named, outcome)
                if outcome.__cause__ is not None:
                    note_cause(outcome.__cause__)
        await http.send_fields(context, call, replayed=answer.replayed)
        results = [
            _result(named, outcome, answer.request_id)
            for named, outcome in zip(sent.named, answer.outcomes, strict=True)
        ]
        response = signals_pb2.IngestSignalsResponse(results=results, dry_run=received.whole.dry_run or None)
        return response.SerializeToString(deterministic=True)

    async def ListSignalNamespaces(
        self, request: signals_pb2.ListSignalNamespacesRequest, context: Context
    ) -> signals_pb2.ListSignalNamespacesResponse:
        call = current_call()
        call.authenticated.require(Scope.SIGNAL_WRITE)
        namespaces = (await self._schemas.registry()).namespaces()
        await http.send_fields(context, call)
        return signals_pb2.ListSignalNamespacesResponse(
            namespaces=[to_namespace(name, schemas) for name, schemas in namespaces.items()]
        )

    async def GetSignalNamespace(
        self, request: signals_pb2.GetSignalNamespaceRequest, context: Context
    ) -> signals_pb2.GetSignalNamespaceResponse:
        call = current_call()
        call.authenticated.require(Scope.SIGNAL_WRITE)
        namespaces = (await self._schemas.registry()).namespaces()
        schemas = namespaces.get(request.namespace)
        if schemas is None:
            hint = did_you_mean(request.namespace, namespaces) or "; list them at /api/sdk/v1/signals/namespaces"
            raise NotFound(f"no such signal namespace{hint}")
        await http.send_fields(context, call)
        return signals_pb2.GetSignalNamespaceResponse(namespace=to_namespace(request.namespace, schemas))


def _receipts(outcomes: Sequence[Outcome]) -> list[ItemOutcome]:
    """Refusals tell so much together that every client can read the answer."""
    refusals = iter(fitted([each for each in outcomes if isinstance(each, CuraeError)], _MAX_REFUSAL_BYTES))
    return [next(refusals) if isinstance(each, CuraeError) else _receipt(each) for each in outcomes]


def _receipt(outcome: Stored) -> Receipt:
    return Receipt(id=outcome.id, received_at=from_micros(outcome.received_at))


def _result(sent: signals_pb2.IngestSignalRequest, outcome: ItemOutcome, request_id: str) -> signals_pb2.SignalResult:
    if isinstance(outcome, CuraeError):
        return signals_pb2.SignalResult(problem=problem_of(outcome, request_id))
    result = signals_pb2.SignalResult()
    signal = result.signal
    signal.id = outcome.id
    signal.connection_id = parse_id(sent.connection_id, "connectionId")
    signal.namespace = sent.namespace
    signal.signal_type = sent.signal_type
    signal.received_at.CopyFrom(to_timestamp(outcome.received_at))
    for name in _TIMES:
        if sent.HasField(name):
            getattr(signal, name).CopyFrom(to_timestamp(from_timestamp(sent, name)))
    for name in _OFFSETS:
        if sent.HasField(name):
            setattr(signal, name, getattr(sent, name))
    return result
