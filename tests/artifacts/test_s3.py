"""What holds for artifacts in a bucket only: a store that is away, stalls or refuses, and checksums that differ."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from server.artifacts.errors import (
    ArtifactCorrupt,
    ArtifactError,
    ArtifactStoreMisconfigured,
    ArtifactStoreUnavailable,
)
from server.artifacts.s3 import S3Backend
from server.artifacts.s3_checksum import PartChecksums
from server.artifacts.s3_location import S3Credentials, S3Location
from server.artifacts.store import ArtifactStore, open_store
from tests.artifacts.test_conformance import put
from tests.parts.eventually import eventually_async, patience
from tests.parts.fixtures import S3Address
from tests.parts.seaweedfs import SeaweedFS, artifacts_url

KEY = "exports/5f0c/1.ndjson"
CREDENTIALS = S3Credentials(access_key_id="someone", secret_access_key="correct-horse-battery")
MEBIBYTE = 1024 * 1024

_EXIT_IN_THE_MIDDLE = """
    import asyncio, sys
    from server.artifacts.store import open_store

    async def main(store):
        with store.writer("exports/5f0c/1.ndjson") as writer:
            writer.write(bytes(20_000_000))
            writer.commit()
        readers = [store.read("exports/5f0c/1.ndjson", length=20_000_000) for _ in range(8)]
        for reader in readers:
            await anext(reader)
        abandoned = store.writer("exports/5f0c/2.ndjson")
        abandoned.__enter__().write(bytes(20_000_000))
        sys.exit(7)

    asyncio.run(main(open_store(sys.argv[1])))
"""


def opened(endpoint: str, *, credentials: S3Credentials = CREDENTIALS, options: str = "") -> ArtifactStore:
    return open_store(artifacts_url(endpoint) + options, credentials=credentials)


async def read(store: ArtifactStore, length: int) -> bytes:
    return b"".join([chunk async for chunk in store.read(KEY, length=length)])


async def assert_every_call_raises(store: ArtifactStore, error: type[ArtifactError], match: str) -> None:
    with pytest.raises(error, match=match):
        put(store, KEY, b"x")
    with pytest.raises(error, match=match):
        put(store, KEY, bytes(20 * MEBIBYTE))
    with pytest.raises(error, match=match):
        await read(store, 1)
    with pytest.raises(error, match=match):
        await store.size(KEY)
    with pytest.raises(error, match=match):
        await store.delete(KEY)
    with pytest.raises(error, match=match):
        _ = [artifact async for artifact in store.list()]
    with pytest.raises(error, match=match):
        await store.discard_partials(datetime.now(UTC))
    with pytest.raises(error, match=match):
        await store.check()


@pytest.fixture
def silent_endpoint() -> Iterator[str]:
    """Takes connections into its backlog and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


async def test_a_store_that_is_away_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        endpoint = f"http://127.0.0.1:{listener.getsockname()[1]}"
    store = opened(endpoint)
    with pytest.raises(ArtifactStoreUnavailable):
        await store.check()
    with pytest.raises(ArtifactStoreUnavailable):
        await store.discard_partials(datetime.now(UTC))


async def test_a_silent_store_is_given_up(silent_endpoint: str) -> None:
    store = opened(silent_endpoint, options="&timeout=1")
    calls = (
        store.size(KEY),
        read(store, 1),
        asyncio.to_thread(put, store, KEY, b"x"),
        store.discard_partials(datetime.now(UTC)),
    )
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [ArtifactStoreUnavailable] * len(calls)


async def read_once_back(store: ArtifactStore, length: int) -> bytes:
    """A store that takes new objects again may still be looking for its old ones, and says 500 meanwhile."""

    async def answer() -> bytes | None:
        with suppress(ArtifactStoreUnavailable):
            return await read(store, length)
        return None

    content: bytes = await eventually_async(answer)
    return content


async def test_goes_on_after_the_store_was_killed_or_stalled(own_server: SeaweedFS) -> None:
    url = artifacts_url(own_server.endpoint)
    credentials = S3Credentials(access_key_id=own_server.access_key_id, secret_access_key=own_server.secret_access_key)
    store = open_store(url, credentials=credentials)
    impatient = open_store(url + "&timeout=1", credentials=credentials)
    put(store, KEY, b"before")
    with store.writer("exports/5f0c/2.ndjson") as writer:
        writer.write(bytes(9 * MEBIBYTE))
        own_server.kill()
        with pytest.raises(ArtifactStoreUnavailable):
            writer.commit()
    with pytest.raises(ArtifactStoreUnavailable):
        await read(store, 6)
    own_server.start()
    assert await read_once_back(store, 6) == b"before"
    os.kill(own_server.pid, signal.SIGSTOP)
    with pytest.raises(ArtifactStoreUnavailable):
        await read(impatient, 6)
    os.kill(own_server.pid, signal.SIGCONT)
    assert await read_once_back(store, 6) == b"before"
    await store.discard_partials(datetime.now(UTC) + timedelta(minutes=1))
    await store.check()
    assert [artifact.key async for artifact in store.list()] == [KEY]


async def test_wrong_credentials_are_told_and_not_repeated(s3_server: S3Address) -> None:
    store = opened(s3_server.endpoint)
    await assert_every_call_raises(store, ArtifactStoreMisconfigured, "artifacts bucket (refuses|answers 403)")
    with pytest.raises(ArtifactStoreMisconfigured) as refused:
        await store.check()
    assert CREDENTIALS.secret_access_key not in repr(refused.value) + repr(refused.value.__cause__) + repr(CREDENTIALS)


