"""Worker, server, database and object store are killed at random moments over 200 exports.

Each export ends READY once, with exactly the authorized records and the right sha256, or FAILED with a code of the
documented list; and no temporary file, upload part or lease is left.
"""

import asyncio
import hashlib
import json
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.artifacts.s3_location import S3Credentials
from server.artifacts.store import open_store
from server.clock import utc_now, uuid7
from server.domain.caller import Environment, Scope
from server.domain.exports import Export, ExportErrorCode, ExportStatus
from server.services.accounts import Accounts
from server.services.deletions import Deletions
from server.services.imports import Imports
from server.store.engine import Database
from server.store.exports import get_export
from tests.parts.curae_up import RunningStack, running_stack
from tests.parts.eventually import eventually, patience
from tests.parts.in_process import observation
from tests.parts.postgres import start_postgres
from tests.parts.seaweedfs import artifacts_url, start_seaweedfs
from tests.store.seeds import leases_held

EXPORTS = 100  # of each deployment
APPS = 5
RECORDS = 120
PADDING_BYTES = 16 << 10
SEED = 20261125
QUEUED_WITHIN_SECONDS = 90
SETTLES_WITHIN_SECONDS = 120
PATIENCE = {"CURAE_LEASE_SECONDS": "2", "CURAE_MAX_ATTEMPTS": "30"}

