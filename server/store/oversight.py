"""What operators see: exports, connections and keys of every tenant, a page at a time, and figures about the queue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select, tuple_

from server.domain.caller import ApiKey
from server.domain.connections import Connection as PersonsConnection
from server.domain.cursor import Position
from server.domain.exports import Export, ExportStatus
from server.store import api_keys as key_rows
from server.store import connections as connection_rows
from server.store import exports as export_rows
from server.store.tables import api_keys, connections, exports, tenants
from server.store.types import from_micros

_retries = exports.alias("retries")
_HAVE_EFFECT = [str(status) for status in (ExportStatus.QUEUED, ExportStatus.RUNNING, ExportStatus.READY)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenExport:
    """`retried_by`: the export that repeats this one."""

    export: Export
    tenant_name: str
    attempts: int
    retried_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenConnection:
    """`exports_with_effect`: how many run, wait or have a file."""

    connection: PersonsConnection
    tenant_name: str
    exports_with_effect: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenKey:
    key: ApiKey
    tenant_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Exports that became READY or FAILED in a time; `records` and `byte_size` are those of the READY ones."""

    ready: int
    failed: int
    records: int
    byte_size: int


def see_export(connection: Connection, export_id: str) -> SeenExport | None:
    row = connection.execute(_seen_exports().where(exports.c.id == export_id)).mappings().one_or_none()
    return None if row is None else _seen_export(row)


def page_of_all_exports(
    connection: Connection, *, status: ExportStatus | None, after: Position | None, limit: int
) -> list[SeenExport]:
    """Of one status the last changed first; of all the newest first, by their time-ordered ids."""
    query = _seen_exports().limit(limit)
    if status is None:
        query = query.order_by(exports.c.id.desc())
        if after is not None:
            query = query.where(exports.c.id < after.id)
    else:
        query = query.where(exports.c.status == str(status))
        query = query.order_by(exports.c.updated_at.desc(), exports.c.id.desc())
        if after is not None:
            position = (from_micros(after.created_at_micros), after.id)
            query = query.where(tuple_(exports.c.updated_at, exports.c.id) < position)
    return [_seen_export(row) for row in connection.execute(query).mappings()]


def active_exports(connection: Connection, limit: int) -> list[SeenExport]:
    """Those that run, then those that wait, the longest first."""
    found: list[SeenExport] = []
    for status in (ExportStatus.RUNNING, ExportStatus.QUEUED):
        query = (
            _seen_exports()
            .where(exports.c.status == str(status))
            .order_by(exports.c.updated_at if status is ExportStatus.QUEUED else exports.c.queued_at, exports.c.id)
            .limit(limit - len(found))
        )
        found += [_seen_export(row) for row in connection.execute(query).mappings()]
    return found


def see_connection(connection: Connection, connection_id: str) -> SeenConnection | None:
    query = _seen_connections().where(connections.c.id == connection_id)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else _seen_connection(row)


def page_of_connections(connection: Connection, *, after: str | None, limit: int) -> list[SeenConnection]:
    """Newest first, by their time-ordered ids; `after` is the last id of the page before."""
    query = _seen_connections()
    if after is not None:
        query = query.where(connections.c.id < after)
    rows = connection.execute(query.order_by(connections.c.id.desc()).limit(limit)).mappings()
    return [_seen_connection(row) for row in rows]


def _seen_connections() -> Select[Any]:
    effects = (
        select(func.count())
        .where(exports.c.connection_id == connections.c.id, exports.c.status.in_(_HAVE_EFFECT))
        .scalar_subquery()
    )
    return select(connections, tenants.c.name.label("tenant_name"), effects.label("effects")).join(tenants)


def _seen_connection(row: Any) -> SeenConnection:
    return SeenConnection(
        connection=connection_rows.from_row(row),
        tenant_name=row["tenant_name"],
        exports_with_effect=row["effects"],
    )


def page_of_keys(connection: Connection, *, after: str | None, limit: int) -> list[SeenKey]:
    """Newest first, by their time-ordered ids; `after` is the last id of the page before."""
    query = select(api_keys, tenants.c.name.label("tenant_name")).join(tenants)
    if after is not None:
        query = query.where(api_keys.c.id < after)
    rows = connection.execute(query.order_by(api_keys.c.id.desc()).limit(limit)).mappings()
    return [SeenKey(key=key_rows.from_row(row), tenant_name=row["tenant_name"]) for row in rows]


def count_by_status(connection: Connection) -> Mapping[ExportStatus, int]:
    """Of every status, those that no export has too."""
    rows = connection.execute(select(exports.c.status, func.count()).group_by(exports.c.status))
    found = {ExportStatus(status): count for status, count in rows}
    return {status: found.get(status, 0) for status in ExportStatus}


def count_of(connection: Connection, status: ExportStatus) -> int:
    query = select(func.count()).select_from(exports).where(exports.c.status == str(status))
    return connection.execute(query).scalar_one()


def oldest_waiting(connection: Connection) -> datetime | None:
    """When the export was queued that waits longest."""
    query = select(func.min(exports.c.queued_at)).where(exports.c.status == str(ExportStatus.QUEUED))
    oldest: datetime | None = connection.execute(query).scalar_one()
    return oldest


def ended_between(connection: Connection, since: datetime, until: datetime) -> Ended:
    query = (
        select(
            exports.c.status,
            func.count(),
            func.coalesce(func.sum(exports.c.records_exported), 0),
            func.coalesce(func.sum(exports.c.artifact_byte_size), 0),
        )
        .where(exports.c.status.in_([str(ExportStatus.READY), str(ExportStatus.FAILED)]))
        .where(exports.c.updated_at >= since, exports.c.updated_at < until)
        .group_by(exports.c.status)
    )
    found = {status: (count, int(records), int(size)) for status, count, records, size in connection.execute(query)}
    ready, records, byte_size = found.get(str(ExportStatus.READY), (0, 0, 0))
    failed, _, _ = found.get(str(ExportStatus.FAILED), (0, 0, 0))
    return Ended(ready=ready, failed=failed, records=records, byte_size=byte_size)


def records_under_way(connection: Connection, until: datetime) -> int:
    """Records that `ended_between` does not count up to then: of exports that run, or became READY since."""
    running = exports.c.status == str(ExportStatus.RUNNING)
    since = and_(exports.c.status == str(ExportStatus.READY), exports.c.updated_at >= until)
    query = select(func.coalesce(func.sum(exports.c.records_exported), 0)).where(or_(running, since))
    return int(connection.execute(query).scalar_one())


def _seen_exports() -> Select[Any]:
    return (
        select(exports, tenants.c.name.label("tenant_name"), _retries.c.id.label("retried_by"))
        .join(tenants, tenants.c.id == exports.c.tenant_id)
        .outerjoin(_retries, _retries.c.retry_of == exports.c.id)
    )


def _seen_export(row: Any) -> SeenExport:
    return SeenExport(
        export=export_rows.from_row(row),
        tenant_name=row["tenant_name"],
        attempts=row["attempts"],
        retried_by=row["retried_by"],
    )
