"""The endpoints that Prometheus scrapes, on the running stack."""

from typing import Any

import httpx
import psutil

from tests.parts.eventually import eventually
from tests.parts.scrape import scrape, total


def test_each_part_tells_where_it_is_scraped_and_listens_on_loopback_only(live_stack):
    assert list(live_stack["metrics"]) == ["server", "worker", "envoy"]
    for name, url in live_stack["metrics"].items():
        parsed = httpx.URL(url)
        assert (parsed.host, parsed.path) == ("127.0.0.1", "/metrics")
        listening = {
            (each.laddr.ip.removeprefix("::ffff:"), each.laddr.port)
            for each in psutil.Process(live_stack["processes"][name]).net_connections()
            if each.status == psutil.CONN_LISTEN
        }
        assert ("127.0.0.1", parsed.port) in listening
        assert {host for host, _ in listening} == {"127.0.0.1"}


def test_the_door_is_counted_by_envoy_and_by_the_server(live_stack):
    before = scrape(live_stack["metrics"]["server"])
    url = f"{live_stack['restUrl']}/api/sdk/v1/records/exports"
    key = {"authorization": f"Bearer {live_stack['apiKey']}"}
    assert httpx.get(url).status_code == 401  # by Envoy alone
    assert httpx.get(url, headers=key).status_code == 200
    labels = {"method": "curae.sdk.v1.RecordsService/ListExports", "code": "OK", "door": "rest"}

    def count(metrics: Any) -> float:
        return total(metrics, "curae_rpcs_total", **labels)

    eventually(lambda: count(scrape(live_stack["metrics"]["server"])) > count(before))  # after the answer is out
    envoy = scrape(live_stack["metrics"]["envoy"])
    door = {"envoy_http_conn_manager_prefix": "door", "envoy_response_code_class": "4"}
    assert total(envoy, "envoy_http_downstream_rq_xx", **door) >= 1


def test_of_envoys_admin_interface_the_metrics_alone_are_served(live_stack):
    url = live_stack["metrics"]["envoy"]
    base = url.removesuffix("/metrics")
    for path in (
        "/",
        "/stats",
        "/config_dump",
        "/certs",
        "/clusters",
        "/stats/prometheus",
        "/metrics/x",
        "/metrics?filter=x",
    ):
        assert httpx.get(f"{base}{path}").status_code == 404
    for path in ("/quitquitquit", "/metrics", "/healthcheck/fail", "/logging?level=trace"):
        assert httpx.post(f"{base}{path}").status_code == 404
    assert httpx.get(url).status_code == 200


def test_metrics_are_not_on_the_public_door(live_stack):
    for path in ("/metrics", "/stats/prometheus", "/stats"):
        assert httpx.get(f"{live_stack['restUrl']}{path}").status_code == 404
