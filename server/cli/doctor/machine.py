"""The machine: space, and who may read what."""

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from server.cli.doctor.finding import Finding, fail, ok, warn
from server.config import Settings
from server.file_limit import file_limits
from server.limits import FILES_OF_A_PART
from server.store.sqlite import sqlite_file

_FAIL_BELOW_BYTES = 256 << 20
_WARN_BELOW_BYTES = 2 << 30
_WARN_BELOW_SHARE = 0.05
_GIB = 1 << 30
_OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def disks(settings: Settings) -> Iterator[Finding]:
    for name, folder in _folders(settings).items():
        place = next((each for each in (folder, *folder.parents) if each.exists()), Path("/"))
        usage = shutil.disk_usage(place)
        detail = f"{name}: {usage.free / _GIB:,.1f} GiB free of {usage.total / _GIB:,.0f} GiB at {place}"
        remedy = (
            "free some space, move the folder to a larger disk, or let exports expire sooner: CURAE_EXPORT_TTL_SECONDS"
        )
        if usage.free < _FAIL_BELOW_BYTES:
            yield fail("disk", detail, remedy)
        elif usage.free < _WARN_BELOW_BYTES or usage.free < usage.total * _WARN_BELOW_SHARE:
            yield warn("disk", detail, remedy)
        else:
            yield ok("disk", detail)


def open_files() -> Finding:
    """Each part raises its soft limit to the hard one as it starts."""
    _, hard = file_limits()
    detail = f"each part may open {hard:,} files and connections here"
    if hard < FILES_OF_A_PART:
        remedy = f"raise the hard limit to {FILES_OF_A_PART} or more: LimitNOFILE={FILES_OF_A_PART} in a systemd unit,"
        return warn("open files", detail, f"{remedy} or nofile in /etc/security/limits.conf")
    return ok("open files", detail)


def modes(settings: Settings, folder: Path) -> Finding:
    """Records, keys and logs are for one user."""
    private = [folder, *_folders(settings).values(), folder / "signing.key", folder / "run.json", folder / "logs"]
    if (file := sqlite_file(settings.database_url)) is not None:
        private += [file, file.with_name(f"{file.name}-wal")]
    private += [key for key in (settings.tls_key,) if key is not None]
    found = [path for path in dict.fromkeys(private) if path.exists() and _is_open(path)]
    # A file in a folder that is closed cannot be reached.
    reachable = [path for path in found if path == folder or folder not in path.parents or _is_open(folder)]
    if reachable:
        names = " ".join(map(str, reachable))
        return fail("file modes", f"other users can reach {names}", f"chmod go-rwx {names}")
    return ok("file modes", "nothing is open to other users")


def _folders(settings: Settings) -> dict[str, Path]:
    """Where the deployment keeps things on this machine."""
    places = {}
    if (file := sqlite_file(settings.database_url)) is not None:
        places["database"] = file.absolute().parent
    if (artifacts := artifacts_folder(settings)) is not None:
        places["artifacts"] = artifacts
    return places


def artifacts_folder(settings: Settings) -> Path | None:
    """None for a bucket."""
    url = urlsplit(settings.artifacts_url)
    return Path(unquote(url.path)) if url.scheme == "file" else None


def _is_open(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & _OPEN_TO_OTHERS)
