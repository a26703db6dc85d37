"""All that decides whether a key, or a job, may reach an export or a connection, read by one statement.

With `held` PostgreSQL keeps these rows from changes until the transaction ends, in one order everywhere: tenant, key,
connection, export. A revocation that is under way is then waited for. SQLite writes one transaction at a time.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    String,
    Table,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy import Connection as Database

from server.domain.bulk_data.export import BulkExport, Part
from server.domain.caller import ApiKey
from server.domain.connections import Connection, ConnectionStatus
from server.domain.exports import Export
from server.store import api_keys as keys
from server.store import bulk_exports as bulk
from server.store import connections as people
from server.store import exports as jobs
from server.store import tenants as apps
from server.store.prepared import Prepared, Statement
from server.store.tables import api_keys, bulk_exports, connection_group_members, connections, exports, tenants
from server.store.tenants import Tenant
from server.store.types import Fields

T = TypeVar("T")

_OF_CONNECTION = (tenants, api_keys, connections)


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkExportAccess:
    """A key, and a bulk export of its tenant with its parts."""

    tenant: Tenant
    key: ApiKey
    bulk_export: BulkExport
    parts: tuple[Part, ...]


# What tells whether anything has changed that decides about an access: far less to read than the rows themselves.
AccessVersion = tuple[object, ...]
KeyAndExport = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A person's connection and the tenant that it is to."""

    tenant: Tenant
    connection: Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionAccess(Consent):
    """A key, and a connection of its tenant."""

    key: ApiKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportAccess(ConnectionAccess):
    """A key, and an export of its tenant."""

    export: Export


def find_consent(database: Database, connection_id: str, *, held: bool = False) -> Consent | None:
    return _CONSENT[held].one_or_none(database, connection_id=connection_id)


def find_connection_access(
    database: Database, key_id: str, connection_id: str, *, held: bool = False
) -> ConnectionAccess | None:
    """None where the tenant of the key has no such connection."""
    return _CONNECTION_ACCESS[held].one_or_none(database, key_id=key_id, connection_id=connection_id)


def find_reached_connections(
    database: Database, key_id: str, *, group_id: str | None = None, held: bool = False
) -> list[ConnectionAccess]:
    """The ACTIVE connections of the key's tenant, or the one that it is bound to, by their ids; of a group those that
    are in it."""
    query = (
        select(*_OF_CONNECTION)
        .select_from(api_keys)
        .join(tenants, tenants.c.id == api_keys.c.tenant_id)
        .join(connections, connections.c.tenant_id == api_keys.c.tenant_id)
        .where(
            api_keys.c.id == key_id,
            connections.c.status == str(ConnectionStatus.ACTIVE),
            or_(api_keys.c.connection_id.is_(None), api_keys.c.connection_id == connections.c.id),
        )
        .order_by(connections.c.id)
    )
    if group_id is not None:
        query = query.join(
            connection_group_members,
            and_(
                connection_group_members.c.connection_id == connections.c.id,
                connection_group_members.c.group_id == group_id,
            ),
        )
    if held:
        query = query.with_for_update(read=True, of=_OF_CONNECTION)
    return [_connection_access(*(_columns(row, table) for table in _OF_CONNECTION)) for row in database.execute(query)]


def find_bulk_export_access(
    database: Database, key_id: str, bulk_export_id: str, *, place: int | None = None
) -> BulkExportAccess | None:
    """None where the tenant of the key has no such bulk export. `place`: with this part alone."""
    found = _BULK_EXPORT_ACCESS.one_or_none(database, key_id=key_id, bulk_export_id=bulk_export_id)
    if found is None:
        return None
    tenant, key, bulk_export = found
    parts = bulk.parts_of(database, bulk_export_id, place)
    return BulkExportAccess(tenant=tenant, key=key, bulk_export=bulk_export, parts=parts)


def find_export_access(database: Database, key_id: str, export_id: str, *, held: bool = False) -> ExportAccess | None:
    """None where the tenant of the key has no such export."""
    return _EXPORT_ACCESS[held].one_or_none(database, key_id=key_id, export_id=export_id)


def find_export_accesses(database: Database, wanted: Collection[KeyAndExport]) -> dict[KeyAndExport, ExportAccess]:
    """`find_export_access` of many."""
    found = _of_pairs(database, wanted, one=_EXPORT_ACCESS[False].all, several=_EXPORT_ACCESSES.all)
    return {(access.key.id, access.export.id): access for access in found}


def access_versions(database: Database, wanted: Collection[KeyAndExport]) -> dict[KeyAndExport, AccessVersion]:
    """Of each key and export that `find_export_access` finds."""
    found = _of_pairs(database, wanted, one=_ACCESS_VERSION.rows, several=_ACCESS_VERSIONS.rows)
    return {(key_id, export_id): tuple(version) for key_id, export_id, *version in found}


