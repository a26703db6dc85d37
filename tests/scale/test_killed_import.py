"""An import of all that a source has is killed in its middle: nothing is half stored, and a repeat finishes it."""

import json
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from server.clock import utc_now, uuid7
from server.services.accounts import Accounts
from server.store import migrate
from server.store.engine import Database
from server.store.record_clocks import next_moment
from server.store.tables import records, tombstones
from tests.parts.command import CURAE, environment_of
from tests.parts.eventually import eventually, patience

SOURCE = "https://hospital.example/fhir"
HELD, KEPT = 24_000, 12_000
WITHIN_SECONDS = 300


def line(number: int, status: str) -> str:
    return json.dumps({"resourceType": "Observation", "id": f"o{number}", "status": status})


@pytest.mark.parametrize("where", ["while records change", "while records are deleted"])
def test_a_killed_snapshot_leaves_each_record_whole_and_a_repeat_finishes(
    database_url: str, tmp_path: Path, where: str
) -> None:
    database = Database(database_url)
    migrate.upgrade(database)
    accounts = Accounts(database, utc_now, uuid7)
    tenant = accounts.create_tenant("app")
    connection_id = accounts.create_connection(
        tenant.id, data_packages=frozenset({"observations"}), signal_types=frozenset()
    ).id
    environment = environment_of(tmp_path / "data", CURAE_DATABASE_URL=database_url)
    first, snapshot = tmp_path / "first.ndjson", tmp_path / "snapshot.ndjson"
    first.write_text("\n".join(line(number, "preliminary") for number in range(HELD)))
    snapshot.write_text("\n".join(line(number, "final") for number in range(KEPT)))
    import_ = [CURAE, "records", "import", "--connection", connection_id, "--source", SOURCE, "--json"]
    whole = [*import_, "--snapshot", "--type", "Observation", "--max-deletions", str(HELD), str(snapshot)]

    def run(command: list[str]) -> dict[str, int]:
        ran = subprocess.run(
            command, env=environment, capture_output=True, check=False, timeout=patience(WITHIN_SECONDS)
        )
        assert ran.returncode == 0, ran.stderr
        found: dict[str, int] = json.loads(ran.stdout)
        return found

    assert run([*import_, str(first)])["imported"] == HELD
    began = database.write_now(lambda opened: next_moment(opened, connection_id, utc_now()))

    def count(changed: bool) -> int:
        table = records if changed else tombstones
        query = select(func.count()).where(table.c.connection_id == connection_id, table.c.changed_at > began)
        return database.read_now(lambda opened: opened.execute(query).scalar_one())

    def begun() -> bool:
        return count(changed=where == "while records change") > 0

    kill_once(whole, environment, begun)
    changed, deleted = count(changed=True), count(changed=False)
    if where == "while records change":
        assert 0 < changed < KEPT and deleted == 0
    else:
        assert changed == KEPT and 0 < deleted < HELD - KEPT
    assert whole_records(database, connection_id, HELD - deleted, changed)
    again = run(whole)
    assert again["changed"] == KEPT - changed
    assert again["unchanged"] == changed
    assert again["deleted"] == HELD - KEPT - deleted
    assert whole_records(database, connection_id, KEPT, KEPT)
    assert count(changed=False) == HELD - KEPT
    assert run(whole) == again | {"changed": 0, "unchanged": KEPT, "deleted": 0}
    database.close()


def kill_once(command: list[str], environment: dict[str, str], begun: Callable[[], bool]) -> None:
    """As a machine that fails does it, in the middle of what has begun."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        eventually(begun, within=WITHIN_SECONDS, pause=0.002)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == -signal.SIGKILL


def whole_records(database: Database, connection_id: str, count: int, changed: int) -> bool:
    """So many records, each with one of its two contents, and no record beside its tombstone."""
    query = select(records.c.resource_id, records.c.content).where(records.c.connection_id == connection_id)
    buried = select(tombstones.c.resource_id).where(tombstones.c.connection_id == connection_id)
    found = database.read_now(lambda opened: [tuple(row) for row in opened.execute(query)])
    gone = database.read_now(lambda opened: set(opened.execute(buried).scalars()))
    statuses = [json.loads(content)["status"] for _, content in found]
    assert set(statuses) <= {"preliminary", "final"}
    assert gone.isdisjoint(resource_id for resource_id, _ in found)
    return (len(found), statuses.count("final")) == (count, changed)
