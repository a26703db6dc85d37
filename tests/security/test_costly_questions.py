"""What an app with a key may make the server look at, and that others do not feel it."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import insert

from server.clock import uuid7
from server.store.tables import signals
from tests.fhir.place import ASYNC, Place, idle_place
from tests.parts.in_process import App, sqlite_urls

SIGNALS = 20_000
AT_ONCE = 64
EXPORT = "/fhir/$export"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with idle_place(sqlite_urls(tmp_path_factory.mktemp("costly"))) as place:
        yield place


def filled(place: Place, app: App, since: datetime) -> None:
    rows = [
        {
            "id": uuid7(),
            "tenant_id": app.tenant.id,
            "connection_id": app.connection.id,
            "namespace": "activity",
            "signal_type": "daily_summary",
            "schema_version": 1,
            "received_at": since,
            "payload": json.dumps({"steps": number}),
            "event_at": since + timedelta(minutes=number),
        }
        for number in range(SIGNALS)
    ]
    place.stack.database.write_now(lambda database: database.execute(insert(signals), rows))


def test_questions_about_many_signals_are_asked_a_few_at_a_time(place: Place) -> None:
    app, other = place.stack.new_app(), place.stack.new_app()
    since = datetime(2026, 1, 1, tzinfo=UTC)
    filled(place, app, since)
    query = {
        "connectionId": app.connection.id,
        "namespace": "activity",
        "signalType": "daily_summary",
        "field": "steps",
        "interval": "hour",
        "since": "2026-01-01T00:00:00Z",
        "until": "2026-01-20T00:00:00Z",
    }

    async def ask() -> tuple[Counter[int], list[int]]:
        limits = httpx.Limits(max_connections=AT_ONCE + 1)
        async with httpx.AsyncClient(base_url=place.url, timeout=120, limits=limits) as client:

            async def question() -> int:
                headers = dict([app.authorization])
                return (await client.get("/api/sdk/v1/signals:aggregate", params=query, headers=headers)).status_code

            for known in (app, other):  # to Envoy, which has a server prove a key that it has not seen
                await client.get("/api/sdk/v1/records/exports", headers=dict([known.authorization]))
            asked = [asyncio.create_task(question()) for _ in range(AT_ONCE)]
            honest = [
                (await client.get("/api/sdk/v1/records/exports", headers=dict([other.authorization]))).status_code
                for _ in range(5)
            ]
            return Counter(await asyncio.gather(*asked)), honest

    answers, honest = asyncio.run(ask())
    assert honest == [200] * 5
    assert answers[200] and answers[429], answers
    assert set(answers) <= {200, 429, 503}, "503 where a busy machine takes too long"


def refused(place: Place, app: App, parameters: list[dict[str, Any]]) -> tuple[httpx.Response, float]:
    """The answer, and the processor seconds of this process, which is server and client."""
    body = json.dumps({"resourceType": "Parameters", "parameter": parameters})
    headers = {"authorization": app.authorization[1], "content-type": "application/fhir+json", **ASYNC}
    began = time.process_time()
    answer = place.rest.post(EXPORT, content=body, headers=headers)
    return answer, time.process_time() - began


def named(name: str, values: list[str]) -> list[dict[str, Any]]:
    return [{"name": name, "valueString": ",".join(values)}]


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        (named("_type", [f"Aa{number:x}" for number in range(8_000)]), "_type"),
        (named("_type", [f"Aa{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(600)]), "_type"),
        (named("_elements", [f"a{'b' * (number % 50)}" for number in range(1_500)]), "_elements"),
        (named("patient", [f"Patient/{number}" for number in range(3_000)]), "patient"),
        (named("_typeFilter", ["Observation?date=ge2020"] * 1_000), "_typeFilter"),
        (named("_typeFilter", [f"Observation?code={','.join(['a'] * 90)}"] * 90), "_typeFilter"),
        ([{"name": f"x{number}", "valueString": ""} for number in range(1_000)], "parameter"),
    ],
    ids=["numbered types", "types", "elements", "patients", "filters", "values of filters", "unknown"],
)
def test_a_kick_off_of_thousands_of_names_is_refused_at_little_cost(
    place: Place, parameters: list[dict[str, Any]], field: str
) -> None:
    app = place.stack.new_app()
    of_one = min(refused(place, app, named("_type", ["Observatio"]))[1] for _ in range(3))
    answer, cost = refused(place, app, parameters)
    assert answer.status_code == 400, answer.text
    assert field in answer.text
    assert len(answer.content) < 8_192
    assert cost <= 10 * of_one + 0.1
