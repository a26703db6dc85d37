"""Exports as their callers see them."""

from collections.abc import Collection
from datetime import datetime
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    text,
    tuple_,
    update,
)

from server.domain.bulk_data.narrowing import narrowing_from_json
from server.domain.connections import ConnectionStatus
from server.domain.cursor import Position
from server.domain.exports import (
    Artifact,
    ArtifactKind,
    Export,
    ExportErrorCode,
    ExportKey,
    ExportStatus,
    Progress,
    artifact_key,
    export_of,
    sources,
)
from server.domain.grants import grant_from_json
from server.event_log import logger
from server.store.artifact_deletions import request_deletion
from server.store.artifact_pieces import delete_pieces
from server.store.artifact_sections import delete_sections
from server.store.claimable import announce_claimable
from server.store.prepared import ByIds, Prepared, Statement
from server.store.tables import READY, connections, exports
from server.store.types import Fields, to_micros

log = logger()

ExportVersion = tuple[str, int]
# What the columns of each file of an export begin with.
_ARTIFACTS = ("artifact", "deletions")
_KEY = (exports.c.id, exports.c.tenant_id, exports.c.connection_id)
_PENDING = (str(ExportStatus.QUEUED), str(ExportStatus.RUNNING))


def insert_export(connection: Connection, export: Export) -> None:
    connection.execute(
        insert(exports).values(
            id=export.id,
            tenant_id=export.tenant_id,
            connection_id=export.connection_id,
            status=str(export.status),
            resource_types=list(export.resource_types),
            format=export.format,
            include_raw_fhir=export.include_raw_fhir,
            narrowing=None if export.narrowing is None else export.narrowing.as_json(),
            since=export.since,
            created_at=export.created_at,
            updated_at=export.updated_at,
            queued_at=export.queued_at,
            available_at=export.queued_at,
            attempts=0,
            retry_of=export.retry_of,
            request_id=export.request_id,
            traceparent=export.traceparent,
        )
    )
    announce_claimable(connection)


def lock_orders(connection: Connection, tenant_id: str) -> None:
    """Locks out other orders of the tenant until the transaction ends, so that a count stays correct."""
    if connection.dialect.name == "postgresql":  # SQLite writers are alone anyway
        key = {"key": f"curae-exports-{tenant_id}"}
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), key)


def pending_of_tenant(connection: Connection, tenant_id: str) -> int:
    return _count(connection, exports.c.tenant_id == tenant_id, exports.c.status.in_(_PENDING))


def pending_of_connection(connection: Connection, connection_id: str) -> int:
    return _count(connection, exports.c.connection_id == connection_id, exports.c.status.in_(_PENDING))


def get_export(connection: Connection, export_id: str, *, tenant_id: str | None = None) -> Export | None:
    """The export, or None where it does not exist or belongs to another tenant."""
    query = select(exports).where(exports.c.id == export_id)
    if tenant_id is not None:
        query = query.where(exports.c.tenant_id == tenant_id)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else from_row(row)


def hold_export(connection: Connection, export_id: str) -> Export | None:
    """`get_export`, with the row kept from concurrent changes until the transaction ends."""
    query = select(exports).where(exports.c.id == export_id).with_for_update()  # SQLite writers are alone anyway
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else from_row(row)


def find_readable(connection: Connection, export_id: str) -> Export | None:
    """`get_export`; None also where the row holds what this version does not know, as a newer one may write it."""
    try:
        return get_export(connection, export_id)
    except (ValueError, TypeError, LookupError) as fault:
        log.error("export_unreadable", export_id=export_id, error=type(fault).__qualname__)
        return None


def find_retry(connection: Connection, export_id: str) -> Export | None:
    """The export that repeats this one."""
    row = connection.execute(select(exports).where(exports.c.retry_of == export_id)).mappings().one_or_none()
    return None if row is None else from_row(row)


def versions_by_id(connection: Connection, ids: Collection[str]) -> dict[str, ExportVersion]:
    """What tells whether an export has changed, of those that exist: far less to read than the exports themselves."""
    return {export_id: (status, updated_at) for export_id, status, updated_at in _VERSIONS_BY_IDS.rows(connection, ids)}


