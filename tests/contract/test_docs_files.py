"""The shipped bundle of the API page is the published one, byte for byte, and is all that the page asks for."""

import hashlib
import re
from pathlib import Path

from server.problems import PROBLEMS

ROOT = Path(__file__).parents[2]
PAGE = Path(__file__).parents[2] / "server/docs_page"
OURS = {"README.md", "index.html", "start.js", "problems.css"}


def test_bundle_is_as_published() -> None:
    noted = dict(re.findall(r"^\| `([^`]+)` \| `([0-9a-f]{64})` \|$", (PAGE / "README.md").read_text(), re.MULTILINE))
    shipped = {path.name for path in PAGE.iterdir()} - OURS

    assert noted == {name: hashlib.sha256((PAGE / name).read_bytes()).hexdigest() for name in shipped}


def test_page_asks_for_shipped_files_only() -> None:
    asked = re.findall(r'(?:src|href)="([^"]+)"', (PAGE / "index.html").read_text())
    assets = {url.removeprefix("/docs/") for url in asked if url not in {"data:,", "/openapi.json"}}

    assert assets == {"swagger-ui.css", "swagger-ui-bundle.js", "start.js"}
    assert all((PAGE / name).is_file() for name in assets)


def test_the_wheel_holds_what_envoy_serves() -> None:
    named = set(re.findall(r"filename: ([\w./-]+)", (ROOT / "envoy.yaml").read_text()))
    assert len(named) > 30
    assert {name for name in named if not (ROOT / name).is_file()} == set()
    listed = re.search(r"_SHIPPED = \((.*?)\n\)", (ROOT / "hatch_build.py").read_text(), re.DOTALL)
    assert listed is not None
    shipped = tuple(re.findall(r'"([^"]+)"', listed[1]))
    outside = {name for name in named if not name.startswith("server/")}
    assert {name for name in outside if not name.startswith(shipped)} == set()


def test_envoy_serves_the_page_of_every_error() -> None:
    served = set(re.findall(r"match: \{path: /problems/([a-z-]+)\}", (ROOT / "envoy.yaml").read_text()))
    assert served == {kind.slug for kind in PROBLEMS.values()}
