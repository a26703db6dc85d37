"""What each role may do, once on each database: refused in the transaction of the act, which then changes nothing."""

from typing import Any

import pytest
from grpc import StatusCode
from grpc.aio import AioRpcError

from server.clock import utc_now, uuid7
from server.domain.caller import Environment
from server.domain.operator import Role
from server.services.operators import Operators
from server.store.audit import read_rows
from tests.parts.in_process import CONSOLE_MODULES, AdminDoor, App, Stack
from tests.rpc.operators import LoggedIn, log_in, refused
from tests.rpc.test_admin import failed_export

READING = ("Get", "List", "Watch", "Download")
ANYBODY = {
    "LogIn",
    "BeginProviderLogin",
    "FinishProviderLogin",
    "LogOut",
    "LogOutEverywhere",
    "BeginSecondFactor",
    "ConfirmSecondFactor",
    "RemoveSecondFactor",
}
ADMINS = {
    "ChangeSignalTypes",
    "CreateTenant",
    "RevokeTenant",
    "CreateKey",
    "RotateKey",
    "CreateGroup",
    "ChangeGroup",
    "DeleteGroup",
    "CreateClient",
    "EraseConnection",
    "CreateOperator",
    "SetOperatorRole",
    "ResetSecondFactor",
    "RevokeOperator",
}
OPERATORS = {"RetryExport", "RetryExports", "CancelExport", "RevokeConnection", "RevokeKey", "ReplayDelivery"}


async def logged_in(stack: Stack, admin: AdminDoor, role: Role) -> LoggedIn:
    operator = Operators(stack.database, utc_now, uuid7).create(f"{role}-{uuid7()[-12:]}", role)
    metadata = await log_in(admin, operator.operator.name, operator.password)
    return LoggedIn(door=admin, operator=operator, metadata=metadata)


def requests(stack: Stack, caller: App) -> dict[str, dict[str, Any]]:
    """A well-formed request of each method that changes something."""
    export, key, tenant = failed_export(stack, caller), caller.key.key.id, caller.tenant.id
    return {
        "ChangeSignalTypes": {"connection_id": caller.connection.id, "remove": ["activity.workout"]},
        "CreateTenant": {"name": uuid7()},
        "RevokeTenant": {"tenant_id": tenant},
        "CreateKey": {"tenant_id": tenant, "environment": "live", "scopes": ["records:read"]},
        "RotateKey": {"key_id": key},
        "CreateGroup": {"tenant_id": tenant, "name": "g"},
        "ChangeGroup": {"tenant_id": tenant, "name": "g"},
        "DeleteGroup": {"tenant_id": tenant, "name": "g"},
        "CreateClient": {"tenant_id": tenant, "jwks_url": "https://app.example/jwks.json"},
        "EraseConnection": {"connection_id": caller.connection.id},
        "CreateOperator": {"name": "mallory", "role": "admin"},
        "SetOperatorRole": {"name": "ada", "role": "viewer"},
        "ResetSecondFactor": {"name": "ada"},
        "RevokeOperator": {"name": "ada"},
        "RetryExport": {"export_id": export},
        "RetryExports": {"export_ids": [export]},
        "CancelExport": {"export_id": export},
        "RevokeConnection": {"connection_id": caller.connection.id},
        "RevokeKey": {"key_id": key},
        "ReplayDelivery": {"event_id": uuid7(), "endpoint_id": uuid7()},
    }


def test_every_method_that_changes_something_has_a_role_here() -> None:
    names = {
        method.name
        for module in CONSOLE_MODULES
        for service in module.DESCRIPTOR.services_by_name.values()
        for method in service.methods
    }
    assert {name for name in names if not name.startswith(READING)} == ANYBODY | ADMINS | OPERATORS


@pytest.mark.parametrize("role", [Role.VIEWER, Role.OPERATOR])
async def test_an_act_above_ones_role_is_refused_and_changes_nothing(
    *, stack: Stack, admin: AdminDoor, ada: LoggedIn, caller: App, role: Role
) -> None:
    asked = requests(stack, caller)
    low = await logged_in(stack, admin, role)
    before = stack.database.read_now(lambda database: list(read_rows(database)))
    for name in sorted(ADMINS | (OPERATORS if role is Role.VIEWER else set())):
        with pytest.raises(AioRpcError) as refusal:
            await low(name, **asked[name])
        assert refusal.value.code() is StatusCode.PERMISSION_DENIED, name
        assert refusal.value.details().startswith(f"your role is {role}"), name
    assert stack.database.read_now(lambda database: list(read_rows(database))) == before
    assert len((await ada("ListOperators")).operators) == 2


