"""Who may call AdminService: sessions, the limit on tries, and the public server, which does not know it."""

from typing import Any

import pytest
from curae.admin.v1 import admin_pb2, admin_pb2_grpc
from grpc import StatusCode
from grpc.aio import AioRpcError
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from server.clock import utc_now, uuid7
from server.domain.operator import Role
from server.services.operators import NewOperator, Operators
from tests.parts.in_process import CONSOLE_MODULES, AdminDoor, Door, Stack
from tests.rpc.operators import PAGE, LoggedIn, log_in, refused

METHODS = [
    method
    for module in CONSOLE_MODULES
    for service in module.DESCRIPTOR.services_by_name.values()
    for method in service.methods
]


@pytest.fixture
def stack(sqlite_stack: Stack) -> Stack:
    """The database has no part in this."""
    return sqlite_stack


async def test_a_session_is_a_cookie_that_scripts_and_other_sites_do_not_get(
    admin: AdminDoor, operator: NewOperator
) -> None:
    call = admin.admin.LogIn(
        admin_pb2.LogInRequest(operator="ADA", password=operator.password),
        metadata=(*PAGE, ("x-forwarded-proto", "https")),
    )
    assert (await call).session.operator == "ada"
    cookie = dict(await call.initial_metadata())["set-cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Secure", "Max-Age=28800", "Path=/api/admin/"} <= set(cookie.split("; "))
    assert operator.password not in cookie


async def test_a_wrong_name_and_a_wrong_password_are_told_apart_by_nothing(
    admin: AdminDoor, operator: NewOperator
) -> None:
    told = set()
    for name, password in (("ada", "wrong"), ("nobody", operator.password), ("ada' --", "x")):
        with pytest.raises(AioRpcError) as refusal:
            await log_in(admin, name, password)
        told.add((refusal.value.code(), refusal.value.details()))
    assert told == {(StatusCode.UNAUTHENTICATED, "the name or the password is wrong")}


async def test_tries_are_limited_by_account_and_by_address(admin: AdminDoor, operator: NewOperator) -> None:
    for number in range(5):
        assert await refused(log_in(admin, "ada", "wrong", address=f"198.51.100.{number}")) is (
            StatusCode.UNAUTHENTICATED
        )
    with pytest.raises(AioRpcError) as limited:
        await log_in(admin, "ada", operator.password, address="198.51.100.9")
    assert limited.value.code() is StatusCode.RESOURCE_EXHAUSTED
    assert 0 < int(dict(limited.value.trailing_metadata())["retry-after"]) <= 30


async def test_no_call_but_the_login_works_without_a_session(admin: AdminDoor) -> None:
    for method in METHODS:
        if method.name in ("LogIn", "BeginProviderLogin", "FinishProviderLogin", "GetSession"):
            continue
        call_method, request = admin.method(method.name)
        for forged in ("", "curae_console=", f"curae_console={'a' * 43}", "curae_console=a b; =;,"):
            call = call_method(request(), metadata=(*PAGE, ("cookie", forged)))
            assert await refused(anext(aiter(call)) if method.server_streaming else call) is (
                StatusCode.UNAUTHENTICATED
            ), method.name
    answer = await admin.admin.GetSession(admin_pb2.GetSessionRequest(), metadata=PAGE)
    assert not answer.HasField("session")


async def test_what_changes_something_needs_the_header(ada: LoggedIn) -> None:
    without = tuple(pair for pair in ada.metadata if pair[0] != "x-curae-console")
    for method in METHODS:
        call_method, request = ada.door.method(method.name)
        call = call_method(request(), metadata=without)
        try:
            await (anext(aiter(call)) if method.server_streaming else call)
            refusal = ""
        except AioRpcError as error:
            refusal = error.details() or ""
        reads = method.name.startswith(("Get", "List", "Watch", "Download"))
        assert refusal.startswith("send the header") is not reads, method.name


async def test_the_public_server_does_not_know_it(door: Door) -> None:
    """Neither the service nor, by reflection, its messages."""
    stub: Any = admin_pb2_grpc.AdminServiceStub(door.channel)
    request = admin_pb2.LogInRequest(operator="ada", password="x")
    assert await refused(stub.LogIn(request, metadata=PAGE)) is StatusCode.UNIMPLEMENTED
    reflected: Any = reflection_pb2_grpc.ServerReflectionStub(door.channel)
    asked = [
        reflection_pb2.ServerReflectionRequest(list_services=""),
        reflection_pb2.ServerReflectionRequest(file_containing_symbol="curae.admin.v1.AdminService"),
        reflection_pb2.ServerReflectionRequest(file_by_filename="curae/admin/v1/admin.proto"),
        reflection_pb2.ServerReflectionRequest(file_containing_symbol="curae.sdk.v1.RecordsService"),
    ]
    answers = [answer async for answer in reflected.ServerReflectionInfo(iter(asked))]
    assert not any("admin" in service.name for service in answers[0].list_services_response.service)
    assert [answer.error_response.error_code for answer in answers[1:3]] == [StatusCode.NOT_FOUND.value[0]] * 2
    assert answers[3].HasField("file_descriptor_response")


async def test_logging_out_everywhere_ends_the_sessions_of_one_operator(
    stack: Stack, ada: LoggedIn, admin: AdminDoor
) -> None:
    other = LoggedIn(
        door=admin, operator=ada.operator, metadata=await log_in(admin, "ada", ada.operator.password, address="::2")
    )
    new = Operators(stack.database, utc_now, uuid7).create("grace", Role.VIEWER)
    grace = LoggedIn(door=admin, operator=new, metadata=await log_in(admin, "grace", new.password))
    assert (await ada("LogOutEverywhere")).sessions_ended == 2
    for gone in (ada, other):
        assert await refused(gone("GetOverview")) is StatusCode.UNAUTHENTICATED
    await grace("GetOverview")
