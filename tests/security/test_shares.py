"""What one key may take of what all share, through the public listener: beyond its share it alone is refused."""

import asyncio
import re
import resource
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
import pytest

from server.limits import KIB, MAX_PENDING_EXPORTS_OF_A_CONNECTION
from tests.parts.attackers.busy_app import small_signal
from tests.parts.attackers.process import Attackers, attacking
from tests.parts.attackers.target import Target
from tests.parts.curae_up import RunningStack, running_stack
from tests.parts.downloads import a_ready_export, artifact_url, client_of, door_of
from tests.parts.eventually import eventually
from tests.parts.in_process import App, Stack, opened_stack, sqlite_urls
from tests.parts.processes import intake_of
from tests.rest.problems import assert_problem

EXPORTS = "/api/sdk/v1/records/exports"
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
def client_with(stack: RunningStack, key: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.run["restUrl"], headers={"authorization": f"Bearer {key}"}, timeout=60) as client:
        yield client


def counted(attackers: Attackers, name: str, answer: str) -> int:
    return attackers.counts.get(name, {}).get(answer, 0)


def test_a_flood_of_signals_is_refused_to_its_key_alone(stack: RunningStack) -> None:
    name, answers = "signal flood", Counter[int]()
    order = small_signal(stack.run["connectionId"])
    with (
        attacking(target_of(stack), name, seconds=ATTACK_SECONDS) as attackers,
        client_with(stack, stack.run["apiKey"]) as honest,
    ):
        for answer in ("HTTP 200", "HTTP 429"):
            eventually(lambda answer=answer: counted(attackers, name, answer) > 0, within=ATTACK_SECONDS)
        stored = counted(attackers, name, "HTTP 200")
        while answers.total() < HONEST_CALLS or counted(attackers, name, "HTTP 200") < stored + 5:
            headers = {"idempotency-key": uuid.uuid4().hex}
            answers[honest.post(SIGNALS, json=order, headers=headers).status_code] += 1
            assert set(answers) == {201}


def test_orders_of_exports_have_a_share_that_races_do_not_pass(whole_stack: Stack) -> None:
    """No worker runs, so that each export stays QUEUED."""
    app, other = whole_stack.new_app(), whole_stack.new_app()
    share = MAX_PENDING_EXPORTS_OF_A_CONNECTION
    with door_of(whole_stack) as door:

        def order(whose: App, key: str) -> httpx.Response:
            with client_of(whose) as client:
                body = {"connectionId": whose.connection.id}
                return client.post(f"{door.url}{EXPORTS}", json=body, headers={"idempotency-key": key})

        keys = [uuid.uuid4().hex for _ in range(share + 30)]
        with ThreadPoolExecutor(16) as threads:
            answers = dict(zip(keys, threads.map(partial(order, app), keys), strict=True))
        accepted = [key for key, answer in answers.items() if answer.status_code == 202]
        refused = [key for key, answer in answers.items() if answer.status_code != 202]
        assert len(accepted) == share
        for key in refused:
            assert_problem(answers[key], "RATE_LIMITED")
            assert answers[key].json()["details"] == {"limit": share}
        assert order(other, keys[0]).status_code == 202
        again = order(app, accepted[0])
        assert (again.status_code, again.headers["idempotency-replayed"]) == (202, "true")
        with client_of(app) as client:
            export_id = again.json()["export"]["id"]
            assert client.delete(f"{door.url}{EXPORTS}/{export_id}").status_code == 200
        afterwards = order(app, refused[0])  # its key was not used up
        assert afterwards.status_code == 202
        assert "idempotency-replayed" not in afterwards.headers


def test_the_oldest_ready_exports_of_a_connection_expire(tmp_path: Path) -> None:
    with opened_stack(**sqlite_urls(tmp_path), max_ready_exports_of_connection=2) as stack:
        app = stack.new_app()
        made = [asyncio.run(a_ready_export(stack, app, 1)) for _ in range(4)]
        with door_of(stack) as door, client_of(app) as client:
            answers = [client.get(artifact_url(door, export)) for export in made]
        assert [answer.status_code for answer in answers] == [409, 409, 200, 200]
        assert_problem(answers[0], "SDK_EXPORT_EXPIRED")


def test_each_part_raises_its_limit_of_open_files(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(1024, hard - 1), hard))
    try:
        with running_stack(tmp_path / "place") as stack:
            parts = [*stack.run["processes"].values(), intake_of(stack.run["processes"]["server"])]
            assert [psutil.Process(pid).rlimit(psutil.RLIMIT_NOFILE) for pid in parts] == [(hard, hard)] * 4
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_logs_are_rotated_while_it_runs_and_lose_no_line(tmp_path: Path) -> None:
    """Nobody has a key; each refused call has its own path in Envoy's log."""
    file_bytes, calls = 64 * KIB, 500
    with running_stack(tmp_path / "place", environment={"CURAE_LOG_FILE_BYTES": str(file_bytes)}) as stack:
        logs = stack.folder / "logs"
        with httpx.Client(base_url=stack.run["restUrl"], timeout=60) as client:
            for number in range(calls):
                client.get(f"/nowhere/{number:06}/end")

        def paths() -> list[str]:
            found = sorted(logs.glob("envoy.log*"), reverse=True)
            return re.findall(r"/nowhere/(\d+)/end", "".join(file.read_text() for file in found))

        eventually(lambda: paths()[-1:] == [f"{calls - 1:06}"])
        assert len(list(logs.glob("envoy.log*"))) > 1
        found = [int(each) for each in paths()]
        assert found == list(range(found[0], calls))
        assert all(file.stat().st_size < 3 * file_bytes for file in logs.iterdir())
