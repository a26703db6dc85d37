"""Which database a command acts on, and what it does about one that it cannot use."""

import json
import sqlite3
import stat

import pytest


def test_commands_refuse_a_folder_without_a_database(curae, data):
    refused = curae("tenants", "list")
    assert refused.code == 1
    assert "curae up" in refused.err
    assert not data.exists()


def test_commands_refuse_a_database_that_was_never_migrated(curae, data):
    data.mkdir()
    sqlite3.connect(data / "curae.db").close()
    refused = curae("tenants", "list")
    assert refused.code == 1
    assert "curae db upgrade" in refused.err


@pytest.mark.parametrize("command", [("tenants", "list"), ("db", "status"), ("db", "upgrade"), ("serve",), ("worker",)])
def test_commands_refuse_a_database_newer_than_the_code(migrated, data, command):
    make_newer(data)
    refused = migrated(*command)
    assert refused.code == 1
    assert "newer than the code" in refused.err
    assert "Traceback" not in refused.err


def test_upgrade_is_private_and_says_the_revision(curae, data):
    said, status = (json.loads(curae("db", command, "--json").out) for command in ("upgrade", "status"))
    assert said["revision"] == status["revision"]
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert stat.S_IMODE((data / "curae.db").stat().st_mode) == 0o600


def test_a_file_of_an_earlier_version_is_rewritten_by_an_upgrade_alone(migrated, data):
    with sqlite3.connect(data / "curae.db") as database:
        database.execute("PRAGMA application_id = 0")
    database.close()
    refused = migrated("tenants", "list")
    assert refused.code == 1 and "curae db upgrade" in refused.err
    assert "rewriting" in migrated("db", "upgrade").err
    assert "rewriting" not in migrated("db", "upgrade").err
    assert migrated("tenants", "list").code == 0


def test_wrong_setting_is_named(curae, monkeypatch):
    monkeypatch.setenv("CURAE_DATABASE_URL", "mysql://db")
    refused = curae("tenants", "list")
    assert refused.code == 1
    assert "CURAE_DATABASE_URL" in refused.err


def test_folder_of_others_is_not_closed_to_them(curae, data):
    data.mkdir(mode=0o755)
    (data / "theirs").touch()
    refused = curae("db", "upgrade")
    assert refused.code == 1
    assert "open to other users" in refused.err
    assert stat.S_IMODE(data.stat().st_mode) == 0o755


def test_folder_that_cannot_be_made_is_named(curae, data):
    data.parent.joinpath("file").touch()
    refused = curae("db", "upgrade", "--data", data.parent / "file" / "data")
    assert refused.code == 1
    assert "--data" in refused.err


def make_newer(data):
    with sqlite3.connect(data / "curae.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