def _of_pairs(
    database: Database,
    wanted: Collection[KeyAndExport],
    *,
    one: Callable[..., list[T]],
    several: Callable[..., list[T]],
) -> list[T]:
    """By one statement on PostgreSQL, where each one is a message there and back."""
    if database.dialect.name == "sqlite":
        return [row for key_id, export_id in wanted for row in one(database, key_id=key_id, export_id=export_id)]
    key_ids, export_ids = (",".join(ids) for ids in zip(*wanted, strict=True))  # the driver is slow to write arrays
    return several(database, key_ids=key_ids, export_ids=export_ids)


def _joined(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(exports)
        .join(connections, connections.c.id == exports.c.connection_id)
        .join(tenants, tenants.c.id == exports.c.tenant_id)
        .join(api_keys, api_keys.c.tenant_id == exports.c.tenant_id)
    )


def _of_pair(query: Select[Any], key_id: ColumnElement[str], export_id: ColumnElement[str]) -> Select[Any]:
    return _joined(query).where(api_keys.c.id == key_id, exports.c.id == export_id)


def _of_each_pair(query: Select[Any]) -> Select[Any]:
    """On PostgreSQL. Each pair is looked up by itself: of a join the planner could read whole tables."""
    comma: ColumnElement[str] = literal_column("','")
    ids = [func.string_to_array(bindparam(name, type_=String), comma) for name in ("key_ids", "export_ids")]
    pairs = func.unnest(*ids).table_valued("key_id", "export_id", name="pairs").render_derived()
    one = _of_pair(query, pairs.c.key_id, pairs.c.export_id).limit(literal_column("1", Integer))
    found = one.correlate(pairs).lateral("found")
    # Not each column by its name: psycopg parses a text of more than 4,096 characters again with every use.
    return select(literal_column("found.*")).select_from(pairs.join(found, true()))


def _columns(row: Row[Any], table: Table) -> Fields:
    return {each.key: row._mapping[each] for each in table.c}


def _consent(tenant: Fields, connection: Fields) -> Consent:
    return Consent(tenant=apps.from_row(tenant), connection=people.from_row(connection))


def _connection_access(tenant: Fields, key: Fields, connection: Fields) -> ConnectionAccess:
    return ConnectionAccess(
        tenant=apps.from_row(tenant), key=keys.from_row(key), connection=people.from_row(connection)
    )


def _export_access(tenant: Fields, key: Fields, connection: Fields, export: Fields) -> ExportAccess:
    return ExportAccess(
        tenant=apps.from_row(tenant),
        key=keys.from_row(key),
        connection=people.from_row(connection),
        export=jobs.from_row(export),
    )


def _bulk_export_access(tenant: Fields, key: Fields, export: Fields) -> tuple[Tenant, ApiKey, BulkExport]:
    return apps.from_row(tenant), keys.from_row(key), bulk.from_row(export)


def _prepared(query: Select[Any], tables: tuple[Table, ...], make: Callable[..., T]) -> dict[bool, Prepared[T]]:
    """By whether the rows are held."""
    held = query.with_for_update(read=True, of=tables)
    return {False: Prepared(query, tables, make), True: Prepared(held, tables, make)}


_VERSION = select(
    api_keys.c.id,
    exports.c.id,
    api_keys.c.revoked_at,
    api_keys.c.expires_at,
    tenants.c.revoked_at,
    connections.c.status,
    connections.c.updated_at,
    exports.c.status,
    exports.c.expires_at,
)
_CONSENT = _prepared(
    select(tenants, connections).join_from(connections, tenants).where(connections.c.id == bindparam("connection_id")),
    (tenants, connections),
    _consent,
)
_CONNECTION_ACCESS = _prepared(
    select(*_OF_CONNECTION)
    .select_from(api_keys)
    .join(tenants, tenants.c.id == api_keys.c.tenant_id)
    .join(connections, connections.c.tenant_id == api_keys.c.tenant_id)
    .where(api_keys.c.id == bindparam("key_id"), connections.c.id == bindparam("connection_id")),
    _OF_CONNECTION,
    _connection_access,
)
_EXPORT_ACCESS = _prepared(
    _of_pair(select(*_OF_CONNECTION, exports), bindparam("key_id"), bindparam("export_id")),
    (*_OF_CONNECTION, exports),
    _export_access,
)
_ACCESS_VERSION = Statement(_of_pair(_VERSION, bindparam("key_id"), bindparam("export_id")))
_EXPORT_ACCESSES = Prepared(_of_each_pair(select(*_OF_CONNECTION, exports)), (*_OF_CONNECTION, exports), _export_access)
_ACCESS_VERSIONS = Statement(_of_each_pair(_VERSION))
_BULK_EXPORT_ACCESS = Prepared(
    select(tenants, api_keys, bulk_exports)
    .select_from(bulk_exports)
    .join(tenants, tenants.c.id == bulk_exports.c.tenant_id)
    .join(api_keys, api_keys.c.tenant_id == bulk_exports.c.tenant_id)
    .where(api_keys.c.id == bindparam("key_id"), bulk_exports.c.id == bindparam("bulk_export_id")),
    (tenants, api_keys, bulk_exports),
    _bulk_export_access,
)
