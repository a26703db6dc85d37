"""The whole stack through Envoy, as an app uses it: retries, reads, events, signed links."""

import asyncio
import hashlib
import json
import os
import shutil
import signal
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import sync_playwright

from tests.parts.curae_up import RunningStack, running_stack
from tests.rest.problems import assert_problem
from tests.rest.test_docs_page import FLAGS

EXPORTS = "/api/sdk/v1/records/exports"


@pytest.fixture
def app(stack: dict[str, Any]) -> Iterator[httpx.Client]:
    headers = {"authorization": f"Bearer {stack['apiKey']}"}
    with httpx.Client(base_url=stack["restUrl"], headers=headers, timeout=30) as client:
        yield client


def queue(app: httpx.Client, connection_id: str, key: str | None = None, **fields: Any) -> httpx.Response:
    body = {"connectionId": connection_id, "resourceTypes": ["Immunization"]} | fields
    return app.post(EXPORTS, json=body, headers={"idempotency-key": key or uuid.uuid4().hex})


def ready(app: httpx.Client, connection_id: str) -> dict[str, Any]:
    export_id = queue(app, connection_id).json()["export"]["id"]
    events = app.get(f"{EXPORTS}/{export_id}/events").text
    export: dict[str, Any] = json.loads(events.strip().splitlines()[-1].removeprefix("data: "))["export"]
    assert export["status"] == "READY"
    return export


def test_fifty_parallel_posts_with_one_key_make_one_export(stack: dict[str, Any], app: httpx.Client) -> None:
    key = uuid.uuid4().hex

    async def post_all() -> list[httpx.Response]:
        async with httpx.AsyncClient(base_url=stack["restUrl"], headers=app.headers, timeout=30) as client:
            body = {"connectionId": stack["connectionId"], "resourceTypes": ["Immunization"]}
            keys = [key if number % 2 else f'"{key}"' for number in range(50)]
            return list(
                await asyncio.gather(*(client.post(EXPORTS, json=body, headers={"idempotency-key": k}) for k in keys))
            )

    answers = asyncio.run(post_all())
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.content for answer in answers}) == 1
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert sum(answer.headers.get("idempotency-replayed") == "true" for answer in answers) == 49


def test_white_space_and_field_order_make_no_other_request(stack: dict[str, Any], app: httpx.Client) -> None:
    headers = {"idempotency-key": uuid.uuid4().hex, "content-type": "application/json"}
    connection = stack["connectionId"]
    bodies = (
        f'{{"connectionId":"{connection}","resourceTypes":["Patient","Immunization"]}}',
        f'{{ "resourceTypes" : ["Patient","Immunization"],\n "connectionId" : "{connection.upper()}" }}',
        f'{{"includeRawFhir":true,"format":"fhir_ndjson","connectionId":"{connection}",'
        '"resourceTypes":["Patient","\\u0049mmunization"]}',
    )
    answers = [app.post(EXPORTS, content=body, headers=headers) for body in bodies]
    assert len({answer.content for answer in answers}) == 1
    assert [answer.headers.get("idempotency-replayed") for answer in answers] == [None, "true", "true"]


