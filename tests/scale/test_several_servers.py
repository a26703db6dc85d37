"""`curae up --processes 2`: one port, and one server going away is no caller's concern. On both databases."""

import asyncio
import os
import signal
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import grpc
import httpx
import pytest
from curae.sdk.v1 import records_pb2, records_pb2_grpc

from server.clock import utc_now, uuid7
from server.domain.caller import Environment, Scope
from server.services.accounts import Accounts
from server.services.authentication import REMEMBERED_FOR
from server.store.engine import Database
from tests.parts.curae_up import RunningStack, running_stack
from tests.parts.eventually import eventually

EXPORTS = "/api/sdk/v1/records/exports"
PAUSE_SECONDS = 0.02


@pytest.fixture
def stack(database_url: str, tmp_path: Path) -> Iterator[RunningStack]:
    # The writers may be faster than the worker.
    environment = {"CURAE_DATABASE_URL": database_url, "CURAE_MAX_PENDING_EXPORTS_OF_CONNECTION": "5000"}
    with running_stack(tmp_path / "stack", "--processes", "2", environment=environment) as stack:
        yield stack


def test_two_servers_are_one(stack: RunningStack, database_url: str) -> None:
    assert list(stack.run["processes"]) == ["server", "server-2", "worker", "envoy"]
    assert list(stack.run["metrics"]) == list(stack.run["processes"])
    asyncio.run(one_key_makes_one_export(stack))
    for number in (signal.SIGKILL, signal.SIGTERM):
        seen, keys = asyncio.run(load_while(stack, lambda each=number: one_goes_and_comes_back(stack, each)))
        assert set(seen) == {"GET 200", "POST 202"}, seen
        assert exports_made(stack, keys) == len(keys)
    native_callers_find_both(stack)
    a_revoked_key_dies_at_both(stack, database_url)


async def one_key_makes_one_export(stack: RunningStack) -> None:
    body = {"connectionId": stack.run["connectionId"], "resourceTypes": ["Immunization"]}
    async with client_of(stack) as client:
        answers = await asyncio.gather(
            *(client.post(EXPORTS, json=body, headers={"idempotency-key": "the-one"}) for _ in range(50))
        )
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.content for answer in answers}) == 1
    assert sum("idempotency-replayed" not in answer.headers for answer in answers) == 1
    assert all(requests_served(stack, name, "ExportRecords") for name in ("server", "server-2"))


async def load_while(stack: RunningStack, happens: Callable[[], None]) -> tuple[Counter[str], list[str]]:
    """Reads and writes until `happens` has; gives how often each ended how, and the keys of the writes."""
    seen: Counter[str] = Counter()
    keys: list[str] = []
    over = asyncio.Event()

    async def read(client: httpx.AsyncClient) -> None:
        while not over.is_set():
            seen[ended(await client.get(EXPORTS, params={"limit": 1}))] += 1
            await asyncio.sleep(PAUSE_SECONDS)

    async def write(client: httpx.AsyncClient) -> None:
        body = {"connectionId": stack.run["connectionId"], "resourceTypes": ["Immunization"]}
        while not over.is_set():
            keys.append(uuid.uuid4().hex)
            answer = await client.post(EXPORTS, json=body, headers={"idempotency-key": keys[-1]})
            seen[ended(answer)] += 1
            await asyncio.sleep(PAUSE_SECONDS)

    async with client_of(stack) as client, asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(read(client))
            group.create_task(write(client))
        await asyncio.to_thread(happens)
        await asyncio.sleep(0.5)
        over.set()
    return seen, keys


def ended(answer: httpx.Response) -> str:
    """Its method and status, and what was wrong."""
    said = f" {answer.text}" if answer.is_error else ""
    return f"{answer.request.method} {answer.status_code}{said}"


def one_goes_and_comes_back(stack: RunningStack, number: signal.Signals) -> None:
    time.sleep(0.5)
    before = stack.read_run()["processes"]
    os.kill(before["server-2"], number)
    eventually(lambda: stack.read_run()["processes"]["server-2"] != before["server-2"])
    assert {name for name, pid in stack.read_run()["processes"].items() if pid != before[name]} == {"server-2"}


def exports_made(stack: RunningStack, keys: list[str]) -> int:
    """How many exports these keys stand for: each is sent again, and has to be known."""
    body = {"connectionId": stack.run["connectionId"], "resourceTypes": ["Immunization"]}
    ids = set()
    with httpx.Client(base_url=stack.run["restUrl"], headers=authorization(stack), timeout=30) as client:
        for key in keys:
            answer = client.post(EXPORTS, json=body, headers={"idempotency-key": key})
            assert answer.headers["idempotency-replayed"] == "true"
            ids.add(answer.json()["export"]["id"])
    return len(ids)


def native_callers_find_both(stack: RunningStack) -> None:
    """One target; the kernel deals connections out, so after enough of them both have answered."""

    async def call_anew() -> None:
        options = [("grpc.use_local_subchannel_pool", 1)]
        async with grpc.aio.insecure_channel(stack.run["grpcTarget"], options=options) as channel:
            stub: Any = records_pb2_grpc.RecordsServiceStub(channel)
            await stub.GetExport(
                records_pb2.GetExportRequest(export_id=str(uuid.uuid4())),
                metadata=tuple(authorization(stack).items()),
                wait_for_ready=True,
                timeout=30,
            )

    def both_served() -> bool:
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            asyncio.run(call_anew())
        assert refused.value.code() is grpc.StatusCode.NOT_FOUND
        return all(requests_served(stack, name, "GetExport") for name in ("server", "server-2"))

    eventually(both_served)


def a_revoked_key_dies_at_both(stack: RunningStack, database_url: str) -> None:
    database = Database(database_url)
    accounts = Accounts(database, utc_now, uuid7)
    tenant = accounts.create_tenant("short-lived")
    scopes = frozenset({Scope.RECORDS_READ})
    key = accounts.create_key(tenant.id, name="short-lived", environment=Environment.LIVE, scopes=scopes)
    headers = {"authorization": f"Bearer {key.presented.text}"}

    def answers() -> set[int]:
        return {httpx.get(f"{stack.run['restUrl']}{EXPORTS}", headers=headers).status_code for _ in range(20)}

    assert answers() == {200}
    accounts.revoke_key(key.key.id)
    database.close()
    eventually(lambda: answers() == {401})
    time.sleep(2 * REMEMBERED_FOR.total_seconds())
    assert answers() == {401}


def requests_served(stack: RunningStack, server: str, method: str) -> int:
    return (stack.folder / "logs" / f"{server}.log").read_text().count(f"RecordsService/{method}")


def client_of(stack: RunningStack) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=stack.run["restUrl"], headers=authorization(stack), timeout=30)


def authorization(stack: RunningStack) -> dict[str, str]:
    return {"authorization": f"Bearer {stack.run['apiKey']}"}
