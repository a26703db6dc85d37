"""The API page at `/docs`, in headless Chromium: it renders, asks no other host, and can try a call."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, expect, sync_playwright

from server.codegen.openapi.operations import OPERATIONS

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",  # a container's root has no user namespace to put the sandbox in
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OPERATION_COUNT = len(OPERATIONS) + sum(operation.head for operation in OPERATIONS.values())


@dataclass
class Visit:
    """A page that notes what it asks for and what it complains about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


class _Files(SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        name = urlsplit(path).path
        if name == "/openapi.json":
            return str(ROOT / "gen/openapi.json")
        return str(ROOT / "server/docs_page" / (name.removeprefix("/docs").lstrip("/") or "index.html"))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def origin() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Files)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        reason = "Chromium is not here; run: sudo apt-get install chromium"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    return str(found)


@pytest.fixture
def visit(chromium: str, tmp_path: Path) -> Iterator[Visit]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=chromium, args=FLAGS, viewport={"width": 1280, "height": 1600}
        )
        yield Visit(page=browser.new_page())
        browser.close()


def test_shows_every_operation_and_asks_no_other_host(visit: Visit, origin: str, tmp_path: Path) -> None:
    visit.page.goto(f"{origin}/docs")

    expect(visit.page.locator(".opblock")).to_have_count(OPERATION_COUNT)
    expect(visit.page.locator(".info .title")).to_contain_text("CuraeAI SDK data plane")
    visit.page.screenshot(path=tmp_path / "docs.png", full_page=True)
    assert {urlsplit(url).netloc for url in visit.requests if not url.startswith("data:")} == {urlsplit(origin).netloc}
    assert visit.complaints == []
