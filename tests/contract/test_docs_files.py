"""The shipped bundle of the API page is the published one, byte for byte, and is all that the page asks for."""

import hashlib
import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "server/docs_page"
OURS = {"README.md", "index.html", "start.js"}


def test_bundle_is_as_published() -> None:
    noted = dict(re.findall(r"^\| `([^`]+)` \| `([0-9a-f]{64})` \|$", (PAGE / "README.md").read_text(), re.MULTILINE))
    shipped = {path.name for path in PAGE.iterdir()} - OURS

    assert noted == {name: hashlib.sha256((PAGE / name).read_bytes()).hexdigest() for name in shipped}


def test_page_asks_for_shipped_files_only() -> None:
    asked = re.findall(r'(?:src|href)="([^"]+)"', (PAGE / "index.html").read_text())
    assets = {url.removeprefix("/docs/") for url in asked if url not in {"data:,", "/openapi.json"}}

    assert assets == {"swagger-ui.css", "swagger-ui-bundle.js", "start.js"}
    assert all((PAGE / name).is_file() for name in assets)
