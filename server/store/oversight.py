"""What operators see: exports of every tenant, and figures about the queue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from server.domain.exports import Export, ExportStatus
from server.store import exports as export_rows
from server.store.tables import exports, tenants

_retries = exports.alias("retries")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenExport:
    """`retried_by`: the export that repeats this one."""

    export: Export
    tenant_name: str
    attempts: int
    retried_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Exports that became READY or FAILED in a time; `records` and `byte_size` are those of the READY ones."""

    ready: int
    failed: int
    records: int
    byte_size: int


def see_export(connection: Connection, export_id: str) -> SeenExport | None:
    row = connection.execute(seen_exports().where(exports.c.id == export_id)).mappings().one_or_none()
    return None if row is None else seen_export(row)


def active_exports(connection: Connection, limit: int) -> list[SeenExport]:
    """Those that run, then those that wait, the longest first."""
    found: list[SeenExport] = []
    for status in (ExportStatus.RUNNING, ExportStatus.QUEUED):
        query = (
            seen_exports()
            .where(exports.c.status == str(status))
            .order_by(exports.c.updated_at if status is ExportStatus.QUEUED else exports.c.queued_at, exports.c.id)
            .limit(limit - len(found))
        )
        found += [seen_export(row) for row in connection.execute(query).mappings()]
    return found


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


def seen_exports() -> Select[Any]:
    """Of every tenant; `seen_export` reads a row of it."""
    return (
        select(exports, tenants.c.name.label("tenant_name"), _retries.c.id.label("retried_by"))
        .join(tenants, tenants.c.id == exports.c.tenant_id)
        .outerjoin(_retries, _retries.c.retry_of == exports.c.id)
    )


def seen_export(row: Any) -> SeenExport:
    return SeenExport(
        export=export_rows.from_row(row),
        tenant_name=row["tenant_name"],
        attempts=row["attempts"],
        retried_by=row["retried_by"],
    )