async def test_an_operator_may_do_what_the_night_needs(
    stack: Stack, admin: AdminDoor, ada: LoggedIn, caller: App
) -> None:
    asked = requests(stack, caller)
    operator = await logged_in(stack, admin, Role.OPERATOR)
    assert (await operator("GetSession")).session.role == "operator"
    for name in ("RetryExport", "CancelExport", "RevokeKey", "RevokeConnection"):
        await operator(name, **asked[name])


async def test_a_role_that_is_taken_away_ends_with_the_next_act(
    stack: Stack, admin: AdminDoor, ada: LoggedIn, caller: App
) -> None:
    asked = requests(stack, caller)
    operator = await logged_in(stack, admin, Role.OPERATOR)
    name = operator.operator.operator.name
    changed = (await ada("SetOperatorRole", name=name, role="viewer")).operator
    assert (changed.role, changed.HasField("last_login_at")) == ("viewer", True)
    assert await refused(operator("RevokeKey", **asked["RevokeKey"])) is StatusCode.PERMISSION_DENIED
    await ada("RevokeOperator", name=name)
    assert await refused(operator("GetOverview")) is StatusCode.UNAUTHENTICATED
    rows = stack.database.read_now(lambda database: list(read_rows(database)))
    assert [(row.action, row.actor_id) for row in rows[-2:]] == [
        ("operator.changed", "ada"),
        ("operator.revoked", "ada"),
    ]


async def test_an_admin_makes_operators_and_leaves_the_own_role_alone(ada: LoggedIn) -> None:
    new = await ada("CreateOperator", name="Grace")
    assert (new.operator.name, new.operator.role) == ("grace", "viewer")
    metadata = await log_in(ada.door, "grace", new.password)
    grace = LoggedIn(door=ada.door, operator=ada.operator, metadata=metadata)
    assert (await grace("GetSession")).session.role == "viewer"
    assert await refused(ada("SetOperatorRole", name="ada", role="viewer")) is StatusCode.INVALID_ARGUMENT
    assert await refused(ada("RevokeOperator", name="ada")) is StatusCode.INVALID_ARGUMENT
    assert await refused(ada("RevokeOperator", name="nobody")) is StatusCode.NOT_FOUND
    assert await refused(ada("CreateOperator", name="grace")) is StatusCode.INVALID_ARGUMENT


async def test_an_admin_makes_apps_and_keys_whose_secret_is_shown_once(stack: Stack, ada: LoggedIn) -> None:
    tenant = (await ada("CreateTenant", name="Night app")).tenant
    made = await ada("CreateKey", tenant_id=tenant.id, name="nightly", environment="live", scopes=["records:read"])
    assert made.secret.startswith(made.key.prefix)
    assert made.key.environment == Environment.LIVE
    rotated = await ada("RotateKey", key_id=made.key.id)
    assert rotated.secret != made.secret
    listed = {each.id: each for each in (await ada("ListKeys", tenant="night APP")).keys}
    assert listed[made.key.id].HasField("expires_at")
    assert made.secret[-40:] not in repr(listed) and rotated.secret[-40:] not in repr(listed)
    (seen,) = (await ada("ListTenants", name="night")).tenants
    assert (seen.id, seen.keys, seen.connections) == (tenant.id, 2, 0)
    await ada("RevokeTenant", tenant_id=tenant.id)
    (after,) = (await ada("ListTenants", name="night")).tenants
    assert after.HasField("revoked_at") and after.keys == 0
    wrong = {"tenant_id": tenant.id, "environment": "live", "scopes": ["everything"]}
    assert await refused(ada("CreateKey", **wrong)) is StatusCode.INVALID_ARGUMENT


async def test_many_failed_exports_are_retried_at_once_and_each_is_answered(
    stack: Stack, ada: LoggedIn, caller: App
) -> None:
    failed = [failed_export(stack, caller) for _ in range(3)]
    unknown = uuid7()
    answered = (await ada("RetryExports", export_ids=[*failed, unknown])).retries
    assert [each.export_id for each in answered] == [*failed, unknown]
    assert all(each.retried_by for each in answered[:3])
    assert (answered[3].error_code, answered[3].retried_by) == ("NOT_FOUND", "")
    again = (await ada("RetryExports", export_ids=failed)).retries
    assert [each.already_retried for each in again] == [True] * 3
    assert [each.retried_by for each in again] == [each.retried_by for each in answered[:3]]
