"""How the release runs other programs."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]


class ReleaseFailed(Exception):
    """Expected: a step cannot be done here. The text says what is missing, in one line."""


def run(command: Sequence[object], *, folder: Path = ROOT, **environment: str) -> str:
    """What the command prints. Raises ReleaseFailed with the end of what it says about its failure."""
    words = [str(word) for word in command]
    try:
        ran = subprocess.run(  # noqa: S603 - commands of this package, no shell
            words, cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as missing:
        raise ReleaseFailed(f"{words[0]} is not here") from missing
    if ran.returncode != 0:
        end = (ran.stderr.strip() or ran.stdout.strip())[-2000:]
        raise ReleaseFailed(f"{' '.join(words[:4])} ... ended with exit code {ran.returncode}:\n{end}")
    return ran.stdout


def require(*programs: str) -> None:
    """Raises ReleaseFailed that names the programs which are not here."""
    if missing := [program for program in programs if shutil.which(program) is None]:
        names = " ".join(missing)
        raise ReleaseFailed(f"{', '.join(missing)} is not here; run: sudo apt-get install {names}")


def commit_time() -> str:
    """Seconds since 1970 of the last commit, as SOURCE_DATE_EPOCH has it; of 2020 where this is no repository."""
    try:
        return run(["git", "log", "-1", "--format=%ct"]).strip()
    except ReleaseFailed:
        return "1577836800"
