"""Dashboard and alerts, in a real Prometheus that scrapes the running stack."""

import json
import re
import shutil
import subprocess
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from server.demo import content
from tests.parts.eventually import eventually
from tests.parts.prometheus import DEPLOY, Prometheus, program, scraping

ALERTS = DEPLOY / "prometheus/alerts.yml"
RULES = yaml.safe_load(ALERTS.read_text())["groups"][0]["rules"]
DASHBOARD = json.loads((DEPLOY / "grafana/curae.json").read_text())
QUERIES = {
    f"{panel['title']} {target['refId']}": target["expr"].replace("$__rate_interval", "1m")
    for panel in DASHBOARD["panels"]
    for target in panel.get("targets", ())
}
# What a sound stack without receivers of webhooks has nothing to say about; the names are still held to the endpoints.
SILENT = {"curae_webhook_attempts_total", "curae_worker_step_failures_total"}
METRIC = re.compile(r"\b(?:curae|envoy|process)_[a-z_]+\b(?!\s*=|\s*!|\s*\)\s*\()")


def use(stack: dict[str, Any]) -> None:
    """A little of everything: exports, downloads, replays, refusals, signals, PHI, a batch."""
    headers = {"authorization": f"Bearer {stack['apiKey']}"}
    with httpx.Client(base_url=f"{stack['restUrl']}/api/sdk/v1", headers=headers, timeout=30) as app:
        key = {"idempotency-key": uuid.uuid4().hex}
        body = {"connectionId": stack["connectionId"], "resourceTypes": ["Immunization"]}
        queued, _replayed = (app.post("/records/exports", json=body, headers=key).json() for _ in range(2))
        export_id = queued["export"]["id"]
        assert '"READY"' in app.get(f"/records/exports/{export_id}/events").text
        assert app.get(f"/records/exports/{export_id}/artifact").status_code == 200
        assert app.get(f"/records/exports/{uuid.uuid4()}").status_code == 404
        payload = next(dict(each.payload) for each in content.signals() if each.signal_type == "daily_summary")
        signal = {
            "connectionId": stack["connectionId"],
            "namespace": "activity",
            "signalType": "daily_summary",
            "payload": payload,
        }
        assert app.post("/signals", json=signal, headers=key).status_code == 201
        told = signal | {"payload": payload | {"contact": "jane.doe@example.com"}}
        assert app.post("/signals", json=told, headers={"idempotency-key": uuid.uuid4().hex}).status_code == 422
        items = [{"idempotencyKey": uuid.uuid4().hex, "signal": signal}]
        assert app.post("/signals:batch", json={"items": items}, headers=key).status_code == 200


@pytest.fixture(scope="module")
def prometheus(live_stack: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prometheus]:
    with scraping(tmp_path_factory.mktemp("prometheus") / "run", live_stack["metrics"]) as scraped:
        enough = threading.Event()

        def keep_using() -> None:  # a rate needs increases between scrapes
            while not enough.wait(0.5):
                use(live_stack)

        with ThreadPoolExecutor(1) as thread:
            using = thread.submit(keep_using)
            yield scraped
            enough.set()
            using.result()


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_of_the_dashboard_finds_what_the_stack_says(prometheus: Prometheus, name: str) -> None:
    if SILENT & set(METRIC.findall(QUERIES[name])):
        prometheus.query(QUERIES[name])
    else:
        eventually(lambda: prometheus.query(QUERIES[name]))


def test_all_that_dashboard_and_alerts_name_is_scraped(prometheus: Prometheus) -> None:
    for job in ("server", "worker", "envoy"):
        eventually(lambda up=f'up{{job="curae-{job}"}} == 1': prometheus.query(up))
    known = set(prometheus.get("metadata"))
    for expression in [*QUERIES.values(), *(rule["expr"] for rule in RULES)]:
        for metric in METRIC.findall(expression):
            family = re.sub(r"_(?:bucket|sum|count)$", "", metric)
            assert known & {metric, family, metric.removesuffix("_total")}, metric
        for metric, matchers in re.findall(r"(\w+)\{(.*?)\}", expression):
            if metric not in SILENT:
                for label in re.findall(r"(\w+)\s*[=!]", matchers):
                    eventually(lambda labelled=f'count({metric}{{{label}!=""}})': prometheus.query(labelled))


def test_every_rule_is_evaluated_and_a_sound_stack_fires_none(prometheus: Prometheus) -> None:
    def evaluated() -> list[Any]:
        rules = prometheus.get("rules")["groups"][0]["rules"]
        return rules if all(rule["health"] != "unknown" for rule in rules) else []

    rules = eventually(evaluated)
    assert [rule["name"] for rule in rules] == [rule["alert"] for rule in RULES]
    assert {rule["health"] for rule in rules} == {"ok"}
    pages = [alert for alert in prometheus.get("alerts")["alerts"] if alert["labels"]["severity"] == "page"]
    assert not [alert for alert in pages if alert["state"] == "firing"]


def test_the_rules_and_the_sample_are_sound() -> None:
    for check, name in (("rules", "alerts.yml"), ("config", "prometheus.yml")):
        checked = promtool("check", check, str(DEPLOY / "prometheus" / name))
        assert checked.returncode == 0, checked.stderr


def test_each_alert_fires_when_it_should_and_only_then(tmp_path: Path) -> None:
    tests = Path(__file__).with_name("alerts_test.yml")
    names = [test["name"] for test in yaml.safe_load(tests.read_text())["tests"]]
    assert names == [f"{rule['alert']} {what}" for rule in RULES for what in ("fires", "rests")]
    for file in (tests, ALERTS):
        shutil.copy(file, tmp_path)
    tested = promtool("test", "rules", str(tmp_path / tests.name))
    assert tested.returncode == 0, tested.stdout + tested.stderr


def test_each_alert_names_its_remedy() -> None:
    for rule in RULES:
        assert set(rule["annotations"]) == {"summary", "remedy", "runbook"}
        assert rule["labels"]["severity"] in ("page", "ticket")


def promtool(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([program("promtool"), *arguments], capture_output=True, text=True, timeout=60, check=False)
