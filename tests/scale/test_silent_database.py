"""The database's connections fall silent under a running deployment: callers are answered, health says it, it recovers
by itself and ends when it is asked to."""

import signal
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from server.demo import content
from tests.parts.curae_up import RunningStack, running_stack
from tests.parts.eventually import eventually, patience
from tests.parts.silent_proxy import SilentProxy, silent_proxy

EXPORTS = "/api/sdk/v1/records/exports"
SIGNALS = "/api/sdk/v1/signals"
CALLERS = 6
ANSWERED_WITHIN_SECONDS = 10
# Draining, the grace of running calls and of running exports, and what is under way in the database: the defaults.
ENDS_WITHIN_SECONDS = 30


@pytest.fixture
def deployment(postgres_url: str, tmp_path: Path) -> Iterator[tuple[SilentProxy, RunningStack]]:
    with silent_proxy(postgres_url) as (proxy, url):
        environment = {"CURAE_DATABASE_URL": url}
        with running_stack(tmp_path / "stack", environment=environment) as stack:
            yield proxy, stack


class Caller(threading.Thread):
    """Creates exports, sends signals and reads until it is stopped; keeps how long each write took, and each status."""

    def __init__(self, stack: RunningStack, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self._stack = stack
        self._stop_asked = stop
        self.calls: list[tuple[float, int]] = []
        self.reads: set[int] = set()

    def run(self) -> None:
        with _client(self._stack) as client:
            while not self._stop_asked.is_set():
                for path, body in (
                    (EXPORTS, {"connectionId": self._stack.run["connectionId"], "resourceTypes": ["Immunization"]}),
                    (SIGNALS, _signal(self._stack)),
                ):
                    began = time.monotonic()
                    answer = client.post(path, json=body, headers={"idempotency-key": str(uuid.uuid4())})
                    self.calls.append((time.monotonic() - began, answer.status_code))
                self.reads.add(client.get(EXPORTS, params={"limit": 1}).status_code)


def test_callers_are_answered_and_it_recovers(deployment: tuple[SilentProxy, RunningStack]) -> None:
    proxy, stack = deployment
    stop = threading.Event()
    callers = [Caller(stack, stop) for _ in range(CALLERS)]
    for caller in callers:
        caller.start()
    eventually(lambda: all(len(caller.calls) > 3 for caller in callers))
    assert proxy.fall_silent() > CALLERS
    silent_at = [len(caller.calls) for caller in callers]
    eventually(
        lambda: all(
            sum(status in (201, 202) for _, status in caller.calls[since:]) > 3
            for caller, since in zip(callers, silent_at, strict=True)
        )
    )
    stop.set()
    for caller in callers:
        caller.join(patience(ANSWERED_WITHIN_SECONDS))
        assert not caller.is_alive()
    calls = [call for caller in callers for call in caller.calls]
    assert {status for _, status in calls} <= {201, 202, 503}
    assert max(seconds for seconds, _ in calls) < patience(ANSWERED_WITHIN_SECONDS)
    assert {status for caller in callers for status in caller.reads} == {200}  # done again on new connections


def test_health_says_it_and_both_ends_of_it_work(deployment: tuple[SilentProxy, RunningStack]) -> None:
    proxy, stack = deployment
    with _client(stack) as client:
        proxy.fall_silent(new_ones_too=True)
        eventually(lambda: client.get("/healthz").status_code == 503)
        began = time.monotonic()
        body = {"connectionId": stack.run["connectionId"]}
        answer = client.post(EXPORTS, json=body, headers={"idempotency-key": "one"})
        assert (answer.status_code, answer.json()["retryable"]) == (503, True)
        assert time.monotonic() - began < patience(ANSWERED_WITHIN_SECONDS)
        proxy.heal()
        eventually(lambda: client.get("/healthz").status_code == 200)
        made = eventually(lambda: _made(client, body))
        eventually(lambda: client.get(f"{EXPORTS}/{made}").json()["export"]["status"] == "READY")
        proxy.fall_silent(new_ones_too=True)
        began = time.monotonic()
        stack.process.send_signal(signal.SIGTERM)
        assert stack.process.wait(patience(3 * ENDS_WITHIN_SECONDS)) == 0
        assert time.monotonic() - began < patience(ENDS_WITHIN_SECONDS)


def _made(client: httpx.Client, body: dict[str, str]) -> str | None:
    answer = client.post(EXPORTS, json=body, headers={"idempotency-key": "one"})
    return answer.json()["export"]["id"] if answer.is_success else None


def _client(stack: RunningStack) -> httpx.Client:
    headers = {"authorization": f"Bearer {stack.run['apiKey']}"}
    return httpx.Client(base_url=stack.run["restUrl"], headers=headers, timeout=patience(60))


def _signal(stack: RunningStack) -> dict[str, object]:
    demo = content.signals()[0]
    names = {"namespace": demo.namespace, "signalType": demo.signal_type}
    return {"connectionId": stack.run["connectionId"], **names, "payload": demo.payload}
