"""Every command in the README and in docs/ does what it says.

A document's ```sh blocks are run in order, in one bash that stops at the first failure, in a scratch folder where
`data` is the running stack's, `.venv/bin` is this environment's, and `server` is ours. ```console blocks are
transcripts and are not run.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(document: Path) -> str:
    return "\n".join(re.findall(r"^```sh\n(.*?)^```", document.read_text(), re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize(
    "document", [document for document in DOCUMENTS if commands(document)], ids=lambda document: document.name
)
def test_the_commands_of_a_document_work(document: Path, live_stack: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(live_stack["data"])
    (tmp_path / "server").symlink_to(ROOT / "server")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    environment = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    script = f"set -eu\n{commands(document)}"
    ran = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, f"{ran.stdout[-3000:]}\n{ran.stderr[-3000:]}"


def test_every_page_is_named_on_the_first() -> None:
    pages = {document.name for document in DOCUMENTS} - {"README.md"}
    assert pages == set(re.findall(r"\]\((\w+\.md)\)", (ROOT / "docs" / "README.md").read_text()))


def test_links_between_documents_lead_somewhere() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\((?!https?://)([^)#]+)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
