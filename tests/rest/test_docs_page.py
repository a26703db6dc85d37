"""The API page at `/docs`, in headless Chromium: it renders, asks no other host, and can try a call."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import expect

from server.codegen.__main__ import GEN
from tests.rest.browser import Visit

OPERATION_COUNT = sum(len(methods) for methods in json.loads((GEN / "openapi.json").read_text())["paths"].values())


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
