"""Tenants, keys and connections from the command line."""

import json
from datetime import UTC, datetime

import pytest

UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def tenant(migrated):
    return json.loads(migrated("tenants", "create", "Sleep diary", "--json").out)["id"]


def connect(curae, *options):
    return curae("connections", "create", "--tenant", "Sleep diary", *options)


def test_tenant_is_listed_and_its_name_is_taken(migrated, tenant):
    listed = json.loads(migrated("tenants", "list", "--json").out)
    assert [(each["id"], each["name"]) for each in listed] == [(tenant, "Sleep diary")]
    again = migrated("tenants", "create", "Sleep diary")
    assert again.code == 1
    assert "taken" in again.err


def test_key_is_shown_once(migrated, tenant):
    made = migrated("keys", "create", "--tenant", tenant, "--scope", "records:read", "--expires", "90d", "--json")
    key = json.loads(made.out)
    assert key["apiKey"].startswith("cae_live_")
    assert "once" in made.err
    listed = migrated("keys", "list", "--tenant", "Sleep diary", "--json")
    assert key["apiKey"] not in listed.out
    assert [each["id"] for each in json.loads(listed.out)] == [key["id"]]


def test_revoked_key_says_so(migrated, tenant):
    key = json.loads(migrated("keys", "create", "--tenant", tenant, "--scope", "signal:write", "--json").out)
    assert migrated("keys", "revoke", key["id"]).code == 0
    assert "revokedAt" in json.loads(migrated("keys", "list", "--json").out)[0]


def test_a_key_has_no_scope_that_it_was_not_given(migrated, tenant):
    key = json.loads(migrated("keys", "create", "--tenant", tenant, "--scope", "signal:write", "--json").out)
    assert key["scopes"] == ["signal:write"]
    assert migrated("keys", "create", "--tenant", tenant).code == 2  # none by default


def test_rotated_key_may_do_the_same_and_the_old_one_ends_after_the_overlap(migrated, tenant):
    connection = json.loads(connect(migrated, "--package", "labs", "--json").out)["id"]
    options = ("--scope", "records:read", "--connection", connection, "--expires", "90d", "--name", "nightly")
    old = json.loads(migrated("keys", "create", "--tenant", tenant, *options, "--json").out)
    rotated = migrated("keys", "rotate", old["id"], "--overlap", "2h", "--json")
    new = json.loads(rotated.out)
    assert new["apiKey"] not in (old["apiKey"], None) and "once" in rotated.err
    for same in ("tenantId", "name", "environment", "scopes", "connectionId"):
        assert new[same] == old[same]
    kept = {each["id"]: each for each in json.loads(migrated("keys", "list", "--json").out)}
    assert seconds_until(kept[old["id"]]["expiresAt"]) == pytest.approx(2 * 3600, abs=600)
    assert seconds_until(kept[new["id"]]["expiresAt"]) == pytest.approx(90 * 24 * 3600, abs=600)
    recorded = [json.loads(line) for line in migrated("audit", "tail", "-n", "2", "--json").out.splitlines()]
    assert [each["action"] for each in recorded] == ["key.created", "key.rotated"]
    assert (recorded[1]["details"]["keyId"], recorded[1]["details"]["newKeyId"]) == (old["id"], new["id"])


def seconds_until(moment):
    return (datetime.fromisoformat(moment) - datetime.now(UTC)).total_seconds()


def test_key_that_is_over_is_not_rotated_and_one_never_lives_longer_by_it(migrated, tenant):
    made = [
        json.loads(migrated("keys", "create", "--tenant", tenant, "--scope", "records:read", *more, "--json").out)
        for more in ((), ("--expires", "1h"))
    ]
    assert migrated("keys", "rotate", made[1]["id"]).code == 0  # an overlap of 24 h does not lengthen its hour
    kept = {each["id"]: each for each in json.loads(migrated("keys", "list", "--json").out)}
    assert seconds_until(kept[made[1]["id"]]["expiresAt"]) <= 3600
    assert migrated("keys", "revoke", made[0]["id"]).code == 0
    refused = migrated("keys", "rotate", made[0]["id"])
    assert (refused.code, refused.out) == (1, "") and "curae keys create" in refused.err
    assert migrated("keys", "rotate", UNKNOWN).code == 1
    assert migrated("keys", "rotate", made[0]["id"], "--overlap", "soon").code == 2


def test_revoked_tenant_takes_no_more_keys(migrated, tenant):
    assert migrated("tenants", "revoke", "Sleep diary").code == 0
    refused = migrated("keys", "create", "--tenant", tenant, "--scope", "records:read")
    assert (refused.code, refused.out) == (1, "")
    assert "revoked" in refused.err


@pytest.mark.parametrize(
    ("options", "code", "named"),
    [
        (("--scope", "records:write"), 2, "records:export"),
        ((), 2, "--scope"),
        (("--scope", "records:read", "--expires", "soon"), 2, "90d"),
        (("--scope", "records:read", "--expires", "2020-01-01T00:00:00Z"), 1, "future"),
        (("--scope", "records:read", "--connection", "nonsense"), 2, "UUID"),
        (("--scope", "records:read", "--connection", UNKNOWN), 1, "curae connections list"),
    ],
)
def test_wrong_key_options_name_the_remedy(migrated, tenant, options, code, named):
    refused = migrated("keys", "create", "--tenant", tenant, *options)
    assert (refused.code, refused.out) == (code, "")
    assert named in refused.err
    assert migrated("keys", "list").out == ""


