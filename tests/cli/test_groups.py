"""`curae groups`, on a real database."""

import json

import pytest

UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def people(migrated):
    """Ids of two connections of an app."""
    migrated("tenants", "create", "Sleep diary")
    connect = ("connections", "create", "--tenant", "Sleep diary", "--package", "labs", "--json")
    return [json.loads(migrated(*connect).out)["id"] for _ in range(2)]


def listed(curae, *options):
    return {
        each["name"]: each.get("connections", [])
        for each in json.loads(curae("groups", "list", *options, "--json").out)
    }


def test_a_group_is_made_changed_listed_and_deleted(migrated, people):
    first, second = sorted(people)
    of_app = ("--tenant", "Sleep diary")
    made = migrated("groups", "create", "trial-7", *of_app, "--connection", first, "--connection", second, "--json")
    assert json.loads(made.out)["connections"] == [first, second]
    assert listed(migrated) == listed(migrated, *of_app) == {"trial-7": [first, second]}
    assert migrated("groups", "remove", "trial-7", *of_app, "--connection", first).code == 0
    assert listed(migrated) == {"trial-7": [second]}
    assert migrated("groups", "add", "trial-7", *of_app, "--connection", first.upper()).code == 0
    assert listed(migrated) == {"trial-7": [first, second]}
    assert migrated("groups", "delete", "trial-7", *of_app).code == 0
    assert listed(migrated) == {}
    actions = [json.loads(line)["action"] for line in migrated("audit", "tail", "--json").out.splitlines()]
    assert [each for each in actions if each.startswith("group.")] == [
        *("group.created", "group.joined", "group.joined", "group.left", "group.joined", "group.deleted")
    ]


def test_what_is_wrong_is_named(migrated, people):
    of_app = ("--tenant", "Sleep diary")
    assert "no connection of this app" in migrated("groups", "create", "g", *of_app, "--connection", UNKNOWN).err
    assert "begin with a letter" in migrated("groups", "create", "7", *of_app).err
    assert "curae groups list" in migrated("groups", "delete", "g", *of_app).err
    assert migrated("groups", "add", "g", *of_app).code == 2  # without a connection
    assert migrated("groups", "create", "g", *of_app, "--connection", "nonsense").code == 2
    assert listed(migrated) == {}