async def test_a_missing_bucket_is_told(s3_server: S3Address) -> None:
    url = f"s3://no-such-bucket?endpoint={s3_server.endpoint}"
    store = open_store(url, credentials=s3_server.credentials)
    with pytest.raises(ArtifactStoreMisconfigured, match="does not exist; create it"):
        await store.check()
    with pytest.raises(ArtifactStoreMisconfigured, match="does not exist; create it"):
        _ = [artifact async for artifact in store.list()]


@pytest.mark.parametrize("byte_size", [5, 9 * MEBIBYTE])
def test_other_bytes_in_the_store_are_noticed(s3_server: S3Address, byte_size: int) -> None:
    url = artifacts_url(s3_server.endpoint)
    put(open_store(url, credentials=s3_server.credentials), KEY, bytes(byte_size))
    for changed, other in (("checksum", b"\1" + bytes(byte_size - 1)), ("bytes in the store", bytes(byte_size + 1))):
        expected = PartChecksums(8 * MEBIBYTE)
        expected.update(memoryview(other))
        backend = S3Backend(S3Location.from_url(url), s3_server.credentials)
        with pytest.raises(ArtifactCorrupt, match=changed):
            backend.verify(KEY, expected)


def test_only_the_size_is_compared_where_etags_are_not_md5(s3_server: S3Address) -> None:
    url = artifacts_url(s3_server.endpoint) + "&checksum=size"
    put(open_store(url, credentials=s3_server.credentials), KEY, b"12345")
    expected = PartChecksums(8 * MEBIBYTE)
    expected.update(memoryview(b"54321"))
    S3Backend(S3Location.from_url(url), s3_server.credentials).verify(KEY, expected)


async def test_partials_of_others_stay(s3_server: S3Address) -> None:
    ours, theirs = (opened(s3_server.endpoint, credentials=s3_server.credentials) for _ in range(2))
    with theirs.writer(KEY) as writer:
        writer.write(bytes(9 * MEBIBYTE))
        assert await ours.discard_partials(datetime.now(UTC) + timedelta(minutes=1)) == 0
        writer.commit()
    assert await theirs.size(KEY) == 9 * MEBIBYTE


def test_a_process_that_ends_in_the_middle_ends_with_its_own_code(s3_url: str) -> None:
    program = textwrap.dedent(_EXIT_IN_THE_MIDDLE)
    for _ in range(3):
        run = subprocess.run([sys.executable, "-c", program, s3_url], capture_output=True, text=True, check=False)
        assert (run.returncode, run.stderr) == (7, "")


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("s3://", "bucket's name"),
        ("s3://Bucket_", "bucket's name"),
        ("s3://key:secret@bucket", "credentials do not belong"),
        ("s3://bucket/../up", "prefix"),
        ("s3://bucket/a b", "prefix"),
        ("s3://bucket?endpoint=ftp://host", "endpoint"),
        ("s3://bucket?endpoint=http://key:secret@host", "endpoint"),
        ("s3://bucket?endpoint=http://host/path", "endpoint"),
        ("s3://bucket?endpoint=http://host:abc", "endpoint"),
        ("s3://bucket?endpoint=http://host:99999", "endpoint"),
        ("s3://bucket?endpoint=http://host:0", "endpoint"),
        ("s3://bucket?endpoint=http://[::1", "endpoint"),
        ("s3://bucket?public_endpoint=http://host:abc", "public_endpoint"),
        ("s3://bucket?region=no where", "region"),
        ("s3://bucket?timeout=0", "timeout"),
        ("s3://bucket?checksum=none", "checksum"),
        ("s3://bucket?secret=x", "options are"),
    ],
)
def test_a_wrong_url_is_told_and_not_repeated(url: str, complaint: str) -> None:
    with pytest.raises(ArtifactStoreMisconfigured, match=complaint) as refused:
        open_store(url, credentials=CREDENTIALS)
    assert "secret" not in str(refused.value)


def test_missing_credentials_name_their_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "someone")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY", raising=False)
    with pytest.raises(ArtifactStoreMisconfigured, match="AWS_SECRET_ACCESS_KEY"):
        open_store("s3://bucket")


@pytest.fixture
def dripping_endpoint() -> Iterator[str]:
    """Answers each request at once and then says one byte of its body every 50 ms, without an end."""
    ended = threading.Event()

    def drip(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.recv(1 << 16)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
            while not ended.wait(0.05):
                connection.sendall(b" ")

    def accept(listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=drip, args=listener.accept()[:1], daemon=True).start()

    with socket.create_server(("127.0.0.1", 0), backlog=100) as listener:
        threading.Thread(target=accept, args=[listener], daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        ended.set()
        listener.shutdown(socket.SHUT_RDWR)


async def test_a_store_whose_answer_drips_is_given_up(dripping_endpoint: str) -> None:
    store = opened(dripping_endpoint, options="&timeout=1")
    began = time.monotonic()
    for call in (read(store, 1000), store.discard_partials(datetime.now(UTC))):
        with pytest.raises(ArtifactStoreUnavailable):
            await call
    assert time.monotonic() - began < patience(20)