def test_connection_grants_what_was_said_and_is_revoked(migrated, tenant):
    made = connect(migrated, "--package", "labs", "--package", "vitals", "--signal", "activity.workout", "--json")
    connection = json.loads(made.out)
    assert (connection["status"], connection["dataPackages"]) == ("ACTIVE", ["labs", "vitals"])
    assert migrated("connections", "set-packages", connection["id"], "--package", "labs").code == 0
    assert migrated("connections", "revoke", connection["id"]).code == 0
    (listed,) = json.loads(migrated("connections", "list", "--tenant", tenant, "--json").out)
    assert (listed["status"], listed["dataPackages"]) == ("REVOKED", ["labs"])


def test_signal_types_of_a_live_connection_change_in_versions(migrated, tenant):
    made = connect(migrated, "--package", "labs", "--signal", "activity.workout", "--json")
    connection = json.loads(made.out)["id"]
    change = ("connections", "set-signals", connection)
    again = migrated(
        *change, "--add", "sleep.*", "--remove", "activity.workout", "--consented-at", "2026-01-02T03:04:05Z", "--json"
    )
    assert json.loads(again.out) == {"version": 2, "consentedAt": "2026-01-02T03:04:05Z", "signalTypes": ["sleep.*"]}
    versions = json.loads(migrated(*change, "--json").out)
    assert [(each["version"], each["signalTypes"]) for each in versions] == [
        (2, ["sleep.*"]),
        (1, ["activity.workout"]),
    ]
    (listed,) = json.loads(migrated("connections", "list", "--json").out)
    assert (listed["signalTypes"], listed["grantVersion"]) == (["sleep.*"], 2)
    assert "no schema of sleep.* is active" in again.err
    for options, code, named in (
        (("--remove", "sleep.night"), 1, "sleep.*"),
        (("--add", "Sleep.*"), 2, "NAMESPACE.*"),
        (("--consented-at", "1d"), 1, "--add"),
        (("--add", "heart.rate", "--consented-at", "2999-01-01T00:00:00Z"), 1, "future"),
    ):
        refused = migrated(*change, *options)
        assert (refused.code, refused.out) == (code, "") and named in refused.err
    assert migrated("connections", "revoke", connection).code == 0
    assert "REVOKED" in migrated(*change, "--add", "heart.rate").err


def test_a_type_without_a_schema_is_granted_and_named_with_the_near_one(migrated, tenant):
    assert migrated("schemas", "catalogue", "install", "vitals.heart_rate").code == 0
    made = connect(migrated, "--package", "labs", "--signal", "vitals.hart_rate", "--signal", "vitals.*", "--json")
    assert json.loads(made.out)["signalTypes"] == ["vitals.*", "vitals.hart_rate"]
    assert made.err.splitlines() == [
        "no schema of vitals.hart_rate is active, so its signals are refused until one is put;"
        " did you mean vitals.heart_rate?"
    ]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--package", "Labs"), "vitals"),
        (("--package", "labs", "--signal", "workout"), "activity.daily_summary"),
        ((), "--package"),
    ],
)
def test_wrong_connection_options_name_the_remedy(migrated, tenant, options, named):
    refused = connect(migrated, *options)
    assert refused.code == 2
    assert named in refused.err


def test_unknown_tenant_names_the_list(migrated):
    refused = connect(migrated, "--package", "labs")
    assert refused.code == 1
    assert "curae tenants list" in refused.err


def test_data_packages_say_their_types(curae):
    listed = json.loads(curae("data-packages", "--json").out)
    granted = {package["name"]: (package["grants"], package["sensitive"]) for package in listed}
    assert granted["allergies"] == (["AllergyIntolerance"], False)
    assert granted["vitals"] == (["Observation[vital-signs]"], False)
    assert granted["sensitive"] == ([], True)
    assert {package["version"] for package in listed} == {2}


def test_erasing_asks_first_and_says_what_went(migrated):
    assert migrated("tenants", "create", "App").code == 0
    made = migrated("connections", "create", "--tenant", "App", "--package", "other", "--json")
    connection = json.loads(made.out)["id"]
    assert (
        migrated("records", "import", "--connection", connection, "-", stdin=b'{"resourceType":"Basic","id":"a"}').code
        == 0
    )
    refused = migrated("connections", "erase", connection)
    assert (refused.code, refused.out) == (1, "") and "--yes" in refused.err
    erased = migrated("connections", "erase", connection, "--yes", "--json")
    recorded = json.loads(erased.out)
    assert (erased.code, recorded["records"], recorded["reason"]) == (0, 1, "REQUESTED") and recorded["finishedAt"]
    again = json.loads(migrated("connections", "erase", connection, "--yes", "--json").out)
    assert again == recorded
    assert json.loads(migrated("connections", "report", connection, "--json").out) == []
    assert "REVOKED" in migrated("connections", "list").out
    unknown = migrated("connections", "erase", "0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b", "--yes")
    assert unknown.code == 1 and "no such connection" in unknown.err
