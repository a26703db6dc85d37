"""`curae webhooks`: endpoints, secrets, tests and replays from the command line."""

import json
import os

import pytest

from server.clock import uuid7
from tests.parts.receiver import receiving, status
from tests.webhooks.documented import verifies


@pytest.fixture
def allowed(migrated, monkeypatch):
    """`curae` for an app "App" on a deployment for development."""
    monkeypatch.setenv("CURAE_WEBHOOKS_ALLOW_PRIVATE", "true")
    migrated("tenants", "create", "App")
    return migrated


def created(curae, receiver, *options):
    made = curae("webhooks", "create", "--tenant", "App", receiver.url, *options, "--json")
    assert made.code == 0, made.err
    return json.loads(made.out)


def test_an_endpoint_is_made_tested_rotated_and_revoked(allowed):
    with receiving() as receiver:
        made = created(allowed, receiver, "--event", "records.export_ready")
        assert (made["events"], made["status"]) == (["records.export_ready"], "ACTIVE")
        tested = allowed("webhooks", "test", made["id"], "--json")
        assert (tested.code, json.loads(tested.out)) == (0, {"delivered": True, "httpStatus": 204})
        rotated = json.loads(allowed("webhooks", "rotate", made["id"], "--json").out)
        assert allowed("webhooks", "test", made["id"]).code == 0
        before, after = receiver.received
    assert json.loads(before.body)["type"] == "webhook.test"
    assert [verifies(secret, before) for secret in (made["secret"], rotated["secret"])] == [True, False]
    assert [verifies(secret, after) for secret in (made["secret"], rotated["secret"])] == [True, True]
    listed = allowed("webhooks", "list", "--tenant", "App", "--json").out
    assert [each["id"] for each in json.loads(listed)] == [made["id"]]
    assert made["secret"] not in listed and rotated["secret"] not in listed
    assert "given up: 0" in allowed("webhooks", "revoke", made["id"]).err
    assert json.loads(allowed("webhooks", "list", "--json").out)[0]["status"] == "REVOKED"
    refused = allowed("webhooks", "test", made["id"])
    assert (refused.code, "REVOKED" in refused.err) == (1, True)


def test_an_endpoint_that_does_not_take_the_test_fails_it(allowed):
    with receiving(status(500)) as receiver:
        made = created(allowed, receiver)
        failed = allowed("webhooks", "test", made["id"], "--json")
    assert failed.code == 1
    assert json.loads(failed.out) == {"delivered": False, "httpStatus": 500, "error": "HTTP_STATUS"}
    assert "docs/webhooks.md" in failed.err


def test_deliveries_are_listed_and_replayed(allowed):
    with receiving() as receiver:
        made = created(allowed, receiver)
        connection = json.loads(allowed("connections", "create", "--tenant", "App", "--package", "labs", "--json").out)[
            "id"
        ]
        assert allowed("webhooks", "deliveries").err.strip() == "no deliveries"
        assert allowed("connections", "revoke", connection).code == 0
        (delivery,) = json.loads(allowed("webhooks", "deliveries", "--tenant", "App", "--json").out)
        assert (delivery["type"], delivery["status"], delivery["attempts"]) == ("connection.revoked", "PENDING", 0)
        assert json.loads(allowed("webhooks", "deliveries", "--status", "GIVEN_UP", "--json").out) == []
        replayed = allowed("webhooks", "replay", delivery["eventId"], "--json")
        assert [each["id"] for each in json.loads(replayed.out)] == [made["id"]]
        assert len(json.loads(allowed("webhooks", "deliveries", "--event", delivery["eventId"], "--json").out)) == 1
    assert allowed("webhooks", "replay", uuid7()).code == 1
    assert allowed("webhooks", "revoke", uuid7()).code == 1


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://app.example/", "https"),
        ("https://127.0.0.1/", "CURAE_WEBHOOKS_ALLOW_PRIVATE=true"),
        ("https://nowhere.invalid/", "spelling"),
        ("https://me:secret@app.example/", "must not contain a user"),
    ],
)
def test_a_url_that_may_not_be_called_is_refused_with_the_remedy(migrated, url, reason):
    migrated("tenants", "create", "App")
    refused = migrated("webhooks", "create", "--tenant", "App", url)
    assert (refused.code, refused.out) == (1, "")
    assert reason in refused.err
    assert "secret" not in refused.err


def test_unknown_events_and_durations_are_wrong_usage(migrated):
    for arguments in (
        ("create", "--tenant", "App", "https://app.example", "--event", "webhook.test"),
        ("rotate", uuid7(), "--overlap", "long"),
        ("test", "nonsense"),
    ):
        assert migrated("webhooks", *arguments).code == 2


def test_secrets_are_not_made_from_a_key_that_the_servers_do_not_have(allowed, data, monkeypatch, tmp_path):
    """A machine that knows only the database would derive from a key of its own."""
    monkeypatch.setenv("CURAE_DATABASE_URL", f"sqlite:///{data / 'curae.db'}")
    monkeypatch.setenv("CURAE_DATA", str(tmp_path / "elsewhere"))
    refused = allowed("webhooks", "rotate", uuid7())
    assert (refused.code, "CURAE_SIGNING_KEY" in refused.err) == (1, True)
    for reading in ("list", "deliveries"):  # they derive no secret
        assert allowed("webhooks", reading).code == 0
    assert not (tmp_path / "elsewhere").exists()
    monkeypatch.setenv("CURAE_SIGNING_KEY", os.urandom(32).hex())
    unknown = allowed("webhooks", "rotate", uuid7())
    assert (unknown.code, "no such webhook endpoint" in unknown.err) == (1, True)


def test_the_help_teaches_verification(curae):
    shown = " ".join(curae("webhooks", "--help").out.split())
    for named in ("CuraeAI-Signature", "HMAC-SHA256", "CuraeAI-Event-Id", "at least once", "2xx within 10 seconds"):
        assert named in shown
