"""What a caller without a key can ask of the server, and how little of it one of them gets."""

import asyncio
import secrets
import time
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from typing import Any

import grpc
import pytest
from curae.admin.v1 import admin_pb2
from curae.sdk.v1 import records_pb2
from grpc.aio import AioRpcError
from grpc_health.v1 import health_pb2
from grpc_reflection.v1alpha import reflection_pb2

from server.clock import utc_now
from server.domain.audit import NOWHERE, Origin
from server.domain.caller import Environment, generate_key
from server.domain.operator import Operator, admit
from server.domain.throttle import Throttle, subscriber_of
from server.errors import RateLimited, Unauthenticated
from server.limits import (
    HEALTH_WATCHES_AN_ADDRESS,
    LOGIN_PROCESSOR_SHARE,
    MAX_REFLECTION_REQUESTS,
    REFLECTIONS_AN_ADDRESS,
    UNKNOWN_KEYS_AT_ONCE,
)
from server.rpc.interceptors.lasting import BOUNDS
from server.services.actors import this_server
from server.services.authentication import Authentication
from server.services.key_uses import KeyUses
from server.services.refusals import Refusals
from server.services.second_factors import SecondFactors
from server.services.sessions import Sessions
from server.store.api_keys import find_key
from tests.parts.attackers.http2 import grpc_fields, grpc_message, http2
from tests.parts.attackers.target import Target
from tests.parts.eventually import eventually_async, patience
from tests.parts.in_process import Stack, TestClock, served, served_to_operators

WATCH = "/grpc.health.v1.Health/Watch"
CHECK = "/grpc.health.v1.Health/Check"
LIST_EXPORTS = "/curae.sdk.v1.RecordsService/ListExports"
REFLECT = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"
HASH_SECONDS = 0.05
LIST_SERVICES = reflection_pb2.ServerReflectionRequest(list_services="").SerializeToString()


def target_of(address: str) -> Target:
    host, _, port = address.rpartition(":")
    return Target(host=host, port=int(port))


async def opened(address: str, method: str, streams: int, message: bytes) -> Counter[str]:
    """What came of streams that are opened, each with one message, and not ended; they end with the connection."""
    counts: Counter[str] = Counter()
    async with http2(target_of(address), counts) as connection:
        for _ in range(streams):
            stream = connection.open(grpc_fields(target_of(address), method), ends=False)
            await connection.send_body(stream, grpc_message(message), ends=False)

        async def all_answered() -> bool:
            if counts["HTTP 200"] < streams:
                await connection.receive()
            return counts["HTTP 200"] >= streams

        await eventually_async(all_answered)
    return counts


async def test_watches_of_health_are_bounded_by_address(sqlite_stack: Stack) -> None:
    async with served(sqlite_stack) as door:
        counts = await opened(door.address, WATCH, HEALTH_WATCHES_AN_ADDRESS + 8, b"")
        assert counts["gRPC 8"] == 8

        async def one_fits_again() -> bool:
            counts = await opened(door.address, WATCH, 1, b"")
            return counts["gRPC 8"] == 0

        await eventually_async(one_fits_again)  # those of the first connection ended with it


async def test_a_watch_ends_after_its_time(sqlite_stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BOUNDS, WATCH, replace(BOUNDS[WATCH], seconds=0.2))
    async with served(sqlite_stack) as door:
        watch = door.channel.unary_stream(WATCH)(b"")
        with pytest.raises(AioRpcError) as ended:
            async for _ in watch:
                pass
        assert ended.value.code() is grpc.StatusCode.UNAVAILABLE


async def test_a_watcher_that_takes_nothing_stops_neither_others_nor_the_end(sqlite_stack: Stack) -> None:
    async with asyncio.timeout(patience(60)), AsyncExitStack() as deployment:
        door = await deployment.enter_async_context(served(sqlite_stack))
        async with http2(target_of(door.address), Counter(), window_bytes=0) as unread:
            stream = unread.open(grpc_fields(target_of(door.address), WATCH), ends=False)
            await unread.send_body(stream, grpc_message(b""))
            said = await anext(aiter(door.channel.unary_stream(WATCH)(b"")))
            assert health_pb2.HealthCheckResponse.FromString(said).status == health_pb2.HealthCheckResponse.SERVING
            await deployment.aclose()


