"""Logging in to the console by an identity provider that runs here, over a real channel."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from curae.admin.v1 import admin_pb2
from grpc import StatusCode
from grpc.aio import AioRpcError

from server.clock import utc_now, uuid7
from server.domain.operator import Role
from server.services.operators import Operators
from server.store.audit import read_rows
from tests.parts.in_process import AdminDoor, Stack, opened_stack, served_to_operators, sqlite_urls
from tests.parts.oidc_provider import CLIENT_ID, CLIENT_SECRET, OidcProvider, oidc_provider
from tests.rpc.operators import PAGE, refused

ADA = {"sub": "ada-1", "email": "Ada@Example.org", "email_verified": True}


@pytest.fixture
def provider() -> Iterator[OidcProvider]:
    with oidc_provider() as running:
        running.person = dict(ADA)
        yield running


@pytest.fixture
def stack(tmp_path: Path, provider: OidcProvider) -> Iterator[Stack]:
    settings = {
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT_ID,
        "oidc_client_secret": CLIENT_SECRET,
        "console_url": "https://console.example",
    }
    with opened_stack(**sqlite_urls(tmp_path), **settings) as opened:
        Operators(opened.database, utc_now, uuid7).create("ada@example.org", Role.OPERATOR)
        yield opened


@pytest.fixture
async def door(stack: Stack) -> AsyncIterator[AdminDoor]:
    async with served_to_operators(stack) as opened:
        yield opened


async def begun(door: AdminDoor) -> tuple[str, str]:
    """The provider's page, and the cookie that the browser keeps."""
    call = door.admin.BeginProviderLogin(admin_pb2.BeginProviderLoginRequest(), metadata=PAGE)
    url = (await call).url
    cookie = dict(await call.initial_metadata())["set-cookie"]
    assert {"HttpOnly", "SameSite=Strict"} <= set(cookie.split("; "))
    return url, cookie.partition(";")[0]


async def came_back(url: str) -> dict[str, str]:
    """What the provider sends the browser back with."""
    async with httpx.AsyncClient() as browser:
        answer = await browser.get(url)
    assert answer.headers["location"].startswith("https://console.example/?")
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}


def finish(door: AdminDoor, cookie: str, **fields: str) -> Any:
    request = admin_pb2.FinishProviderLoginRequest(**fields)
    return door.admin.FinishProviderLogin(request, metadata=(*PAGE, ("cookie", cookie)))


async def test_an_operator_logs_in_by_the_provider(stack: Stack, door: AdminDoor) -> None:
    assert (await door.admin.GetSession(admin_pb2.GetSessionRequest(), metadata=PAGE)).provider_offered
    url, cookie = await begun(door)
    back = await came_back(url)
    call = finish(door, cookie, **back)
    session = (await call).session
    assert (session.operator, session.role) == ("ada@example.org", "operator")
    token = dict(await call.initial_metadata())["set-cookie"].partition(";")[0]
    found = await door.admin.GetSession(admin_pb2.GetSessionRequest(), metadata=(*PAGE, ("cookie", token)))
    assert found.session.operator == "ada@example.org"
    assert await refused(finish(door, cookie, **back)) is StatusCode.UNAUTHENTICATED  # a second time
    rows = [row.action for row in stack.database.read_now(lambda database: list(read_rows(database)))]
    assert rows[-1] == "session.begun"


async def test_a_login_is_finished_only_by_the_browser_that_began_it(door: AdminDoor) -> None:
    url, cookie = await begun(door)
    _, other = await begun(door)
    back = await came_back(url)
    assert await refused(finish(door, other, **back)) is StatusCode.UNAUTHENTICATED
    assert await refused(finish(door, "x=1", **back)) is StatusCode.UNAUTHENTICATED
    assert await refused(finish(door, cookie, **back | {"code": "guessed"})) is StatusCode.UNAUTHENTICATED


@pytest.mark.parametrize(
    "change",
    [
        {"email": "nobody@example.org"},
        {"email_verified": False},
        {"aud": "another"},
        {"nonce": "another"},
        {"exp": 1},
        {"iss": "https://evil.example"},
    ],
    ids=lambda change: next(iter(change)),
)
async def test_who_is_no_operator_or_not_vouched_for_stays_out(
    door: AdminDoor, provider: OidcProvider, change: dict[str, Any]
) -> None:
    provider.change = change
    url, cookie = await begun(door)
    assert await refused(finish(door, cookie, **await came_back(url))) is StatusCode.UNAUTHENTICATED


async def test_a_name_that_another_person_has_at_the_provider_by_now_opens_nothing(
    door: AdminDoor, provider: OidcProvider
) -> None:
    url, cookie = await begun(door)
    await finish(door, cookie, **await came_back(url))
    provider.change = {"sub": "another person"}
    url, cookie = await begun(door)
    with pytest.raises(AioRpcError) as refusal:
        await finish(door, cookie, **await came_back(url))
    assert "another account" in refusal.value.details()


async def test_a_provider_that_is_away_is_said_and_none_is_not_offered(
    stack: Stack, door: AdminDoor, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    with opened_stack(**sqlite_urls(tmp_path / "other")) as plain:
        async with served_to_operators(plain) as without:
            call = without.admin.BeginProviderLogin(admin_pb2.BeginProviderLoginRequest(), metadata=PAGE)
            assert await refused(call) is StatusCode.NOT_FOUND
    stack.settings = stack.settings.model_copy(update={"oidc_issuer": "http://127.0.0.1:9"})
    async with served_to_operators(stack) as silent:
        call = silent.admin.BeginProviderLogin(admin_pb2.BeginProviderLoginRequest(), metadata=PAGE)
        assert await refused(call) is StatusCode.UNAVAILABLE
