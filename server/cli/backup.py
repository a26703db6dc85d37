"""`curae backup` and `curae restore`: a deployment on SQLite as a folder that stands by itself."""

import asyncio
import contextlib
import json
import shutil
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer

from server.artifacts.local import sync_folder
from server.artifacts.store import ArtifactStore, open_store
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import require_existing
from server.cli.faults import CommandFailed
from server.cli.folder import write_private
from server.cli.settings import settings_of
from server.cli.terminal import JsonOption, print_record, say
from server.clock import utc_now
from server.config import Settings
from server.services.backups import Backups, Copied, Deployment
from server.store.engine import Database
from server.store.revision import current_revision
from server.store.sqlite import sqlite_file

_MANIFEST = "backup.json"
_SIGNING_KEY = "signing.key"
_PRIVATE = 0o700


def backup(
    target: Annotated[Path, typer.Argument(metavar="TARGET", help="A folder that does not exist yet.")],
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Copy a deployment on SQLite while it runs: database, artifacts, signing key.

    The copy is of one moment: every READY export in it has its artifact, whose sha256 was compared. TARGET appears once
    it is whole. It is people's medical history and the key of signed URLs: keep it as you keep those.

    Example: curae backup /srv/backups/$(date +%F) --data ./data
    """
    settings = settings_of(data)
    file = _sqlite(settings)
    require_existing(settings, data)
    with _made_whole(target) as draft:

        async def copy(backups: Backups, source: ArtifactStore, copied: ArtifactStore) -> Copied:
            return await backups.back_up(
                Deployment(file=file, artifacts=source), Deployment(file=draft / "curae.db", artifacts=copied)
            )

        copied = _run(copy, settings.artifacts_url, draft)
        _copy_signing_key(data, draft)
        facts = _facts(copied, draft)
        write_private(draft / _MANIFEST, json.dumps(facts | {"createdAt": utc_now().isoformat()}, indent=2) + "\n")
    print_record({"backup": str(target.absolute()), **facts}, as_json=as_json)


def restore(
    source: Annotated[Path, typer.Argument(metavar="BACKUP", help="A folder that `curae backup` wrote.")],
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Restore a backup to a new folder.

    Every artifact is compared with its export before DIR appears. Later changes are not in the backup: revoke again
    the keys and connections that were revoked since, before you start it.

    Example: curae restore /srv/backups/2027-01-31 --data ./restored
    """
    if not (source / _MANIFEST).exists():
        raise CommandFailed(f"{source} is not a backup: it has no {_MANIFEST}; name a folder that `curae backup` wrote")
    with _made_whole(data) as draft:

        async def copy(backups: Backups, kept: ArtifactStore, copied: ArtifactStore) -> Copied:
            return await backups.restore(
                Deployment(file=source.absolute() / "curae.db", artifacts=kept),
                Deployment(file=draft / "curae.db", artifacts=copied),
            )

        copied = _run(copy, _artifacts_url(source), draft)
        _copy_signing_key(source, draft)
        facts = _facts(copied, draft)
    print_record({"data": str(data.absolute()), **facts}, as_json=as_json)
    say(f"start it with: curae up --data {data}")


def _sqlite(settings: Settings) -> Path:
    file = sqlite_file(settings.database_url)
    if file is None:
        raise CommandFailed("this deployment is on PostgreSQL; docs/backup.md says how to back it up")
    return file.absolute()


@contextlib.contextmanager
def _made_whole(target: Path) -> Iterator[Path]:
    """A folder that appears under its name only when it is done. Raises CommandFailed where there is one."""
    target = target.absolute()
    if target.exists():
        raise CommandFailed(f"{target} exists already; name a new folder, or move this one away")
    draft = target.with_name(f".{target.name}.partial")
    try:
        shutil.rmtree(draft, ignore_errors=True)  # of a run that was killed
        draft.mkdir(mode=_PRIVATE, parents=True)
    except OSError as fault:
        raise CommandFailed(f"{draft} cannot be created: {fault.strerror}; choose another place") from fault
    try:
        yield draft
        sync_folder(draft)
        draft.rename(target)
        sync_folder(target.parent)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _run(
    copy: Callable[[Backups, ArtifactStore, ArtifactStore], Coroutine[Any, Any, Copied]], url: str, draft: Path
) -> Copied:
    source, target = open_store(url), open_store(_artifacts_url(draft))
    try:
        return asyncio.run(copy(Backups(), source, target))
    finally:
        source.close()
        target.close()


def _artifacts_url(folder: Path) -> str:
    return f"file:{quote(str(folder.absolute() / 'artifacts'))}"


def _copy_signing_key(source: Path, target: Path) -> None:
    """Without it, as where CURAE_SIGNING_KEY holds it, the operator keeps it elsewhere."""
    with contextlib.suppress(FileNotFoundError):
        write_private(target / _SIGNING_KEY, (source / _SIGNING_KEY).read_text())


def _facts(copied: Copied, folder: Path) -> dict[str, Any]:
    database = Database(f"sqlite:///{folder / 'curae.db'}")
    try:
        revision = current_revision(database)
    finally:
        database.close()
    return {"exports": copied.exports, "artifactBytes": copied.artifact_bytes, "revision": revision}
