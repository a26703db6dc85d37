"""Named groups of connections."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select

from server.domain.connection_groups import ConnectionGroup
from server.store.paging import Asked, Found, rows_of_page
from server.store.tables import connection_group_members, connection_groups, tenants
from server.store.tenants import tenants_named
from server.store.types import Fields
from server.store.upsert import upsert_into

_BY_NAME = (connection_groups.c.name, connection_groups.c.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenGroup:
    """`members`: how many; in a list `group` comes without them. `tenant_name` is the app's."""

    group: ConnectionGroup
    members: int
    tenant_name: str


def insert_group(connection: Connection, group: ConnectionGroup) -> bool:
    """Without its members. False where the app has a group of that name."""
    row = {"id": group.id, "tenant_id": group.tenant_id, "name": group.name, "created_at": group.created_at}
    upsert = upsert_into(connection, connection_groups).values(row)
    new = upsert.on_conflict_do_nothing(index_elements=["tenant_id", "name"]).returning(connection_groups.c.id)
    return connection.execute(new).one_or_none() is not None


def find_group(connection: Connection, tenant_id: str, name: str, *, held: bool = False) -> ConnectionGroup | None:
    """`held`: nobody else changes it until the transaction ends."""
    query = select(connection_groups).where(
        connection_groups.c.tenant_id == tenant_id, connection_groups.c.name == name
    )
    if held:
        query = query.with_for_update()
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    of_group = select(connection_group_members.c.connection_id).where(connection_group_members.c.group_id == row["id"])
    return _from_row(row, connection.execute(of_group).scalars())


def groups_of(connection: Connection, tenant_id: str | None) -> list[ConnectionGroup]:
    """Of one tenant or of all, by their names."""
    query = _groups(tenant_id)
    pairs = select(connection_group_members).where(
        connection_group_members.c.group_id.in_(query.with_only_columns(connection_groups.c.id))
    )
    members: defaultdict[str, list[str]] = defaultdict(list)
    for group_id, connection_id in connection.execute(pairs):
        members[group_id].append(connection_id)
    rows = connection.execute(query.order_by(*_BY_NAME)).mappings()
    return [_from_row(row, members[row["id"]]) for row in rows]


def list_groups(
    connection: Connection, tenant_id: str | None, tenant: str | None, asked: Asked
) -> tuple[list[SeenGroup], Found]:
    """A page of them, with how many members each has. `tenant`: a part of the app's name."""
    of_group = connection_group_members.c.group_id == connection_groups.c.id
    count = select(func.count()).where(of_group).scalar_subquery().label("members")
    query = (
        _groups(tenant_id)
        .add_columns(count, tenants.c.name.label("tenant_name"))
        .join(tenants, tenants.c.id == connection_groups.c.tenant_id)
    )
    if tenant is not None:
        query = query.where(tenants_named(tenant))
    found = rows_of_page(connection, query, asked, _BY_NAME, descending=False)
    seen = [
        SeenGroup(group=_from_row(row, ()), members=row["members"], tenant_name=row["tenant_name"])
        for row in found.rows
    ]
    return seen, found


def add_members(connection: Connection, group_id: str, connection_ids: Collection[str]) -> None:
    rows = [{"group_id": group_id, "connection_id": each} for each in sorted(connection_ids)]
    if rows:
        connection.execute(insert(connection_group_members), rows)


def remove_members(connection: Connection, group_id: str, connection_ids: Collection[str]) -> None:
    connection.execute(
        delete(connection_group_members).where(
            connection_group_members.c.group_id == group_id,
            connection_group_members.c.connection_id.in_(sorted(connection_ids)),
        )
    )


def delete_group(connection: Connection, group_id: str) -> None:
    connection.execute(delete(connection_group_members).where(connection_group_members.c.group_id == group_id))
    connection.execute(delete(connection_groups).where(connection_groups.c.id == group_id))


def erase_memberships(connection: Connection, connection_id: str) -> None:
    """Takes a connection out of every group."""
    connection.execute(
        delete(connection_group_members).where(connection_group_members.c.connection_id == connection_id)
    )


def _groups(tenant_id: str | None) -> Select[Any]:
    query = select(connection_groups)
    return query if tenant_id is None else query.where(connection_groups.c.tenant_id == tenant_id)


def _from_row(row: Fields, members: Iterable[str]) -> ConnectionGroup:
    return ConnectionGroup(
        id=row["id"],
        tenant_id=row["tenant_id"],
        name=row["name"],
        created_at=row["created_at"],
        members=frozenset(members),
    )
