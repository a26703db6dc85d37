"""Every command in the README and in docs/ does what it says.

A document's ```sh blocks are run in order, in one bash that stops at the first failure, in a scratch folder where
`data` is the running stack's, `.venv` is this environment's, and `server` and `clients` are ours. ```console blocks are
transcripts and are not run.
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
    (tmp_path / "data").symlink_to(live_stack["data"])
    for folder in ("server", "clients"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parents[1])
    environment = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    script = f"set -eu\n{commands(document)}"
    log = tmp_path / "log"
    with log.open("wb") as output:
        ran = subprocess.Popen(
            ["bash", "-c", script], cwd=tmp_path, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    try:
        assert ran.wait(_TIMEOUT_SECONDS) == 0, log.read_text()[-6000:]
        _, running = psutil.wait_procs(processes_of_session(ran.pid), timeout=_STOPPED_WITHIN_SECONDS)
        assert not running, "a page stops what it started"
    finally:
        for process in processes_of_session(ran.pid):
            process.kill()


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
    assert pages == set(re.findall(r"\]\((\w+\.md)\)", (ROOT / "docs" / "README.md").read_text()))


def test_links_between_documents_lead_somewhere() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\((?!https?://)([^)#]+)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
