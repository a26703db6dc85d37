"""What each attack through the public listener may hold, and that honest callers do not feel it.

The attacker has one address, the honest caller another; each test has the whole stack to itself meanwhile.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from server.limits import ENVOY_BESIDE_HEAP_BYTES, ENVOY_KEPT_HEAP_PART, MAX_ENVOY_HEAP_BYTES, MIB
from tests.parts.attackers.process import Attackers, attacking
from tests.parts.attackers.target import Target
from tests.parts.curae_up import running_stack
from tests.parts.eventually import eventually
from tests.security.budgets import Besieged, Honest, honest_caller

ATTACK_SECONDS = 60.0
GROWTH_SECONDS = 20.0
HONEST_CALLS = 20
EXPORTS = "/api/sdk/v1/records/exports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What an attack may add to a part's memory and open files, once it has counted what `shown` says."""

    shown: dict[str, int]
    server_mib: float = 32
    envoy_mib: float = 32
    server_files: int = 16
    envoy_files: int = 64


BUDGETS = {
    # 20 connections of 128 streams, of which Envoy keeps some 40 KiB each.
    "open calls with a key": Budget(shown={"streams": 3_000}, server_mib=64, envoy_mib=128),
    "held bodies": Budget(shown={"turns": 40}, envoy_mib=96),
    "held bodies with a key": Budget(shown={"turns": 40}, envoy_mib=224),
    "costly signals": Budget(shown={"turns": 3}, server_mib=288, envoy_mib=480),
    "artifact flood": Budget(shown={"streams": 1_500}, server_mib=160, envoy_mib=96, server_files=160, envoy_files=224),
    # 20 connections of 100 calls, of which the two threads of Envoy pass 768 on.
    "call flood": Budget(shown={"HTTP 200": 3_000}, server_mib=64, envoy_mib=128),
    "withdrawal flood": Budget(shown={"HTTP 200": 3_000}, server_mib=64, envoy_mib=128),
    "list flood": Budget(shown={"HTTP 200": 2_000}, server_mib=96, envoy_mib=128),
    "unread pages": Budget(shown={"streams": 1_000}, envoy_mib=128),
    # As many answers as fit into Envoy's heap, at whose limit it sheds load.
    "unread refusals": Budget(shown={"streams": 5_000}, envoy_mib=MAX_ENVOY_HEAP_BYTES / MIB, envoy_files=320),
    "native batches": Budget(shown={"turns": 4}),
    "native batches with a key": Budget(shown={"turns": 2}, server_mib=160),
    "gzip bombs": Budget(shown={"turns": 12}),
    "random keys": Budget(shown={"turns": 12}),
    "link guesses": Budget(shown={"turns": 6}),
    "unknown paths": Budget(shown={"turns": 6}),
    "pipelined requests": Budget(shown={"turns": 12}),
    "unread downloads": Budget(shown={"turns": 100}, server_mib=160, envoy_mib=64, envoy_files=320, server_files=160),
    "unread downloads over HTTP/2": Budget(shown={"streams": 200}, server_mib=160, envoy_mib=64, server_files=160),
    "unread watches": Budget(shown={"turns": 50}, envoy_files=160),
    "request trailers": Budget(shown={"turns": 10}),
    "slow headers": Budget(shown={"connections": 100}, envoy_files=200),
    "slow bodies": Budget(shown={"connections": 100}, envoy_files=200),
    "slow bodies with a key": Budget(shown={"connections": 100}, envoy_files=200),
    "silent connections": Budget(shown={"connections": 300, "given up": 100}, envoy_files=400),
    "connection flood": Budget(shown={"connections": 1_000}, envoy_files=200),
    "rapid reset with a key": Budget(shown={"turns": 4}),
    "ping flood": Budget(shown={"turns": 4}),
    "settings flood": Budget(shown={"turns": 4}),
    "empty data flood": Budget(shown={"turns": 4}),
    "continuation flood": Budget(shown={"turns": 4}),
    "header bomb": Budget(shown={"turns": 4}),
}


