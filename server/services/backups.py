"""Copies of a whole deployment on SQLite: the database as of one moment, and the artifacts that it points at.

The order is what matters, since exports become READY and expire meanwhile. Artifacts are copied first, as they take
long; then the database, in one step; then the artifacts that became READY in between. One that is gone by then was
cancelled or expired: the database is copied again, and no longer points at it.
"""

import hashlib
from collections.abc import Collection
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection as DatabaseConnection

from server.artifacts.errors import ArtifactAltered, ArtifactCorrupt, ArtifactMissing, ArtifactTruncated
from server.artifacts.store import ArtifactStore
from server.domain.audit import Action, Actor, Entry
from server.domain.exports import Artifact
from server.errors import Unavailable
from server.services.actors import operator
from server.store import audit
from server.store.backup import copy_sqlite
from server.store.engine import Database
from server.store.exports import ready_artifacts

_MAX_COPIES = 20
_DAMAGE = (ArtifactCorrupt, ArtifactAltered, ArtifactTruncated, ArtifactMissing)
_CANCEL = "cancel these exports, then back up again"
_OLDER = "restore an older backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """READY exports whose artifacts were copied, each as its row says."""

    exports: int
    artifact_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """`file` is the database's, or where its copy goes."""

    file: Path
    artifacts: ArtifactStore


class _Found:
    """What could not be copied, by its key."""

    def __init__(self) -> None:
        self.damaged: set[str] = set()
        self._missing: set[str] = set()

    def note_missing(self, key: str) -> None:
        """Cancelled or expired, at first; lost where a later copy of the database still points at it."""
        (self.damaged if key in self._missing else self._missing).add(key)


class Backups:
    def __init__(self, actor: Actor | None = None) -> None:
        self._actor = actor or operator()

    async def back_up(self, source: Deployment, target: Deployment) -> Copied:
        """Copies a deployment that runs. The target has READY exports with their artifacts only.

        Raises Unavailable, and, after everything was copied, ArtifactCorrupt that names each artifact which is not what
        its row says.
        """
        self._note(source.file, Action.BACKUP_MADE)
        found = _Found()
        await _copy_missing(_ready(source.file), source, target, found)
        for _ in range(_MAX_COPIES):
            copy_sqlite(source.file, target.file)
            ready = _ready(target.file)
            if await _copy_missing(ready, source, target, found):
                _require_none(found.damaged.intersection(artifact.key for artifact in ready), _CANCEL)
                await _discard_others(ready, target)
                return _summary(ready)
        raise Unavailable("artifacts are deleted while they are copied; try again when fewer exports expire")

    async def restore(self, source: Deployment, target: Deployment) -> Copied:
        """Copies a backup to where a deployment begins. Raises ArtifactCorrupt that names all that is not whole."""
        copy_sqlite(source.file, target.file)
        ready = _ready(target.file)
        damaged: set[str] = set()
        for artifact in ready:
            try:
                await _copy(artifact, source, target)
            except _DAMAGE:
                damaged.add(artifact.key)
        _require_none(damaged, _OLDER)
        self._note(target.file, Action.BACKUP_RESTORED)
        return _summary(ready)

    def _note(self, file: Path, action: Action) -> None:
        database = Database(f"sqlite:///{file}")

        def work(connection: DatabaseConnection) -> None:
            audit.record(connection, Entry(at=database.clock(), action=action, actor=self._actor))

        try:
            database.write_now(work)
        finally:
            database.close()


def _ready(file: Path) -> list[Artifact]:
    database = Database(f"sqlite:///{file}")
    try:
        return database.read_now(ready_artifacts)
    finally:
        database.close()


async def _copy_missing(artifacts: list[Artifact], source: Deployment, target: Deployment, found: _Found) -> bool:
    """Copies the artifacts that the target lacks. False if one is gone: the database has to be copied again."""
    whole = True
    for artifact in artifacts:
        if artifact.key in found.damaged or await target.artifacts.size(artifact.key) is not None:
            continue
        try:
            await _copy(artifact, source, target)
        except ArtifactMissing:
            whole = False
            found.note_missing(artifact.key)
        except _DAMAGE:
            found.damaged.add(artifact.key)
    return whole


async def _copy(artifact: Artifact, source: Deployment, target: Deployment) -> None:
    """Commits only a copy with the row's length and sha256."""
    digest = hashlib.sha256()
    async with aclosing(source.artifacts.read(artifact.key, length=artifact.byte_size)) as chunks:
        with target.artifacts.writer(artifact.key) as writer:
            async for chunk in chunks:
                digest.update(chunk)
                writer.write(chunk)
            if digest.hexdigest() != artifact.sha256:
                raise ArtifactCorrupt(f"the artifact {artifact.key} has another sha256")
            writer.commit()


async def _discard_others(ready: list[Artifact], target: Deployment) -> None:
    """What expired or was cancelled while it was copied does not stay in the backup."""
    kept = {artifact.key for artifact in ready}
    async with aclosing(target.artifacts.list()) as stored:
        others = [artifact.key async for artifact in stored if artifact.key not in kept]
    for key in others:
        await target.artifacts.delete(key)


def _require_none(damaged: Collection[str], remedy: str) -> None:
    if damaged:
        keys = ", ".join(sorted(damaged))
        raise ArtifactCorrupt(f"{len(damaged)} artifacts do not match their exports: {keys}; {remedy}")


def _summary(ready: list[Artifact]) -> Copied:
    return Copied(exports=len(ready), artifact_bytes=sum(artifact.byte_size for artifact in ready))