def exports_by_id(connection: Connection, ids: Collection[str]) -> dict[str, Export]:
    return {export.id: export for export in _BY_IDS.rows(connection, ids)}


def page_of_exports(
    connection: Connection,
    *,
    tenant_id: str,
    connection_id: str | None,
    after: Position | None,
    limit: int,
    active_at: datetime,
) -> list[Export]:
    """Up to `limit` exports of connections active then, newest first, after a position.

    Rows added meanwhile do not shift the pages.
    """
    given = {"connection_id": connection_id} if connection_id is not None else {}
    position = {} if after is None else {"created_at": after.created_at_micros, "id": after.id}
    page = _page(of_connection=connection_id is not None, continued=after is not None)
    return page.all(
        connection, tenant_id=tenant_id, active_at=to_micros(active_at), page_size=limit, **given, **position
    )


@cache
def _page(*, of_connection: bool, continued: bool) -> Prepared[Export]:
    query = (
        select(exports)
        .join(connections)
        .where(
            exports.c.tenant_id == bindparam("tenant_id"),
            connections.c.status == str(ConnectionStatus.ACTIVE),
            or_(connections.c.expires_at.is_(None), connections.c.expires_at > bindparam("active_at")),
        )
    )
    if of_connection:
        query = query.where(exports.c.connection_id == bindparam("connection_id"))
    if continued:
        query = query.where(
            tuple_(exports.c.created_at, exports.c.id) < tuple_(bindparam("created_at"), bindparam("id"))
        )
    newest_first = query.order_by(exports.c.created_at.desc(), exports.c.id.desc())
    return Prepared(newest_first.limit(bindparam("page_size", type_=Integer)), [exports], from_row)


def exports_with_effect(connection: Connection, connection_id: str) -> list[ExportKey]:
    """The exports of a connection that run, wait or have an artifact, by id: who ends several locks them in this
    order."""
    effective = (exports.c.connection_id == connection_id, _may_become(ExportStatus.CANCELLED))
    return _keys(connection, select(*_KEY).where(*effective).order_by(exports.c.id))


def cancel_export(
    connection: Connection, export: Export | ExportKey, now: datetime, error_code: ExportErrorCode | None = None
) -> bool:
    """Cancels; the artifact of a READY one is queued for deletion. False where it is final by now."""
    return _end(
        connection, export.id, ExportStatus.CANCELLED, now, error_code=error_code, lease_token=None, lease_until=None
    )


def due_to_expire(connection: Connection, now: datetime, limit: int) -> list[ExportKey]:
    """READY exports whose time is over: the first ones to expire, by id."""
    query = (
        select(*_KEY)
        .where(exports.c.status == str(ExportStatus.READY), exports.c.expires_at <= now)
        .order_by(exports.c.expires_at)
        .limit(limit)
    )
    return sorted(_keys(connection, query))


def ready_beyond(connection: Connection, connection_id: str, kept: int) -> list[ExportKey]:
    """The READY exports of a connection but the `kept` newest, by id."""
    newest = (
        select(*_KEY)
        .where(exports.c.connection_id == connection_id, exports.c.status == str(ExportStatus.READY))
        .order_by(exports.c.expires_at.desc(), exports.c.id.desc())
    )
    return sorted(_keys(connection, newest.offset(kept)))


def expire_export(connection: Connection, export: Export | ExportKey, now: datetime) -> bool:
    """READY to EXPIRED; its artifact is queued for deletion."""
    return _end(connection, export.id, ExportStatus.EXPIRED, now)


def page_of_ready(connection: Connection, *, after: str, limit: int) -> list[ExportKey]:
    """READY exports by id."""
    query = select(*_KEY).where(READY, exports.c.id > after)
    return _keys(connection, query.order_by(exports.c.id).limit(limit))


