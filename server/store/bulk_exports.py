"""Bulk data exports and their parts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from server.domain.bulk_data.export import BulkExport, Part
from server.domain.bulk_data.order import Ignored
from server.domain.exports import Export
from server.store import connections as people
from server.store import exports as jobs
from server.store.prepared import Prepared
from server.store.tables import bulk_export_parts, bulk_exports, connections, exports, record_clocks
from server.store.types import Fields


def insert_bulk_export(connection: Connection, bulk: BulkExport, parts: Sequence[Export]) -> None:
    connection.execute(
        insert(bulk_exports).values(
            id=bulk.id,
            tenant_id=bulk.tenant_id,
            digest=bulk.digest,
            request_url=bulk.request_url,
            ignored=[[each.parameter, each.reason] for each in bulk.ignored],
            created_at=bulk.created_at,
        )
    )
    rows = [
        {"bulk_export_id": bulk.id, "place": place, "export_id": export.id}
        for place, export in enumerate(parts, start=1)
    ]
    if rows:
        connection.execute(insert(bulk_export_parts), rows)


def find_same(connection: Connection, digest: bytes, since: datetime) -> BulkExport | None:
    """The newest bulk export of the same request from `since` on that is not deleted."""
    query = (
        select(bulk_exports)
        .where(bulk_exports.c.digest == digest, bulk_exports.c.created_at > since, bulk_exports.c.deleted_at.is_(None))
        .order_by(bulk_exports.c.created_at.desc(), bulk_exports.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else from_row(row)


def parts_of(connection: Connection, bulk_export_id: str, place: int | None = None) -> tuple[Part, ...]:
    """By their places; only the one at `place`, where it is given."""
    if place is None:
        return tuple(_ALL_PARTS.all(connection, bulk_export_id=bulk_export_id))
    return tuple(_ONE_PART.all(connection, bulk_export_id=bulk_export_id, place=place))


def has_newer_records(connection: Connection, bulk_export_id: str) -> bool:
    """Whether an import, or a later snapshot, came after the snapshot of one of the parts."""
    query = (
        select(bulk_export_parts.c.place)
        .join(exports, exports.c.id == bulk_export_parts.c.export_id)
        .join(record_clocks, record_clocks.c.connection_id == exports.c.connection_id)
        .where(
            bulk_export_parts.c.bulk_export_id == bulk_export_id,
            exports.c.started_at.is_not(None),
            record_clocks.c.moment > exports.c.started_at,
        )
        .limit(1)
    )
    return connection.execute(query).one_or_none() is not None


def delete_bulk_export(connection: Connection, bulk_export_id: str, now: datetime) -> bool:
    """False where it is deleted by now."""
    live = (bulk_exports.c.id == bulk_export_id, bulk_exports.c.deleted_at.is_(None))
    return connection.execute(update(bulk_exports).where(*live).values(deleted_at=now)).rowcount == 1


def from_row(row: Fields) -> BulkExport:
    return BulkExport(
        id=row["id"],
        tenant_id=row["tenant_id"],
        digest=row["digest"],
        request_url=row["request_url"],
        ignored=tuple(Ignored(parameter=parameter, reason=reason) for parameter, reason in row["ignored"]),
        created_at=row["created_at"],
        deleted_at=row["deleted_at"],
    )


def _part(part: Fields, export: Fields, connection: Fields) -> Part:
    return Part(place=part["place"], export=jobs.from_row(export), connection=people.from_row(connection))


_PARTS = (
    select(bulk_export_parts, exports, connections)
    .select_from(bulk_export_parts)
    .join(exports, exports.c.id == bulk_export_parts.c.export_id)
    .join(connections, connections.c.id == exports.c.connection_id)
    .where(bulk_export_parts.c.bulk_export_id == bindparam("bulk_export_id"))
    .order_by(bulk_export_parts.c.place)
)
_OF_A_PART = (bulk_export_parts, exports, connections)
_ALL_PARTS = Prepared(_PARTS, _OF_A_PART, _part)
_ONE_PART = Prepared(_PARTS.where(bulk_export_parts.c.place == bindparam("place")), _OF_A_PART, _part)
