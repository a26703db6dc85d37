"""Whether somebody may reach an export or a connection now: every call, signed URL, running stream and job asks here.

Two questions make the answer. May this key be used: it and its tenant are neither revoked nor expired, and it sees
this connection. Does the person consent: the connection is active, and grants what the export holds.

`held` asks in a transaction that writes: the answer then holds until that transaction commits.
"""

from datetime import datetime

from sqlalchemy import Connection as DatabaseConnection

from server.domain.bulk_data.export import BulkExport, Part, gone
from server.domain.caller import Caller
from server.domain.connections import Connection, ConnectionStatus
from server.domain.exports import FINAL, Export, ExportStatus
from server.domain.signed_link import LinkGrant
from server.errors import ConnectionNotActive, NotFound, Unauthenticated
from server.store.access import (
    BulkExportAccess,
    ConnectionAccess,
    Consent,
    ExportAccess,
    find_bulk_export_access,
    find_connection_access,
    find_consent,
    find_export_access,
    find_reached_connections,
)

EXPORT_NOT_FOUND = "Export not found, or your API key cannot access it. Check the id and the key's environment."
_WITHOUT_ARTIFACT = FINAL - {ExportStatus.READY}

# Who asks: a key, or a signed URL on behalf of the key that it was signed for.
Bearer = Caller | LinkGrant


def active_connection(
    database: DatabaseConnection, caller: Caller, connection_id: str, now: datetime, *, held: bool = False
) -> Connection:
    """Raises Unauthenticated, ConnectionNotActive, and NotFound for what does not exist and what is another's alike."""
    caller.require_connection(connection_id)
    access = find_connection_access(database, caller.key_id, connection_id, held=held)
    if access is None:
        raise NotFound("no such connection")
    _require_usable(access, caller, now)
    access.connection.require_active(now)
    return access.connection


def reached_connections(
    database: DatabaseConnection, caller: Caller, now: datetime, *, group_id: str | None = None
) -> list[Connection]:
    """The active connections that a caller may read, of a group those in it, held until the transaction ends.

    Raises Unauthenticated.
    """
    found = find_reached_connections(database, caller.key_id, group_id=group_id, held=True)
    for access in found:
        _require_usable(access, caller, now)
    return [access.connection for access in found if access.connection.status_at(now) is ConnectionStatus.ACTIVE]


def readable_bulk_export(
    database: DatabaseConnection, caller: Caller, bulk_export_id: str, now: datetime, *, place: int | None = None
) -> tuple[BulkExport, tuple[Part, ...]]:
    """Raises Unauthenticated, and NotFound for what does not exist, what is deleted and what is another's alike.

    Whether the files of a part may still be had, each part says. `place`: of this part alone.
    """
    access = find_bulk_export_access(database, caller.key_id, bulk_export_id, place=place)
    if access is None or access.bulk_export.deleted_at is not None:
        raise gone()
    bound_to = access.key.connection_id
    if bound_to is not None and any(part.export.connection_id != bound_to for part in access.parts):
        raise gone()
    _require_usable(access, caller, now)
    return access.bulk_export, access.parts


def readable_export(
    database: DatabaseConnection, bearer: Bearer, export_id: str, now: datetime, *, held: bool = False
) -> Export:
    """Raises Unauthenticated, ConnectionNotActive, and NotFound for what does not exist and what is another's alike."""
    return require_readable(find_export_access(database, bearer.key_id, export_id, held=held), bearer, now)


def downloadable_export(
    database: DatabaseConnection, bearer: Bearer, export_id: str, now: datetime, *, held: bool = False
) -> Export:
    """Like `readable_export`. Raises ResourceTypeNotAuthorized, and the export's state as an error, besides."""
    return require_downloadable(find_export_access(database, bearer.key_id, export_id, held=held), bearer, now)


def require_readable(access: ExportAccess | None, bearer: Bearer, now: datetime) -> Export:
    """`readable_export` of what was read."""
    if access is None or access.key.connection_id not in (None, access.export.connection_id):
        raise NotFound(EXPORT_NOT_FOUND)
    _require_usable(access, bearer, now)
    access.connection.require_active(now)
    return access.export


def require_watchable(access: ExportAccess | None, bearer: Bearer, now: datetime) -> Export:
    """Like `require_readable`. The end of an export without an artifact stays readable after its connection ends."""
    if access is None or access.export.status not in _WITHOUT_ARTIFACT:
        return require_readable(access, bearer, now)
    _require_usable(access, bearer, now)
    return access.export


def require_downloadable(access: ExportAccess | None, bearer: Bearer, now: datetime) -> Export:
    """`downloadable_export` of what was read."""
    export = require_readable(access, bearer, now)
    assert access is not None  # noqa: S101 - else it is not readable
    export.require_artifact(now)
    access.connection.require_grant(export.content)
    return export


def require_consent(database: DatabaseConnection, export: Export, now: datetime, *, held: bool = False) -> Connection:
    """The connection of an export that a job makes or an operator repeats, where no key asks.

    Raises NotFound, ConnectionNotActive or ResourceTypeNotAuthorized.
    """
    connection = _of_live_tenant(find_consent(database, export.connection_id, held=held))
    connection.require_active(now)
    connection.require_types(export.resource_types)
    return connection


def require_importable(
    database: DatabaseConnection, connection_id: str, now: datetime, *, held: bool = False
) -> Connection:
    """The connection that an operator imports records into. Raises NotFound or ConnectionNotActive."""
    consent = find_consent(database, connection_id, held=held)
    if consent is None:
        raise NotFound("no such connection; see: curae connections list")
    connection = _of_live_tenant(consent)
    connection.require_not_ended(now)
    return connection


def importable_connection(
    database: DatabaseConnection, caller: Caller, connection_id: str, now: datetime, *, held: bool = False
) -> Connection:
    """The connection that a connector imports records into. Raises Unauthenticated, ConnectionNotActive, and NotFound
    for what does not exist and what is another's alike."""
    caller.require_connection(connection_id)
    access = find_connection_access(database, caller.key_id, connection_id, held=held)
    if access is None:
        raise NotFound("no such connection")
    _require_usable(access, caller, now)
    access.connection.require_not_ended(now)
    return access.connection


def _of_live_tenant(consent: Consent | None) -> Connection:
    """Raises NotFound, and ConnectionNotActive where the tenant is revoked."""
    if consent is None:
        raise NotFound("no such connection")
    if _is_revoked(consent):
        raise ConnectionNotActive("the app of this connection was revoked", details={"status": "REVOKED"})
    return consent.connection


def require_writable(
    connection: Connection | None, tenant_id: str, namespace: str, signal_type: str, now: datetime
) -> None:
    """For a signal of this type. Raises NotFound, ConnectionNotActive or SignalTypeNotAllowed."""
    if connection is None or connection.tenant_id != tenant_id:
        raise NotFound("no such connection")
    connection.require_active(now)
    connection.require_signal_type(namespace, signal_type)


def _require_usable(access: ConnectionAccess | BulkExportAccess, bearer: Bearer, now: datetime) -> None:
    if isinstance(bearer, LinkGrant):
        if not access.key.is_usable(now) or _is_revoked(access):
            raise Unauthenticated("the API key behind this signed URL was revoked or has expired; ask for a new URL")
        return
    access.key.require_usable(now)
    if _is_revoked(access):
        raise Unauthenticated("the app of this API key was revoked")


def _is_revoked(consent: Consent | BulkExportAccess) -> bool:
    """Whatever the clock that the tenant was revoked by."""
    return consent.tenant.revoked_at is not None
