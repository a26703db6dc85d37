"""What holds for artifacts in a folder only."""

import os
import shutil
import subprocess
import sys
import textwrap
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from server.artifacts.errors import ArtifactAltered, ArtifactError, ArtifactMissing, ArtifactStoreMisconfigured
from server.artifacts.store import ArtifactStore, open_store
from tests.artifacts.test_conformance import put

KEY = "exports/5f0c/1.ndjson"

_WRITE_PAST_THE_LIMIT = """
    import resource, signal, sys
    from server.artifacts.errors import ArtifactStoreFull
    from server.artifacts.store import open_store

    store = open_store(sys.argv[1])
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        with store.writer("exports/5f0c/1.ndjson") as writer:
            for _ in range(200):
                writer.write(bytes(1000))
            writer.commit()
    except ArtifactStoreFull as error:
        print(error)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "some" / "artifacts"


@pytest.fixture
def store(root: Path) -> ArtifactStore:
    return open_store(root.as_uri())


def folders(root: Path) -> list[Path]:
    return [root, *(path for path in root.rglob("*") if path.is_dir())]


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_only_the_owner_may_read(store: ArtifactStore, root: Path) -> None:
    before = os.umask(0)
    try:
        put(store, KEY, b"x")
    finally:
        os.umask(before)
    assert {folder.stat().st_mode & 0o777 for folder in folders(root)} == {0o700}
    assert [path.stat().st_mode & 0o777 for path in files(root)] == [0o600]


async def test_a_delete_removes_the_empty_folders(store: ArtifactStore, root: Path) -> None:
    put(store, KEY, b"x")
    await store.delete(KEY)
    assert folders(root) == [root, root / ".partial"]


def test_a_full_disk_is_told_and_leaves_nothing(root: Path) -> None:
    program = textwrap.dedent(_WRITE_PAST_THE_LIMIT)
    run = subprocess.run([sys.executable, "-c", program, root.as_uri()], capture_output=True, text=True, check=True)
    assert "no space left for artifacts" in run.stdout
    assert files(root) == []


async def test_strays_are_not_listed(store: ArtifactStore, root: Path) -> None:
    put(store, KEY, b"x")
    (root / "README").write_text("not ours")
    (root / "exports" / ".hidden").write_text("not ours")
    assert [artifact.key async for artifact in store.list()] == [KEY]


async def test_a_link_out_of_the_folder_is_not_followed(store: ArtifactStore, root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not ours")
    put(store, KEY, b"x")
    (root / KEY).unlink()
    (root / KEY).symlink_to(secret)
    with pytest.raises(ArtifactAltered):
        _ = [chunk async for chunk in store.read(KEY, length=1)]


async def test_a_folder_that_vanished_is_told_or_made_again(store: ArtifactStore, root: Path) -> None:
    shutil.rmtree(root)
    with pytest.raises(ArtifactMissing):
        _ = [chunk async for chunk in store.read(KEY, length=1)]
    assert await store.discard_partials(datetime.now(UTC)) == 0
    put(store, KEY, b"x")
    assert await store.size(KEY) == 1


@pytest.mark.parametrize("url", ["", "artifacts", "file://host/artifacts", "file:artifacts", "ftp://host/artifacts"])
def test_refuses_another_url(url: str) -> None:
    with pytest.raises(ArtifactStoreMisconfigured, match="neither file"):
        open_store(url)


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "artifacts").write_text("")
    with pytest.raises(ArtifactStoreMisconfigured, match="cannot be used"):
        open_store((tmp_path / "artifacts").as_uri())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_without_permission_is_told(store: ArtifactStore, root: Path) -> None:
    (root / ".partial").chmod(0o500)
    with pytest.raises(ArtifactStoreMisconfigured, match="read and write access"):
        await store.check()


async def test_partials_that_cannot_be_removed_hold_up_no_other(store: ArtifactStore, root: Path) -> None:
    for number in range(4):
        (root / ".partial" / f"left{number}").write_bytes(b"x")
        (root / ".partial" / f"folder{number}").mkdir()  # what unlink refuses, whoever asks
    with pytest.raises(ArtifactError):
        await store.discard_partials(datetime.now(UTC) + timedelta(minutes=1))
    assert {path.name for path in (root / ".partial").iterdir()} == {f"folder{number}" for number in range(4)}


async def test_the_store_knows_its_own_time(store: ArtifactStore) -> None:
    assert abs(await store.time() - datetime.now(UTC)) < timedelta(minutes=1)
    assert [stored async for stored in store.list()] == []
