"""A disk without room while exports are written: they wait for it or fail by their code, and nothing partial stays."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from server.domain.exports import Export, ExportErrorCode, ExportStatus
from server.domain.retry import Retry
from server.store.exports import get_export
from server.worker import loop
from tests.parts.eventually import eventually
from tests.parts.exports import final, queue, until, worker_process, working
from tests.parts.in_process import App, Stack, observation, opened_stack, sqlite_urls
from tests.parts.scrape import grown, here
from tests.store.seeds import leases_held

MEBIBYTE = 1 << 20
DISK_BYTES = 4 * MEBIBYTE


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of DISK_BYTES."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("a disk of a few MB is mounted: run this as root, where mount is installed")
    folder = tmp_path / "disk"
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={DISK_BYTES},mode=700", "tmpfs", str(folder)]
    mounted = subprocess.run(["mount", *options], capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        pytest.skip(f"no disk of a few MB may be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def on_small_disk(small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    monkeypatch.setattr(loop, "RETRY", Retry(first=timedelta(seconds=0.3), longest=timedelta(seconds=0.3)))
    monkeypatch.setattr(loop, "IDLE_SECONDS", 0.05)
    urls = sqlite_urls(tmp_path) | {"artifacts_url": f"file:{small_disk / 'artifacts'}"}
    with opened_stack(**urls) as stack:
        yield stack


def person(stack: Stack, mebibytes: int) -> App:
    """An app whose person has an export a little larger than this."""
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(n, padding=MEBIBYTE) for n in range(mebibytes)])
    stack.imports.store(app.connection.id, [observation(999)])
    return app


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def assert_kept(stack: Stack, artifacts: Path, *exports: Export) -> None:
    """The whole artifacts of these, and nothing else."""
    kept = {each.artifact.key: each.artifact.byte_size for each in exports if each.artifact is not None}
    assert {path.relative_to(artifacts).as_posix(): path.stat().st_size for path in files(artifacts)} == kept
    assert len(kept) == len(exports)
    assert stack.database.read_now(leases_held) == 0


async def test_a_full_disk_holds_up_only_what_finds_no_room(on_small_disk: Stack, small_disk: Path) -> None:
    stack, since = on_small_disk, grown(here())
    large, small = person(stack, 2), person(stack, 0)
    others = small_disk / "others"
    others.write_bytes(bytes(DISK_BYTES - MEBIBYTE))
    async with working(stack, lease_seconds=30.0, max_attempts=100):
        held_up = await queue(stack, large)
        ready = [await final(stack, await queue(stack, small)) for _ in range(3)]
        await until(stack, held_up, lambda _: since("curae_export_attempts_total", outcome="retried") >= 2)
        others.unlink()
        ready.append(await final(stack, held_up))
    assert [export.status for export in ready] == [ExportStatus.READY] * 4
    assert_kept(stack, small_disk / "artifacts", *ready)


async def test_what_never_finds_room_fails_by_its_code(on_small_disk: Stack, small_disk: Path) -> None:
    stack = on_small_disk
    async with working(stack, lease_seconds=30.0, max_attempts=2):
        failed = await final(stack, await queue(stack, person(stack, DISK_BYTES // MEBIBYTE)))
        ready = await final(stack, await queue(stack, person(stack, 2)))  # its room is free again
    assert (failed.status, failed.error_code) == (ExportStatus.FAILED, ExportErrorCode.ATTEMPTS_EXHAUSTED)
    assert ready.status is ExportStatus.READY
    assert_kept(stack, small_disk / "artifacts", ready)


@contextmanager
def limited_worker(stack: Stack, place: Path, max_attempts: int) -> Iterator[psutil.Process]:
    """A worker process that may write files of a MiB only, as any user can have it; its database writes elsewhere."""
    with worker_process(stack, place, max_attempts=max_attempts) as process:
        worker = psutil.Process(process.pid)
        limit_files(worker, MEBIBYTE)
        yield worker


def limit_files(worker: psutil.Process, bytes_a_file: int) -> None:
    worker.rlimit(psutil.RLIMIT_FSIZE, (bytes_a_file, resource.RLIM_INFINITY))


@pytest.mark.parametrize("room_comes", [True, False], ids=["room comes", "no room comes"])
async def test_a_worker_that_may_write_no_more_goes_on(postgres_url: str, tmp_path: Path, *, room_comes: bool) -> None:
    artifacts, place = tmp_path / "artifacts", tmp_path / "worker"
    with opened_stack(postgres_url, f"file:{artifacts}") as stack:
        large, small = person(stack, 2), person(stack, 0)
        with limited_worker(stack, place, max_attempts=20 if room_comes else 2) as worker:
            held_up = await queue(stack, large)
            eventually(lambda: "ArtifactStoreFull" in (place / "log").read_text())
            ready = [await final(stack, await queue(stack, small))]
            eventually(lambda: not files(artifacts / ".partial"))
            if room_comes:
                assert not now(stack, held_up).is_final
                limit_files(worker, resource.RLIM_INFINITY)
            ended = await final(stack, held_up)
    if room_comes:
        assert ended.status is ExportStatus.READY
        ready.append(ended)
    else:
        assert (ended.status, ended.error_code) == (ExportStatus.FAILED, ExportErrorCode.ATTEMPTS_EXHAUSTED)
    assert [export.status for export in ready] == [ExportStatus.READY] * len(ready)
    with opened_stack(postgres_url, f"file:{artifacts}") as stack:
        assert_kept(stack, artifacts, *ready)


def now(stack: Stack, export: Export) -> Export:
    read = stack.database.read_now(lambda database: get_export(database, export.id))
    assert read is not None
    return read
