"""Queueing exports, and looking at them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection as DatabaseConnection

from server import metrics
from server.clock import Clock, NewId
from server.domain import idempotency
from server.domain.audit import Action, Detail, Entry, Origin
from server.domain.bulk_data.narrowing import Narrowing
from server.domain.caller import Caller, Scope
from server.domain.connections import Connection
from server.domain.cursor import Position, decode_cursor, encode_cursor
from server.domain.exports import FORMAT_FHIR_NDJSON, Export, ExportStatus
from server.domain.idempotency import IdempotencyScope
from server.domain.records.since import require_since
from server.errors import Json, RateLimited
from server.limits import (
    MAX_PENDING_EXPORTS_OF_A_CONNECTION,
    MAX_PENDING_EXPORTS_OF_A_TENANT,
    PENDING_EXPORTS_RETRY_SECONDS,
    SINCE_MAX_AGE_SECONDS,
)
from server.services.access import active_connection, readable_export, require_readable
from server.services.once import once
from server.store import audit
from server.store.access import find_export_accesses
from server.store.engine import Database
from server.store.exports import (
    cancel_export,
    get_export,
    insert_export,
    lock_orders,
    page_of_exports,
    pending_of_connection,
    pending_of_tenant,
)
from server.store.gathering import Gathering
from server.store.tombstones import tombstones_from
from server.store.types import from_micros, to_micros

DEFAULT_PAGE = 20
OPERATION_QUEUE = "ExportRecords"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder:
    """What a caller asks to export. `resource_types` empty: all that the connection authorizes."""

    connection_id: str
    resource_types: tuple[str, ...]
    include_raw_fhir: bool
    since: datetime | None
    narrowing: Narrowing | None = None

    def as_json(self) -> dict[str, Json]:
        return {
            "connectionId": self.connection_id,
            "resourceTypes": sorted(set(self.resource_types)),
            "format": FORMAT_FHIR_NDJSON,
            "includeRawFhir": self.include_raw_fhir,
            "since": None if self.since is None else to_micros(self.since),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """The export as it was when queued; `replayed` where an earlier call with the same key queued it."""

    export: Export
    replayed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    exports: list[Export]
    next_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingShares:
    """How many exports may be QUEUED or RUNNING at once."""

    of_connection: int = MAX_PENDING_EXPORTS_OF_A_CONNECTION
    of_tenant: int = MAX_PENDING_EXPORTS_OF_A_TENANT


class Exports:
    def __init__(
        self,
        database: Database,
        clock: Clock,
        new_id: NewId,
        shares: PendingShares = PendingShares(),
        *,
        since_max_age: timedelta = timedelta(seconds=SINCE_MAX_AGE_SECONDS),
    ) -> None:
        self._since_max_age = since_max_age
        self._shares = shares
        self._database = database
        self._clock = clock
        self._new_id = new_id
        self._accesses = Gathering(database, find_export_accesses)

    async def queue(self, caller: Caller, order: ExportOrder, idempotency_key: str) -> Queued:
        """Queues an export once per idempotency key; key, job and response commit in one transaction.

        Raises NotFound, ConnectionNotActive, BadRequest, ResourceTypeNotAuthorized, SinceTooOld, IdempotencyKeyReused.
        Raises RateLimited where the connection or the app has its share of pending exports: the key is then still
        unused.
        """
        caller.require_records(Scope.RECORDS_EXPORT)
        caller.require_connection(order.connection_id)
        scope = idempotency.scope_of(
            tenant_id=caller.tenant_id, operation=OPERATION_QUEUE, key=idempotency_key, request=order.as_json()
        )
        queued = await self._database.write_locking(lambda connection: self._queue(connection, caller, order, scope))
        if queued.replayed:
            metrics.IDEMPOTENT_REPLAYS.labels(OPERATION_QUEUE).inc()
        else:
            metrics.EXPORTS_QUEUED.inc()
        return queued

    def _queue(
        self, database: DatabaseConnection, caller: Caller, order: ExportOrder, scope: IdempotencyScope
    ) -> Queued:
        now = self._clock()
        placed: list[tuple[Connection, Export]] = []

        def respond() -> Json:
            connection = active_connection(database, caller, order.connection_id, now, held=True)
            kept_from = tombstones_from(database, connection.id)
            require_since(order.since, now=now, max_age=self._since_max_age, tombstones_from=kept_from)
            lock_orders(database, connection.tenant_id)
            placed.append((connection, self._new_export(connection, order, now, caller.origin)))
            return _to_json(placed[-1][1])

        answer = once(database, scope, now, respond, lambda: self._place(database, caller, *placed[-1]))
        export = _from_json(answer.response) if answer.replayed else placed[-1][1]
        return Queued(export=export, replayed=answer.replayed)

    def queue_within(
        self,
        database: DatabaseConnection,
        caller: Caller,
        connection: Connection,
        order: ExportOrder,
        now: datetime,
        **facts: Detail,
    ) -> Export:
        """Queues an export in a transaction that holds the connection and the tenant's orders. Raises RateLimited."""
        export = self._new_export(connection, order, now, caller.origin)
        self._place(database, caller, connection, export, **facts)
        return export

    def _place(
        self, database: DatabaseConnection, caller: Caller, connection: Connection, export: Export, **facts: Detail
    ) -> None:
        self._require_share(database, connection)
        insert_export(database, export)
        queued = Entry.about(export, Action.EXPORT_QUEUED, actor=caller.actor, at=export.queued_at, **facts)
        audit.record(database, queued)

    def _require_share(self, database: DatabaseConnection, connection: Connection) -> None:
        """Raises RateLimited."""
        if pending_of_connection(database, connection.id) >= self._shares.of_connection:
            raise _too_many("this connection has", self._shares.of_connection)
        if pending_of_tenant(database, connection.tenant_id) >= self._shares.of_tenant:
            raise _too_many("this app has", self._shares.of_tenant)

    def _new_export(self, connection: Connection, order: ExportOrder, now: datetime, origin: Origin) -> Export:
        return Export(
            id=self._new_id(),
            tenant_id=connection.tenant_id,
            connection_id=connection.id,
            status=ExportStatus.QUEUED,
            resource_types=connection.choose_types(list(order.resource_types)),
            include_raw_fhir=order.include_raw_fhir,
            since=order.since,
            narrowing=order.narrowing,
            created_at=now,
            updated_at=now,
            queued_at=now,
            request_id=origin.request_id,
            traceparent=origin.traceparent,
        )

    async def get(self, caller: Caller, export_id: str) -> Export:
        """Raises NotFound or ConnectionNotActive."""
        caller.require_records(Scope.RECORDS_READ, Scope.RECORDS_EXPORT)
        access = await self._accesses.read((caller.key_id, export_id))
        return require_readable(access, caller, self._clock())

    async def page(self, caller: Caller, *, connection_id: str | None, limit: int | None, cursor: str | None) -> Page:
        """One page, newest first. Raises NotFound for a connection the caller cannot see, and BadRequest."""
        caller.require_records(Scope.RECORDS_READ, Scope.RECORDS_EXPORT)
        after = None if cursor is None else decode_cursor(cursor)
        size = limit or DEFAULT_PAGE
        found = await self._database.read(lambda database: self._page(database, caller, connection_id, after, size + 1))
        shown = found[:size]
        return Page(exports=shown, next_cursor=_cursor_of(shown[-1]) if len(found) > size else None)

    def _page(
        self,
        database: DatabaseConnection,
        caller: Caller,
        connection_id: str | None,
        after: Position | None,
        limit: int,
    ) -> list[Export]:
        chosen = connection_id or caller.connection_id
        now = self._clock()
        if chosen is not None:
            active_connection(database, caller, chosen, now)
        return page_of_exports(
            database,
            tenant_id=caller.tenant_id,
            connection_id=chosen,
            after=after,
            limit=limit,
            active_at=now,
        )

    async def cancel(self, caller: Caller, export_id: str) -> Export:
        """Stops a pending export or drops the artifact of a READY one. On any other final state nothing changes.

        Raises NotFound.
        """
        caller.require_records(Scope.RECORDS_EXPORT)

        def work(database: DatabaseConnection) -> tuple[Export, bool]:
            now = self._clock()
            export = readable_export(database, caller, export_id, now)
            changed = cancel_export(database, export, now)
            if changed:
                audit.record(database, Entry.about(export, Action.EXPORT_CANCELLED, actor=caller.actor, at=now))
            return get_export(database, export_id) or export, changed

        export, changed = await self._database.write(work)
        if changed:
            metrics.EXPORTS_ENDED.labels(ExportStatus.CANCELLED, "").inc()
        return export


