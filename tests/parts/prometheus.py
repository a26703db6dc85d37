"""A real Prometheus with the configuration of deploy/, on a free port."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.parts.processes import end, free_ports, spawn, wait_until_ready

DEPLOY = Path(__file__).parents[2] / "deploy"
_READY_WITHIN_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Prometheus:
    url: str

    def get(self, path: str, **parameters: str) -> Any:
        """`data` of an answer of the HTTP API, which has to be a success."""
        response = httpx.get(f"{self.url}/api/v1/{path}", params=parameters, timeout=30)
        answer = response.json()
        assert answer["status"] == "success", (parameters, answer)
        return answer["data"]

    def query(self, expression: str) -> list[Any]:
        """The series of an instant query that say something: 0 / 0 does not."""
        return [each for each in self.get("query", query=expression)["result"] if each["value"][1] != "NaN"]


def program(name: str) -> str:
    """`prometheus` or `promtool`; skips the test where Debian's package is not here."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if found is None:
        reason = f"{name} is not here; run: sudo apt-get install prometheus"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    return str(found)


@contextmanager
def scraping(folder: Path, endpoints: dict[str, str]) -> Iterator[Prometheus]:
    """Scrapes the endpoints of run.json each second, by the sample configuration."""
    folder.mkdir()
    (folder / "prometheus.yml").write_text(yaml.safe_dump(_configuration(endpoints)))
    (port,) = free_ports(1)
    command = [
        program("prometheus"),
        f"--config.file={folder / 'prometheus.yml'}",
        f"--storage.tsdb.path={folder / 'data'}",
    ]
    process = spawn([*command, f"--web.listen-address=127.0.0.1:{port}"], folder=folder)
    prometheus = Prometheus(url=f"http://127.0.0.1:{port}")
    try:
        wait_until_ready(process, folder, lambda: _is_ready(prometheus), _READY_WITHIN_SECONDS)
        yield prometheus
    finally:
        end(process, by=signal.SIGTERM, seconds=20)


def _configuration(endpoints: dict[str, str]) -> dict[str, Any]:
    chosen: dict[str, Any] = yaml.safe_load((DEPLOY / "prometheus/prometheus.yml").read_text())
    chosen["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
    chosen["rule_files"] = [str(DEPLOY / "prometheus" / name) for name in chosen["rule_files"]]
    for job in chosen["scrape_configs"]:
        part = job["job_name"].removeprefix("curae-")
        targets = [httpx.URL(url).netloc.decode() for name, url in endpoints.items() if name.startswith(part)]
        job["static_configs"] = [{"targets": targets}]
    return chosen


def _is_ready(prometheus: Prometheus) -> bool:
    try:
        return httpx.get(f"{prometheus.url}/-/ready", timeout=5).status_code == 200
    except httpx.TransportError:
        return False
