"""Downloads that a hostile caller asks for through Envoy: many, unread, and while consent ends."""

import asyncio
import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import grpc
import httpx
import psutil
import pytest
from curae.sdk.v1 import records_pb2, records_pb2_grpc
from sqlalchemy import Connection as DatabaseConnection
from sqlalchemy import text

from server.clock import utc_now
from server.domain.audit import Action
from server.domain.connections import ConnectionStatus
from server.domain.exports import Export
from server.limits import MAX_DOWNLOADS_OF_A_KEY
from server.services.accounts import end_connection
from server.services.actors import operator
from server.services.rechecks import RECHECK_SECONDS
from server.store import api_keys, audit
from tests.parts.downloads import MEBIBYTE, Unread, a_ready_export, artifact_url, client_of, door_of
from tests.parts.eventually import eventually, patience
from tests.parts.in_process import App, Stack, opened_stack, sqlite_urls
from tests.rest.echo_door import EchoDoor
from tests.rest.problems import assert_problem

ASKED = 300
ARTIFACT_MEBIBYTES = 16
# What one download may take of the server, its piece from a bucket and what gRPC holds included.
DOWNLOAD_BYTES = 6 * MEBIBYTE
STALL_SECONDS = 2


def ended(stack: Stack, export: Export) -> list[audit.Row]:
    rows = stack.database.read_now(lambda database: audit.last_rows(database, audit.Filter(export_id=export.id), 2000))
    return [row for row in rows if row.action == Action.DOWNLOAD_ENDED]


def actions(stack: Stack, app: App) -> list[str]:
    chosen = audit.Filter(connection_id=app.connection.id)
    return [row.action for row in stack.database.read_now(lambda database: audit.last_rows(database, chosen, 100))]


@contextmanager
def unread(door: EchoDoor, export: Export, app: App, count: int) -> Iterator[list[Unread]]:
    """`count` downloads that all have their answer."""
    asked = [Unread.of(door, export, app) for _ in range(count)]
    try:
        for each in asked:
            each.answered()
        yield asked
    finally:
        for each in asked:
            each.close()


def test_unread_downloads_have_a_share_and_take_bounded_memory(whole_stack: Stack) -> None:
    stack = whole_stack
    hostile, honest = stack.new_app(), stack.new_app()
    export, other = (asyncio.run(a_ready_export(stack, app, ARTIFACT_MEBIBYTES)) for app in (hostile, honest))
    process = psutil.Process()
    with door_of(stack) as door:
        with client_of(honest) as client:
            client.get(artifact_url(door, other))  # whatever a first download loads is loaded
        before = process.memory_info().rss
        with unread(door, export, hostile, ASKED) as asked:
            grown = process.memory_info().rss - before
            running = [each for each in asked if each.answered() == 200]
            refused = [each for each in asked if each.answered() == 429]
            assert len(running) == MAX_DOWNLOADS_OF_A_KEY
            assert len(running) + len(refused) == ASKED
            assert all(b"retry-after: " in each.head.lower() for each in refused)
            assert grown < len(running) * DOWNLOAD_BYTES
            with client_of(honest) as client:
                whole = client.get(artifact_url(door, other))
                assert hashlib.sha256(whole.content).hexdigest() == other.artifact.sha256
            with client_of(hostile) as client:
                assert_problem(client.get(artifact_url(door, export)), "RATE_LIMITED")
        with client_of(hostile) as client:  # once its own have ended
            eventually(lambda: client.get(artifact_url(door, export)).status_code == 200)


@pytest.fixture
def impatient(tmp_path: Path) -> Iterator[Stack]:
    """A deployment that waits STALL_SECONDS for a reader, and runs two downloads at once."""
    urls = sqlite_urls(tmp_path)
    with opened_stack(**urls, stream_stall_seconds=STALL_SECONDS, max_downloads=2, max_downloads_of_key=2) as stack:
        yield stack


def test_a_download_that_nobody_reads_ends_and_one_that_is_read_slowly_does_not(impatient: Stack) -> None:
    stack, app = impatient, impatient.new_app()
    export = asyncio.run(a_ready_export(stack, app, 2))
    with door_of(stack) as door, unread(door, export, app, 1), client_of(app) as client:
        received = hashlib.sha256()
        with client.stream("GET", artifact_url(door, export)) as slow:
            for chunk in slow.iter_raw(1 << 15):
                received.update(chunk)
                threading.Event().wait(3 * STALL_SECONDS / 64)  # three times the limit for all of it
        assert received.hexdigest() == export.artifact.sha256
        (first, second) = eventually(lambda: (found := ended(stack, export))[1:] and found)
        assert {first.outcome, second.outcome} == {"done", "cut_short"}
        with unread(door, export, app, 1):  # its place is free again
            pass


def test_more_downloads_than_the_server_runs_are_told_to_come_back(impatient: Stack) -> None:
    stack, app, other = impatient, impatient.new_app(), impatient.new_app()
    export, another = (asyncio.run(a_ready_export(stack, each, 4)) for each in (app, other))
    with door_of(stack) as door, unread(door, export, app, 2), client_of(other) as client:
        refused = client.get(artifact_url(door, another))
        assert_problem(refused, "RATE_LIMITED")
        eventually(lambda: client.get(artifact_url(door, another)).status_code == 200)


