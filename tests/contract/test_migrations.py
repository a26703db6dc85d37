"""Migrations make exactly the tables of the code, on both databases, whoever else migrates at the same time."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from server.store import (
    migrate,
    operator_tables,  # noqa: F401 - adds its tables to the metadata
    partial_indexes,  # noqa: F401 - adds its indexes to them
)
from server.store.engine import Database
from server.store.migrate import command
from server.store.revision import DatabaseVersionError, current_revision, require_current
from server.store.tables import metadata
from tests.parts.in_process import sqlite_urls


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Never migrated."""
    if request.param == "sqlite":
        return sqlite_urls(tmp_path)["database_url"]
    return str(request.getfixturevalue("empty_postgres_url"))


@pytest.fixture
def opened(database_url: str) -> Database:
    return Database(database_url)


def test_they_make_the_tables_of_the_code(opened: Database) -> None:
    migrate.upgrade(opened)
    with opened.exclusive() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_indexes_and_checks_are_those_of_the_code_too(opened: Database, database_url: str) -> None:
    """SQLAlchemy's own DDL of the tables and the migrations give the same schema."""
    migrate.upgrade(opened)
    with opened.exclusive() as connection:
        migrated = _schema(connection)
        metadata.drop_all(connection)
        metadata.create_all(connection)
        assert _schema(connection) == migrated
    opened.close()


def _schema(connection: Connection) -> object:
    look = inspect(connection)
    return {
        name: (
            sorted((column["name"], str(column["type"]), column["nullable"]) for column in look.get_columns(name)),
            sorted(
                (index["name"], tuple(index["column_names"]), bool(index["unique"])) for index in look.get_indexes(name)
            ),
            sorted((check["name"], check["sqltext"]) for check in look.get_check_constraints(name)),
            sorted((key["name"], tuple(key["constrained_columns"])) for key in look.get_foreign_keys(name)),
            sorted((key["name"], tuple(key["column_names"])) for key in look.get_unique_constraints(name)),
            (look.get_pk_constraint(name)["name"], tuple(look.get_pk_constraint(name)["constrained_columns"])),
        )
        for name in look.get_table_names()
        if name != "alembic_version"
    }


def test_a_second_time_changes_nothing(opened: Database) -> None:
    assert current_revision(opened) is None
    first = migrate.upgrade(opened)
    assert first and migrate.upgrade(opened) == first == current_revision(opened)
    require_current(opened)


def test_a_database_that_was_never_migrated_is_refused_with_the_remedy(opened: Database) -> None:
    with pytest.raises(DatabaseVersionError, match="curae db upgrade"):
        require_current(opened)


def test_a_database_newer_than_the_code_is_refused_and_left_alone(opened: Database) -> None:
    migrate.upgrade(opened)
    opened.write_now(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    for step in (migrate.upgrade, require_current):
        with pytest.raises(DatabaseVersionError, match=r"9999.*newer"):
            step(opened)
    assert current_revision(opened) == "9999"


_UPGRADE = """
import sys
from server.store import migrate
from server.store.engine import Database

database = Database(sys.argv[1])
sys.stdin.read(1)
print(migrate.upgrade(database))
"""


def test_several_processes_at_once_wait_for_each_other(database_url: str) -> None:
    command = [sys.executable, "-c", _UPGRADE, database_url]
    processes = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("!")
        process.stdin.flush()
    assert len({process.communicate()[0] for process in processes}) == 1
    assert [process.returncode for process in processes] == [0] * 4
    database = Database(database_url)
    require_current(database)
    database.close()


def test_a_migration_that_fails_leaves_nothing_behind(opened: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    real = command.upgrade

    def broken(*args: object) -> None:
        real(*args)
        raise RuntimeError

    monkeypatch.setattr(command, "upgrade", broken)
    with pytest.raises(RuntimeError):
        migrate.upgrade(opened)
    assert current_revision(opened) is None
    monkeypatch.undo()
    assert migrate.upgrade(opened)
