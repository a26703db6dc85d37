"""Whose records a kick-off covers, and which of each person: what the caller reaches and the person grants."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection as DatabaseConnection

from server.domain.bulk_data.order import GROUP_LEVEL, PATIENT_LEVEL, BulkOrder, Target
from server.domain.caller import Caller
from server.domain.connection_groups import ConnectionGroup, is_connection_id
from server.domain.connections import Connection
from server.domain.data_packages import exportable_types
from server.domain.identifiers import parse_id
from server.domain.smart.scopes import types_of
from server.errors import BadRequest, NotFound, ResourceTypeNotAuthorized, ScopeInsufficient
from server.limits import MAX_CONNECTIONS_OF_A_BULK_EXPORT
from server.services.access import active_connection, reached_connections
from server.services.exports import ExportOrder
from server.store.connection_groups import find_group
from server.store.records import holders_of
from server.store.tombstones import tombstones_from


def chosen_exports(
    database: DatabaseConnection, caller: Caller, target: Target, order: BulkOrder, now: datetime
) -> list[tuple[Connection, ExportOrder]]:
    """What to export of each connection, which are held until the transaction ends.

    Raises NotFound, ConnectionNotActive, ResourceTypeNotAuthorized, ScopeInsufficient and BadRequest.
    """
    return _chosen(_of_patients(database, _reached(database, caller, target, now), target, order), order, caller)


def _reached(database: DatabaseConnection, caller: Caller, target: Target, now: datetime) -> list[Connection]:
    """The active connections of the level. Of a group of one, the person must consent; of others, who does is there."""
    if target.level == GROUP_LEVEL and is_connection_id(target.group_id):
        return [active_connection(database, caller, parse_id(target.group_id, "Group"), now, held=True)]
    group_id = _group(database, caller, target.group_id).id if target.level == GROUP_LEVEL else None
    found = reached_connections(database, caller, now, group_id=group_id)
    if len(found) > MAX_CONNECTIONS_OF_A_BULK_EXPORT:
        raise BadRequest(
            f"an export covers at most {MAX_CONNECTIONS_OF_A_BULK_EXPORT} connections; export groups of them",
            details={"limit": MAX_CONNECTIONS_OF_A_BULK_EXPORT},
        )
    return found


def token_types(caller: Caller) -> frozenset[str] | None:
    """The resource types that an access token is about; None for a key."""
    return None if caller.smart_scope is None else types_of(caller.smart_scope, exportable_types())


def _reached_types(order: BulkOrder, caller: Caller) -> tuple[str, ...]:
    """Raises ScopeInsufficient."""
    allowed = token_types(caller)
    if allowed is None:
        return order.types
    types = tuple(sorted(allowed & set(order.types) if order.types else allowed))
    if not types:
        raise beyond_scope()
    return types


def beyond_scope() -> ScopeInsufficient:
    return ScopeInsufficient("the access token's scope does not cover this resource type; ask for another token")


def _group(database: DatabaseConnection, caller: Caller, name: str) -> ConnectionGroup:
    """Raises NotFound for what does not exist, what is another's, and what the caller may read nothing of alike."""
    group = find_group(database, caller.tenant_id, name)
    if group is None or caller.connection_id not in (None, *group.members):
        raise NotFound("no such group; use a connection's id or the name of a group of your app")
    return group


def _of_patients(
    database: DatabaseConnection, connections: list[Connection], target: Target, order: BulkOrder
) -> list[Connection]:
    """The connections that have one of the patients, where some are named.

    Raises BadRequest at the system level, which has no such parameter, and where a patient is nobody's.
    """
    if not order.patients:
        return connections
    if not target.level:
        raise BadRequest.of("patient", "is for /fhir/Patient/$export and /fhir/Group/{id}/$export alone")
    granting = [connection.id for connection in connections if PATIENT_LEVEL in connection.granted_types()]
    holders = holders_of(database, PATIENT_LEVEL, order.patients, granting)
    if set(order.patients) - {patient for patient, _ in holders}:
        raise BadRequest.of("patient", "names a patient that no connection of yours has")
    found = {connection_id for _, connection_id in holders}
    return [connection for connection in connections if connection.id in found]


def with_known_deletions(database: DatabaseConnection, order: ExportOrder) -> ExportOrder:
    """Without `since` where deletions since then were forgotten: then all that the person grants is given."""
    kept_from = tombstones_from(database, order.connection_id)
    if order.since is None or kept_from is None or order.since >= kept_from:
        return order
    return replace(order, since=None)


def _chosen(
    connections: Sequence[Connection], order: BulkOrder, caller: Caller
) -> list[tuple[Connection, ExportOrder]]:
    """What to export of each connection that grants anything of the order, as far as an access token goes.

    Raises ResourceTypeNotAuthorized where none does, and ScopeInsufficient where the token reaches none of it.
    """
    wanted_types = _reached_types(order, caller)
    chosen = []
    for connection in connections:
        types = connection.granted_types(wanted_types)
        if types:
            wanted = ExportOrder(
                connection_id=connection.id,
                resource_types=types,
                include_raw_fhir=True,
                since=order.since,
                narrowing=order.narrowing,
            )
            chosen.append((connection, wanted))
    if connections and not chosen:
        raise ResourceTypeNotAuthorized(
            "no connection authorizes any of the types", details={"resourceTypes": list(order.types)}
        )
    return chosen
