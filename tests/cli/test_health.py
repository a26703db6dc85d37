"""`curae health`, as a container's health check runs it against parts that run."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.parts.processes import free_ports


@pytest.mark.parametrize("part", ["serve", "worker", "envoy", "up"])
def test_a_part_that_serves_is_healthy(curae: Any, live_stack: Any, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    scraped = {"serve": "server", "worker": "worker"}.get(part, "server")
    monkeypatch.setenv("CURAE_METRICS_ADDRESS", urlsplit(live_stack["metrics"][scraped]).netloc)
    monkeypatch.setenv("CURAE_ENVOY_ADDRESS", urlsplit(live_stack["restUrl"]).netloc)
    outcome = curae("health", part)
    assert (outcome.code, outcome.out) == (0, ""), outcome.err


@pytest.mark.parametrize("part", ["serve", "envoy"])
def test_nobody_there_is_one_line_with_the_address(curae: Any, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    (port,) = free_ports(1)
    for name in ("CURAE_METRICS_ADDRESS", "CURAE_ENVOY_ADDRESS"):
        monkeypatch.setenv(name, f"127.0.0.1:{port}")
    outcome = curae("health", part)
    assert outcome.code == 1
    assert f"127.0.0.1:{port}" in outcome.err and outcome.err.count("\n") == 1


def test_what_has_no_address_for_it_says_which_setting(curae: Any) -> None:
    assert "CURAE_METRICS_ADDRESS" in curae("health", "worker").err


def test_outside_of_a_container_the_part_is_named(curae: Any) -> None:
    outcome = curae("health")
    assert outcome.code == 1
    assert "curae health serve" in outcome.err
