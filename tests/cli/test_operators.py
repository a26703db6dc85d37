"""Operators from the command line: a password is shown once, and a name is free again once its operator is revoked."""

import json


def test_an_operator_is_made_listed_and_revoked(migrated):
    made = migrated("operators", "create", "Ada", "--json")
    new = json.loads(made.out)
    assert new["name"] == "ada" and len(new["password"]) == 23
    assert "once" in made.err
    listed = migrated("operators", "list", "--json")
    assert [each["name"] for each in json.loads(listed.out)] == ["ada"]
    assert new["password"] not in listed.out
    taken = migrated("operators", "create", "ADA")
    assert taken.code == 1 and "taken" in taken.err

    assert migrated("operators", "revoke", "ada").code == 0
    again = json.loads(migrated("operators", "create", "ada", "--json").out)
    assert again["password"] != new["password"]
    revoked = [("revokedAt" in each) for each in json.loads(migrated("operators", "list", "--json").out)]
    assert revoked == [True, False]


def test_an_unknown_operator_and_a_bad_name_are_refused_with_a_remedy(migrated):
    unknown = migrated("operators", "revoke", "bob")
    assert unknown.code == 1 and "curae operators list" in unknown.err
    bad = migrated("operators", "create", "a b")
    assert bad.code == 1 and "a-z" in bad.err


def test_what_was_done_is_in_the_audit_trail(migrated):
    migrated("operators", "create", "ada")
    migrated("operators", "revoke", "ada")
    rows = [json.loads(line) for line in migrated("audit", "tail", "--json").out.splitlines()]
    assert [row["action"] for row in rows] == ["operator.created", "operator.revoked"]
