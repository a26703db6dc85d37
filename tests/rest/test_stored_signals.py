"""Signals read back, withdrawn and replaced through the real Envoy."""

import json
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from server.demo import content

SIGNALS = "/api/sdk/v1/signals"
SIGNAL = next(each for each in content.signals() if each.signal_type == "daily_summary")


@pytest.fixture
def rest(live_stack: dict[str, Any]) -> Any:
    headers = {"authorization": f"Bearer {live_stack['apiKey']}"}
    with httpx.Client(base_url=live_stack["restUrl"], headers=headers, timeout=30) as client:
        yield client


def send(rest: httpx.Client, path: str, body: dict[str, Any], key: str | None = None) -> httpx.Response:
    return rest.post(path, json=body, headers={"idempotency-key": key or str(uuid.uuid4())})


def test_a_signal_goes_its_whole_way(rest: httpx.Client, live_stack: dict[str, Any]) -> None:
    body = {
        "connectionId": live_stack["connectionId"],
        "namespace": SIGNAL.namespace,
        "signalType": SIGNAL.signal_type,
        "payload": dict(SIGNAL.payload),
        "occurredAt": "2026-02-03T04:05:06+01:00",
    }
    judged = send(rest, SIGNALS, body | {"dryRun": True})
    assert (judged.status_code, judged.json()["dryRun"]) == (200, True)
    assert rest.get(f"{SIGNALS}/{judged.json()['signal']['id']}").status_code == 404
    made = send(rest, SIGNALS, body)
    assert made.status_code == 201, made.text
    signal = made.json()["signal"]
    assert (signal["occurredAt"], signal["occurredAtOffset"]) == ("2026-02-03T03:05:06Z", "+01:00")
    read = rest.get(f"{SIGNALS}/{signal['id']}")
    assert read.headers["cache-control"] == "private, no-store"
    assert (read.json()["record"]["signal"], read.json()["record"]["payload"]) == (signal, body["payload"])

    day = {"since": "2026-02-03T00:00:00Z", "until": "2026-02-04T00:00:00Z"}
    chosen = {"connectionId": body["connectionId"], "namespace": body["namespace"], "signalType": body["signalType"]}
    listed = rest.get(SIGNALS, params=chosen | day | {"limit": 100}).json()["signals"]
    assert signal["id"] in [each["signal"]["id"] for each in listed]
    later = rest.get(SIGNALS, params=chosen | {"since": "2026-02-03T04:05:07+01:00", "until": day["until"]}).json()
    assert signal["id"] not in [each["signal"]["id"] for each in later["signals"]]
    figures = rest.get(f"{SIGNALS}:aggregate", params=chosen | day | {"field": "steps", "interval": "day"})
    (interval,) = figures.json()["intervals"]
    assert (interval["since"], interval["max"]) == ("2026-02-03T00:00:00Z", float(body["payload"]["steps"]))

    corrected = {"payload": body["payload"] | {"steps": 1}, "occurredAt": body["occurredAt"]}
    replaced = send(rest, f"{SIGNALS}/{signal['id']}:replace", corrected, key := str(uuid.uuid4()))
    assert replaced.status_code == 201, replaced.text
    again = send(rest, f"{SIGNALS}/{signal['id']}:replace", corrected, key)
    assert (again.headers["idempotency-replayed"], again.json()) == ("true", replaced.json())
    tombstone = rest.get(f"{SIGNALS}/{signal['id']}").json()["tombstone"]
    assert tombstone == replaced.json()["replaced"]
    second = replaced.json()["signal"]["id"]
    assert send(rest, f"{SIGNALS}/{signal['id']}:replace", corrected).json()["code"] == "SDK_SIGNAL_WITHDRAWN"
    gone = [rest.delete(f"{SIGNALS}/{second}").json() for _ in range(2)]
    assert gone[0] == gone[1] and gone[0]["tombstone"]["id"] == second


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (f"{SIGNALS}?limit=5", "connectionId"),
        (f"{SIGNALS}?since=yesterday", "since"),
        (f"{SIGNALS}?since={quote('2026-02-30T00:00:00Z')}", "since"),
        (f"{SIGNALS}?signalType=workout&connectionId={uuid.UUID(int=7)}", "signalType"),
        (f"{SIGNALS}/not-an-id", "signalId"),
        (
            f"{SIGNALS}:aggregate?connectionId={uuid.UUID(int=7)}&namespace=a&signalType=b&field=c&interval=week",
            "interval",
        ),
    ],
)
def test_bad_input_is_told_by_field(rest: httpx.Client, path: str, field: str) -> None:
    answer = rest.get(path)
    assert (answer.status_code, answer.json()["code"]) == (400, "BAD_REQUEST")
    assert field in [each["field"] for each in answer.json()["details"]["violations"]]
    assert "yesterday" not in json.dumps(answer.json())


