"""Signals after they are stored, as their app reads, withdraws and replaces them.

An app reaches the signals of its own active connections, of the types that they still grant. A withdrawn signal loses
its payload at once and leaves a tombstone. A replacement is a new signal, stored by the transaction that withdraws the
one before.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain import idempotency
from server.domain.audit import Action, Detail, Entry
from server.domain.caller import Caller, Scope
from server.domain.connections import Connection
from server.domain.cursor import Position, decode_cursor, encode_cursor
from server.domain.signals.reading import MAX_SUMMED_SIGNALS, Summary
from server.domain.signals.times import Occurrence
from server.domain.signals.tombstone import Tombstone
from server.errors import BadRequest, CuraeError, Json, NotFound, SignalWithdrawn
from server.limits import MAX_SIGNAL_READINGS, MAX_SIGNAL_READINGS_OF_A_KEY
from server.services.access import active_connection
from server.services.once import once
from server.services.schemas import Schemas
from server.services.shares import Shares
from server.services.signals import Judged, SignalOrder, Signals
from server.store import audit
from server.store.engine import Database
from server.store.signal_reading import EventFilter, Figures, figures_by_interval, get_signal, page_by_event
from server.store.signal_tombstones import bury, find_tombstone
from server.store.signals import Signal, insert_signal
from server.store.transactions import Work
from server.store.types import from_micros, to_micros

T = TypeVar("T")
# Judges a replacement of what was found as a new signal is judged: gives what refuses it. Raises RateLimited where the
# caller has too many signals that wait, and Unavailable.
Judge = Callable[[Signal | Tombstone], Awaitable[CuraeError | None]]

DEFAULT_PAGE = 20
# Of payloads as text: encoded they are up to six times as long, and clients take 4 MiB.
MAX_PAGE_BYTES = 512 << 10
OPERATION_REPLACE = "ReplaceSignal"
SIGNAL_NOT_FOUND = "Signal not found, or your API key cannot access it. Check the id."


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalPage:
    signals: list[Signal]
    next_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What shall stand in the place of a signal; connection, namespace and type stay."""

    signal_id: str
    payload: Mapping[str, Json]
    occurrence: Occurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """The new signal, and the tombstone of the one before."""

    signal: Signal
    tombstone: Tombstone
    replayed: bool


