"""Named groups of an app's connections, for exports of these alone. A group grants nothing: each consent does."""

from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock, NewId
from server.domain.audit import Action, Actor, Detail, Entry
from server.domain.connection_groups import ConnectionGroup, read_group_name, require_room
from server.domain.identifiers import parse_id
from server.domain.operator import Acting, Role
from server.errors import BadRequest, NotFound
from server.services.accounts import require_live_tenant
from server.services.actors import operator
from server.services.listing import Turn
from server.services.permission import require_role
from server.store import audit
from server.store.connection_groups import (
    SeenGroup,
    add_members,
    delete_group,
    find_group,
    groups_of,
    insert_group,
    list_groups,
    remove_members,
)
from server.store.connections import get_connections
from server.store.engine import Database
from server.store.paging import Found
from server.store.tenants import get_tenant
from server.store.transactions import Work

T = TypeVar("T")


class ConnectionGroups:
    """`by`: the operator of the console who does it, who needs the role admin; None: the user of this process."""

    def __init__(self, database: Database, clock: Clock, new_id: NewId, by: Acting | None = None) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id
        self._by = by
        self._actor: Actor = operator() if by is None else by.actor

    def create(self, tenant_id: str, name: str, connection_ids: Collection[str] = ()) -> ConnectionGroup:
        """Raises NotFound, and BadRequest for a wrong or taken name and for a connection that is not of the app."""
        group = ConnectionGroup(
            id=self._new_id(), tenant_id=tenant_id, name=read_group_name(name), created_at=self._clock()
        )

        def work(database: DatabaseConnection) -> ConnectionGroup:
            require_live_tenant(database, tenant_id)
            if not insert_group(database, group):
                raise BadRequest.of("name", "is taken by another group of the app; choose another")
            self._record(database, Action.GROUP_CREATED, group)
            return self._change(database, group, connection_ids, ())

        return self._write(work)

    def change(
        self, tenant_id: str, name: str, *, add: Collection[str] = (), remove: Collection[str] = ()
    ) -> ConnectionGroup:
        """Safe to repeat. Raises NotFound, and BadRequest for a connection that is not of the app."""

        def work(database: DatabaseConnection) -> ConnectionGroup:
            require_live_tenant(database, tenant_id)
            return self._change(database, _found(database, tenant_id, name), add, remove)

        return self._write(work)

    def delete(self, tenant_id: str, name: str) -> None:
        """Exports of it that were begun go on. Raises NotFound."""

        def work(database: DatabaseConnection) -> None:
            group = _found(database, tenant_id, name)
            delete_group(database, group.id)
            self._record(database, Action.GROUP_DELETED, group)

        self._write(work)

    def get(self, tenant_id: str, name: str) -> ConnectionGroup:
        """Raises NotFound."""
        return self._database.read_now(lambda database: _found(database, tenant_id, name, held=False))

    def seen(self, group: ConnectionGroup) -> SeenGroup:
        """With the name of its app."""
        tenant = self._database.read_now(lambda database: get_tenant(database, group.tenant_id))
        return SeenGroup(group=group, members=len(group.members), tenant_name=tenant.name if tenant else "")

    def page(self, tenant_id: str | None, tenant: str | None, turn: Turn) -> tuple[list[SeenGroup], Found]:
        """`tenant`: a part of the app's name."""
        return self._database.read_now(lambda database: list_groups(database, tenant_id, tenant, turn.numbered()))

    def of(self, tenant_id: str | None) -> list[ConnectionGroup]:
        """Those of one app or of all, by their names."""
        return self._database.read_now(lambda database: groups_of(database, tenant_id))

    def _change(
        self, database: DatabaseConnection, group: ConnectionGroup, add: Collection[str], remove: Collection[str]
    ) -> ConnectionGroup:
        joining = {parse_id(each, "connectionIds") for each in add} - group.members
        leaving = {parse_id(each, "connectionIds") for each in remove} & group.members - joining
        members = (group.members | joining) - leaving
        require_room(members)
        self._require_connections(database, group.tenant_id, joining)
        add_members(database, group.id, joining)
        remove_members(database, group.id, leaving)
        for action, connection_ids in ((Action.GROUP_JOINED, joining), (Action.GROUP_LEFT, leaving)):
            for connection_id in sorted(connection_ids):
                self._record(database, action, group, connection_id)
        return replace(group, members=members)

    def _require_connections(self, database: DatabaseConnection, tenant_id: str, connection_ids: set[str]) -> None:
        """Raises BadRequest unless each is a connection of the app, and ConnectionNotActive where one has ended. None
        ends, or is erased, before the transaction does."""
        found = get_connections(database, connection_ids, held=True)
        if any(each not in found or found[each].tenant_id != tenant_id for each in connection_ids):
            raise BadRequest.of("connectionIds", "holds an id that is no connection of this app")
        now = self._clock()
        for connection in found.values():
            connection.require_not_ended(now)

    def _record(
        self, database: DatabaseConnection, action: Action, group: ConnectionGroup, connection_id: str | None = None
    ) -> None:
        facts: dict[str, Detail] = {"groupId": group.id, "group": group.name}
        entry = Entry(
            at=self._clock(),
            action=action,
            actor=self._actor,
            tenant_id=group.tenant_id,
            connection_id=connection_id,
            details=facts,
        )
        audit.record(database, entry)

    def _write(self, work: Work[T]) -> T:
        by = self._by
        if by is None:
            return self._database.write_now(work)

        def guarded(database: DatabaseConnection) -> T:
            require_role(database, by, Role.ADMIN)
            return work(database)

        return self._database.write_now(guarded)


def _found(database: DatabaseConnection, tenant_id: str, name: str, *, held: bool = True) -> ConnectionGroup:
    group = find_group(database, tenant_id, name, held=held)
    if group is None:
        raise NotFound("no such group; see: curae groups list")
    return group