def test_a_pending_export_says_when_to_ask_again_and_a_read_is_revalidated(
    stack: dict[str, Any], app: httpx.Client
) -> None:
    queued = queue(app, stack["connectionId"])
    assert int(queued.headers["retry-after"]) >= 1
    export = ready(app, stack["connectionId"])
    path = f"{EXPORTS}/{export['id']}"
    first = app.get(path)
    assert "retry-after" not in first.headers
    etag = first.headers["etag"]
    assert etag.startswith('"')
    for given in (etag, f'"x", {etag}', f"W/{etag}", "*"):
        again = app.get(path, headers={"if-none-match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert app.get(path, headers={"if-none-match": '"other"'}).status_code == 200
    app.delete(path)
    changed = app.get(path, headers={"if-none-match": etag})
    assert (changed.status_code, changed.json()["export"]["status"]) == (200, "CANCELLED")


@pytest.mark.parametrize("offset", [0, 1, 4095, 65_536, -1])
def test_a_download_resumes_from_any_byte(stack: dict[str, Any], app: httpx.Client, offset: int) -> None:
    export = ready(app, stack["connectionId"])
    path = f"{EXPORTS}/{export['id']}/artifact"
    whole = app.get(path)
    size = len(whole.content)
    assert hashlib.sha256(whole.content).hexdigest() == export["artifact"]["sha256"]
    assert whole.headers["etag"] == f'"{export["artifact"]["sha256"]}"'
    begin = offset % size
    rest = app.get(path, headers={"range": f"bytes={begin}-", "if-range": whole.headers["etag"]})
    assert (rest.status_code, rest.content) == (206, whole.content[begin:])
    assert rest.headers["content-range"] == f"bytes {begin}-{size - 1}/{size}"
    stale = app.get(path, headers={"range": f"bytes={begin}-", "if-range": '"stale"'})
    assert (stale.status_code, stale.content) == (200, whole.content)


def test_a_signed_link_works_without_a_key_until_its_export_is_gone(stack: dict[str, Any], app: httpx.Client) -> None:
    export = ready(app, stack["connectionId"])
    answer = app.get(f"{EXPORTS}/{export['id']}/download").json()
    url = answer["download"]["url"]
    assert 0 < answer["download"]["expiresInSeconds"] <= 300
    with httpx.Client() as anybody:
        given = anybody.get(url)
        assert hashlib.sha256(given.content).hexdigest() == export["artifact"]["sha256"]
        assert_problem(anybody.get(url[:-2] + "xx"), "UNAUTHENTICATED")
        other = ready(app, stack["connectionId"])
        assert_problem(anybody.get(url.replace(export["id"], other["id"])), "UNAUTHENTICATED")
        app.delete(f"{EXPORTS}/{export['id']}")
        assert_problem(anybody.get(url), "SDK_EXPORT_CANCELLED")
    token = url.partition("token=")[2]
    for log in (Path(stack["data"]) / "logs").iterdir():
        assert token not in log.read_text()


def test_a_browsers_event_source_follows_an_export(stack: dict[str, Any], app: httpx.Client) -> None:
    """The key comes from the context: EventSource itself sends no header, as an app's own backend would add it."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not here; run: sudo apt-get install chromium")
    export_id = queue(app, stack["connectionId"]).json()["export"]["id"]
    follow = """id => new Promise(resolve => {
        const seen = [], source = new EventSource(`/api/sdk/v1/records/exports/${id}/events`);
        source.onmessage = event => {
            seen.push(JSON.parse(event.data).export.status);
            if (['READY', 'FAILED', 'CANCELLED', 'EXPIRED'].includes(seen.at(-1))) { source.close(); resolve(seen); }
        };
        source.onerror = () => { if (source.readyState === EventSource.CLOSED) resolve(['closed']); };
    })"""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_context(extra_http_headers={"authorization": app.headers["authorization"]}).new_page()
        page.goto(f"{stack['restUrl']}/docs")
        seen = page.evaluate(follow, export_id)
        browser.close()
    assert seen[-1] == "READY"
    assert seen == sorted(seen, key=["QUEUED", "RUNNING", "READY"].index)


@pytest.fixture
def private(tmp_path: Path) -> Iterator[RunningStack]:
    with running_stack(tmp_path) as stack:
        yield stack


def test_a_killed_server_leaves_each_key_with_one_export_or_none(private: RunningStack) -> None:
    """The same key is sent until it is answered, while the server dies again and again in the middle."""
    run = private.run
    headers = {"authorization": f"Bearer {run['apiKey']}"}
    answers: dict[str, set[bytes]] = {f"key-{number}": set() for number in range(60)}

    async def send(client: httpx.AsyncClient, key: str) -> None:
        body = {"connectionId": run["connectionId"], "resourceTypes": ["Patient"]}
        while len(answers[key]) == 0:
            try:
                answer = await client.post(EXPORTS, json=body, headers={"idempotency-key": key})
            except httpx.TransportError:
                continue
            if answer.status_code == 202:
                answers[key].add(answer.content)
            else:
                assert answer.json()["retryable"]
                await asyncio.sleep(0.05)

    async def kill_now_and_then() -> None:
        while True:
            await asyncio.sleep(0.7)
            os.kill(private.read_run()["processes"]["server"], signal.SIGKILL)

    async def scenario() -> None:
        async with httpx.AsyncClient(base_url=run["restUrl"], headers=headers, timeout=10) as client:
            killing = asyncio.create_task(kill_now_and_then())
            for begin in range(0, len(answers), 4):
                await asyncio.gather(*(send(client, key) for key in list(answers)[begin : begin + 4]))
                await asyncio.sleep(0.1)
            killing.cancel()

    asyncio.run(scenario())
    deadline = time.monotonic() + 30
    with httpx.Client(base_url=run["restUrl"], headers=headers, timeout=10) as client:
        while (page := client.get(EXPORTS, params={"limit": 100})).status_code != 200:
            assert time.monotonic() < deadline
            time.sleep(0.1)
    made = {export["id"] for export in page.json()["exports"]}
    answered = {json.loads(answer)["export"]["id"] for each in answers.values() for answer in each}
    assert made == answered
    assert len(made) == len(answers)