def test_the_literal_paths_stay_what_they_are(rest: httpx.Client) -> None:
    assert "namespaces" in rest.get(f"{SIGNALS}/namespaces").json()
    assert rest.head(f"{SIGNALS}/{uuid.UUID(int=7)}").status_code == 404
    refused = rest.put(f"{SIGNALS}/{uuid.UUID(int=7)}")
    assert (refused.status_code, refused.headers["allow"]) == (405, "DELETE, GET, HEAD")


def test_the_command_line_lists_gets_replaces_and_withdraws(
    rest: httpx.Client, live_stack: dict[str, Any], tmp_path: Path
) -> None:
    body = {
        "connectionId": live_stack["connectionId"],
        "namespace": SIGNAL.namespace,
        "signalType": SIGNAL.signal_type,
        "payload": dict(SIGNAL.payload),
        "occurredAt": "2026-01-20T04:05:06Z",
    }
    made = send(rest, SIGNALS, body).json()["signal"]["id"]

    def curae(*arguments: str, code: int = 0) -> str:
        command = [sys.executable, "-m", "server.cli", "signals", *arguments, "--data", live_stack["data"]]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert ran.returncode == code, ran.stderr
        return ran.stdout if code == 0 else ran.stderr

    day = ("--since", "2026-01-20T00:00:00Z", "--until", "2026-01-21T00:00:00Z")
    listed = curae("list", "--connection", body["connectionId"], *day).splitlines()
    assert made in [json.loads(line)["signal"]["id"] for line in listed]
    assert json.loads(curae("get", made))["record"]["payload"] == body["payload"]
    file = tmp_path / "payload.json"
    file.write_text("not json: ann@example.org")
    assert "ann@" not in curae("replace", made, str(file), code=1)
    file.write_text(json.dumps(body["payload"]))
    second = json.loads(curae("replace", made, str(file)))["signal"]["id"]
    gone = json.loads(curae("withdraw", second))
    assert gone["id"] == second and json.loads(curae("get", second))["tombstone"] == gone


def test_the_command_line_sums_up_a_field(rest: httpx.Client, live_stack: dict[str, Any]) -> None:
    connection = live_stack["connectionId"]
    for hour, steps in ((3, 100), (4, 300), (23, 7)):  # 23:30 in UTC is the next day at +01:00
        body = {
            "connectionId": connection,
            "namespace": SIGNAL.namespace,
            "signalType": SIGNAL.signal_type,
            "payload": dict(SIGNAL.payload) | {"steps": steps},
            "occurredAt": f"2025-05-01T{hour:02}:30:00Z",
        }
        assert send(rest, SIGNALS, body).status_code == 201
    name = f"{SIGNAL.namespace}.{SIGNAL.signal_type}"
    asked = ["--connection", connection, "--since", "2025-05-01T00:00:00Z", "--until", "2025-05-03T00:00:00Z"]

    def aggregate(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "server.cli", "signals", "aggregate", *options, "--data", live_stack["data"]]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    days = aggregate(name, "steps", *asked, "--utc-offset", "+01:00", "--json")
    assert json.loads(days.stdout) == [
        {"since": "2025-04-30T23:00:00Z", "count": 2, "min": 100, "max": 300, "mean": 200, "sum": 400},
        {"since": "2025-05-01T23:00:00Z", "count": 1, "min": 7, "max": 7, "mean": 7, "sum": 7},
    ]
    hours = aggregate(name, "steps", *asked, "--by", "hour").stdout.splitlines()
    assert [line.split("\t")[1:3] for line in hours] == [["count", "min"], ["1", "100"], ["1", "300"], ["1", "7"]]
    nothing = aggregate(name, "stairs", *asked)
    assert (nothing.returncode, nothing.stdout) == (0, "") and "no number in stairs" in nothing.stderr
    too_many = aggregate(name, "steps", "--connection", connection, "--since", "3000d", "--by", "hour")
    assert too_many.returncode == 1 and "1000 intervals" in too_many.stderr
    for wrong in (["activity", "steps"], [name, "steps", "--utc-offset", "1h"], [name, "steps", "--by", "week"]):
        assert aggregate(*wrong, *asked).returncode == 2
