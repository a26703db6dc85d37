"""The wheel: everything of ours that a deployment runs, for every platform. And others' wheels, stripped."""

import shutil
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile

from deploy.release.commands import ROOT, commit_time, require, run


def build_wheel(folder: Path, source: Path = ROOT) -> Path:
    """The wheel of `source`, in `folder`. Raises ReleaseFailed.

    The build runs in this environment: its tools are pinned in constraints.txt, and it needs no network. The times in
    the archive are the commit's.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", folder, source], SOURCE_DATE_EPOCH=commit_time())
    (wheel,) = folder.glob("curae-*.whl")
    return wheel


def copy_stripped(wheel: Path, folder: Path) -> None:
    """Copies a wheel of this kind of CPU, its extension modules without debug information and symbols that nothing
    links to: a fifth of some is. The wheel's list of files has their new sums. Raises ReleaseFailed.

    Libraries that a wheel brings beside its modules stay as they are: their tools have moved sections about, which
    strip does not always take.
    """
    with ZipFile(wheel) as archive:
        has_modules = any(name.endswith(".so") for name in archive.namelist())
    if not has_modules:
        shutil.copyfile(wheel, folder / wheel.name)
        return
    require("strip")
    with tempfile.TemporaryDirectory() as place:
        run([sys.executable, "-m", "wheel", "unpack", "--dest", place, wheel])
        (unpacked,) = Path(place).iterdir()
        run(["strip", "--strip-unneeded", *sorted(unpacked.rglob("*.so"))])
        pack = [sys.executable, "-m", "wheel", "pack", "--dest-dir", folder, unpacked]
        run(pack, SOURCE_DATE_EPOCH=commit_time())
