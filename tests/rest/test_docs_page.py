"""The API page at `/docs`, in headless Chromium: it renders, asks no other host, and can try a call."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, expect, sync_playwright

from server.codegen.openapi.operations import OPERATIONS

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

    @property
    def hosts(self) -> set[str]:
        return {urlsplit(url).netloc for url in self.requests if not url.startswith("data:")}

    def _note_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


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


def test_shows_every_operation_and_asks_no_other_host(visit: Visit, stack: dict[str, Any], tmp_path: Path) -> None:
    visit.page.goto(f"{stack['restUrl']}/docs")

    expect(visit.page.locator(".opblock")).to_have_count(OPERATION_COUNT)
    expect(visit.page.locator(".info .title")).to_contain_text("CuraeAI SDK data plane")
    visit.page.screenshot(path=tmp_path / "docs.png", full_page=True)
    assert visit.hosts == {urlsplit(stack["restUrl"]).netloc}
    assert visit.complaints == []


def test_tries_a_call_with_a_key(visit: Visit, stack: dict[str, Any], tmp_path: Path) -> None:
    page = visit.page
    page.goto(f"{stack['restUrl']}/docs")
    page.get_by_role("button", name="Authorize").click()
    form = page.locator("form", has_text="bearer")
    form.get_by_label("auth-bearer-value").fill(stack["apiKey"])
    form.get_by_role("button", name="Apply credentials").click()
    page.get_by_role("button", name="Close").first.click()

    block = page.locator("#operations-Signals-ListSignalNamespaces")
    block.locator(".opblock-summary-control").click()
    with page.expect_request("**/api/sdk/v1/signals/namespaces") as sent:
        block.get_by_role("button", name="Execute").click()

    assert sent.value.all_headers()["authorization"] == f"Bearer {stack['apiKey']}"
    expect(block.locator(".live-responses-table .response .response-col_status")).to_contain_text("200")
    expect(block.locator(".live-responses-table .response .highlight-code")).to_contain_text("daily_summary")
    page.screenshot(path=tmp_path / "try.png")
    assert visit.hosts == {urlsplit(stack["restUrl"]).netloc}
    assert visit.complaints == []
