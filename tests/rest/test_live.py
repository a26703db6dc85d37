"""The whole stack through Envoy, as an app uses it: retries, reads, events, signed links."""

import asyncio
import hashlib
import json
import os
import signal
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser

from server.demo import content
from tests.parts.curae_up import RunningStack, running_stack
from tests.parts.eventually import eventually, eventually_async
from tests.rest.browser import Visit, running_chromium
from tests.rest.problems import assert_problem

EXPORTS = "/api/sdk/v1/records/exports"
KEYS_A_SERVER = 15
SIGNALS = "/api/sdk/v1/signals"
SIGNAL = content.signals()[0]


@pytest.fixture(scope="module", params=["SQLite and a folder", "PostgreSQL and S3"])
def stack(request: pytest.FixtureRequest) -> dict[str, Any]:
    """run.json of a stack, once on each pair of database and store."""
    name = "live_stack" if request.param == "SQLite and a folder" else "stack_on_postgres"
    run: dict[str, Any] = request.getfixturevalue(name)
    return run


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


def signal_body(stack: dict[str, Any], payload: Any = None) -> dict[str, Any]:
    named = {"connectionId": stack["connectionId"], "namespace": SIGNAL.namespace, "signalType": SIGNAL.signal_type}
    return named | {"payload": dict(SIGNAL.payload) if payload is None else payload}


def posts(stack: dict[str, Any]) -> dict[str, Any]:
    """One request for every POST; the batch has an item that is refused, with several details."""
    refused = {"idempotencyKey": "b", "signal": signal_body(stack, {"steps": -1, "other": True})}
    return {
        EXPORTS: {"connectionId": stack["connectionId"], "resourceTypes": ["Immunization"]},
        SIGNALS: signal_body(stack),
        f"{SIGNALS}:batch": {"items": [{"idempotencyKey": uuid.uuid4().hex, "signal": signal_body(stack)}, refused]},
    }


@pytest.mark.parametrize("path", [EXPORTS, SIGNALS, f"{SIGNALS}:batch"])
def test_a_replay_is_byte_identical_and_marked(stack: dict[str, Any], app: httpx.Client, path: str) -> None:
    key, body = uuid.uuid4().hex, posts(stack)[path]
    first = app.post(path, json=body, headers={"idempotency-key": key})
    assert "idempotency-replayed" not in first.headers
    if path == EXPORTS:
        app.get(f"{first.headers['location']}/events")  # it has moved on when the replay tells of it
    for spelt in (key, f'"{key}"'):
        again = app.post(path, json=body, headers={"idempotency-key": spelt})
        assert (again.status_code, again.content) == (first.status_code, first.content)
        assert again.headers.get("location") == first.headers.get("location")
        assert again.headers["idempotency-replayed"] == "true"
    reused = app.post(path, json=body | other_than(path, stack), headers={"idempotency-key": key})
    assert_problem(reused, "IDEMPOTENCY_KEY_REUSED")
    assert_problem(app.post(path, json=body), "IDEMPOTENCY_KEY_REQUIRED")


def other_than(path: str, stack: dict[str, Any]) -> dict[str, Any]:
    """What makes the request another one."""
    return {
        EXPORTS: {"resourceTypes": ["Immunization", "Condition"]},
        SIGNALS: {"occurredAt": "2026-01-31T08:30:00Z"},
        f"{SIGNALS}:batch": {"items": [{"idempotencyKey": "c", "signal": signal_body(stack)}]},
    }[path]


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


@pytest.mark.parametrize("asked", ["bytes=0-0", "bytes=99999999-", "bytes=-0"])
def test_a_download_is_revalidated_before_its_range_is_looked_at(
    stack: dict[str, Any], app: httpx.Client, asked: str
) -> None:
    """RFC 9110, section 13.2.2."""
    path = f"{EXPORTS}/{ready(app, stack['connectionId'])['id']}/artifact"
    etag = app.head(path).headers["etag"]
    for known in (etag, "*"):
        answer = app.get(path, headers={"if-none-match": known, "range": asked})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)
        assert "content-range" not in answer.headers
    assert app.get(path, headers={"if-none-match": '"other"', "range": asked}).status_code in (206, 416)


@pytest.mark.parametrize("coding", ["gzip", "zstd, gzip;q=0.5", "br", "identity;q=0, *"])
def test_a_download_is_the_very_bytes_whatever_coding_is_asked_for(
    stack: dict[str, Any], app: httpx.Client, coding: str
) -> None:
    """Length, ranges, ETag and checksum are of these bytes; a coding on the way would make them untrue."""
    export = ready(app, stack["connectionId"])
    answer = app.get(f"{EXPORTS}/{export['id']}/artifact", headers={"accept-encoding": coding})
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-length"] == export["artifact"]["byteSize"]
    assert hashlib.sha256(answer.content).hexdigest() == export["artifact"]["sha256"]


def logs_with(stack: dict[str, Any], request_id: str) -> list[str]:
    """What Envoy and the server logged, once both have told of this request: Envoy writes its log now and then."""
    logs = [Path(stack["data"]) / "logs" / f"{part}.log" for part in ("envoy", "server")]
    eventually(lambda: all(request_id in log.read_text() for log in logs))
    return [log.read_text() for log in logs]


