"""What an orchestrator hears of a part, whose event loop may stand still."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest

from server.metrics import MetricsEndpoint
from server.vitals import Vitals
from tests.parts.eventually import eventually_async


class Now:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_part_lives_while_its_loop_turns_and_is_ready_once_it_serves() -> None:
    now, serving = Now(), True
    vitals = Vitals(now)
    assert (vitals.is_alive(), vitals.is_ready()) == (True, False)
    vitals.started(lambda: serving)
    assert vitals.is_ready()
    serving = False
    assert (vitals.is_alive(), vitals.is_ready()) == (True, False)
    serving = True
    now.seconds = 31
    assert (vitals.is_alive(), vitals.is_ready()) == (False, False)


async def test_the_beat_goes_on_until_it_is_cancelled() -> None:
    now = Now()
    vitals = Vitals(now)
    now.seconds = 1000
    assert not vitals.is_alive()
    beating = asyncio.create_task(vitals.beat())
    await eventually_async(vitals.is_alive)
    beating.cancel()


@pytest.fixture
def endpoint() -> Iterator[tuple[Vitals, str]]:
    vitals = Vitals()
    served = MetricsEndpoint("127.0.0.1", 0, vitals)
    yield vitals, f"http://127.0.0.1:{served.port}"
    served.close()


def test_the_endpoint_of_metrics_answers_for_both(endpoint: tuple[Vitals, str]) -> None:
    vitals, url = endpoint
    assert status(f"{url}/healthz") == 200
    assert status(f"{url}/readyz") == 503
    vitals.started(lambda: True)
    assert status(f"{url}/readyz") == 200
    assert "curae_rpcs_total" in httpx.get(f"{url}/metrics").text


def status(url: str) -> int:
    return httpx.get(url).status_code