Kill = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """`kills` are what may be done to it at any moment."""

    stack: RunningStack
    database_url: str
    artifacts_url: str
    credentials: S3Credentials | None
    kills: tuple[Kill, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    key: str
    connection_id: str
    sha256: str


@contextmanager
def on_one_folder(place: Path) -> Iterator[Deployment]:
    with running_stack(place, environment=PATIENCE) as stack:
        folder = stack.folder
        yield Deployment(
            stack=stack,
            database_url=f"sqlite:///{folder / 'curae.db'}",
            artifacts_url=f"file:{folder / 'artifacts'}",
            credentials=None,
            kills=(_kill(stack, "worker"), _kill(stack, "worker"), _kill(stack, "server")),
        )


@contextmanager
def on_postgres_and_s3(place: Path) -> Iterator[Deployment]:
    postgres, store = start_postgres(), start_seaweedfs()
    try:
        credentials = S3Credentials(access_key_id=store.access_key_id, secret_access_key=store.secret_access_key)
        database_url, bucket_url = _sqlalchemy(postgres.dsn), artifacts_url(store.endpoint)
        environment = PATIENCE | {
            "CURAE_DATABASE_URL": database_url,
            "CURAE_ARTIFACTS_URL": bucket_url,
            "AWS_ACCESS_KEY_ID": credentials.access_key_id,
            "AWS_SECRET_ACCESS_KEY": credentials.secret_access_key,
        }

        def again(part: Any) -> Kill:
            def kill() -> None:
                part.kill()
                part.start()

            return kill

        with running_stack(place, environment=environment) as stack:
            parts = (_kill(stack, "worker"), _kill(stack, "worker"), _kill(stack, "server"))
            yield Deployment(
                stack=stack,
                database_url=database_url,
                artifacts_url=bucket_url,
                credentials=credentials,
                kills=(*parts, again(postgres), again(store)),
            )
    finally:
        store.stop()
        postgres.stop()


def _sqlalchemy(dsn: str) -> str:
    return dsn.replace("postgresql://", "postgresql+psycopg://")


def _kill(stack: RunningStack, part: str) -> Kill:
    def kill() -> None:
        with suppress(ProcessLookupError):  # it is being started again
            os.kill(stack.read_run()["processes"][part], signal.SIGKILL)

    return kill


def people_of(deployment: Deployment) -> list[Person]:
    """APPS apps with a person each, whose records differ."""
    database = Database(deployment.database_url)
    accounts, imports = Accounts(database, utc_now, uuid7), Imports(database, utc_now)
    people = []
    for number in range(APPS):
        tenant = accounts.create_tenant(uuid7())
        connection = accounts.create_connection(tenant.id, data_packages=frozenset({"labs"}), signal_types=frozenset())
        key = accounts.create_key(
            tenant.id, name="chaos", environment=Environment.LIVE, scopes=frozenset({Scope.RECORDS_EXPORT})
        )
        records = [observation(number * 1000 + index, padding=PADDING_BYTES) for index in range(RECORDS)]
        imports.store(connection.id, records)
        whole = b"".join(record.content + b"\n" for record in records)
        people.append(
            Person(key=key.presented.text, connection_id=connection.id, sha256=hashlib.sha256(whole).hexdigest())
        )
    database.close()
    return people


async def queue_all(deployment: Deployment, people: list[Person]) -> dict[str, Person]:
    """Queues EXPORTS exports, each with the same key until it is answered; export id -> whose it is."""
    queued: dict[str, Person] = {}

    async def queue(client: httpx.AsyncClient, number: int) -> None:
        person = people[number % len(people)]
        headers = {"authorization": f"Bearer {person.key}", "idempotency-key": f"chaos-{number}"}
        body = {"connectionId": person.connection_id, "resourceTypes": ["Observation"]}
        while True:
            try:
                answer = await client.post("/api/sdk/v1/records/exports", json=body, headers=headers)
            except httpx.TransportError:
                await asyncio.sleep(0.1)
                continue
            if answer.status_code == 202:
                queued[answer.json()["export"]["id"]] = person
                return
            assert answer.json()["retryable"], answer.text
            await asyncio.sleep(0.1)

    url = deployment.stack.run["restUrl"]
    async with asyncio.timeout(patience(QUEUED_WITHIN_SECONDS)), httpx.AsyncClient(base_url=url, timeout=20) as client:
        for begin in range(0, EXPORTS, 5):
            await asyncio.gather(*(queue(client, number) for number in range(begin, begin + 5)))
            await asyncio.sleep(0.5)
    return queued


def survive(deployment: Deployment, people: list[Person]) -> dict[str, Person]:
    """Kills in this thread, since what is started again dies with the thread that starts it."""
    dice = random.Random(SEED)
    with ThreadPoolExecutor(1) as pool:
        queueing = pool.submit(lambda: asyncio.run(queue_all(deployment, people)))
        while not queueing.done():
            time.sleep(patience(dice.uniform(0.3, 1.8)))  # what is started again comes to work, on a busy machine too
            dice.choice(deployment.kills)()
        return queueing.result()


def ended(database: Database, ids: list[str]) -> list[Export]:
    """Every export, once all are final."""

    def all_of_them() -> list[Export]:
        found = [database.read_now(lambda connection, i=each: get_export(connection, i)) for each in ids]
        return [export for export in found if export is not None]

    eventually(lambda: all(export.is_final for export in all_of_them()), within=SETTLES_WITHIN_SECONDS)
    return all_of_them()


@pytest.mark.parametrize("deploy", [on_one_folder, on_postgres_and_s3], ids=lambda deploy: deploy.__name__)
def test_no_export_is_lost_doubled_or_wrong(deploy: Callable[[Path], Any], tmp_path: Path) -> None:
    with deploy(tmp_path / "stack") as deployment:
        people = people_of(deployment)
        queued = survive(deployment, people)
        assert len(queued) == EXPORTS
        database = Database(deployment.database_url)
        exports = ended(database, list(queued))
        assert len(exports) == EXPORTS
        ready = [export for export in exports if export.status is ExportStatus.READY]
        failed = [export for export in exports if export.status is ExportStatus.FAILED]
        assert len(ready) + len(failed) == EXPORTS
        assert all(export.error_code == ExportErrorCode.ATTEMPTS_EXHAUSTED for export in failed)
        assert len(ready) >= EXPORTS * 0.9
        assert database.read_now(leases_held) == 0
        asyncio.run(_verify_artifacts(deployment, database, ready, queued))
        assert _times_made_ready(deployment.stack) <= 1
        database.close()


async def _verify_artifacts(
    deployment: Deployment, database: Database, ready: list[Export], queued: dict[str, Person]
) -> None:
    store = open_store(deployment.artifacts_url, credentials=deployment.credentials)
    for export in ready:
        assert export.artifact is not None
        digest = hashlib.sha256()
        async for chunk in store.read(
            export.artifact.key, offset=0, length=export.artifact.byte_size, chunk_bytes=1 << 20
        ):
            digest.update(chunk)
        assert digest.hexdigest() == export.artifact.sha256 == queued[export.id].sha256
    # An hour later, as the sweep of every worker sees it.
    await Deletions(database, store, utc_now, chance=lambda: 0, orphan_after=timedelta(hours=-1)).sweep_orphans()
    kept = {artifact.key async for artifact in store.list()}
    assert kept == {export.artifact.key for export in ready if export.artifact is not None}
    assert await store.discard_partials(utc_now() + timedelta(hours=2)) == 0
    store.close()


def _times_made_ready(stack: RunningStack) -> int:
    """The most often that one export was reported READY by any worker."""
    lines = (stack.folder / "logs" / "worker.log").read_text().splitlines()
    events = [json.loads(line) for line in lines if line.startswith("{")]
    ids = [each["export_id"] for each in events if each["event"] == "export_ended" and each["error_code"] is None]
    return max(map(ids.count, ids), default=0)
