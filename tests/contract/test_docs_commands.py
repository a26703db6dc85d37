"""Every command in the README and in docs/ does what it says.

A document's ```sh blocks are run in order, in one new bash that stops at the first failure and has the system's PATH
alone, in a folder like a checkout: `data` is the running stack's, `.venv` is this environment's, and `server` and
`clients` are ours. What a page leaves there is ignored by git. ```console blocks are transcripts and are not run.
"""

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

_TIMEOUT_SECONDS = 300
_STOPPED_WITHIN_SECONDS = 10
ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(document: Path) -> str:
    return "\n".join(re.findall(r"^```sh\n(.*?)^```", document.read_text(), re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize(
    "document", [document for document in DOCUMENTS if commands(document)], ids=lambda document: document.name
)
def test_the_commands_of_a_document_work(document: Path, live_stack: dict[str, Any], tmp_path: Path) -> None:
    checkout, home, log = tmp_path / "checkout", tmp_path / "home", tmp_path / "log"
    checkout.mkdir()
    home.mkdir()
    (checkout / "data").symlink_to(live_stack["data"])
    for folder in ("server", "clients"):
        (checkout / folder).symlink_to(ROOT / folder)
    (checkout / ".venv").symlink_to(Path(sys.executable).parents[1])
    # What a new shell has: a page names the commands of the checkout by its own first lines.
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}
    script = f"set -eu\n{commands(document)}"
    with log.open("wb") as output:
        ran = subprocess.Popen(
            ["bash", "-c", script], cwd=checkout, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    try:
        assert ran.wait(_TIMEOUT_SECONDS) == 0, log.read_text()[-6000:]
        _, running = psutil.wait_procs(processes_of_session(ran.pid), timeout=_STOPPED_WITHIN_SECONDS)
        assert not running, "a page stops what it started"
    finally:
        for process in processes_of_session(ran.pid):
            process.kill()
    assert files_that_git_shows(checkout) == set()


def files_that_git_shows(checkout: Path) -> set[str]:
    """Files that a page left in the checkout and that .gitignore does not name."""
    left = [
        str((Path(folder) / name).relative_to(checkout)) for folder, _, names in os.walk(checkout) for name in names
    ]
    asked = ["git", "check-ignore", "--no-index", "--stdin"]
    ignored = subprocess.run(asked, cwd=ROOT, input="\n".join(left), capture_output=True, text=True, check=False)
    assert ignored.returncode in (0, 1), ignored.stderr
    return set(left) - set(ignored.stdout.splitlines())


def processes_of_session(session_id: int) -> list[psutil.Process]:
    """What a page started, in the background too."""
    found = []
    for process in psutil.process_iter():
        with suppress(ProcessLookupError):
            if os.getsid(process.pid) == session_id:
                found.append(process)
    return found


def test_every_page_is_named_on_the_first() -> None:
    pages = {document.name for document in DOCUMENTS} - {"README.md"}
    assert pages == set(re.findall(r"\]\(([\w-]+\.md)\)", (ROOT / "docs" / "README.md").read_text()))


def test_links_between_documents_lead_somewhere() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\((?!https?://)([^)#]+)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
