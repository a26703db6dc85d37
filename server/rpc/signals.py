"""SignalsService: proto to domain, one call, domain to proto."""

import hashlib
from typing import Any

from curae.sdk.v1 import signals_pb2, signals_pb2_grpc

from server.domain.caller import Scope
from server.domain.idempotency import parse_key
from server.domain.identifiers import parse_id
from server.domain.signals.payload import too_large
from server.errors import BadRequest, CuraeError, NotFound
from server.rpc import http
from server.rpc.call import Context, current_call
from server.rpc.convert import from_struct, from_timestamp, prefixed, to_namespace, to_signal
from server.rpc.interceptors.validation import MAX_MESSAGE_BYTES, require_valid
from server.rpc.problems import problem_of
from server.rpc.refused import note_refused
from server.services.refusals import Refusals
from server.services.schemas import Schemas
from server.services.signal_batches import BatchOrder, SignalBatches, SignalReceipt
from server.services.signals import SignalOrder, Signals
from server.services.turns import in_turns


class SignalsServicer(signals_pb2_grpc.SignalsServiceServicer):
    def __init__(self, signals: Signals, batches: SignalBatches, schemas: Schemas, refusals: Refusals) -> None:
        self._refusals = refusals
        self._signals = signals
        self._batches = batches
        self._schemas = schemas

    async def IngestSignal(self, request: Any, context: Context) -> Any:  # noqa: N802 - the name in the proto
        call = current_call()
        key = parse_key(call.metadata.get("idempotency-key"))
        stored = await self._signals.ingest(call.authenticated, _order(request), key)
        await http.send_fields(context, call, (http.STATUS, "201"), replayed=stored.replayed)
        return signals_pb2.IngestSignalResponse(signal=to_signal(stored.signal))

    async def IngestSignals(self, request: Any, context: Context) -> Any:  # noqa: N802
        call = current_call()
        order = BatchOrder(
            key=parse_key(call.metadata.get("idempotency-key")),
            digest=hashlib.sha256(request.SerializeToString(deterministic=True)).hexdigest(),
            items=[(_try_order(item, index), item.idempotency_key) async for index, item in in_turns(request.items)],
        )
        answer = await self._batches.ingest(call.authenticated, order, call.request_id)
        for item, outcome in zip(request.items, answer.outcomes, strict=True):
            if isinstance(outcome, CuraeError):
                note_refused(self._refusals, call, item.signal, outcome)
        await http.send_fields(context, call, replayed=answer.replayed)
        results = [_result(outcome, answer.request_id) for outcome in answer.outcomes]
        return signals_pb2.IngestSignalsResponse(results=results)

    async def ListSignalNamespaces(self, request: Any, context: Context) -> Any:  # noqa: N802
        call = current_call()
        call.authenticated.require(Scope.SIGNAL_WRITE)
        namespaces = (await self._schemas.registry()).namespaces()
        await http.send_fields(context, call)
        return signals_pb2.ListSignalNamespacesResponse(
            namespaces=[to_namespace(name, schemas) for name, schemas in namespaces.items()]
        )

    async def GetSignalNamespace(self, request: Any, context: Context) -> Any:  # noqa: N802
        call = current_call()
        call.authenticated.require(Scope.SIGNAL_WRITE)
        schemas = (await self._schemas.registry()).namespaces().get(request.namespace)
        if schemas is None:
            raise NotFound("no such signal namespace; list them at /api/sdk/v1/signals/namespaces")
        await http.send_fields(context, call)
        return signals_pb2.GetSignalNamespaceResponse(namespace=to_namespace(request.namespace, schemas))


def _order(request: Any) -> SignalOrder:
    return SignalOrder(
        connection_id=parse_id(request.connection_id, "connectionId"),
        namespace=request.namespace,
        signal_type=request.signal_type,
        payload=from_struct(request.payload),
        occurred_at=from_timestamp(request, "occurred_at"),
    )


def _try_order(item: Any, index: int) -> SignalOrder | CuraeError:
    """An item that breaks the rules is answered by itself."""
    prefix = f"items[{index}].signal"
    if not item.HasField("signal"):
        return BadRequest.of(prefix, "value is required")
    if item.signal.ByteSize() > MAX_MESSAGE_BYTES:
        return too_large()
    try:
        require_valid(item.signal)
        return _order(item.signal)
    except BadRequest as refusal:
        return prefixed(refusal, prefix)


def _result(outcome: SignalReceipt | CuraeError, request_id: str) -> Any:
    if isinstance(outcome, CuraeError):
        return signals_pb2.SignalResult(problem=problem_of(outcome, request_id))
    return signals_pb2.SignalResult(signal=to_signal(outcome))