def _too_many(whose: str, limit: int) -> RateLimited:
    return RateLimited(
        f"{whose} {limit} exports that are QUEUED or RUNNING; wait until one has ended, or cancel one",
        details={"limit": limit},
        retry_after_seconds=PENDING_EXPORTS_RETRY_SECONDS,
    )


def _cursor_of(export: Export) -> str:
    return encode_cursor(Position(created_at_micros=to_micros(export.created_at), id=export.id))


def _to_json(export: Export) -> Json:
    return {
        "id": export.id,
        "tenantId": export.tenant_id,
        "connectionId": export.connection_id,
        "resourceTypes": list(export.resource_types),
        "includeRawFhir": export.include_raw_fhir,
        "since": None if export.since is None else to_micros(export.since),
        "queuedAt": to_micros(export.queued_at),
    }


def _from_json(response: Json) -> Export:
    assert isinstance(response, dict)  # noqa: S101 - written by _to_json
    queued_at = from_micros(response["queuedAt"])
    return Export(
        id=response["id"],
        tenant_id=response["tenantId"],
        connection_id=response["connectionId"],
        status=ExportStatus.QUEUED,
        resource_types=tuple(response["resourceTypes"]),
        include_raw_fhir=response["includeRawFhir"],
        since=None if response["since"] is None else from_micros(response["since"]),
        created_at=queued_at,
        updated_at=queued_at,
        queued_at=queued_at,
    )
