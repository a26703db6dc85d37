"""Fixtures of the tests through Envoy."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import sync_playwright

from tests.parts.processes import free_ports
from tests.rest.browser import FLAGS, Visit
from tests.rest.echo_door import WITH_KEY, EchoDoor, echo_server, envoy


@pytest.fixture(scope="session")
def stack(live_stack: dict[str, Any]) -> dict[str, Any]:
    """Through Envoy a stack is all of it: run.json of the `curae up --demo` that the whole run shares."""
    return live_stack


@pytest.fixture(scope="session")
def echo_door() -> Iterator[EchoDoor]:
    """A real Envoy before the echo servicer, shared by the tests of one worker."""
    (port,) = free_ports(1)
    with echo_server(port), envoy(port) as door:
        yield door


@pytest.fixture(scope="session")
def echo(echo_door: EchoDoor) -> Iterator[httpx.Client]:
    """An HTTP/1.1 client of the echo servicer's Envoy."""
    with httpx.Client(base_url=echo_door.url, timeout=20, headers=WITH_KEY) as client:
        yield client


@pytest.fixture(params=["http1", "http2"])
def client(request: pytest.FixtureRequest, echo_door: EchoDoor) -> Iterator[httpx.Client]:
    """A client of the echo servicer's Envoy, once over HTTP/1.1 and once over HTTP/2."""
    over_http2 = request.param == "http2"
    with httpx.Client(
        base_url=echo_door.url, timeout=20, http1=not over_http2, http2=over_http2, headers=WITH_KEY
    ) as made:
        yield made


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
