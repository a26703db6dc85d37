"""A database that turned read-only, as after a failover: callers may try again, health says it, and it recovers."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.parts.curae_up import RunningStack, running_stack
from tests.parts.eventually import eventually, patience

EXPORTS = "/api/sdk/v1/records/exports"


@pytest.fixture
def stack(postgres_url: str, tmp_path: Path) -> Iterator[RunningStack]:
    with running_stack(tmp_path / "stack", environment={"CURAE_DATABASE_URL": postgres_url}) as stack:
        yield stack


def test_callers_may_try_again_and_health_says_it(stack: RunningStack, postgres_url: str) -> None:
    headers = {"authorization": f"Bearer {stack.run['apiKey']}"}
    with httpx.Client(base_url=stack.run["restUrl"], headers=headers, timeout=patience(30)) as client:
        export = eventually(lambda: _made(client, stack, "before"))
        eventually(lambda: client.get(f"{EXPORTS}/{export}").json()["export"]["status"] == "READY")
        _set_read_only(postgres_url, "on")
        for number in range(20):  # before health has said it, and afterwards
            created = _create(client, stack, f"during-{number}")
            artifact = client.get(f"{EXPORTS}/{export}/artifact")
            for answer in (created, artifact):
                assert (answer.status_code, answer.json()["retryable"]) == (503, True)
        eventually(lambda: client.get("/healthz").status_code == 503)
        _set_read_only(postgres_url, "off")
        eventually(lambda: client.get("/healthz").status_code == 200)
        made = eventually(lambda: _made(client, stack, "during-0"))
        eventually(lambda: client.get(f"{EXPORTS}/{made}").json()["export"]["status"] == "READY")
        assert client.get(f"{EXPORTS}/{export}/artifact").is_success


def _create(client: httpx.Client, stack: RunningStack, key: str) -> httpx.Response:
    return client.post(EXPORTS, json={"connectionId": stack.run["connectionId"]}, headers={"idempotency-key": key})


def _made(client: httpx.Client, stack: RunningStack, key: str) -> str | None:
    answer = _create(client, stack, key)
    return answer.json()["export"]["id"] if answer.is_success else None


def _set_read_only(url: str, value: str) -> None:
    """For connections from now on; those that are open end, as they do in a failover."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute("SET default_transaction_read_only = off")
        admin.execute(f"ALTER DATABASE {admin.info.dbname} SET default_transaction_read_only = {value}")
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