class StoredSignals:
    def __init__(self, database: Database, schemas: Schemas, clock: Clock, signals: Signals) -> None:
        self._shares = Shares(
            "lists and figures of signals", in_all=MAX_SIGNAL_READINGS, of_a_key=MAX_SIGNAL_READINGS_OF_A_KEY
        )
        self._database = database
        self._schemas = schemas
        self._clock = clock
        self._signals = signals

    async def page(self, caller: Caller, chosen: EventFilter, *, limit: int | None, cursor: str | None) -> SignalPage:
        """One page, the last to happen first; shorter than `limit` where the payloads are large.

        Raises NotFound, ConnectionNotActive, SignalTypeNotAllowed for a type that is named, BadRequest, RateLimited
        where too much is read at once, and Unavailable where it takes too long.
        """
        caller.require(Scope.SIGNAL_READ)
        after, size = None if cursor is None else decode_cursor(cursor), limit or DEFAULT_PAGE

        def work(database: DatabaseConnection) -> list[Signal]:
            return page_by_event(database, self._granted(database, caller, chosen), after=after, limit=size + 1)

        found = await self._read(caller, work)
        shown = _fitting(found[:size])
        return SignalPage(signals=shown, next_cursor=_cursor_of(shown[-1]) if len(found) > len(shown) else None)

    async def get(self, caller: Caller, signal_id: str) -> Signal | Tombstone:
        """Raises NotFound, ConnectionNotActive and SignalTypeNotAllowed."""
        caller.require(Scope.SIGNAL_READ)

        def work(database: DatabaseConnection) -> Signal | Tombstone:
            found = self._found(database, caller, signal_id)
            self._connection(database, caller, found).require_signal_type(found.namespace, found.signal_type)
            return found

        return await self._database.read(work)

    async def figures(self, caller: Caller, summary: Summary) -> list[Figures]:
        """Of each interval that has a number in the field, in order.

        Raises NotFound, ConnectionNotActive, SignalTypeNotAllowed, BadRequest where there are too many signals, and
        RateLimited and Unavailable as `page` does.
        """
        caller.require(Scope.SIGNAL_READ)
        chosen = EventFilter(
            connection_id=summary.connection_id,
            namespace=summary.namespace,
            signal_type=summary.signal_type,
            since=summary.since,
            until=summary.until,
        )

        def work(database: DatabaseConnection) -> list[Figures]:
            return figures_by_interval(
                database,
                self._granted(database, caller, chosen),
                summary.field.split("."),
                interval=summary.interval.width,
                offset=timedelta(minutes=summary.offset_minutes),
                most=MAX_SUMMED_SIGNALS + 1,
            )

        found = await self._read(caller, work)
        if sum(each.signals for each in found) > MAX_SUMMED_SIGNALS:
            raise BadRequest.of("until", f"takes in more than {MAX_SUMMED_SIGNALS:,} signals; ask for a shorter time")
        return [each for each in found if each.count]

    async def withdraw(self, caller: Caller, signal_id: str) -> Tombstone:
        """Deletes the payload and leaves a tombstone. A signal that was withdrawn, or replaced, stays as it is.

        Raises NotFound and ConnectionNotActive.
        """
        caller.require(Scope.SIGNAL_WRITE)

        def work(database: DatabaseConnection) -> Tombstone:
            found = self._found(database, caller, signal_id)
            self._connection(database, caller, found, held=True)
            if isinstance(found, Tombstone):
                return found
            tombstone = bury(database, found, self._clock())
            if tombstone is None:  # by another request, which was committed meanwhile
                return _tombstone(database, signal_id)
            self._record(database, caller, Action.SIGNAL_WITHDRAWN, found)
            return tombstone

        return await self._database.write_locking(work)

    async def replace(self, caller: Caller, replacement: Replacement, idempotency_key: str, judge: Judge) -> Replaced:
        """Stores a signal in the place of another one, once per idempotency key.

        Raises NotFound, ConnectionNotActive, SignalTypeNotAllowed, SignalWithdrawn, IdempotencyKeyReused, what refuses
        a signal, and what `judge` raises.
        """
        caller.require(Scope.SIGNAL_WRITE)
        before = await self._database.read(lambda database: self._found(database, caller, replacement.signal_id))
        refusal = await judge(before)
        registry = await self._schemas.registry()
        order = SignalOrder(
            tenant_id=caller.tenant_id,
            bound_to=caller.connection_id,
            idempotency_key=idempotency_key,
            connection_id=before.connection_id,
            namespace=before.namespace,
            signal_type=before.signal_type,
            payload=replacement.payload,
            occurrence=replacement.occurrence,
        )
        judged = self._signals.judged(order, registry, guarded=True, refusal=refusal)
        return await self._database.write_locking(
            lambda database: self._replace(database, caller, replacement.signal_id, judged)
        )

    def _replace(self, database: DatabaseConnection, caller: Caller, signal_id: str, judged: Judged) -> Replaced:
        signal = judged.signal
        if signal is None or judged.scope is None:
            raise judged.refusal or NotFound(SIGNAL_NOT_FOUND)
        now = self._clock()
        new = replace(signal, received_at=now)
        scope = idempotency.scope_of(
            tenant_id=caller.tenant_id,
            operation=OPERATION_REPLACE,
            key=judged.order.idempotency_key,
            request={"signalId": signal_id, "signal": judged.scope.fingerprint.hex()},
        )
        grants: list[int] = []

        def respond() -> Json:
            found = self._found(database, caller, signal_id)
            connection = self._connection(database, caller, found, held=True)
            connection.require_signal_type(found.namespace, found.signal_type)
            if judged.refusal is not None:
                raise judged.refusal
            grants.append(connection.grant_version)
            return [new.id, to_micros(now)]

        def act() -> None:
            old = get_signal(database, signal_id, held=True)
            if old is None or bury(database, old, now, replaced_by=new.id) is None:
                raise _withdrawn(_tombstone(database, signal_id))
            insert_signal(database, replace(new, grant_version=grants[-1]))
            self._record(database, caller, Action.SIGNAL_REPLACED, old, replacedBy=new.id)

        answer = once(database, scope, now, respond, act)
        assert isinstance(answer.response, list)  # noqa: S101 - written by `respond`
        stored_id, received_at = answer.response
        return Replaced(
            signal=replace(new, id=stored_id, received_at=from_micros(received_at)),
            tombstone=_tombstone(database, signal_id),
            replayed=answer.replayed,
        )

    async def _read(self, caller: Caller, work: Work[T]) -> T:
        with self._shares.taken(caller.key_id):
            return await self._database.read_long(work)

    def _granted(self, database: DatabaseConnection, caller: Caller, chosen: EventFilter) -> EventFilter:
        connection = active_connection(database, caller, chosen.connection_id, self._clock())
        if chosen.namespace is not None and chosen.signal_type is not None:
            connection.require_signal_type(chosen.namespace, chosen.signal_type)
        return replace(chosen, allowed=connection.signal_types)

    def _found(self, database: DatabaseConnection, caller: Caller, signal_id: str) -> Signal | Tombstone:
        """Raises NotFound for what does not exist and what is another's alike."""
        found = get_signal(database, signal_id) or find_tombstone(database, signal_id)
        mine = found is not None and found.tenant_id == caller.tenant_id
        if found is None or not mine or caller.connection_id not in (None, found.connection_id):
            raise NotFound(SIGNAL_NOT_FOUND)
        return found

    def _connection(
        self, database: DatabaseConnection, caller: Caller, found: Signal | Tombstone, *, held: bool = False
    ) -> Connection:
        """Raises ConnectionNotActive and Unauthenticated."""
        return active_connection(database, caller, found.connection_id, self._clock(), held=held)

    def _record(
        self, database: DatabaseConnection, caller: Caller, action: Action, signal: Signal, **facts: Detail
    ) -> None:
        entry = Entry(
            at=self._clock(),
            action=action,
            actor=caller.actor,
            tenant_id=signal.tenant_id,
            connection_id=signal.connection_id,
            details={"signalId": signal.id, "signalType": f"{signal.namespace}.{signal.signal_type}", **facts},
        )
        audit.record(database, entry)


def _tombstone(database: DatabaseConnection, signal_id: str) -> Tombstone:
    """Raises NotFound where it is erased by then."""
    tombstone = find_tombstone(database, signal_id)
    if tombstone is None:
        raise NotFound(SIGNAL_NOT_FOUND)
    return tombstone


def _withdrawn(tombstone: Tombstone) -> SignalWithdrawn:
    if tombstone.replaced_by is None:
        return SignalWithdrawn("the signal was withdrawn; send a new one")
    return SignalWithdrawn(
        "the signal was replaced; replace the one that stands in its place",
        details={"replacedBy": tombstone.replaced_by},
    )


def _fitting(signals: list[Signal]) -> list[Signal]:
    """As many as an answer holds, and one at least."""
    total = 0
    for at, signal in enumerate(signals):
        total += len(signal.payload)
        if at and total > MAX_PAGE_BYTES:
            return signals[:at]
    return signals


def _cursor_of(signal: Signal) -> str:
    moment = signal.event_at or signal.received_at
    return encode_cursor(Position(created_at_micros=to_micros(moment), id=signal.id))
