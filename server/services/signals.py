"""Taking signals in: judged here, stored by the intake, answered once durable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from server import metrics
from server.clock import Clock, NewId
from server.domain import idempotency
from server.domain.caller import Caller, Scope
from server.domain.idempotency import IdempotencyScope
from server.domain.signals import payload as payloads
from server.domain.signals.phi.guard import guard
from server.errors import CuraeError, Json, SignalNamespaceUnknown, SignalPhiDetected, SignalSchemaMismatch
from server.services.intake import Intake, Offer, StoredSignal
from server.services.schemas import Registry, Schemas
from server.services.turns import in_turns
from server.store.signals import Signal
from server.store.types import to_micros

OPERATION_INGEST = "IngestSignal"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalOrder:
    """A signal as a caller sends it."""

    connection_id: str
    namespace: str
    signal_type: str
    payload: Mapping[str, Json]
    occurred_at: datetime | None


class Signals:
    def __init__(self, schemas: Schemas, intake: Intake, clock: Clock, new_id: NewId) -> None:
        self._schemas = schemas
        self._intake = intake
        self._clock = clock
        self._new_id = new_id

    async def ingest(self, caller: Caller, order: SignalOrder, idempotency_key: str) -> StoredSignal:
        """Stores one signal once per idempotency key.

        Raises SignalNamespaceUnknown, NotFound, ConnectionNotActive, SignalTypeNotAllowed, BadRequest,
        SignalPayloadTooLarge, SignalPhiDetected, SignalSchemaMismatch, IdempotencyKeyReused or RateLimited.
        """
        caller.require(Scope.SIGNAL_WRITE)
        try:
            stored = await self._ingest(caller, order, idempotency_key)
        except CuraeError as refusal:
            _count(refusal)
            raise
        _count(stored)
        return stored

    async def _ingest(self, caller: Caller, order: SignalOrder, idempotency_key: str) -> StoredSignal:
        registry = await self._schemas.registry()
        try:
            offer = self._offer(caller, order, idempotency_key, registry)
        except CuraeError as refusal:
            kept = await self._answered_before(caller, order, idempotency_key, refusal)
            if kept is not None:
                return kept
            # Whether the caller may write here at all comes before what is wrong with the payload.
            registry.versions(order.namespace, order.signal_type)
            await self._intake.require_writable(caller, order.connection_id, order.namespace, order.signal_type)
            raise
        return await self._intake.store(offer)

    async def _answered_before(
        self, caller: Caller, order: SignalOrder, key: str, refusal: CuraeError
    ) -> StoredSignal | None:
        """The schema may have changed since a call with this key was answered: it is answered the same again."""
        if not isinstance(refusal, SignalSchemaMismatch | SignalNamespaceUnknown):
            return None
        return await self._intake.replay(self._offer_of(caller, order, key, payloads.canonical(order.payload), 0))

    async def ingest_many(
        self, caller: Caller, orders: Sequence[tuple[SignalOrder | CuraeError, str]]
    ) -> list[StoredSignal | CuraeError]:
        """Stores a batch in order, each item with its own key and its own outcome; what is refused holds up nothing.

        An order that could not be read comes as the error it is to be answered with.
        """
        caller.require(Scope.SIGNAL_WRITE)
        metrics.SIGNAL_BATCH_ITEMS.observe(len(orders))
        registry = await self._schemas.registry()
        offers = [self._try_offer(caller, order, key, registry) async for _, (order, key) in in_turns(orders)]
        stored = iter(await self._intake.store_all([offer for offer in offers if isinstance(offer, Offer)]))
        outcomes = [next(stored) if isinstance(offer, Offer) else offer for offer in offers]
        for outcome in outcomes:
            _count(outcome)
        return outcomes

    def _try_offer(
        self, caller: Caller, order: SignalOrder | CuraeError, key: str, registry: Registry
    ) -> Offer | CuraeError:
        if isinstance(order, CuraeError):
            return order
        try:
            return self._offer(caller, order, idempotency.parse_key(key, "idempotencyKey"), registry)
        except CuraeError as refusal:
            return refusal

    def _offer(self, caller: Caller, order: SignalOrder, key: str, registry: Registry) -> Offer:
        """Judges what needs no database; the connection is judged where the signal is stored."""
        caller.require_connection(order.connection_id)
        body = payloads.canonical(order.payload)
        guard(order.payload)
        return self._offer_of(caller, order, key, body, _met_version(registry, order))

    def _offer_of(self, caller: Caller, order: SignalOrder, key: str, body: bytes, schema_version: int) -> Offer:
        signal = Signal(
            id=self._new_id(),
            tenant_id=caller.tenant_id,
            connection_id=order.connection_id,
            namespace=order.namespace,
            signal_type=order.signal_type,
            schema_version=schema_version,
            occurred_at=order.occurred_at,
            received_at=self._clock(),
            payload=body.decode(),
        )
        return Offer(signal=signal, scope=_scope(signal, key))


def _count(outcome: StoredSignal | CuraeError) -> None:
    if isinstance(outcome, CuraeError):
        metrics.SIGNALS.labels(outcome.code).inc()
        if isinstance(outcome, SignalPhiDetected):
            for kind in outcome.kinds:
                metrics.PHI_REFUSALS.labels(kind).inc()
        return
    metrics.SIGNALS.labels("replayed" if outcome.replayed else "stored").inc()
    if outcome.replayed:
        metrics.IDEMPOTENT_REPLAYS.labels(OPERATION_INGEST).inc()


def _met_version(registry: Registry, order: SignalOrder) -> int:
    """The newest version that the payload meets. Raises SignalSchemaMismatch with what breaks the newest."""
    versions = registry.versions(order.namespace, order.signal_type)
    for schema, compiled in versions:
        if compiled.accepts(order.payload):
            return schema.version
    newest, compiled = versions[0]
    violations = compiled.violations(order.payload)
    raise SignalSchemaMismatch(
        f"the payload does not meet {order.namespace}.{order.signal_type} version {newest.version}",
        violations=violations,
        details={"schemaVersion": newest.version},
    )


def _scope(signal: Signal, key: str) -> IdempotencyScope:
    return idempotency.scope_of(
        tenant_id=signal.tenant_id,
        operation=OPERATION_INGEST,
        key=key,
        request={
            "connectionId": signal.connection_id,
            "namespace": signal.namespace,
            "signalType": signal.signal_type,
            "occurredAt": None if signal.occurred_at is None else to_micros(signal.occurred_at),
            "payload": signal.payload,
        },
    )
