"""A backup while exports begin, end, expire and are cancelled: each READY export in it has its artifact."""

import asyncio
import hashlib
import random
from pathlib import Path

import pytest

from server.artifacts.errors import ArtifactCorrupt
from server.artifacts.store import open_store
from server.clock import utc_now, uuid7
from server.domain.exports import Artifact, export_of
from server.services.backups import Backups, Deployment
from server.services.exports import Exports
from server.store.engine import Database
from server.store.exports import cancel_export, get_export, ready_artifacts
from server.worker import loop
from tests.parts.curae_up import CURAE
from tests.parts.eventually import patience
from tests.parts.exports import final, queue, working
from tests.parts.in_process import App, Stack, observation

BACKUPS = 4


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "SWEEP_SECONDS", 0.02)


def deployment(folder: Path) -> Deployment:
    return Deployment(file=folder / "curae.db", artifacts=open_store(f"file:{folder / 'artifacts'}"))


def of(stack: Stack) -> Deployment:
    assert stack.database.file is not None
    return Deployment(file=stack.database.file, artifacts=stack.artifacts)


async def export_for_ever(stack: Stack, app: App, made: list[str]) -> None:
    """Every third is cancelled; the others live for a second."""
    exports = Exports(stack.database, utc_now, uuid7)
    while True:
        made.append((await queue(stack, app)).id)
        if len(made) % 3 == 0:
            await exports.cancel(app.caller, random.choice(made[-6:]))
        await asyncio.sleep(0.01)


async def test_it_is_whole_while_writing_goes_on(sqlite_stack: Stack, tmp_path: Path) -> None:
    stack = sqlite_stack
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(number, padding=2000) for number in range(50)])
    made: list[str] = []
    writing = asyncio.create_task(export_for_ever(stack, app, made))
    copies = []
    async with working(stack, export_ttl_seconds=1):
        for number in range(BACKUPS):
            await asyncio.sleep(0.5)
            target = deployment(tmp_path / f"backup{number}")
            copied = await Backups().back_up(of(stack), target)
            copies.append((target, copied))
    writing.cancel()
    assert any(copied.exports for _, copied in copies)
    for target, copied in copies:
        ready = await verified(target)
        assert (len(ready), sum(artifact.byte_size for artifact in ready)) == (copied.exports, copied.artifact_bytes)
        assert {artifact.key async for artifact in target.artifacts.list()} == {artifact.key for artifact in ready}
        target.artifacts.close()


async def verified(target: Deployment) -> list[Artifact]:
    """The artifacts of its READY exports, each read and compared with its row."""
    database = Database(f"sqlite:///{target.file}")
    ready = database.read_now(ready_artifacts)
    database.close()
    for artifact in ready:
        chunks = [chunk async for chunk in target.artifacts.read(artifact.key, length=artifact.byte_size)]
        assert hashlib.sha256(b"".join(chunks)).hexdigest() == artifact.sha256
    return ready


async def a_ready_export(stack: Stack) -> Artifact:
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(1)])
    async with working(stack):
        artifact = (await final(stack, await queue(stack, app))).artifact
    assert artifact is not None
    return artifact


@pytest.mark.parametrize("change", [lambda content: content[:-1], lambda content: b"x" + content[1:]])
async def test_an_artifact_that_is_not_what_its_export_says_is_found(
    sqlite_stack: Stack, tmp_path: Path, change: object
) -> None:
    artifact = await a_ready_export(sqlite_stack)
    kept, restored = deployment(tmp_path / "kept"), deployment(tmp_path / "restored")
    await Backups().back_up(of(sqlite_stack), kept)
    assert await verified(kept) == [artifact]
    file = tmp_path / "kept" / "artifacts" / artifact.key
    file.write_bytes(change(file.read_bytes()))  # type: ignore[operator]
    with pytest.raises(ArtifactCorrupt, match=artifact.key):
        await Backups().restore(kept, restored)
    assert [found async for found in restored.artifacts.list()] == []


async def test_the_command_names_each_damaged_artifact_and_goes_on_to_the_last(
    sqlite_stack: Stack, tmp_path: Path
) -> None:
    damaged, lost, whole = [await a_ready_export(sqlite_stack) for _ in range(3)]
    folder = tmp_path / "artifacts"
    (folder / damaged.key).write_bytes(b"x" * damaged.byte_size)
    (folder / lost.key).unlink()

    async def backup() -> tuple[int | None, str]:
        command = [*CURAE, "backup", str(tmp_path / "kept"), "--data", str(tmp_path)]
        pipe = asyncio.subprocess.PIPE
        running = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)
        out, err = await asyncio.wait_for(running.communicate(), patience(60))
        return running.returncode, (out + err).decode()

    code, text = await backup()
    assert (code, damaged.key in text, lost.key in text, whole.key in text) == (1, True, True, False)
    assert not (tmp_path / "kept").exists()
    for artifact in (damaged, lost):
        export = sqlite_stack.database.read_now(lambda c, key=artifact.key: get_export(c, export_of(key) or ""))
        assert export is not None
        sqlite_stack.database.write_now(lambda c, ended=export: cancel_export(c, ended, utc_now()))
    assert (await backup())[0] == 0
