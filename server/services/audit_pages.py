"""The audit trail as operators read it: a page at a time, with the names of apps and keys, and as a CSV file."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.audit import Action, ActorKind, Entry, Row
from server.domain.operator import Acting, Role
from server.services.csv_lines import csv_lines
from server.services.permission import require_role
from server.store import audit
from server.store.api_keys import names_of_keys
from server.store.audit import Filter
from server.store.engine import Database
from server.store.paging import Asked
from server.store.tenants import names_of_tenants
from server.store.types import from_micros

DEFAULT_PAGE = 25
_COLUMNS = (
    "seq",
    "at",
    "action",
    "outcome",
    "actorKind",
    "actorId",
    "actorName",
    "address",
    "requestId",
    "tenant",
    "tenantId",
    "connectionId",
    "exportId",
    "details",
    "hash",
)
_KEYS = (str(ActorKind.KEY), str(ActorKind.LINK))


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRow:
    """A row, with the names of its app and of the key that acts. None where the row has no such name."""

    row: Row
    tenant_name: str | None
    key_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPage:
    rows: list[NamedRow]
    total: int | None


class AuditPages:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def page(self, chosen: Filter, *, limit: int | None, number: int | None) -> RowPage:
        """The newest first."""
        asked = Asked(limit=limit or DEFAULT_PAGE, number=number or 1)

        def work(database: DatabaseConnection) -> RowPage:
            rows, found = audit.page_of_rows(database, chosen, asked)
            return RowPage(rows=named(database, rows), total=found.total)

        return await self._database.read(work)

    async def file(self, chosen: Filter, by: Acting) -> AsyncGenerator[str, None]:
        """Every row that there is now as CSV, the oldest first, in pieces of bounded size: rows are only ever added.

        Recorded before the first piece. Raises Unauthenticated where the operator was revoked.
        """

        def begin(database: DatabaseConnection) -> int:
            require_role(database, by, Role.VIEWER)
            audit.record(database, Entry(at=self._clock(), action=Action.AUDIT_DOWNLOADED, actor=by.actor))
            return audit.read_head(database).count

        last = await self._database.write(begin)
        yield csv_lines([_COLUMNS])
        after = 0
        while rows := await self._database.read(partial(_named_between, chosen=chosen, after=after, last=last)):
            yield csv_lines(map(_values, rows))
            after = rows[-1].row.seq


def _named_between(database: DatabaseConnection, *, chosen: Filter, after: int, last: int) -> list[NamedRow]:
    return named(database, audit.rows_between(database, chosen, after, last))


def _values(named: NamedRow) -> list[object]:
    row = named.row
    at = from_micros(row.at).isoformat(timespec="microseconds").replace("+00:00", "Z")
    actor = (row.actor_kind, row.actor_id, named.key_name or "")
    about = (named.tenant_name, row.tenant_id, row.connection_id, row.export_id)
    return [row.seq, at, row.action, row.outcome, *actor, row.address or "", row.request_id or ""] + [
        value or "" for value in (*about, row.details, row.hash)
    ]


def named(database: DatabaseConnection, rows: Sequence[Row]) -> list[NamedRow]:
    tenants = names_of_tenants(database, {row.tenant_id for row in rows if row.tenant_id is not None})
    keys = names_of_keys(database, {row.actor_id for row in rows if row.actor_kind in _KEYS})
    return [
        NamedRow(
            row=row,
            tenant_name=None if row.tenant_id is None else tenants.get(row.tenant_id),
            key_name=keys.get(row.actor_id) if row.actor_kind in _KEYS else None,
        )
        for row in rows
    ]
