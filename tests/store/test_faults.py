"""Each class of faults of the two databases: what is the database's is UNAVAILABLE with a reason, and nothing else."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import TextClause, text
from sqlalchemy.exc import DBAPIError

from server.errors import DatabaseFault
from server.store.engine import Database
from server.store.faults import Reason
from tests.parts.postgres import start_postgres

POSTGRESQL = {
    "08006": Reason.LOST,
    "25006": Reason.READ_ONLY,
    "26000": Reason.POOLER,
    "28P01": Reason.PASSWORD,
    "42P01": Reason.SCHEMA,
    "42P05": Reason.POOLER,
    "42703": Reason.SCHEMA,
    "53100": Reason.FULL,
    "53200": Reason.MEMORY,
    "53300": Reason.TOO_MANY,
    "55P03": Reason.SLOW,
    "57014": Reason.SLOW,
    "57P01": Reason.CLOSING,
    "57P03": Reason.CLOSING,
    "58030": Reason.DISK,
    "XX001": Reason.DAMAGED,
}
OURS = ("22003", "22P02", "23505", "42601", "P0001", "55000")


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Database]:
    database = Database(postgres_url)
    yield database
    database.close()


@pytest.mark.parametrize("verb", ["read_now", "write_now", "write_here"])
def test_what_postgresql_says_has_its_reason(postgres: Database, verb: str) -> None:
    run = getattr(postgres, verb)
    for code, reason in POSTGRESQL.items():
        with pytest.raises(DatabaseFault) as caught:
            run(lambda connection, sqlstate=code: connection.execute(_raising(sqlstate)))
        assert caught.value.reason is reason, code
    for code in OURS:
        with pytest.raises(DBAPIError):
            run(lambda connection, sqlstate=code: connection.execute(_raising(sqlstate)))
    assert run(lambda connection: connection.execute(text("SELECT 1")).scalar_one()) == 1


def test_a_missing_privilege_is_named(postgres_url: str) -> None:
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute("CREATE TABLE closed (n INTEGER)")
    database = Database(postgres_url)
    with pytest.raises(DatabaseFault) as caught:
        database.write_now(lambda c: [c.execute(text(each)) for each in ("SET LOCAL ROLE pg_monitor", "TABLE closed")])
    assert caught.value.reason is Reason.PRIVILEGE
    database.close()


def test_too_many_connections_are_named() -> None:
    server = start_postgres()
    try:
        with psycopg.connect(server.dsn, autocommit=True) as admin:
            admin.execute("CREATE ROLE one LOGIN CONNECTION LIMIT 1")
            url = server.dsn.replace("postgres@", "one@")
            first, second = Database(url), Database(url)
            assert first.read_now(lambda c: c.execute(text("SELECT 1")).scalar_one()) == 1
            with pytest.raises(DatabaseFault) as caught:
                second.read_now(lambda c: c.execute(text("SELECT 1")))
            assert caught.value.reason is Reason.TOO_MANY
            first.close()
            second.close()
    finally:
        server.stop()


def test_of_several_hosts_the_one_is_taken_that_takes_writes(postgres_url: str) -> None:
    """The name of the old primary may stand first."""
    old = start_postgres()
    try:
        folder = old.dsn.partition("host=")[2]
        with psycopg.connect(postgres_url.replace("+psycopg", "")) as admin:
            name = admin.info.dbname
        with psycopg.connect(old.dsn, autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name}")
            admin.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        database = Database(postgres_url.replace("?host=", f"?host={folder},"))
        database.write_now(lambda connection: connection.execute(text("CREATE TABLE written (n INTEGER)")))
        database.close()
    finally:
        old.stop()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'curae.db'}")
    database.write_now(lambda c: c.execute(text("CREATE TABLE filler (bytes BLOB)")))
    yield database
    database.close()


@pytest.mark.parametrize(
    ("pragma", "reason"),
    [("query_only = ON", Reason.READ_ONLY), ("max_page_count = 10", Reason.FULL)],
)
def test_sqlite_that_takes_no_writes_has_its_reason(sqlite: Database, pragma: str, reason: Reason) -> None:
    insert = text("INSERT INTO filler VALUES (zeroblob(1000000))")
    with pytest.raises(DatabaseFault) as caught:
        sqlite.write_now(lambda c: [c.execute(each) for each in (text(f"PRAGMA {pragma}"), insert)])
    assert caught.value.reason is reason


def test_a_lock_that_sqlite_waits_too_long_for_is_slow(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.store.sqlite.BUSY_TIMEOUT_MILLISECONDS", 100)
    other = Database(sqlite.url)
    with closing(sqlite3.connect(sqlite.file or "", isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseFault) as caught:
            other.write_now(lambda c: c.execute(text("DELETE FROM filler")))
    assert caught.value.reason is Reason.SLOW
    other.close()


def test_a_table_that_sqlite_lacks_is_named(sqlite: Database) -> None:
    with pytest.raises(DatabaseFault) as caught:
        sqlite.read_now(lambda c: c.execute(text("SELECT 1 FROM nowhere")))
    assert caught.value.reason is Reason.SCHEMA


def _raising(sqlstate: str) -> TextClause:
    return text(f"DO $$ BEGIN RAISE 'said' USING ERRCODE = '{sqlstate}'; END $$")
