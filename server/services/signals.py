"""Taking signals in: each is judged by itself, and what may be stored is stored in one transaction.

A disk flush costs the same for one signal as for hundreds, so whatever waits is stored together. What is refused takes
nothing with it. All of this runs in the intake process (`server.rpc.intake`), where it holds up no other call.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock, NewId
from server.domain import idempotency
from server.domain.connections import Connection
from server.domain.idempotency import IdempotencyScope, StoredResponse
from server.domain.signals.payload import canonical
from server.domain.signals.times import NO_TIMES, Occurrence, TimeBounds
from server.errors import (
    CuraeError,
    Json,
    NotFound,
    SignalNamespaceUnknown,
    SignalSchemaMismatch,
    SignalTimeOutOfBounds,
    Unavailable,
)
from server.limits import MAX_SIGNAL_FUTURE_SECONDS, MAX_SIGNAL_PAST_DAYS
from server.services.access import require_writable
from server.services.schemas import Registry, Schemas
from server.store.connections import get_connections
from server.store.engine import Database
from server.store.idempotency import find_responses
from server.store.signals import Signal, insert_signals_if_claimed
from server.store.types import from_micros, to_micros

DEFAULT_BOUNDS = TimeBounds(
    past=timedelta(days=MAX_SIGNAL_PAST_DAYS), future=timedelta(seconds=MAX_SIGNAL_FUTURE_SECONDS)
)
OPERATION_INGEST = "IngestSignal"
# Well within what `server.services.signal_archive` gives a signal to become visible in.
_HELD_UP = timedelta(seconds=1)
# A connection that changes as often while a signal is stored is changed by a loop.
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalOrder:
    """A signal as a caller sends it. `bound_to` is the one connection that the caller's key may use; None: all.

    `dry_run`: judged like any other, and not stored; its idempotency key stays as it is.
    """

    tenant_id: str
    bound_to: str | None
    idempotency_key: str
    connection_id: str
    namespace: str
    signal_type: str
    payload: Mapping[str, Json]
    occurrence: Occurrence = NO_TIMES
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSignal:
    """The signal as stored, or as it would be; `replayed` where an earlier order with the same key stored it."""

    signal: Signal
    replayed: bool
    dry_run: bool = False


Outcome = StoredSignal | CuraeError


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An order by all that needs no database. Without `signal` and `scope` it can never have been stored; with both and
    a `refusal` it may have been, by a schema that was retired since."""

    order: SignalOrder
    refusal: CuraeError | None
    signal: Signal | None = None
    scope: IdempotencyScope | None = None


class Signals:
    def __init__(
        self, database: Database, schemas: Schemas, clock: Clock, new_id: NewId, bounds: TimeBounds = DEFAULT_BOUNDS
    ) -> None:
        self._bounds = bounds
        self._database = database
        self._schemas = schemas
        self._clock = clock
        self._new_id = new_id

    def store(self, orders: Sequence[SignalOrder]) -> list[Outcome]:
        """Each order's outcome, in order, once what is stored is durable.

        An order is refused by itself with SignalNamespaceUnknown, NotFound, ConnectionNotActive, SignalTypeNotAllowed,
        BadRequest, SignalPayloadTooLarge, SignalPhiDetected, SignalSchemaMismatch, SignalTimeOutOfBounds or
        IdempotencyKeyReused. Raises Unavailable where the database is away: then none is stored.
        """
        registry = self._schemas.registry_now()
        judged = [self.judged(order, registry) for order in orders]
        nothing_to_store = all(each.refusal or each.order.dry_run for each in judged)
        run = self._database.read_here if nothing_to_store else self._database.write_here
        judged_at = self._clock()
        return run(lambda database: _Transaction(database, self._clock(), judged_at).settle(judged))

    def judged(
        self, order: SignalOrder, registry: Registry, *, guarded: bool = False, refusal: CuraeError | None = None
    ) -> Judged:
        """All that needs no database: work for the processor.

        `guarded`: the order was judged elsewhere, by the guard too, and `refusal` is what refused it there.
        """
        if order.bound_to not in (None, order.connection_id):
            return Judged(order=order, refusal=_unknown(registry, order) or NotFound("no such connection"))
        try:
            body = canonical(order.payload)
            version = 0
            if refusal is None:
                version, refusal = _met_version(registry, order, guarded=guarded)
        except CuraeError as fault:
            return Judged(order=order, refusal=_unknown(registry, order) or fault)
        received_at, event_at, times = self._clock(), None, order.occurrence
        try:
            event_at = self._bounds.event_time(times, received_at)
        except SignalTimeOutOfBounds as out_of_bounds:
            refusal = refusal or out_of_bounds
        signal = Signal(
            id=self._new_id(),
            tenant_id=order.tenant_id,
            connection_id=order.connection_id,
            namespace=order.namespace,
            signal_type=order.signal_type,
            schema_version=version,
            occurred_at=times.at,
            received_at=received_at,
            payload=body.decode(),
            occurred_at_offset=times.at_offset,
            occurred_until=times.until,
            occurred_until_offset=times.until_offset,
            sent_at=times.sent_at,
            event_at=event_at,
        )
        return Judged(order=order, refusal=refusal, signal=signal, scope=_scope(signal, order.idempotency_key))


