"""GroupsService of the console, once on each database."""

from grpc import StatusCode

from server.clock import uuid7
from server.store.audit import read_rows
from tests.parts.in_process import App, Stack
from tests.rpc.operators import LoggedIn, refused


async def test_an_admin_makes_changes_and_deletes_a_group(stack: Stack, ada: LoggedIn, caller: App) -> None:
    tenant, first = caller.tenant.id, caller.connection.id
    second = stack.accounts.create_connection(tenant, data_packages=frozenset(), signal_types=frozenset()).id
    made = (await ada("CreateGroup", tenant_id=tenant, name="trial-7", connection_ids=[first])).group
    assert (made.tenant_id, made.name, made.connections) == (tenant, "trial-7", 1)
    changed = (await ada("ChangeGroup", tenant_id=tenant, name="trial-7", add=[second], remove=[first])).group
    assert (changed.id, changed.connections) == (made.id, 1)
    got = await ada("GetGroup", tenant_id=tenant, name="trial-7")
    assert (got.group, list(got.connection_ids)) == (changed, [second])
    other = stack.new_app()
    await ada("CreateGroup", tenant_id=other.tenant.id, name="trial-7")
    assert [each.id for each in (await ada("ListGroups", tenant_id=tenant)).groups] == [made.id]
    everybodys = await ada("ListGroups", limit=1)
    assert (len(everybodys.groups), everybodys.pagination.total) == (1, 2)
    await ada("DeleteGroup", tenant_id=tenant, name="trial-7")
    assert not (await ada("ListGroups", tenant_id=tenant)).groups
    rows = stack.database.read_now(lambda database: list(read_rows(database)))
    ours = [(row.action, row.actor_id) for row in rows if made.id in row.details]
    assert ours == [(f"group.{what}", "ada") for what in ("created", "joined", "joined", "left", "deleted")]


async def test_what_is_wrong_is_refused(stack: Stack, ada: LoggedIn, caller: App) -> None:
    tenant = caller.tenant.id
    foreign = stack.new_app().connection.id
    for wrong in ({"name": "7"}, {"name": uuid7()}, {"name": "g", "connection_ids": [foreign]}):
        assert await refused(ada("CreateGroup", tenant_id=tenant, **wrong)) is StatusCode.INVALID_ARGUMENT
    assert await refused(ada("CreateGroup", tenant_id=uuid7(), name="g")) is StatusCode.NOT_FOUND
    for name in ("GetGroup", "ChangeGroup", "DeleteGroup"):
        assert await refused(ada(name, tenant_id=tenant, name="g")) is StatusCode.NOT_FOUND
    assert not (await ada("ListGroups")).groups
