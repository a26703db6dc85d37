"""What operators see and do: exports, connections and keys of every app."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar

from sqlalchemy import Connection as DatabaseConnection

from server import metrics
from server.clock import Clock, NewId
from server.domain.audit import Action, Actor, Entry, Origin
from server.domain.cursor import Position, decode_cursor, encode_cursor
from server.domain.exports import Export, ExportStatus
from server.domain.signal_grants import SignalGrant
from server.errors import BadRequest, NotFound
from server.services.access import require_consent
from server.services.accounts import Accounts
from server.services.signal_grants import SignalGrants
from server.store import audit, oversight
from server.store.engine import Database
from server.store.exports import cancel_export, find_retry, get_export, hold_export, insert_export
from server.store.oversight import SeenConnection, SeenExport, SeenKey
from server.store.types import to_micros

DEFAULT_PAGE = 25

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Row]):
    """`at`: the moment by which states that end with time are shown."""

    rows: list[Row]
    next_cursor: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Retried:
    """The export that repeats a failed one; `already` where an earlier call queued it."""

    seen: SeenExport
    already: bool


class Oversight:
    """`actor`, where one is asked for, is the operator, as the audit trail names who did it."""

    def __init__(self, database: Database, clock: Clock, new_id: NewId) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    def now(self) -> datetime:
        """By the clock that states are judged by."""
        return self._clock()

    async def exports(self, *, status: ExportStatus | None, limit: int | None, cursor: str | None) -> Page[SeenExport]:
        """Raises BadRequest for a cursor that is none."""
        size, after = limit or DEFAULT_PAGE, None if cursor is None else decode_cursor(cursor)
        found = await self._database.read(
            lambda database: oversight.page_of_all_exports(database, status=status, after=after, limit=size + 1)
        )
        return self._page(found, size, lambda seen: _position(seen.export.updated_at, seen.export.id))

    async def connections(self, *, limit: int | None, cursor: str | None) -> Page[SeenConnection]:
        """Raises BadRequest for a cursor that is none."""
        size, after = limit or DEFAULT_PAGE, None if cursor is None else decode_cursor(cursor).id
        found = await self._database.read(
            lambda database: oversight.page_of_connections(database, after=after, limit=size + 1)
        )
        return self._page(found, size, lambda seen: _position(seen.connection.created_at, seen.connection.id))

    async def keys(self, *, limit: int | None, cursor: str | None) -> Page[SeenKey]:
        """Raises BadRequest for a cursor that is none."""
        size, after = limit or DEFAULT_PAGE, None if cursor is None else decode_cursor(cursor).id
        found = await self._database.read(
            lambda database: oversight.page_of_keys(database, after=after, limit=size + 1)
        )
        return self._page(found, size, lambda seen: _position(seen.key.created_at, seen.key.id))

    async def retry(self, export_id: str, actor: Actor) -> Retried:
        """Queues a FAILED export once more, as a new one of the same request.

        Raises NotFound, BadRequest where it did not fail, and ConnectionNotActive or ResourceTypeNotAuthorized where
        the person no longer grants it.
        """
        retried = await self._database.write(lambda database: self._retry(database, export_id, actor))
        if not retried.already:
            metrics.EXPORTS_QUEUED.inc()
        return retried

    def _retry(self, database: DatabaseConnection, export_id: str, actor: Actor) -> Retried:
        # Held, so that of two that retry at once the second finds what the first has queued. A revocation, which locks
        # connections before exports, never locks a FAILED one.
        failed = hold_export(database, export_id)
        if failed is None:
            raise NotFound("Export not found. Check the id.")
        if failed.status is not ExportStatus.FAILED:
            raise BadRequest.of("exportId", f"is {failed.status}; only a FAILED export can be retried")
        earlier = find_retry(database, export_id)
        if earlier is None:
            require_consent(database, failed, self._clock(), held=True)
            again = self._repeated(failed, actor.origin)
            insert_export(database, again)
            queued = Entry.about(again, Action.EXPORT_QUEUED, actor=actor, at=again.queued_at, retryOf=failed.id)
            audit.record(database, queued)
        return Retried(seen=_see(database, (earlier or again).id), already=earlier is not None)

    def _repeated(self, failed: Export, origin: Origin) -> Export:
        now = self._clock()
        return Export(
            id=self._new_id(),
            tenant_id=failed.tenant_id,
            connection_id=failed.connection_id,
            status=ExportStatus.QUEUED,
            resource_types=failed.resource_types,
            include_raw_fhir=failed.include_raw_fhir,
            since=failed.since,
            created_at=now,
            updated_at=now,
            queued_at=now,
            retry_of=failed.id,
            request_id=origin.request_id,
            traceparent=origin.traceparent,
        )

    async def cancel(self, export_id: str, actor: Actor) -> SeenExport:
        """Stops a pending export or drops the file of a READY one; any other stays as it is. Raises NotFound."""

        def work(database: DatabaseConnection) -> tuple[SeenExport, bool]:
            now = self._clock()
            export = get_export(database, export_id)
            if export is None:
                raise NotFound("Export not found. Check the id.")
            changed = cancel_export(database, export, now)
            if changed:
                audit.record(database, Entry.about(export, Action.EXPORT_CANCELLED, actor=actor, at=now))
            return _see(database, export_id), changed

        seen, changed = await self._database.write(work)
        if changed:
            metrics.EXPORTS_ENDED.labels(ExportStatus.CANCELLED, "").inc()
        return seen

    async def revoke_connection(self, connection_id: str, actor: Actor) -> int:
        """Gives how many exports were cancelled. Raises NotFound."""
        return await asyncio.to_thread(self._accounts(actor).revoke_connection, connection_id)

    async def change_signal_types(
        self,
        connection_id: str,
        actor: Actor,
        *,
        add: Sequence[str],
        remove: Sequence[str],
        consented_at: datetime | None,
    ) -> SeenConnection:
        """As `SignalGrants.change`."""
        grants = SignalGrants(self._database, self._clock, actor)
        change = partial(grants.change, connection_id, add=add, remove=remove, consented_at=consented_at)
        await asyncio.to_thread(change)
        return await self._database.read(lambda database: _see_connection(database, connection_id))

    async def signal_grants(self, connection_id: str) -> list[SignalGrant]:
        """As `SignalGrants.history`."""
        return await asyncio.to_thread(SignalGrants(self._database, self._clock).history, connection_id)

    async def revoke_key(self, key_id: str, actor: Actor) -> None:
        """Raises NotFound."""
        await asyncio.to_thread(self._accounts(actor).revoke_key, key_id)

    def _page(self, found: list[Row], size: int, position: Callable[[Row], Position]) -> Page[Row]:
        shown = found[:size]
        following = encode_cursor(position(shown[-1])) if len(found) > size else None
        return Page(rows=shown, next_cursor=following, at=self._clock())

    def _accounts(self, actor: Actor) -> Accounts:
        return Accounts(self._database, self._clock, self._new_id, actor)


def _see(database: DatabaseConnection, export_id: str) -> SeenExport:
    seen = oversight.see_export(database, export_id)
    if seen is None:
        raise NotFound("Export not found. Check the id.")
    return seen


def _see_connection(database: DatabaseConnection, connection_id: str) -> SeenConnection:
    seen = oversight.see_connection(database, connection_id)
    if seen is None:
        raise NotFound("no such connection")
    return seen


def _position(moment: datetime, row_id: str) -> Position:
    return Position(created_at_micros=to_micros(moment), id=row_id)
