"""GroupsService: proto to domain, one call, domain to proto."""

import asyncio
from collections.abc import Callable
from typing import Any

from curae.admin.v1 import groups_pb2, groups_pb2_grpc

from server.domain.connection_groups import ConnectionGroup
from server.domain.identifiers import parse_id
from server.domain.operator import Acting
from server.rpc.admin import session
from server.rpc.admin.answers import optional, send_fresh, turn_of
from server.rpc.admin.convert import to_pagination
from server.rpc.call import Context
from server.rpc.convert import to_timestamp
from server.services.connection_groups import ConnectionGroups
from server.store.connection_groups import SeenGroup


class GroupsServicer(groups_pb2_grpc.GroupsServiceServicer):
    def __init__(self, groups_by: Callable[[Acting], ConnectionGroups]) -> None:
        self._groups_by = groups_by

    async def ListGroups(
        self, request: groups_pb2.ListGroupsRequest, context: Context
    ) -> groups_pb2.ListGroupsResponse:
        tenant_id = parse_id(request.tenant_id, "tenantId") if optional(request, "tenant_id") else None
        rows, found = await asyncio.to_thread(
            self._groups().page, tenant_id, optional(request, "tenant"), turn_of(request)
        )
        await send_fresh(context)
        return groups_pb2.ListGroupsResponse(
            groups=[_to_group(seen) for seen in rows], pagination=to_pagination(None, found.total)
        )

    async def GetGroup(self, request: groups_pb2.GetGroupRequest, context: Context) -> groups_pb2.GetGroupResponse:
        seen = await self._done(lambda groups: groups.get(_tenant(request), request.name))
        await send_fresh(context)
        return groups_pb2.GetGroupResponse(group=_to_group(seen), connection_ids=sorted(seen.group.members))

    async def CreateGroup(
        self, request: groups_pb2.CreateGroupRequest, context: Context
    ) -> groups_pb2.CreateGroupResponse:
        ids = list(request.connection_ids)
        seen = await self._done(lambda groups: groups.create(_tenant(request), request.name, ids))
        await send_fresh(context)
        return groups_pb2.CreateGroupResponse(group=_to_group(seen))

    async def ChangeGroup(
        self, request: groups_pb2.ChangeGroupRequest, context: Context
    ) -> groups_pb2.ChangeGroupResponse:
        add, remove = list(request.add), list(request.remove)
        seen = await self._done(lambda groups: groups.change(_tenant(request), request.name, add=add, remove=remove))
        await send_fresh(context)
        return groups_pb2.ChangeGroupResponse(group=_to_group(seen))

    async def DeleteGroup(
        self, request: groups_pb2.DeleteGroupRequest, context: Context
    ) -> groups_pb2.DeleteGroupResponse:
        await asyncio.to_thread(self._groups().delete, _tenant(request), request.name)
        await send_fresh(context)
        return groups_pb2.DeleteGroupResponse()

    async def _done(self, act: Callable[[ConnectionGroups], ConnectionGroup]) -> SeenGroup:
        groups = self._groups()
        return await asyncio.to_thread(lambda: groups.seen(act(groups)))

    def _groups(self) -> ConnectionGroups:
        return self._groups_by(session.current_operator())


def _tenant(request: Any) -> str:
    return parse_id(request.tenant_id, "tenantId")


def _to_group(seen: SeenGroup) -> Any:
    group = seen.group
    return groups_pb2.Group(
        id=group.id,
        tenant_id=group.tenant_id,
        name=group.name,
        created_at=to_timestamp(group.created_at),
        connections=seen.members,
        tenant=seen.tenant_name,
    )
