"""Watches through Envoy: what keeps them alive, and what ends them."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import grpc
import httpx
import pytest
from curae.sdk.v1 import records_pb2, records_pb2_grpc
from sqlalchemy import update

from server.clock import utc_now
from server.domain.exports import Export
from server.store import tables
from tests.parts.downloads import client_of, door_of, events_url
from tests.parts.eventually import eventually, patience
from tests.parts.exports import queue, working
from tests.parts.in_process import App, Stack, opened_stack, sqlite_urls
from tests.rest.echo_door import EchoDoor
from tests.rest.problems import assert_problem

COMMENT_WITHIN_SECONDS = 15.0
ENDS_WITHIN_SECONDS = 5.0  # far below the comment of each 15 s


@dataclass(slots=True)
class Watch:
    """One that is read in a thread of its own. `lines` are what has come; `ended` is set once it is over."""

    url: str
    headers: dict[str, str]
    lines: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        try:
            with (
                httpx.Client(timeout=patience(60)) as client,
                client.stream("GET", self.url, headers=self.headers) as sse,
            ):
                assert sse.status_code == 200
                for line in sse.iter_lines():
                    self.lines.append(line)
        except httpx.TransportError:
            pass
        finally:
            self.ended.set()


@contextmanager
def watched(door: EchoDoor, export: Export, app: App) -> Iterator[list[Watch]]:
    """A watch by key and one by signed link, both under way."""
    url, key = events_url(door, export), app.authorization[1]
    with client_of(app) as client:
        link = client.get(url.removesuffix("events") + "watch").json()["watch"]["url"]
    watches = [Watch(url, {"authorization": key}), Watch(f"{url}?{link.partition('?')[2]}", {})]
    threads = [threading.Thread(target=each.read, daemon=True) for each in watches]
    for thread in threads:
        thread.start()
    eventually(lambda: all(each.lines for each in watches))
    yield watches
    for thread in threads:
        thread.join(patience(60))


def test_a_quiet_watch_says_that_it_is_alive_and_tells_native_callers_nothing(sqlite_stack: Stack) -> None:
    app = sqlite_stack.new_app()
    export = asyncio.run(queue(sqlite_stack, app))
    with door_of(sqlite_stack) as door, watched(door, export, app) as watches:
        with grpc.insecure_channel(door.target) as channel:
            asked = records_pb2.WatchExportRequest(export_id=export.id)
            native = records_pb2_grpc.RecordsServiceStub(channel).WatchExport(asked, metadata=app.metadata())
            told = [next(native)]
            for watch in watches:
                eventually(lambda w=watch: any(line.startswith(":") for line in w.lines), within=COMMENT_WITHIN_SECONDS)
            with client_of(app) as client:
                client.delete(events_url(door, export).removesuffix("/events"))
            told += list(native)
        assert [each.export.status for each in told] == [
            records_pb2.Export.QUEUED,
            records_pb2.Export.CANCELLED,
        ]
        for watch in watches:
            eventually(watch.ended.is_set)
            assert [line for line in watch.lines if line and not line.startswith((":", "id: ", "data: {"))] == []
            assert [line for line in watch.lines if line.startswith("id: ")] == ["id: QUEUED", "id: CANCELLED"]
            assert "data: {}" not in watch.lines


def revoke_the_key(stack: Stack, app: App) -> None:
    stack.accounts.revoke_key(app.key.key.id)


def let_the_key_expire(stack: Stack, app: App) -> None:
    chosen = update(tables.api_keys).where(tables.api_keys.c.id == app.key.key.id).values(expires_at=utc_now())
    stack.database.write_now(lambda database: database.execute(chosen).rowcount)


def let_the_connection_expire(stack: Stack, app: App) -> None:
    at = update(tables.connections).where(tables.connections.c.id == app.connection.id).values(expires_at=utc_now())
    stack.database.write_now(lambda database: database.execute(at).rowcount)


def revoke_the_tenant(stack: Stack, app: App) -> None:
    stack.accounts.revoke_tenant(app.tenant.id)


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (revoke_the_key, ""),
        (let_the_key_expire, ""),
        (let_the_connection_expire, ""),
        (revoke_the_tenant, "id: CANCELLED"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_watch_ends_with_its_right_and_hears_nothing_more(
    whole_stack: Stack, end: Callable[[Stack, App], None], told: str
) -> None:
    stack, app = whole_stack, whole_stack.new_app()
    export = asyncio.run(queue(stack, app))
    with door_of(stack) as door, watched(door, export, app) as watches:
        end(stack, app)
        ended = time.monotonic()
        for watch in watches:
            eventually(watch.ended.is_set, within=ENDS_WITHIN_SECONDS)
        print(f"{end.__name__}: {time.monotonic() - ended:.2f} s")
        # With a tenant its exports are cancelled: that may still be heard, and nothing of people.
        assert {line for watch in watches for line in watch.lines if line.startswith("id: ")} <= {"id: QUEUED", told}


def test_a_watch_of_a_revoked_connection_hears_that_its_export_is_cancelled(whole_stack: Stack) -> None:
    stack, app = whole_stack, whole_stack.new_app()
    export = asyncio.run(queue(stack, app))
    with door_of(stack) as door, watched(door, export, app) as watches:
        stack.accounts.revoke_connection(app.connection.id)
        for watch in watches:
            eventually(watch.ended.is_set)
            assert [line for line in watch.lines if line.startswith("id: ")][-1] == "id: CANCELLED"


def test_an_export_that_becomes_ready_after_its_key_was_revoked_is_not_told(sqlite_stack: Stack) -> None:
    stack, app = sqlite_stack, sqlite_stack.new_app()
    export = asyncio.run(queue(stack, app))

    async def work(watches: list[Watch]) -> None:
        async with working(stack):
            while not all(each.ended.is_set() for each in watches):  # noqa: ASYNC110 - threads set it
                await asyncio.sleep(0.05)

    with door_of(stack) as door, watched(door, export, app) as watches:
        stack.accounts.revoke_key(app.key.key.id)
        eventually(lambda: all(each.ended.is_set() for each in watches), within=ENDS_WITHIN_SECONDS)
        asyncio.run(work(watches))
        assert all("READY" not in line for watch in watches for line in watch.lines)


def test_watches_have_a_share_of_each_key_and_a_bound_over_all(tmp_path: Path) -> None:
    with opened_stack(**sqlite_urls(tmp_path), max_watches=3, max_watches_of_key=2) as stack:
        first, second = stack.new_app(), stack.new_app()
        export, other = (asyncio.run(queue(stack, app)) for app in (first, second))
        with door_of(stack) as door, client_of(first) as client, client_of(second) as another:
            with watched(door, export, first):
                assert_problem(client.get(events_url(door, export)), "RATE_LIMITED")
                with another.stream("GET", events_url(door, other)) as last:
                    assert last.status_code == 200
                    assert_problem(another.get(events_url(door, other)), "RATE_LIMITED")
                client.delete(events_url(door, export).removesuffix("/events"))
            eventually(lambda: client.get(events_url(door, export)).status_code == 200)
