"""`curae demo`, as `make demo` runs it."""

import os
import re
import subprocess
from pathlib import Path

from tests.parts.curae_up import CURAE
from tests.parts.processes import temporary_folder

README = Path(__file__).parents[2] / "README.md"


def test_the_demo_prints_what_the_readme_shows_and_leaves_nothing() -> None:
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("CURAE_")}
    folder = temporary_folder("demo")
    environment = inherited | {"TMPDIR": str(folder), "COLUMNS": "200"}
    done = subprocess.run([*CURAE, "demo"], env=environment, capture_output=True, text=True, check=False, timeout=180)
    assert done.returncode == 0, done.stdout + done.stderr
    (shown,) = re.findall(r"^\$ make demo\n(.*?)^```", README.read_text(), re.MULTILINE | re.DOTALL)
    assert without_times(done.stdout) == without_times(shown)
    folder.rmdir()  # fails where anything is left


def without_times(text: str) -> list[str]:
    return [re.sub(r"\d+\.\d+ s", "... s", line).split() for line in text.splitlines() if line]
