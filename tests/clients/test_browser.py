"""The TypeScript SDK in a browser: all but files, with what a browser has for SHA-256."""

import json
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from tests.clients.typescript import ROOT
from tests.rest.browser import FLAGS

_PAGE = """<!doctype html><script type="importmap">
{"imports": {"openapi-fetch": "/openapi-fetch/dist/index.mjs"}}</script>"""
_TRY = """async ({ client, connectionId }) => {
  const { Curae } = await import("/dist/index.js");
  const curae = new Curae(client);
  const ready = await curae.exports.createAndWait({ connectionId, resourceTypes: ["Patient", "Immunization"] });
  let records = 0;
  for await (const _ of curae.exports.records(ready)) records += 1;
  const refused = await curae.exports.download(ready, "f").catch((fault) => fault.message);
  const wrong = { ...ready, artifact: { ...ready.artifact, sha256: "0".repeat(64) } };
  const altered = await curae.exports.records(wrong).next().catch((fault) => fault.name);
  return { records, expected: Number(ready.progress.recordsExported), refused, altered };
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: the tests' own output is enough."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The built client and its one dependency, as a web server gives them out."""
    (tmp_path / "index.html").write_text(_PAGE)
    (tmp_path / "dist").symlink_to(ROOT / "clients/typescript/dist")
    (tmp_path / "openapi-fetch").symlink_to(ROOT / "clients/typescript/node_modules/openapi-fetch")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_records_are_read_and_verified_in_a_browser(site: str, live_stack: dict[str, Any], tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or pytest.skip("Chromium is not here; run: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        # The page is of another origin than the API; an app would serve both from one, or set CURAE_CORS_ORIGINS.
        browser = playwright.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=chromium, args=[*FLAGS, "--disable-web-security"]
        )
        page = browser.pages[0]
        page.goto(site)
        client = {"apiKey": live_stack["apiKey"], "baseUrl": live_stack["restUrl"]}
        found = page.evaluate(_TRY, {"client": client, "connectionId": live_stack["connectionId"]})
        browser.close()
    assert found["records"] == found["expected"] > 0, json.dumps(found)
    assert "a browser has no files" in found["refused"]
    assert found["altered"] == "IntegrityError"
