"""What one key may take of what all share, through the public listener: beyond its share it alone is refused."""

import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from server.demo import content
from tests.parts.attackers.process import Attackers, attacking
from tests.parts.attackers.target import Target
from tests.parts.curae_up import RunningStack, running_stack
from tests.parts.eventually import eventually

SIGNALS = "/api/sdk/v1/signals"
ATTACK_SECONDS = 60.0
HONEST_CALLS = 60


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    with running_stack(tmp_path_factory.mktemp("shares")) as running:
        yield running


def target_of(stack: RunningStack) -> Target:
    """The attacker has the key of the other app, and an address of its own."""
    url = urlsplit(stack.run["restUrl"])
    assert url.hostname is not None and url.port is not None
    return Target(
        host=url.hostname,
        port=url.port,
        key=stack.run["otherApiKey"],
        connection_id=stack.run["otherConnectionId"],
        addresses=("127.0.9.9",),
    )


@contextmanager
def client_of(stack: RunningStack, key: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.run["restUrl"], headers={"authorization": f"Bearer {key}"}, timeout=60) as client:
        yield client


def signal_for(connection_id: str) -> dict[str, Any]:
    (signal,) = (each for each in content.signals() if each.signal_type == "daily_summary")
    return {
        "connectionId": connection_id,
        "namespace": signal.namespace,
        "signalType": signal.signal_type,
        "payload": dict(signal.payload),
    }


def counted(attackers: Attackers, name: str, answer: str) -> int:
    return attackers.counts.get(name, {}).get(answer, 0)


def test_a_flood_of_signals_is_refused_to_its_key_alone(stack: RunningStack) -> None:
    name, answers = "signal flood", Counter[int]()
    order = signal_for(stack.run["connectionId"])
    with (
        attacking(target_of(stack), name, seconds=ATTACK_SECONDS) as attackers,
        client_of(stack, stack.run["apiKey"]) as honest,
    ):
        for answer in ("HTTP 200", "HTTP 429"):
            eventually(lambda answer=answer: counted(attackers, name, answer) > 0, within=ATTACK_SECONDS)
        stored = counted(attackers, name, "HTTP 200")
        while answers.total() < HONEST_CALLS or counted(attackers, name, "HTTP 200") < stored + 5:
            headers = {"idempotency-key": uuid.uuid4().hex}
            answers[honest.post(SIGNALS, json=order, headers=headers).status_code] += 1
            assert set(answers) == {201}