def test_a_signed_link_works_without_a_key_until_its_export_is_gone(stack: dict[str, Any], app: httpx.Client) -> None:
    export = ready(app, stack["connectionId"])
    answer = app.get(f"{EXPORTS}/{export['id']}/download").json()
    url = answer["download"]["url"]
    assert 0 < answer["download"]["expiresInSeconds"] <= 300
    mine = {"x-request-id": uuid.uuid4().hex}
    with httpx.Client(headers=mine) as anybody:
        given = anybody.get(url)
        assert hashlib.sha256(given.content).hexdigest() == export["artifact"]["sha256"]
        assert_problem(anybody.get(url[:-2] + "xx"), "UNAUTHENTICATED")
        other = ready(app, stack["connectionId"])
        assert_problem(anybody.get(url.replace(export["id"], other["id"])), "UNAUTHENTICATED")
        app.delete(f"{EXPORTS}/{export['id']}")
        assert_problem(anybody.get(url), "SDK_EXPORT_CANCELLED")
    token = url.partition("token=")[2]
    for text in logs_with(stack, mine["x-request-id"]):
        assert token not in text
        assert stack["apiKey"] not in text


@pytest.fixture
def chromium() -> Iterator[Browser]:
    """For one test: others here run event loops."""
    with running_chromium() as browser:
        yield browser


def test_a_browsers_event_source_follows_an_export_and_stops(
    visit: Visit, stack: dict[str, Any], app: httpx.Client
) -> None:
    """By a signed URL, since EventSource sends no headers; and it reconnects when a stream ends, until told to stop."""
    export_id = queue(app, stack["connectionId"]).json()["export"]["id"]
    url = app.get(f"{EXPORTS}/{export_id}/watch").json()["watch"]["url"]
    follow = """url => new Promise(resolve => {
        const seen = [], source = new EventSource(url);
        source.onmessage = event => {
            const { status } = JSON.parse(event.data).export;
            if (event.lastEventId === status) seen.push(status);
        };
        source.onerror = () => { if (source.readyState === EventSource.CLOSED) resolve(seen); };
    })"""
    visit.page.goto(f"{stack['restUrl']}/docs")
    seen = visit.page.evaluate(follow, url)
    assert seen[-1] == "READY"
    assert seen == sorted(set(seen), key=["QUEUED", "RUNNING", "READY"].index)
    assert [asked for asked in visit.requests if "/events" in asked] == [url, url]


def test_a_signed_watch_works_without_a_key_and_for_nothing_else(stack: dict[str, Any], app: httpx.Client) -> None:
    export = ready(app, stack["connectionId"])
    path = f"{EXPORTS}/{export['id']}"
    watch = app.get(f"{path}/watch").json()["watch"]
    assert 0 < watch["expiresInSeconds"] <= 300
    token = watch["url"].partition("token=")[2]
    mine = {"x-request-id": uuid.uuid4().hex}
    with httpx.Client(base_url=stack["restUrl"], headers=mine) as anybody:
        assert anybody.get(watch["url"]).text.startswith("id: READY\ndata: {")
        ended = anybody.get(watch["url"], headers={"last-event-id": "READY"})
        assert (ended.status_code, ended.content) == (204, b"")
        assert anybody.get(watch["url"], headers={"last-event-id": "RUNNING"}).status_code == 200
        assert_problem(anybody.get(f"{path}/artifact", params={"token": token}), "UNAUTHENTICATED")
        download = app.get(f"{path}/download").json()["download"]["url"].partition("token=")[2]
        assert_problem(anybody.get(f"{path}/events", params={"token": download}), "UNAUTHENTICATED")
        assert_problem(anybody.get(path, params={"token": token}), "UNAUTHENTICATED")
        assert_problem(anybody.get(f"{path}/events"), "UNAUTHENTICATED")
    for text in logs_with(stack, mine["x-request-id"]):
        assert token not in text
        assert stack["apiKey"] not in text


@pytest.fixture
def private(database_url: str, tmp_path: Path) -> Iterator[RunningStack]:
    with running_stack(tmp_path / "stack", environment={"CURAE_DATABASE_URL": database_url}) as stack:
        yield stack


def test_a_killed_server_leaves_each_key_with_one_export_or_none(private: RunningStack) -> None:
    """The same key is sent until it is answered, while the server dies again and again in the middle."""
    run = private.run
    headers = {"authorization": f"Bearer {run['apiKey']}"}
    answers: dict[str, set[bytes]] = {f"key-{number}": set() for number in range(60)}
    kills: list[int] = []

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

    def answered_so_far() -> int:
        return sum(map(len, answers.values()))

    async def kill_now_and_then() -> None:
        """Between two deaths a server answers: one that never lives for so long would answer nothing."""
        while True:
            enough = answered_so_far() + KEYS_A_SERVER
            await eventually_async(lambda enough=enough: answered_so_far() >= enough, within=120)
            kills.append(private.read_run()["processes"]["server"])
            os.kill(kills[-1], signal.SIGKILL)

    async def scenario() -> None:
        async with httpx.AsyncClient(base_url=run["restUrl"], headers=headers, timeout=10) as client:
            killing = asyncio.create_task(kill_now_and_then())
            for begin in range(0, len(answers), 4):
                await asyncio.gather(*(send(client, key) for key in list(answers)[begin : begin + 4]))
            assert not killing.done()
            killing.cancel()

    asyncio.run(scenario())
    assert len(set(kills)) == len(kills) >= 3
    with httpx.Client(base_url=run["restUrl"], headers=headers, timeout=30) as client:
        eventually(lambda: client.get(EXPORTS, params={"limit": 1}).status_code == 200)
        page = client.get(EXPORTS, params={"limit": 100})
    made = {export["id"] for export in page.json()["exports"]}
    answered = {json.loads(answer)["export"]["id"] for each in answers.values() for answer in each}
    assert made == answered
    assert len(made) == len(answers)
