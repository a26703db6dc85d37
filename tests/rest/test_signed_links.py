"""Signed URLs through Envoy: how long they live, and what ends them before their time."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from server.clock import utc_now, uuid7
from server.store.exports import cancel_export, expire_export, get_export
from tests.parts.eventually import patience
from tests.parts.exports import working
from tests.parts.in_process import App, Stack, observation, opened_stack, serving, sqlite_urls
from tests.parts.processes import port_of
from tests.rest.echo_door import envoy
from tests.rest.problems import assert_problem

EXPORTS = "/api/sdk/v1/records/exports"
TTL_SECONDS = 3  # on an idle machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A READY export, and whose it is."""

    stack: Stack
    rest: httpx.Client
    app: App
    export_id: str

    def ask(self, kind: str) -> dict[str, Any]:
        """A fresh link: `download` or `watch`."""
        headers = {"authorization": self.app.authorization[1]}
        answer: dict[str, Any] = self.rest.get(f"{EXPORTS}/{self.export_id}/{kind}", headers=headers).json()[kind]
        return answer


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stack, httpx.Client]]:
    urls = sqlite_urls(tmp_path_factory.mktemp("links"))
    with (
        opened_stack(**urls, download_url_ttl_seconds=round(patience(TTL_SECONDS)), public_url=None) as stack,
        serving(stack) as address,
        envoy(port_of(address)) as door,
        httpx.Client(base_url=door.url, timeout=30) as rest,
    ):
        yield stack, rest


@pytest.fixture
def ready(deployment: tuple[Stack, httpx.Client]) -> Ready:
    stack, rest = deployment
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(number) for number in range(3)])
    headers = {"authorization": app.authorization[1], "idempotency-key": uuid7()}
    queued = rest.post(EXPORTS, json={"connectionId": app.connection.id}, headers=headers)
    ready = Ready(stack=stack, rest=rest, app=app, export_id=queued.json()["export"]["id"])

    async def work() -> None:
        async with working(stack):
            await asyncio.to_thread(rest.get, f"{EXPORTS}/{ready.export_id}/events", headers=headers)  # until READY

    asyncio.run(work())
    return ready


def stored(ready: Ready) -> Any:
    return ready.stack.database.read_now(lambda database: get_export(database, ready.export_id))


@pytest.mark.parametrize("kind", ["download", "watch"])
def test_a_link_lives_as_long_as_it_says_and_no_longer(ready: Ready, kind: str) -> None:
    asked = utc_now()
    link, lives = ready.ask(kind), ready.stack.settings.download_url_ttl_seconds
    assert link["expiresInSeconds"] == lives
    until = datetime.fromisoformat(link["expiresAt"])
    assert asked + timedelta(seconds=lives) <= until
    while (left := (until - utc_now()).total_seconds()) > 0:
        answer = ready.rest.get(link["url"])
        assert answer.status_code == 200 or utc_now() >= until
        time.sleep(min(left, 0.3))
    dead = ready.rest.get(link["url"])
    assert_problem(dead, "UNAUTHENTICATED")
    assert "expired; ask for a new one" in dead.json()["detail"]


def key_is_revoked(ready: Ready) -> None:
    ready.stack.accounts.revoke_key(ready.app.key.key.id)


def connection_is_revoked(ready: Ready) -> None:
    ready.stack.accounts.revoke_connection(ready.app.connection.id)


def packages_are_narrowed(ready: Ready) -> None:
    ready.stack.accounts.set_data_packages(ready.app.connection.id, frozenset({"demographics"}))


def export_is_cancelled(ready: Ready) -> None:
    ready.stack.database.write_now(lambda database: cancel_export(database, stored(ready), utc_now()))


def export_expires(ready: Ready) -> None:
    ready.stack.database.write_now(lambda database: expire_export(database, stored(ready), utc_now()))


@pytest.mark.parametrize(
    ("end", "code", "said"),
    [
        (key_is_revoked, "UNAUTHENTICATED", "revoked"),
        (connection_is_revoked, "SDK_CONNECTION_NOT_ACTIVE", "REVOKED"),
        (packages_are_narrowed, "SDK_EXPORT_CANCELLED", "cancelled"),
        (export_is_cancelled, "SDK_EXPORT_CANCELLED", "cancelled"),
        (export_expires, "SDK_EXPORT_EXPIRED", "expired"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_link_dies_at_once_and_says_why(ready: Ready, end: Callable[[Ready], None], code: str, said: str) -> None:
    url = ready.ask("download")["url"]
    end(ready)
    answer = ready.rest.get(url)
    assert_problem(answer, code)
    assert said in answer.text
    for known in (ready.app.key.presented.text, url.partition("token=")[2]):
        assert known not in answer.text


def test_a_link_takes_ranges_and_revalidation(ready: Ready) -> None:
    url = ready.ask("download")["url"]
    whole = ready.rest.get(url)
    part = ready.rest.get(url, headers={"range": "bytes=7-", "if-range": whole.headers["etag"]})
    assert (part.status_code, part.content) == (206, whole.content[7:])
    assert ready.rest.get(url, headers={"if-none-match": whole.headers["etag"]}).status_code == 304
    assert ready.rest.head(url).headers["content-length"] == str(len(whole.content))
