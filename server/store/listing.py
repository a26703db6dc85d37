"""What operators list: exports, connections and keys of every tenant, filtered, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from server.domain.caller import ApiKey, Environment
from server.domain.connections import Connection as PersonsConnection
from server.domain.connections import ConnectionStatus
from server.domain.exports import ExportStatus
from server.domain.identifiers import FIRST_ID, LAST_ID
from server.store import api_keys as key_rows
from server.store import connections as connection_rows
from server.store.oversight import SeenExport, seen_export, seen_exports
from server.store.paging import Asked, Found, rows_of_page
from server.store.tables import api_keys, connections, exports, smart_clients, tenants
from server.store.tenants import tenants_named

# Whether a key is that of a client, which has no secret.
OF_CLIENT = exists().where(smart_clients.c.key_id == api_keys.c.id)
HAVE_EFFECT = [str(status) for status in (ExportStatus.QUEUED, ExportStatus.RUNNING, ExportStatus.READY)]


class ExportOrder(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"
    CHANGED = "changed"


class KeyState(StrEnum):
    USABLE = "USABLE"
    REVOKED = "REVOKED"
    EXPIRED = "EXPIRED"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFilter:
    """Exports that meet all that is given. `id_start` begins the id; times are of queueing, `until` excluded."""

    status: ExportStatus | None = None
    id_start: str | None = None
    tenant: str | None = None
    connection_id: str | None = None
    error_code: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionFilter:
    """Connections that meet all that is given, in the state that they have `at` then."""

    at: datetime
    id_start: str | None = None
    tenant: str | None = None
    status: ConnectionStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFilter:
    """Keys that meet all that is given, in the state that they have `at` then."""

    at: datetime
    tenant: str | None = None
    environment: Environment | None = None
    state: KeyState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenConnection:
    """`exports_with_effect`: how many run, wait or have a file."""

    connection: PersonsConnection
    tenant_name: str
    exports_with_effect: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenKey:
    """`last_used_at`: when a server last took it, to about a minute."""

    key: ApiKey
    tenant_name: str
    last_used_at: datetime | None = None


def list_exports(
    connection: Connection, chosen: ExportFilter, order: ExportOrder, asked: Asked
) -> tuple[list[SeenExport], Found]:
    """NEWEST and OLDEST go by the time-ordered ids. A page behind another is asked for after the values of the order:
    (updated_at, id) of CHANGED, (id,) of the others."""
    columns = (exports.c.updated_at, exports.c.id) if order is ExportOrder.CHANGED else (exports.c.id,)
    query = seen_exports().where(*_of_exports(chosen))
    found = rows_of_page(connection, query, asked, columns, descending=order is not ExportOrder.OLDEST)
    return [seen_export(row) for row in found.rows], found


def list_connections(
    connection: Connection, chosen: ConnectionFilter, asked: Asked
) -> tuple[list[SeenConnection], Found]:
    """Newest first, by their time-ordered ids."""
    query = _seen_connections().where(*_of_connections(chosen))
    found = rows_of_page(connection, query, asked, (connections.c.id,))
    return [_seen_connection(row) for row in found.rows], found


def see_connection(connection: Connection, connection_id: str) -> SeenConnection | None:
    row = connection.execute(_seen_connections().where(connections.c.id == connection_id)).mappings().one_or_none()
    return None if row is None else _seen_connection(row)


def list_keys(connection: Connection, chosen: KeyFilter, asked: Asked) -> tuple[list[SeenKey], Found]:
    """Newest first, by their time-ordered ids; without those of clients of SMART Backend Services."""
    query = select(api_keys, tenants.c.name.label("tenant_name")).join(tenants).where(*of_keys(chosen), ~OF_CLIENT)
    found = rows_of_page(connection, query, asked, (api_keys.c.id,))
    seen = [
        SeenKey(key=key_rows.from_row(row), tenant_name=row["tenant_name"], last_used_at=row["last_used_at"])
        for row in found.rows
    ]
    return seen, found


def _of_exports(chosen: ExportFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if chosen.status is not None:
        conditions.append(exports.c.status == str(chosen.status))
    if chosen.id_start is not None:
        conditions.append(_starts_with(exports.c.id, chosen.id_start))
    if chosen.tenant is not None:
        conditions.append(exports.c.tenant_id.in_(select(tenants.c.id).where(tenants_named(chosen.tenant))))
    if chosen.connection_id is not None:
        conditions.append(exports.c.connection_id == chosen.connection_id)
    if chosen.error_code is not None:
        conditions.append(exports.c.error_code == chosen.error_code)
    if chosen.since is not None:
        conditions.append(exports.c.queued_at >= chosen.since)
    if chosen.until is not None:
        conditions.append(exports.c.queued_at < chosen.until)
    return conditions


def _of_connections(chosen: ConnectionFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if chosen.id_start is not None:
        conditions.append(_starts_with(connections.c.id, chosen.id_start))
    if chosen.tenant is not None:
        conditions.append(tenants_named(chosen.tenant))
    if chosen.status is not None:
        conditions.append(_has_status(chosen.status, chosen.at))
    return conditions


def _has_status(status: ConnectionStatus, at: datetime) -> ColumnElement[bool]:
    """As `Connection.status_at` has it: what should have ended by its time has."""
    stored = connections.c.status == str(status)
    active = connections.c.status == str(ConnectionStatus.ACTIVE)
    lasts = or_(connections.c.expires_at.is_(None), connections.c.expires_at > at)
    if status is ConnectionStatus.ACTIVE:
        return and_(active, lasts)
    return or_(stored, and_(active, ~lasts)) if status is ConnectionStatus.EXPIRED else stored


def of_keys(chosen: KeyFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if chosen.tenant is not None:
        conditions.append(tenants_named(chosen.tenant))
    if chosen.environment is not None:
        conditions.append(api_keys.c.environment == str(chosen.environment))
    if chosen.state is not None:
        lasts = or_(api_keys.c.expires_at.is_(None), api_keys.c.expires_at > chosen.at)
        conditions.append(
            api_keys.c.revoked_at.is_not(None)
            if chosen.state is KeyState.REVOKED
            else and_(api_keys.c.revoked_at.is_(None), lasts if chosen.state is KeyState.USABLE else ~lasts)
        )
    return conditions


def _starts_with(column: ColumnElement[str], start: str) -> ColumnElement[bool]:
    """From the first to the last UUID that begins so: a range, which the index of the ids serves."""
    first, last = (start + each[len(start) :] for each in (FIRST_ID, LAST_ID))
    return column.between(first, last)


def _seen_connections() -> Select[Any]:
    effects = (
        select(func.count())
        .where(exports.c.connection_id == connections.c.id, exports.c.status.in_(HAVE_EFFECT))
        .scalar_subquery()
    )
    return select(connections, tenants.c.name.label("tenant_name"), effects.label("effects")).join(tenants)


def _seen_connection(row: Any) -> SeenConnection:
    return SeenConnection(
        connection=connection_rows.from_row(row),
        tenant_name=row["tenant_name"],
        exports_with_effect=row["effects"],
    )
