"""Takes one guard away at a time from a copy of the service, and runs what must notice it.

    python -m tests.model.mutations [NAME ...]

Prints each mutation with what found it. Exits 1 where one was not found, or where its place in the code has changed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
STEPS = "40000"
# Unless a mutation names others.
TESTS = ["tests/model/test_seeds.py"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """`text` in `file` becomes `instead`; one of `tests` must fail then."""

    name: str
    file: str
    text: str
    instead: str
    tests: list[str]


def mutations() -> list[Mutation]:
    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
    return [Mutation(name=name, **{"tests": TESTS, **facts}) for name, facts in listed.items()]


def main(names: list[str]) -> int:
    chosen = [mutation for mutation in mutations() if not names or mutation.name in names]
    found = 0
    for mutation in chosen:
        by = _found_by(mutation)
        found += by is not None
        print(f"{mutation.name:<30} {by or 'NOT FOUND'}", flush=True)
    print(f"{found} of {len(chosen)} found")
    return 0 if found == len(chosen) else 1


def _found_by(mutation: Mutation) -> str | None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in _files():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
        file = copy / "server" / mutation.file
        code = file.read_text()
        if code.count(mutation.text) != 1:
            sys.exit(f"{mutation.name}: its place in {mutation.file} has changed")
        file.write_text(code.replace(mutation.text, mutation.instead))
        return next((by for test in mutation.tests if (by := _failure(test, copy))), None)


def _files() -> list[str]:
    """All of the checkout: a test that misses a file fails, and seems to find the mutation."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [name for name in listed if (ROOT / name).is_file()]


def _failure(test: str, copy: Path) -> str | None:
    """How the test fails on the copy; None where it passes. Exits where it does not run at all."""
    environment = os.environ | {"PYTHONPATH": f"{copy}:{copy / 'gen'}", "CURAE_MODEL_STEPS": STEPS}
    command = [sys.executable, "-m", "pytest", "-n0", "-x", "-q", "-p", "no:cacheprovider", test]
    ran = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode not in (0, 1):
        sys.exit(ran.stdout + ran.stderr)
    reason = next((line for line in ran.stdout.splitlines() if line.startswith("E  ")), "")
    return None if ran.returncode == 0 else f"{test}: {reason.lstrip('E ')[:90]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