class _Transaction:
    """Storing what was judged, in one transaction."""

    def __init__(self, database: DatabaseConnection, now: datetime, judged_at: datetime) -> None:
        self._database = database
        self._now = now
        self._held_up = now - judged_at

    def settle(self, judged: Sequence[Judged]) -> list[Outcome]:
        digests = {each.scope.digest for each in judged if each.scope is not None and not each.order.dry_run}
        for _ in range(_ATTEMPTS):
            connections = get_connections(self._database, {each.order.connection_id for each in judged})
            refusals = [self._refusal(each, connections) for each in judged]
            fresh: dict[bytes, tuple[Signal, IdempotencyScope]] = {}
            for each, refusal in zip(judged, refusals, strict=True):
                if refusal is None and not each.order.dry_run and each.signal is not None and each.scope is not None:
                    fresh.setdefault(each.scope.digest, (self._received(each.signal), each.scope))
            responses = {digest: self._response(signal, scope) for digest, (signal, scope) in fresh.items()}
            new = {digest: signal for digest, (signal, _) in fresh.items()}
            grants = {known.id: known.grant_version for known in connections.values()}
            claimed = insert_signals_if_claimed(self._database, new, responses, grants, self._now)
            earlier = find_responses(self._database, digests - claimed)
            now_stored = earlier | {digest: responses[digest] for digest in claimed}
            if fresh.keys() <= now_stored.keys():
                break  # else a connection has ended, or grants other types, since it was looked at
        return [
            self._outcome(each, refusal, earlier if refusal else now_stored)
            for each, refusal in zip(judged, refusals, strict=True)
        ]

    def _received(self, signal: Signal) -> Signal:
        """Later by the time that SQLite's write lock took: readers that follow signals look back a few seconds only."""
        if self._held_up < _HELD_UP:
            return signal
        return replace(signal, received_at=signal.received_at + self._held_up)

    def _refusal(self, judged: Judged, connections: Mapping[str, Connection]) -> CuraeError | None:
        """Whether the caller may write there at all comes before what is wrong with the payload."""
        order = judged.order
        if isinstance(judged.refusal, SignalNamespaceUnknown | NotFound):
            return judged.refusal
        try:
            connection = connections.get(order.connection_id)
            require_writable(connection, order.tenant_id, order.namespace, order.signal_type, self._now)
        except CuraeError as refusal:
            return refusal
        return judged.refusal

    def _outcome(self, judged: Judged, refusal: CuraeError | None, stored: Mapping[bytes, StoredResponse]) -> Outcome:
        """What is stored under the key answers before what refuses the signal: a connection may have ended since."""
        if judged.order.dry_run and judged.signal is not None:
            return refusal or StoredSignal(signal=judged.signal, replayed=False, dry_run=True)
        kept = None
        if judged.scope is not None:
            try:
                kept = idempotency.replay(stored.get(judged.scope.digest), judged.scope, self._now)
            except CuraeError as reused:
                return reused
        if kept is None or judged.signal is None:
            return refusal or Unavailable("the connection, or another request with this key, is changing; try again")
        return _answer(judged.signal, kept.response)

    def _response(self, signal: Signal, scope: IdempotencyScope) -> StoredResponse:
        return StoredResponse(
            fingerprint=scope.fingerprint,
            response=[signal.id, to_micros(signal.received_at)],
            expires_at=self._now + idempotency.RETENTION,
        )


def _answer(signal: Signal, response: Json) -> StoredSignal:
    """The stored answer: the request is the same, so all else is in the signal."""
    assert isinstance(response, list)  # noqa: S101 - written by _response
    signal_id, received_at = response
    replayed = signal_id != signal.id
    if replayed or received_at != to_micros(signal.received_at):
        signal = replace(signal, id=signal_id, received_at=from_micros(received_at))
    return StoredSignal(signal=signal, replayed=replayed)


def _unknown(registry: Registry, order: SignalOrder) -> SignalNamespaceUnknown | None:
    try:
        registry.versions(order.namespace, order.signal_type)
    except SignalNamespaceUnknown as unknown:
        return unknown
    return None


def _met_version(registry: Registry, order: SignalOrder, *, guarded: bool) -> tuple[int, CuraeError | None]:
    """The newest version that the payload meets; where it meets none 0, and what breaks the newest.

    Raises SignalPhiDetected unless the payload was `guarded` before. What that version lists is its author's text, and
    no PHI of the payload's.
    """
    try:
        versions = registry.versions(order.namespace, order.signal_type)
    except SignalNamespaceUnknown as unknown:
        return 0, unknown
    met = next((version for version in versions if version[1].accepts(order.payload)), None)
    schema, compiled = met or versions[0]
    if not guarded:
        from server.domain.signals.phi.guard import guard  # noqa: PLC0415 - 40 MiB of words, and workers judge no signal

        guard(order.payload, compiled.listed, compiled.written)
    if met:
        return schema.version, None
    mismatch = SignalSchemaMismatch(
        f"the payload does not match {order.namespace}.{order.signal_type} version {schema.version}",
        violations=compiled.violations(order.payload),
        details={"schemaVersion": schema.version},
    )
    return 0, mismatch


def _times(signal: Signal) -> dict[str, Json]:
    """What tells a request from one without it. The time of sending does not: it is another with each try."""
    if signal.occurred_at is None:
        return {}
    times = {
        "occurredAtOffset": signal.occurred_at_offset,
        "occurredUntil": None if signal.occurred_until is None else to_micros(signal.occurred_until),
        "occurredUntilOffset": signal.occurred_until_offset,
    }
    return {name: value for name, value in times.items() if value is not None}


def _scope(signal: Signal, key: str) -> IdempotencyScope:
    return idempotency.scope_of(
        tenant_id=signal.tenant_id,
        operation=OPERATION_INGEST,
        key=key,
        request={
            **_times(signal),
            "connectionId": signal.connection_id,
            "namespace": signal.namespace,
            "signalType": signal.signal_type,
            "occurredAt": None if signal.occurred_at is None else to_micros(signal.occurred_at),
            "payload": signal.payload,
        },
    )
