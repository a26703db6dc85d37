"""The wheel: everything of ours that a deployment runs, for every platform."""

import sys
from pathlib import Path

from deploy.release.commands import ROOT, commit_time, run


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