async def test_streams_of_reflection_and_their_requests_are_bounded(sqlite_stack: Stack) -> None:
    async with served(sqlite_stack) as door:
        counts = await opened(door.address, REFLECT, REFLECTIONS_AN_ADDRESS + 2, LIST_SERVICES)
        assert counts["gRPC 8"] == 2

        async def asked_too_often() -> bool:
            answered = 0
            asking = door.channel.stream_stream(REFLECT)(iter([LIST_SERVICES] * (MAX_REFLECTION_REQUESTS + 1)))
            try:
                async for _ in asking:
                    answered += 1
            except AioRpcError as refused:
                return refused.code() is grpc.StatusCode.INVALID_ARGUMENT and answered == MAX_REFLECTION_REQUESTS
            return False

        await eventually_async(asked_too_often)


def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys that the database is asked for, as they are."""
    asked: list[str] = []

    def find(connection: Any, lookup: str) -> Any:
        asked.append(lookup)
        return find_key(connection, lookup)

    monkeypatch.setattr("server.services.authentication.find_key", find)
    return asked


async def test_who_guesses_keys_asks_the_database_seldom_and_pushes_nobody_out(
    sqlite_stack: Stack, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, late = sqlite_stack.new_app(), sqlite_stack.new_app()
    refusals = Refusals(sqlite_stack.database, clock, this_server())
    door = Authentication(sqlite_stack.database, clock, Environment.LIVE, refusals, KeyUses(sqlite_stack.database))
    here, elsewhere = (
        Origin(address=address, request_id="r", traceparent=None) for address in ("192.0.2.1", "192.0.2.2")
    )
    await door.authenticate(known.authorization[1], here, "GetExport")
    asked = looked_up(monkeypatch)
    limited = 0
    for _ in range(UNKNOWN_KEYS_AT_ONCE + 200):
        guess = f"Bearer {generate_key(Environment.LIVE).text}"
        with pytest.raises((Unauthenticated, RateLimited)) as refused:
            await door.authenticate(guess, here, "GetExport")
        limited += isinstance(refused.value, RateLimited)
    assert (len(asked), limited) == (UNKNOWN_KEYS_AT_ONCE, 200)
    clock.advance(seconds=5)
    for app, origin in ((known, here), (late, elsewhere), (late, here)):
        assert (await door.authenticate(app.authorization[1], origin, "GetExport")).key_id == app.key.key.id


async def test_a_key_that_is_no_key_costs_no_look_into_the_database(
    sqlite_stack: Stack, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = looked_up(monkeypatch)
    door = Authentication(
        sqlite_stack.database,
        clock,
        Environment.LIVE,
        Refusals(sqlite_stack.database, clock, this_server()),
        KeyUses(sqlite_stack.database),
    )
    for header in (None, "", "Bearer ", "Basic eA==", f"Bearer cae_live_{'a' * 51}", f"Bearer {'x' * 30_000}"):
        with pytest.raises(Unauthenticated):
            await door.authenticate(header, NOWHERE, "GetExport")
    assert not asked


def test_a_subscriber_has_a_network_of_ipv6_addresses() -> None:
    assert subscriber_of("2001:db8::1") == subscriber_of("2001:db8::ffff:1") != subscriber_of("2001:db8:0:1::1")
    assert subscriber_of("192.0.2.1") != subscriber_of("192.0.2.2")


def test_a_try_that_is_taken_back_counts_no_more(clock: TestClock) -> None:
    throttle = Throttle(burst=1, interval=timedelta(seconds=1))
    throttle.note("a", clock())
    assert throttle.wait_of("a", clock()) > timedelta(0)
    throttle.take_back("a")
    assert throttle.wait_of("a", clock()) == timedelta(0)


async def test_a_flood_of_logins_waits_in_a_short_line(sqlite_stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    """From as many addresses as they like: what is beyond the line is refused before a password is hashed."""
    hashed: Counter[str] = Counter()

    def counted(operator: Operator | None, password: str) -> Operator:
        hashed["all"] += 1
        return admit(operator, password)

    monkeypatch.setattr("server.services.sessions.admit", counted)
    async with served_to_operators(sqlite_stack) as door:

        async def log_in(number: int) -> grpc.StatusCode:
            request = admin_pb2.LogInRequest(operator=f"o{number}", password=secrets.token_hex(8))
            sent = (("x-curae-console", "1"), ("x-forwarded-for", f"192.0.2.{number}"))
            with pytest.raises(AioRpcError) as refused:
                await door.admin.LogIn(request, metadata=sent)
            return refused.value.code()

        seen = Counter(await asyncio.gather(*(log_in(number) for number in range(100))))
    assert seen[grpc.StatusCode.UNAUTHENTICATED] == hashed["all"]
    assert seen[grpc.StatusCode.RESOURCE_EXHAUSTED] >= 50


async def test_hashes_of_passwords_take_a_share_of_a_processor(
    sqlite_stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tries need no key, and a hash costs as much as a hundred calls."""

    def slow(operator: Operator | None, password: str) -> Operator:
        time.sleep(HASH_SECONDS)
        return admit(operator, password)

    monkeypatch.setattr("server.services.sessions.admit", slow)
    factors = SecondFactors(sqlite_stack.database, utc_now, signing_key=b"k" * 32)
    sessions = Sessions(sqlite_stack.database, utc_now, factors)
    began = time.monotonic()
    tries = (sessions.begin(f"o{number}", "wrong", None, Origin(address=f"192.0.2.{number}")) for number in range(8))
    refused = await asyncio.gather(*tries, return_exceptions=True)
    assert {type(each) for each in refused} == {Unauthenticated}
    assert time.monotonic() - began >= 7 * HASH_SECONDS / LOGIN_PROCESSOR_SHARE