def revoke_the_connection(stack: Stack, app: App, database: DatabaseConnection) -> None:
    end_connection(database, app.connection.id, ConnectionStatus.REVOKED, utc_now(), operator())


def revoke_the_key(_: Stack, app: App, database: DatabaseConnection) -> None:
    api_keys.revoke_key(database, app.key.key.id, utc_now())


Revoke = Callable[[Stack, App, DatabaseConnection], None]


@contextmanager
def a_revocation_under_way(stack: Stack, app: App, revoke: Revoke) -> Iterator[Callable[[], None]]:
    """A transaction that has revoked and has not committed; gives what lets it commit."""
    revoked, commit = threading.Event(), threading.Event()

    def work(database: DatabaseConnection) -> None:
        revoke(stack, app, database)
        revoked.set()
        assert commit.wait(patience(60))

    revoking = threading.Thread(target=stack.database.write_now, args=[work])
    revoking.start()
    assert revoked.wait(patience(60))

    def finish() -> None:
        commit.set()
        revoking.join()

    try:
        yield finish
    finally:
        finish()


def waits(stack: Stack) -> bool:
    """Whether somebody waits for the transaction."""
    if stack.database.is_sqlite:
        return stack.database.waiting("write") > 0
    blocked = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    return stack.database.read_now(lambda database: database.execute(blocked).scalar_one()) > 0


@pytest.mark.parametrize(
    ("revoke", "code"),
    [(revoke_the_connection, "SDK_CONNECTION_NOT_ACTIVE"), (revoke_the_key, "UNAUTHENTICATED")],
    ids=["connection", "key"],
)
@pytest.mark.parametrize("signed", [False, True], ids=["by key", "by link"])
def test_no_byte_leaves_of_a_download_asked_for_while_a_revocation_commits(
    whole_stack: Stack, revoke: Revoke, code: str, signed: bool
) -> None:
    stack, app = whole_stack, whole_stack.new_app()
    export = asyncio.run(a_ready_export(stack, app, 4))
    with door_of(stack) as door, client_of(app) as client:
        url, headers = artifact_url(door, export), {}
        if signed:
            link = client.get(url.removesuffix("artifact") + "download").json()["download"]["url"]
            url, headers = f"{url}?{link.partition('?')[2]}", {"authorization": ""}
        answers: list[httpx.Response] = []
        asking = threading.Thread(target=lambda: answers.append(client.get(url, headers=headers)))
        with a_revocation_under_way(stack, app, revoke) as commit:
            asking.start()
            eventually(lambda: waits(stack))
            commit()
        asking.join(patience(60))
        assert_problem(answers[0], code)
    assert Action.DOWNLOAD_STARTED not in actions(stack, app)


def test_a_running_download_ends_with_its_key(whole_stack: Stack) -> None:
    stack, app = whole_stack, whole_stack.new_app()
    export = asyncio.run(a_ready_export(stack, app, ARTIFACT_MEBIBYTES))
    with door_of(stack) as door, unread(door, export, app, 1) as (download,), client_of(app) as client:
        link = client.get(artifact_url(door, export).removesuffix("artifact") + "download").json()["download"]["url"]
        with client.stream("GET", f"{artifact_url(door, export)}?{link.partition('?')[2]}") as signed:
            begun = signed.iter_raw(1024)
            next(begun)
            stack.accounts.revoke_key(app.key.key.id)
            rows = eventually(lambda: (found := ended(stack, export))[1:] and found, within=10 * RECHECK_SECONDS)
            assert {row.outcome for row in rows} == {"cut_short"}
            with pytest.raises(httpx.TransportError):
                for _ in begun:
                    pass
        assert download.rest() < 2 * MEBIBYTE


async def unread_native(door: EchoDoor, export: Export, app: App, count: int) -> list[grpc.aio.UnaryStreamCall]:
    """Native downloads through Envoy, each on a connection of its own, of which one message is read."""
    calls = []
    for _ in range(count):
        alone = [("grpc.use_local_subchannel_pool", 1)]
        stub = records_pb2_grpc.RecordsServiceStub(grpc.aio.insecure_channel(door.target, options=alone))
        asked = records_pb2.DownloadExportRequest(export_id=export.id)
        calls.append(stub.DownloadExport(asked, metadata=app.metadata()))
        await calls[-1].read()
    return calls


async def test_native_downloads_that_are_not_read_hold_up_nobody(tmp_path: Path) -> None:
    """They once shared the connections of all other calls to the server, and filled their windows."""
    with opened_stack(**sqlite_urls(tmp_path), max_downloads=40, max_downloads_of_key=40) as stack:
        hostile, honest = stack.new_app(), stack.new_app()
        export, other = [await a_ready_export(stack, app, ARTIFACT_MEBIBYTES) for app in (hostile, honest)]
        with door_of(stack) as door:
            calls = await unread_native(door, export, hostile, 40)
            url = artifact_url(door, other).removesuffix("/artifact")
            async with httpx.AsyncClient(headers={"authorization": honest.authorization[1]}) as client:
                for _ in range(20):  # on one of Envoy's workers or the other
                    assert (await client.get(url, timeout=patience(10))).status_code == 200
            for call in calls:
                call.cancel()
