"""What operators read: lists of exports, connections and keys of every app, filtered, and one of them in full."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.connections import ConnectionStatus
from server.domain.cursor import Position, decode_cursor, encode_cursor
from server.domain.signal_grants import SignalGrant
from server.errors import NotFound
from server.services.audit_pages import NamedRow, named
from server.services.signal_grants import SignalGrants
from server.store import listing, record_imports
from server.store.audit import Filter, last_rows
from server.store.connections import get_connection
from server.store.engine import Database
from server.store.listing import ConnectionFilter, ExportFilter, ExportOrder, KeyFilter, SeenConnection, SeenKey
from server.store.oversight import SeenExport, see_export
from server.store.paging import Asked, Found
from server.store.record_imports import ImportFilter, SeenImport
from server.store.tenants import get_tenant
from server.store.types import from_micros, to_micros

DEFAULT_PAGE = 25
MAX_TIMELINE = 500

Seen = TypeVar("Seen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Which page is asked for: `cursor` is of the page before, `number` counts from 1. None: the first."""

    limit: int | None = None
    cursor: str | None = None
    number: int | None = None

    def asked(self, values: Callable[[Position], tuple[object, ...]]) -> Asked:
        """Raises BadRequest for a cursor that no page gave."""
        after = None if self.cursor is None else values(decode_cursor(self.cursor))
        return Asked(limit=self.limit or DEFAULT_PAGE, after=after, number=self.number)

    def numbered(self) -> Asked:
        """For lists that have no cursors."""
        return Asked(limit=self.limit or DEFAULT_PAGE, number=self.number or 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Seen]):
    """`at`: the moment by which states that end with time are shown. `total`: as `server.store.paging` counts."""

    rows: list[Seen]
    next_cursor: str | None
    total: int | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportInFull:
    """`timeline`: what the audit trail says of it, the oldest first; `cut` where there are older rows."""

    seen: SeenExport
    connection_status: ConnectionStatus
    timeline: list[NamedRow]
    cut: bool


class Listing:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def exports(self, chosen: ExportFilter, order: ExportOrder | None, turn: Turn) -> Page[SeenExport]:
        """Without an order: of one state the last changed first, of all the newest. Raises BadRequest."""
        by = order or (ExportOrder.NEWEST if chosen.status is None else ExportOrder.CHANGED)
        asked = turn.asked(_moment_and_id if by is ExportOrder.CHANGED else _id)
        rows, found = await self._database.read(lambda database: listing.list_exports(database, chosen, by, asked))
        return self._page(rows, found, turn, lambda seen: _position(seen.export.updated_at, seen.export.id))

    async def export(self, export_id: str) -> ExportInFull:
        """Raises NotFound."""
        now = self._clock()
        return await self._database.read(lambda database: _in_full(database, export_id, now))

    async def connections(self, chosen: ConnectionFilter, turn: Turn) -> Page[SeenConnection]:
        """Raises BadRequest."""
        asked = turn.asked(_id)
        rows, found = await self._database.read(lambda database: listing.list_connections(database, chosen, asked))
        return self._page(rows, found, turn, lambda seen: _position(seen.connection.created_at, seen.connection.id))

    async def keys(self, chosen: KeyFilter, turn: Turn) -> Page[SeenKey]:
        """Raises BadRequest."""
        asked = turn.asked(_id)
        rows, found = await self._database.read(lambda database: listing.list_keys(database, chosen, asked))
        return self._page(rows, found, turn, lambda seen: _position(seen.key.created_at, seen.key.id))

    async def signal_grants(self, connection_id: str) -> list[SignalGrant]:
        """As `SignalGrants.history`."""
        return await asyncio.to_thread(SignalGrants(self._database, self._clock).history, connection_id)

    async def imports(self, chosen: ImportFilter, turn: Turn) -> tuple[list[SeenImport], Found]:
        return await self._database.read(
            lambda database: record_imports.list_imports(database, chosen, turn.numbered())
        )

    async def record_import(self, tenant_id: str, import_id: str) -> SeenImport:
        """With its results. Raises NotFound."""

        def work(database: DatabaseConnection) -> SeenImport:
            found = record_imports.find_import(database, tenant_id, import_id)
            tenant = get_tenant(database, tenant_id)
            if found is None or tenant is None:
                raise NotFound("Import not found. Check the id.")
            return SeenImport(record_import=found, tenant_name=tenant.name)

        return await self._database.read(work)

    async def connection(self, connection_id: str) -> SeenConnection:
        """Raises NotFound."""
        seen = await self._database.read(lambda database: listing.see_connection(database, connection_id))
        if seen is None:
            raise NotFound("Connection not found. Check the id.")
        return seen

    def now(self) -> datetime:
        """By the clock that states that end with time are shown by."""
        return self._clock()

    def _page(self, rows: list[Seen], found: Found, turn: Turn, position: Callable[[Seen], Position]) -> Page[Seen]:
        following = encode_cursor(position(rows[-1])) if found.more and turn.number is None else None
        return Page(rows=rows, next_cursor=following, total=found.total, at=self._clock())


def _in_full(database: DatabaseConnection, export_id: str, now: datetime) -> ExportInFull:
    seen = see_export(database, export_id)
    if seen is None:
        raise NotFound("Export not found. Check the id.")
    connection = get_connection(database, seen.export.connection_id)
    assert connection is not None  # noqa: S101 - a foreign key holds it
    rows = last_rows(database, Filter(export_id=export_id), MAX_TIMELINE + 1)
    return ExportInFull(
        seen=seen,
        connection_status=connection.status_at(now),
        timeline=named(database, rows[-MAX_TIMELINE:]),
        cut=len(rows) > MAX_TIMELINE,
    )


def _position(moment: datetime, row_id: str) -> Position:
    return Position(created_at_micros=to_micros(moment), id=row_id)


def _moment_and_id(position: Position) -> tuple[datetime, str]:
    return from_micros(position.created_at_micros), position.id


def _id(position: Position) -> tuple[str]:
    return (position.id,)