def ready_artifacts(connection: Connection) -> list[Artifact]:
    """What every READY export points at."""
    query = select(exports).where(exports.c.status == str(ExportStatus.READY)).order_by(exports.c.id)
    found = (_artifact(row, name) for row in connection.execute(query).mappings() for name in _ARTIFACTS)
    return [artifact for artifact in found if artifact is not None]


def artifact_keys_in_use(connection: Connection, keys: Collection[str]) -> set[str]:
    """Which of these keys a READY export points at, or a running attempt is writing to."""
    query = select(exports.c.id, exports.c.artifact_key, exports.c.deletions_key, exports.c.lease_token)
    owners = connection.execute(query.where(exports.c.id.in_([export_of(key) for key in keys])))
    in_use: set[str] = set()
    for owner in owners:
        in_use |= {owner.artifact_key, owner.deletions_key}
        in_use |= {artifact_key(owner.id, owner.lease_token, kind) for kind in ArtifactKind}
    return in_use.intersection(keys)


def from_row(row: Fields) -> Export:
    return Export(
        id=row["id"],
        tenant_id=row["tenant_id"],
        connection_id=row["connection_id"],
        status=ExportStatus(row["status"]),
        resource_types=tuple(row["resource_types"]),
        format=row["format"],
        include_raw_fhir=row["include_raw_fhir"],
        since=row["since"],
        narrowing=None if row["narrowing"] is None else narrowing_from_json(row["narrowing"]),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        queued_at=row["queued_at"],
        started_at=row["started_at"],
        completed_at=row["completed_at"],
        expires_at=row["expires_at"],
        failed_at=row["failed_at"],
        error_code=row["error_code"],
        retry_of=row["retry_of"],
        artifact=_artifact(row, "artifact"),
        deletions=_artifact(row, "deletions"),
        grant=None if row["granted"] is None else grant_from_json(row["granted"], row["resource_types"]),
        progress=_progress(row),
        request_id=row["request_id"],
        traceparent=row["traceparent"],
    )


def _artifact(row: Fields, name: str) -> Artifact | None:
    if row[f"{name}_key"] is None:
        return None
    return Artifact(key=row[f"{name}_key"], sha256=row[f"{name}_sha256"], byte_size=row[f"{name}_byte_size"])


def _progress(row: Fields) -> Progress | None:
    if row["records_total"] is None:
        return None
    return Progress(records_exported=row["records_exported"], records_total=row["records_total"])


def _count(connection: Connection, *conditions: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(exports).where(*conditions)).scalar_one()


def _keys(connection: Connection, query: Select[tuple[object, ...]]) -> list[ExportKey]:
    return [*map(ExportKey._make, connection.execute(query))]


def _end(connection: Connection, export_id: str, status: ExportStatus, now: datetime, **values: object) -> bool:
    """The guarded change to a state without artifacts. What the artifacts are is read under the row's lock: the export
    may have become READY since its caller looked."""
    guarded = and_(exports.c.id == export_id, _may_become(status))
    keys = select(exports.c.artifact_key, exports.c.deletions_key)
    row = connection.execute(keys.where(guarded).with_for_update()).one_or_none()
    if row is None:
        return False
    nothing = {f"{name}_{column}": None for name in _ARTIFACTS for column in ("key", "sha256", "byte_size")}
    changes = {**nothing, **values, "status": str(status), "updated_at": now}
    connection.execute(update(exports).where(exports.c.id == export_id).values(changes))
    keys_there = [key for key in row if key is not None]
    if keys_there:
        delete_pieces(connection, export_id)
        delete_sections(connection, export_id)
    for key in keys_there:
        request_deletion(connection, key, now)
    return True


def _may_become(status: ExportStatus) -> ColumnElement[bool]:
    return exports.c.status.in_([str(source) for source in sources(status)])


_BY_IDS = ByIds(exports.c.id, lambda chosen: Prepared(select(exports).where(chosen), [exports], from_row).all)
_VERSIONS_BY_IDS = ByIds(
    exports.c.id,
    lambda chosen: Statement(select(exports.c.id, exports.c.status, exports.c.updated_at).where(chosen)).rows,
)
