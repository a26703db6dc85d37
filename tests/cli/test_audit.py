"""`curae audit` on a deployment of the test's own."""

import json
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fhir.resources.R4B.auditevent import AuditEvent

from server.domain.audit import Action, Actor, ActorKind, Entry, Head, Origin, Outcome, row_of
from server.domain.fhir.audit_event import audit_event
from tests.cli.conftest import Curae
from tests.cli.conftest import Outcome as Ran
from tests.parts.curae_up import CURAE


@pytest.fixture
def used(migrated: Curae, tmp_path: Path) -> Curae:
    """A deployment where an operator has done eight things."""
    tenant = _made(migrated("tenants", "create", "Sleep diary", "--json"))
    connection = _made(
        migrated("connections", "create", "--tenant", tenant, "--package", "labs", "--package", "vitals", "--json")
    )
    key = _made(migrated("keys", "create", "--tenant", tenant, "--scope", "records:read", "--json"))
    labs = tmp_path / "labs.ndjson"
    labs.write_text('{"resourceType":"Observation","id":"a","meta":{"versionId":"1"},"note":[{"text":"MARKER"}]}\n')
    for command in (
        ("records", "import", "--connection", connection, labs),
        ("connections", "set-packages", connection, "--package", "labs"),
        ("keys", "revoke", key),
        ("connections", "revoke", connection),
        ("tenants", "revoke", "Sleep diary"),
    ):
        assert migrated(*command).code == 0
    return migrated


def _made(ran: Ran) -> str:
    return str(json.loads(ran.out)["id"])


def test_tail_tells_it_in_order_and_holds_no_content(used: Curae) -> None:
    recorded = used("audit", "tail").out
    assert [line.split()[2] for line in recorded.splitlines()] == [
        "tenant.created",
        "connection.created",
        "key.created",
        "records.imported",
        "connection.changed",
        "key.revoked",
        "connection.revoked",
        "tenant.revoked",
    ]
    assert "operator:" in recorded and "dataPackagesBefore=labs vitals" in recorded
    assert "MARKER" not in recorded and "cae_live" not in recorded


def test_rows_are_filtered(used: Curae) -> None:
    rows = [json.loads(line) for line in used("audit", "tail", "--json").out.splitlines()]
    connection = rows[1]["connectionId"]
    found = used("audit", "tail", "--connection", connection, "--json", "-n", "2").out.splitlines()
    assert [json.loads(line)["seq"] for line in found] == [5, 7]
    assert used("audit", "tail", "--export", connection).out == ""
    assert len(used("audit", "tail", "--tenant", "Sleep diary").out.splitlines()) == 8
    assert used("audit", "tail", "--tenant", "Nobody").code == 1
    assert used("audit", "tail", "--until", "2020-01-01T00:00:00Z").out == ""
    assert used("audit", "tail", "--connection", "nonsense").code == 2


def test_a_trail_as_written_is_whole_and_an_edit_is_found(used: Curae, data: Path) -> None:
    head = json.loads(used("audit", "head", "--json").out)
    assert head["rows"] == 8
    verified = used("audit", "verify", "--expect", head["head"], "--json")
    assert (verified.code, json.loads(verified.out)["whole"]) == (0, True)
    with sqlite3.connect(data / "curae.db") as file:
        file.execute("DROP TRIGGER audit_rows_update")
        file.execute("UPDATE audit_rows SET actor_id = 'somebody' WHERE seq = 6")
    verified = used("audit", "verify")
    assert verified.code == 1
    assert "row 6: the row was changed" in verified.err
    assert "audit_rows_update" in verified.err


def test_an_expected_head_that_is_not_there_fails(used: Curae) -> None:
    assert used("audit", "verify", "--expect", "0" * 64).code == 0  # the beginning
    missing = used("audit", "verify", "--expect", "f" * 64)
    assert missing.code == 1 and "NOT FOUND" in missing.out
    assert used("audit", "verify", "--expect", "nonsense").code == 2


def test_an_exported_trail_is_verified_without_the_database(used: Curae, tmp_path: Path) -> None:
    trail = tmp_path / "trail.ndjson"
    assert used("audit", "export", "-o", trail).err == "8 rows\n"
    head = json.loads(used("audit", "head", "--json").out)["head"]
    elsewhere = tmp_path / "elsewhere"
    assert used("audit", "verify", "--file", trail, "--expect", head, "--data", elsewhere).code == 0
    trail.write_text(trail.read_text().replace("Sleep", "Sheep").replace('"read": 1', '"read": 2'))
    altered = used("audit", "verify", "--file", trail, "--data", elsewhere)
    assert altered.code == 1 and "row 4: the row was changed" in altered.err
    trail.write_text("nonsense\n")
    assert "line 1 is not a row" in used("audit", "verify", "--file", trail).err
    assert "cannot be read" in used("audit", "verify", "--file", tmp_path / "missing").err


def test_every_row_is_a_valid_fhir_audit_event(used: Curae) -> None:
    lines = used("audit", "export", "-o", "-", "--format", "fhir").out.splitlines()
    assert len(lines) == 8
    for line in lines:
        AuditEvent.model_validate_json(line)
    event = json.loads(lines[3])
    assert (event["action"], event["outcome"], event["type"]["code"]) == ("C", "0", "110107")
    assert event["agent"][0]["requestor"] is True
    assert {"type": "imported", "valueString": "1"} in event["entity"][-1]["detail"]


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("outcome", Outcome)
def test_every_action_and_outcome_makes_a_valid_audit_event(action: Action, outcome: Outcome) -> None:
    for kind in ActorKind:
        entry = Entry(
            at=datetime(2026, 3, 1, tzinfo=UTC),
            action=action,
            outcome=outcome,
            actor=Actor(kind=kind, id="k", origin=Origin(address="203.0.113.9", request_id="r")),
            tenant_id="t" if kind is ActorKind.KEY else None,
            connection_id="c",
            export_id="e",
            details={"empty": "", "number": 0, "flag": False},
        )
        event = audit_event(row_of(entry, 1, Head()))
        AuditEvent.model_validate(event)
        roles = {each["role"]["code"] for each in event["entity"] if "role" in each}
        assert {"1", "20", "24"} <= roles
        assert all(detail["valueString"] for each in event["entity"] for detail in each.get("detail", ()))


def test_follow_goes_on_with_what_comes_in(used: Curae, data: Path) -> None:
    command = [*CURAE, "audit", "tail", "-n", "1", "--follow", "--json", "--data", str(data)]
    following = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    try:
        assert following.stdout is not None
        assert json.loads(following.stdout.readline())["seq"] == 8
        assert used("tenants", "create", "Another").code == 0
        assert json.loads(following.stdout.readline())["action"] == "tenant.created"
    finally:
        following.kill()
        following.communicate()


def test_a_name_that_would_write_on_the_terminal_does_not(used: Curae, data: Path) -> None:
    with sqlite3.connect(data / "curae.db") as file:
        file.execute("DROP TRIGGER audit_rows_update")
        file.execute("UPDATE audit_rows SET actor_id = 'x\x1b[2J\r\nforged' WHERE seq = 9")
    shown = used("audit", "tail", "-n", "1").out
    assert "\x1b" not in shown and "\r" not in shown and shown.count("\n") == 1
