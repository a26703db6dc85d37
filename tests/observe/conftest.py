"""One `curae up --demo` of which everything is observed: it sends its spans to a collector of the tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.parts.collector import Collector, collecting
from tests.parts.curae_up import RunningStack, running_stack


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    stack: RunningStack
    collector: Collector

    @property
    def run(self) -> dict[str, Any]:
        return self.stack.run

    def client(self) -> httpx.Client:
        """An app of the demo, over REST."""
        headers = {"authorization": f"Bearer {self.run['apiKey']}"}
        return httpx.Client(base_url=self.run["restUrl"], headers=headers, timeout=30)


@pytest.fixture(scope="session")
def observed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observed]:
    folder = tmp_path_factory.mktemp("observed")
    with collecting(folder / "collector") as collector:
        settings = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
            "OTEL_BSP_SCHEDULE_DELAY": "100",
            "CURAE_LOG_LEVEL": "debug",
        }
        with running_stack(folder / "place", environment=settings) as stack:
            yield Observed(stack=stack, collector=collector)
