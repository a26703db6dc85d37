"""`curae doctor`: a sound deployment passes, and each thing that is wrong is named with its remedy."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from server.cli.doctor import database as database_checks
from server.cli.doctor import machine
from server.clock import utc_now
from server.domain.audit import Action, Entry
from server.services.actors import operator
from server.store import audit, migrate
from server.store.artifact_deletions import Deletion, postpone_deletion, request_deletion
from server.store.engine import Database
from tests.cli.test_deployment import make_newer

SPACE = {"disk", "open files"}  # a small machine may be low on it


@pytest.fixture
def deployed(migrated, data):
    """A sound deployment with its signing key, and `doctor(...)` with its exit code and findings by check."""
    (data / "artifacts").mkdir(mode=0o700)
    assert migrated("tenants", "create", "App").code == 0
    (data / "signing.key").write_text("k" * 64)
    (data / "signing.key").chmod(0o600)

    def doctor(**options):
        outcome = migrated("doctor", "--json", **options)
        return outcome.code, json.loads(outcome.out)

    return doctor


def statuses(findings):
    return {finding["check"]: finding["status"] for finding in findings if finding["check"] not in SPACE}


def found(findings, check):
    (finding,) = [finding for finding in findings if finding["check"] == check and finding["status"] != "OK"]
    return finding


def test_a_sound_deployment_passes_and_is_left_as_it_was(deployed, data):
    before = sorted(path.name for path in data.rglob("*"))
    code, findings = deployed()
    assert (code, set(statuses(findings).values())) == (0, {"OK"}), findings
    assert {"configuration", "signing key", "public url", "database", "durability", "integrity", "clock"} < set(
        statuses(findings)
    )
    assert {"storage", "envoy", "file modes"} < set(statuses(findings))
    assert [path for path in before if path not in {each.name for each in data.rglob("*")}] == []
    assert not any(path.name.endswith(".probe") for path in data.rglob("*"))


def test_lines_are_for_people_and_remedies_for_what_is_wrong(migrated, data, deployed):
    (data / "signing.key").unlink()
    outcome = migrated("doctor")
    assert outcome.code == 0  # a warning is no failure
    lines = outcome.out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("WARN  signing key"))
    assert "; remedy: " in lines[at] and "curae up" in lines[at]
    assert len(lines) == len(json.loads(migrated("doctor", "--json").out))  # one line each
    assert "OK    database" in outcome.out


def test_a_setting_that_is_misspelt_is_found(deployed, monkeypatch):
    monkeypatch.setenv("CURAE_LEASE_SECOND", "5")
    code, findings = deployed()
    assert (code, found(findings, "configuration")["remedy"]) == (0, "did you mean CURAE_LEASE_SECONDS?")


def test_a_setting_that_is_wrong_ends_it(deployed, monkeypatch):
    monkeypatch.setenv("CURAE_LEASE_SECONDS", "soon")
    code, findings = deployed()
    assert (code, findings[-1]["check"]) == (1, "configuration")
    assert "CURAE_LEASE_SECONDS" in found(findings, "configuration")["detail"]


def test_a_deployment_that_is_not_there_is_not_made(curae, data):
    outcome = curae("doctor", "--json")
    findings = json.loads(outcome.out)
    assert (outcome.code, found(findings, "database")["status"]) == (1, "FAIL")
    assert "curae up" in found(findings, "database")["remedy"]
    assert not data.exists()


def test_a_database_at_another_revision_is_found(deployed, data):
    make_newer(data)
    code, findings = deployed()
    assert (code, "newer" in found(findings, "database")["detail"]) == (1, True)


def test_a_database_that_was_never_migrated_is_found(curae, data):
    data.mkdir(mode=0o700)
    sqlite3.connect(data / "curae.db").close()
    (data / "curae.db").chmod(0o600)
    findings = json.loads(curae("doctor", "--json").out)
    assert found(findings, "database")["remedy"] == "run: curae db upgrade"


def test_a_damaged_database_is_found(deployed, data):
    """A row that an index lacks: what a disk that lies leaves behind."""
    with closing(sqlite3.connect(data / "curae.db", isolation_level=None)) as database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute("UPDATE sqlite_master SET rootpage = 2 WHERE name = 'ix_records_changed'")
    code, findings = deployed()
    assert code == 1
    assert any(finding["status"] == "FAIL" and finding["check"] in ("integrity", "database") for finding in findings)


def test_a_clock_that_was_set_back_is_found(deployed, data):
    later = utc_now() + timedelta(hours=1)
    database = Database(f"sqlite:///{data / 'curae.db'}")
    database.write_now(
        lambda connection: audit.record(connection, Entry(at=later, action=Action.TENANT_CREATED, actor=operator()))
    )
    database.close()
    code, findings = deployed()
    assert (code, "NTP" in found(findings, "clock")["remedy"]) == (1, True)


def test_storage_that_cannot_be_used_is_found(deployed, data, monkeypatch):
    (data / "file").touch(mode=0o600)
    monkeypatch.setenv("CURAE_ARTIFACTS_URL", f"file:{data / 'file'}")
    code, findings = deployed()
    assert (code, found(findings, "storage")["status"]) == (1, "FAIL")


def test_envoy_itself_refuses_what_it_could_not_start_with(deployed, data, monkeypatch):
    for name in ("certificate", "key"):
        (data / name).write_text("no PEM at all")
        (data / name).chmod(0o600)
        monkeypatch.setenv(f"CURAE_TLS_{name.upper()}", str(data / name))
    code, findings = deployed()
    assert (code, found(findings, "envoy")["status"]) == (1, "FAIL")


def test_files_that_others_can_read_are_found(deployed, data):
    data.chmod(0o755)
    (data / "signing.key").chmod(0o644)
    code, findings = deployed()
    assert code == 1
    assert found(findings, "file modes")["remedy"] == f"chmod go-rwx {data} {data / 'signing.key'}"
    assert data.stat().st_mode & 0o777 == 0o755  # it changes nothing


def test_a_low_limit_of_open_files_is_named(deployed, monkeypatch):
    monkeypatch.setattr(machine, "file_limits", lambda: (1024, 4096))
    code, findings = deployed()
    (finding,) = (each for each in findings if each["check"] == "open files")
    assert (code, finding["status"]) == (0, "WARN")
    assert "4,096" in finding["detail"]
    assert "LimitNOFILE=16384" in finding["remedy"]


def test_a_full_disk_is_found(deployed, monkeypatch):
    monkeypatch.setattr(machine, "_FAIL_BELOW_BYTES", 1 << 62)
    code, findings = deployed()
    assert code == 1
    assert {finding["status"] for finding in findings if finding["check"] == "disk"} == {"FAIL"}


def test_secrets_from_another_signing_key_are_found(deployed, migrated, data, monkeypatch):
    monkeypatch.setenv("CURAE_WEBHOOKS_ALLOW_PRIVATE", "true")
    assert migrated("webhooks", "create", "--tenant", "App", "http://127.0.0.1:1/").code == 0
    monkeypatch.setenv("CURAE_SIGNING_KEY", "x" * 64)
    code, findings = deployed()
    wrong = [finding for finding in findings if finding["check"] == "webhooks"]
    assert (code, [finding["status"] for finding in wrong]) == (1, ["WARN", "FAIL"])
    assert "rotate" in wrong[1]["remedy"]


def test_a_door_to_other_machines_needs_a_public_url(deployed, monkeypatch):
    monkeypatch.setenv("CURAE_ENVOY_ADDRESS", "0.0.0.0:8080")
    assert "CURAE_PUBLIC_URL" in found(deployed()[1], "public url")["remedy"]
    monkeypatch.setenv("CURAE_PUBLIC_URL", "http://sdk.example")
    assert "https" in found(deployed()[1], "public url")["remedy"]
    monkeypatch.setenv("CURAE_PUBLIC_URL", "https://sdk.example")
    assert statuses(deployed()[1])["public url"] == "OK"


def test_on_postgresql_it_asks_for_one_key_and_compares_clocks(deployed, postgres_url, monkeypatch):
    monkeypatch.setenv("CURAE_DATABASE_URL", postgres_url)
    database = Database(postgres_url)
    migrate.upgrade(database)
    database.close()
    code, findings = deployed()
    assert (code, found(findings, "signing key")["status"]) == (1, "FAIL")
    monkeypatch.setenv("CURAE_SIGNING_KEY", "k" * 64)
    findings = deployed()[1]
    assert [statuses(findings)[check] for check in ("signing key", "database", "clock")] == ["OK"] * 3
    assert found(findings, "durability")["detail"] == "fsync is off; full_page_writes is off"  # the tests' own server
    monkeypatch.setattr(database_checks, "utc_now", lambda: utc_now() + timedelta(minutes=5))
    code, findings = deployed()
    assert (code, "NTP" in found(findings, "clock")["remedy"]) == (1, True)
    monkeypatch.setenv("CURAE_DATABASE_URL", "postgresql://curae:a-secret@127.0.0.1:1/curae")
    code, findings = deployed()
    assert (code, found(findings, "database")["status"]) == (1, "FAIL")
    assert "a-secret" not in json.dumps(findings)


def test_an_artifact_that_could_not_be_deleted_is_named(deployed, data):
    database = Database(f"sqlite:///{data / 'curae.db'}")
    key = "exports/0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b/x.ndjson"

    def fail_once(connection):
        request_deletion(connection, key, utc_now())
        postpone_deletion(connection, Deletion(artifact_key=key, failures=0), utc_now() + timedelta(hours=1))

    database.write_now(fail_once)
    database.close()
    code, findings = deployed()
    assert code == 1
    assert "1 artifacts could not be deleted" in found(findings, "deletions")["detail"]
