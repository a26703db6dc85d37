"""Artifacts that are gone, or are no longer what was written: through Envoy, on a folder and on a bucket."""

import asyncio
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import delete, func, select

from server.domain.exports import Export
from server.store.tables import artifact_pieces
from tests.parts.downloads import MEBIBYTE, a_ready_export, artifact_url, client_of, door_of
from tests.parts.in_process import App, Stack
from tests.rest.problems import assert_problem

ARTIFACT_MEBIBYTES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A READY export, its bytes, and how a caller asks for them."""

    stack: Stack
    app: App
    export: Export
    content: bytes

    @property
    def key(self) -> str:
        assert self.export.artifact is not None
        return self.export.artifact.key

    @property
    def file(self) -> Path:
        return Path(self.stack.settings.artifacts_url.removeprefix("file:")) / self.key

    def replace(self, content: bytes) -> None:
        """As somebody does who may write to the store."""
        with self.stack.artifacts.writer(self.key) as writer:
            writer.write(content)
            writer.commit()

    def remove(self) -> None:
        asyncio.run(self.stack.artifacts.delete(self.key))


@pytest.fixture
def stored(whole_stack: Stack) -> Stored:
    app = whole_stack.new_app()
    export = asyncio.run(a_ready_export(whole_stack, app, ARTIFACT_MEBIBYTES))

    async def read() -> bytes:
        assert export.artifact is not None
        chunks = whole_stack.artifacts.read(export.artifact.key, length=export.artifact.byte_size)
        return b"".join([chunk async for chunk in chunks])

    return Stored(stack=whole_stack, app=app, export=export, content=asyncio.run(read()))


@contextmanager
def asked(stored: Stored) -> Iterator[tuple[httpx.Client, str]]:
    with door_of(stored.stack) as door, client_of(stored.app) as client:
        yield client, artifact_url(door, stored.export)


def is_gone(stored: Stored) -> None:
    stored.remove()


def is_shorter(stored: Stored) -> None:
    stored.replace(stored.content[:-1])


def is_empty(stored: Stored) -> None:
    stored.replace(b"")


def is_longer(stored: Stored) -> None:
    stored.replace(stored.content + b"\n")


@pytest.mark.parametrize("harm", [is_gone, is_shorter, is_empty, is_longer], ids=lambda harm: harm.__name__)
def test_what_is_not_there_whole_is_an_error_before_the_head(stored: Stored, harm: Callable[[Stored], None]) -> None:
    etag = f'"{hashlib.sha256(stored.content).hexdigest()}"'
    harm(stored)
    with asked(stored) as (client, url):
        assert_problem(client.get(url), "INTERNAL")
        assert_problem(client.head(url), "INTERNAL")
        for byte_range in ("bytes=0-9", "bytes=-1", f"bytes={2 * MEBIBYTE}-"):
            assert_problem(client.get(url, headers={"range": byte_range, "if-range": etag}), "INTERNAL")
        assert client.get(url, headers={"if-none-match": etag}).status_code == 304  # whoever has it needs no byte


def a_folder(path: Path) -> None:
    path.mkdir()


def a_named_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_link(path: Path) -> None:
    (path.parent / "other").write_text("not ours")
    path.symlink_to(path.parent / "other")


def a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("put", [a_folder, a_named_pipe, a_link, a_device], ids=lambda put: put.__name__)
def test_what_is_no_file_is_an_error_at_once(sqlite_stack: Stack, put: Callable[[Path], None]) -> None:
    app = sqlite_stack.new_app()
    export = asyncio.run(a_ready_export(sqlite_stack, app, 1))
    stored = Stored(stack=sqlite_stack, app=app, export=export, content=b"")
    stored.file.unlink()
    put(stored.file)
    with asked(stored) as (client, url):
        assert_problem(client.get(url), "INTERNAL")
        assert_problem(client.head(url), "INTERNAL")


def received(client: httpx.Client, url: str, **headers: str) -> tuple[bytes, bool]:
    """What came, and whether it looked complete."""
    content = b""
    with client.stream("GET", url, headers=headers) as response:
        assert response.status_code in (200, 206)
        try:
            for chunk in response.iter_raw():
                content += chunk
        except httpx.TransportError:
            return content, False
    return content, True


def test_no_altered_byte_leaves(stored: Stored) -> None:
    at = 3 * MEBIBYTE + 70_000
    altered = bytearray(stored.content)
    altered[at] ^= 1
    stored.replace(bytes(altered))
    with asked(stored) as (client, url):
        content, complete = received(client, url)
        assert not complete
        assert content == stored.content[: 3 * MEBIBYTE]
        for around in (f"bytes={at}-{at}", f"bytes={3 * MEBIBYTE}-", f"bytes={at + 1}-{at + 9}"):
            assert_problem(client.get(url, headers={"range": around}), "INTERNAL")
        content, complete = received(client, url, range=f"bytes={2 * MEBIBYTE}-")
        assert (content, complete) == (stored.content[2 * MEBIBYTE : 3 * MEBIBYTE], False)
        for first, last in ((0, 9), (MEBIBYTE - 2, MEBIBYTE + 1), (4 * MEBIBYTE, len(altered) - 1)):
            content, complete = received(client, url, range=f"bytes={first}-{last}")
            assert (content, complete) == (stored.content[first : last + 1], True)


def forget_pieces(stored: Stored) -> None:
    """As an older release has left it."""
    chosen = artifact_pieces.c.export_id == stored.export.id
    stored.stack.database.write_now(lambda database: database.execute(delete(artifact_pieces).where(chosen)).rowcount)


def test_an_artifact_of_an_older_release_is_verified_as_a_whole(stored: Stored) -> None:
    forget_pieces(stored)
    count = select(func.count()).select_from(artifact_pieces)
    with asked(stored) as (client, url):
        part = client.get(url, headers={"range": f"bytes={MEBIBYTE}-"})
        assert (part.status_code, part.content) == (206, stored.content[MEBIBYTE:])
        assert client.get(url).content == stored.content
        assert stored.stack.database.read_now(lambda database: database.execute(count).scalar_one()) == 1
        forget_pieces(stored)
        stored.replace(stored.content[:-2] + b"x\n")
        assert_problem(client.get(url), "INTERNAL")
        assert_problem(client.get(url, headers={"range": "bytes=0-9"}), "INTERNAL")
