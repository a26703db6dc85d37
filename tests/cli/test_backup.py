"""`curae backup` and `curae restore`."""

import hashlib
import json
import os
import signal
import stat
import subprocess
from pathlib import Path

import grpc
import httpx
import pytest
from curae.sdk.v1 import records_pb2, records_pb2_grpc

from server.clock import uuid7
from tests.parts.curae_up import CURAE, running_stack
from tests.parts.in_process import opened_stack, serving, sqlite_urls

PATIENCE_SECONDS = 60


@pytest.fixture
def own_stack(tmp_path):
    """Not the one that all share: other tests damage artifacts of that one, and a backup says so and stops."""
    with running_stack(tmp_path / "stack") as stack:
        yield stack.run | {"data": str(stack.folder)}


def test_a_running_deployment_is_backed_up_and_goes_on_from_there(own_stack, tmp_path):
    """The restored one has the keys, the records and the exports with their bytes."""
    ready = exported(own_stack)
    kept, again = tmp_path / "kept", tmp_path / "again"
    backed_up = curae_command("backup", kept, "--data", own_stack["data"], "--json")
    later = exported(own_stack)
    restored = curae_command("restore", kept, "--data", again, "--json")
    counts = ("exports", "artifactBytes", "revision")
    assert [restored[name] for name in counts] == [backed_up[name] for name in counts]
    for folder in (kept, again):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files), files
    assert (kept / "signing.key").read_text() == (Path(own_stack["data"]) / "signing.key").read_text()
    metadata = [("authorization", f"Bearer {own_stack['apiKey']}")]
    with (
        opened_stack(**sqlite_urls(again)) as stack,
        serving(stack) as address,
        grpc.insecure_channel(address) as channel,
    ):
        records = records_pb2_grpc.RecordsServiceStub(channel)
        found = records.ListExports(records_pb2.ListExportsRequest(limit=100), metadata=metadata).exports
        assert ready["id"] in {export.id for export in found}
        assert later["id"] not in {export.id for export in found}
        chunks = records.DownloadExport(records_pb2.DownloadExportRequest(export_id=ready["id"]), metadata=metadata)
        content = b"".join(chunk.data for chunk in chunks)
    assert hashlib.sha256(content).hexdigest() == ready["artifact"]["sha256"]
    assert audited(again)[-2:] == ["backup.made", "backup.restored"]


def exported(run):
    client = httpx.Client(
        base_url=run["restUrl"], headers={"Authorization": f"Bearer {run['apiKey']}"}, timeout=PATIENCE_SECONDS
    )
    body = {"connectionId": run["connectionId"], "resourceTypes": ["Immunization"]}
    headers = {"Idempotency-Key": uuid7()}
    queued = client.post("/api/sdk/v1/records/exports", json=body, headers=headers).json()["export"]
    client.get(f"/api/sdk/v1/records/exports/{queued['id']}/events")
    export = client.get(f"/api/sdk/v1/records/exports/{queued['id']}").json()["export"]
    assert export["status"] == "READY"
    return export


def audited(folder):
    trail = subprocess.run(
        [*CURAE, "audit", "tail", "-n", "1000", "--json", "--data", folder], capture_output=True, text=True, check=True
    )
    actions = [row["action"] for row in map(json.loads, trail.stdout.splitlines())]
    return [action for action in actions if action.startswith("backup.")]


def curae_command(*arguments):
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("CURAE_")}
    ran = subprocess.run(
        [*CURAE, *map(str, arguments)], env=inherited, capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.fixture
def kept(migrated, tmp_path):
    assert migrated("backup", tmp_path / "kept").code == 0
    return tmp_path / "kept"


def test_nothing_that_is_there_is_overwritten(migrated, kept, data):
    for refused in (migrated("backup", kept), migrated("restore", kept, "--data", data)):
        assert (refused.code, "exists already" in refused.err) == (1, True)


def test_what_is_no_backup_is_refused(migrated, tmp_path, data):
    refused = migrated("restore", data, "--data", tmp_path / "new")
    assert (refused.code, "is not a backup" in refused.err) == (1, True)
    assert not (tmp_path / "new").exists()


def test_postgresql_is_backed_up_by_its_own_tools(curae, tmp_path, monkeypatch):
    monkeypatch.setenv("CURAE_DATABASE_URL", "postgresql://nowhere.invalid/curae")
    refused = curae("backup", tmp_path / "kept")
    assert (refused.code, "docs/backup.md" in refused.err) == (1, True)


def test_a_damaged_backup_makes_no_deployment(migrated, kept, tmp_path):
    with (kept / "curae.db").open("r+b") as database:
        database.seek(4096)
        database.write(os.urandom(8192))
    refused = migrated("restore", kept, "--data", tmp_path / "new")
    assert refused.code == 1
    assert not (tmp_path / "new").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".partial")]


def test_a_backup_that_was_killed_leaves_no_backup_and_the_next_one_works(migrated, tmp_path, data):
    target = tmp_path / uuid7()
    with subprocess.Popen([*CURAE, "backup", str(target), "--data", str(data)], stderr=subprocess.DEVNULL) as process:
        process.send_signal(signal.SIGKILL)
    assert not target.exists()
    (tmp_path / f".{target.name}.partial").mkdir(exist_ok=True)
    assert migrated("backup", target).code == 0
    assert target.exists()
    assert not (tmp_path / f".{target.name}.partial").exists()