def test_envoy_gives_back_the_memory_of_an_attack(besieged: Besieged) -> None:
    """Of one which makes its heap grow to 670 MiB within its time, on two idle processors."""
    with attacking(besieged.target, "unread refusals", seconds=GROWTH_SECONDS) as attackers:
        attackers.wait(ATTACK_SECONDS)
    kept = MAX_ENVOY_HEAP_BYTES // ENVOY_KEPT_HEAP_PART + ENVOY_BESIDE_HEAP_BYTES
    assert besieged.memory_mib("envoy") <= kept / MIB


# What is refused without a key, and how many turns make it a flood.
REFUSED = {"request flood": 2, "unknown paths": 4, "random keys": 4, "link guesses": 4}
COMPARED_CALLS = 50


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Besieged]:
    with running_stack(tmp_path_factory.mktemp("besieged")) as stack:
        run = stack.run
        url = urlsplit(run["restUrl"])
        assert url.hostname is not None and url.port is not None
        target = Target(
            host=url.hostname,
            port=url.port,
            key=run["otherApiKey"],
            connection_id=run["otherConnectionId"],
            export_id=ready_export(run["restUrl"], run["otherApiKey"], run["otherConnectionId"]),
            addresses=("127.0.9.9",),
        )
        yield Besieged(
            url=run["restUrl"],
            target=target,
            processes=run["processes"],
            honest_key=run["apiKey"],
            honest_export=ready_export(run["restUrl"], run["apiKey"], run["connectionId"]),
        )


def ready_export(url: str, key: str, connection_id: str) -> str:
    headers = {"authorization": f"Bearer {key}", "idempotency-key": uuid.uuid4().hex}
    with httpx.Client(base_url=url, headers=headers, timeout=60) as client:
        export_id: str = client.post(EXPORTS, json={"connectionId": connection_id}).json()["export"]["id"]
        eventually(lambda: client.get(f"{EXPORTS}/{export_id}").json()["export"]["status"] == "READY")
    return export_id


def has_shown_itself(attackers: Attackers, name: str, budget: Budget) -> bool:
    counts: dict[str, Any] = attackers.counts.get(name, {})
    return all(counts.get(what, 0) >= least for what, least in budget.shown.items())


@pytest.mark.parametrize("name", BUDGETS)
def test_an_attack_stays_in_its_budget_while_honest_callers_are_served(besieged: Besieged, name: str) -> None:
    budget = BUDGETS[name]
    memory = {part: besieged.memory_mib(part) for part in ("server", "envoy")}
    files = {part: besieged.open_files(part) for part in ("server", "envoy")}
    with attacking(besieged.target, name, seconds=ATTACK_SECONDS) as attackers, honest_caller(besieged) as honest:
        eventually(lambda: has_shown_itself(attackers, name, budget), within=ATTACK_SECONDS)
        met = honest.answers.total()
        eventually(lambda: honest.answers.total() >= met + HONEST_CALLS, within=ATTACK_SECONDS)
    assert set(honest.answers) == {"200"}
    for part, most in (("server", budget.server_mib), ("envoy", budget.envoy_mib)):
        assert honest.peak[part] - memory[part] <= most, part
    for part, count in (("server", budget.server_files), ("envoy", budget.envoy_files)):
        assert honest.most_files[part] - files[part] <= count, part


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_costs_no_more_than_a_call_with_a_key(besieged: Besieged, name: str) -> None:
    honest = Honest()
    before = besieged.processor_seconds()
    for _ in range(COMPARED_CALLS):
        honest.call(besieged)
    of_a_call = (besieged.processor_seconds() - before) / honest.answers["200"]
    before = besieged.processor_seconds()
    with attacking(besieged.target, name, options={"turns": REFUSED[name]}) as attackers:
        attackers.wait(ATTACK_SECONDS)
    spent = besieged.processor_seconds() - before
    counts = attackers.counts[name]
    answered = sum(count for what, count in counts.items() if what.startswith("HTTP "))
    assert answered >= 2 * COMPARED_CALLS
    assert not [what for what in counts if what.startswith("HTTP 2")]
    assert spent / answered <= of_a_call