@pytest.mark.parametrize("method", ["ListKeys", "RevokeKey", "WatchOverview"])
async def test_the_console_asks_for_a_session_before_it_reads(sqlite_stack: Stack, method: str) -> None:
    """Bytes that are no message: who is refused for them was read."""
    async with served_to_operators(sqlite_stack) as door:
        with pytest.raises(AioRpcError) as refused:
            await door.channel.unary_unary(f"/curae.admin.v1.AdminService/{method}")(
                b"\xff" * 60_000, metadata=(("x-curae-console", "1"),)
            )
        assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED


@pytest.mark.parametrize("method", ["RecordsService/GetExport", "SignalsService/IngestSignals"])
async def test_the_server_asks_for_a_key_before_it_reads(sqlite_stack: Stack, method: str) -> None:
    async with served(sqlite_stack) as door:
        with pytest.raises(AioRpcError) as refused:
            await door.channel.unary_unary(f"/curae.sdk.v1.{method}")(b"\xff" * 60_000)
        assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED


@pytest.mark.parametrize("method", ["DownloadExport", "WatchExport"])
@pytest.mark.parametrize("header", [(), (("authorization", f"Bearer cae_live_{'a' * 52}"),)])
async def test_what_takes_a_token_asks_for_one_before_the_rest(
    sqlite_stack: Stack, method: str, header: tuple[tuple[str, str], ...]
) -> None:
    """An empty message breaks the rules too: that is not what a stranger hears."""
    async with served(sqlite_stack) as door:
        asking = door.channel.unary_stream(f"/curae.sdk.v1.RecordsService/{method}")(b"", metadata=header)
        with pytest.raises(AioRpcError) as refused:
            await anext(aiter(asking))
        assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED


async def test_health_answers_beside_thousands_of_calls(sqlite_stack: Stack) -> None:
    """Envoy takes a server for dead that does not answer within two seconds. And gRPC drops none of the calls."""
    calls, checks = 3_000, 5
    counts, app = Counter[str](), sqlite_stack.new_app()
    async with served(sqlite_stack) as door:
        target = target_of(door.address)
        check = door.channel.unary_unary(CHECK)
        await check(b"")  # the channel is open

        async def flood() -> None:
            message = grpc_message(records_pb2.ListExportsRequest().SerializeToString())
            async with http2(target, counts) as connection:
                for _ in range(calls // 6):
                    fields = [*grpc_fields(target, LIST_EXPORTS), *app.metadata("unused")]
                    await connection.send_body(connection.open(fields, ends=False), message)
                await connection.until_ended(patience(60))

        async with asyncio.TaskGroup() as tasks:
            for _ in range(6):
                tasks.create_task(flood())
            await eventually_async(lambda: counts["streams"] == calls)
            for _ in range(checks):
                await check(b"")
            answered = counts["gRPC 0"]
        assert counts["gRPC 0"] == calls
    assert answered < calls // 2, "a check waits for a few calls, not for all that came before it"
