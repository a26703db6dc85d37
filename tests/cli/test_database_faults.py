"""A database that cannot be used: each command names the cause and the remedy, and never the password."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from server.store import migrate
from server.store.engine import Database
from tests.cli.conftest import Curae
from tests.parts.curae_up import CURAE
from tests.parts.eventually import patience
from tests.parts.postgres import PostgresServer, start_postgres
from tests.parts.silent_proxy import SilentProxy, silent_proxy

SECRET = "s3cret-and-l0ng"
COMMANDS = (("tenants", "list"), ("db", "status"), ("db", "upgrade"), ("tenants", "create", "App"))


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[PostgresServer]:
    """With a user whose password is asked for."""
    server = start_postgres()
    with psycopg.connect(server.dsn, autocommit=True) as admin:
        admin.execute("CREATE ROLE asked LOGIN PASSWORD 'right'")
        admin.execute("CREATE ROLE stranger LOGIN")
        hba = Path(admin.execute("SHOW hba_file").fetchone()[0])
        hba.write_text("local all postgres trust\nlocal all asked scram-sha-256\n")
        admin.execute("SELECT pg_reload_conf()")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def host(own_postgres: PostgresServer) -> Iterator[str]:
    """host:port of it."""
    proxy = SilentProxy(Path(own_postgres.dsn.partition("host=")[2]) / ".s.PGSQL.5432")
    yield f"127.0.0.1:{proxy.port}"
    proxy.close()


CAUSES = {
    "option": (f"postgresql://postgres:{SECRET}@{{host}}/postgres?colour=blue", "option of CURAE_DATABASE_URL"),
    "value": (f"postgresql://postgres:{SECRET}@{{host}}/postgres?sslmode=blue", "option of CURAE_DATABASE_URL"),
    "port": (f"postgresql://postgres:{SECRET}@127.0.0.1:abc/postgres", "the port in CURAE_DATABASE_URL"),
    "large port": (f"postgresql://postgres:{SECRET}@127.0.0.1:99999/postgres", "the port in CURAE_DATABASE_URL"),
    "address": (f"postgresql://postgres:{SECRET}@[::1/postgres", "CURAE_DATABASE_URL cannot be read"),
    "dns": (f"postgresql://postgres:{SECRET}@no-such-host.invalid/postgres", "DNS does not know the host"),
    "nobody": (f"postgresql://postgres:{SECRET}@127.0.0.1:1/postgres", "nothing answers"),
    "tls": (f"postgresql://postgres:{SECRET}@{{host}}/postgres?sslmode=require", "TLS to the database"),
    "password": (f"postgresql://asked:{SECRET}@{{host}}/postgres", "refuses the password or the user"),
    "no password": ("postgresql://asked@{host}/postgres", "refuses the password or the user"),
    "not admitted": (f"postgresql://stranger:{SECRET}@{{host}}/postgres", "pg_hba.conf"),
    "database": (f"postgresql://postgres:{SECRET}@{{host}}/nowhere", "no database of that name"),
}


@pytest.mark.parametrize("cause", CAUSES)
def test_each_command_names_the_cause(cause: str, curae: Curae, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url, words = CAUSES[cause]
    monkeypatch.setenv("CURAE_DATABASE_URL", url.format(host=host))
    for command in COMMANDS:
        outcome = curae(*command, stdin=b"")
        assert outcome.code == 1, command
        assert words in outcome.err, outcome.err
        for never in (SECRET, "uncaught", "Traceback", "try again"):
            assert never not in outcome.err + outcome.out
    outcome = curae("doctor", "--json")
    (finding,) = [each for each in json.loads(outcome.out) if each["check"] == "database"]
    assert (outcome.code, finding["status"]) == (1, "FAIL")
    assert words in finding["detail"]
    assert finding["remedy"]
    assert SECRET not in outcome.out


@pytest.mark.parametrize("part", ["serve", "worker"])
@pytest.mark.parametrize("cause", ["option", "port", "dns", "tls", "password", "database"])
def test_a_part_that_starts_names_it_too(part: str, cause: str, host: str, tmp_path: Path) -> None:
    url, words = CAUSES[cause]
    environment = os.environ | {"CURAE_DATABASE_URL": url.format(host=host), "CURAE_DATA": str(tmp_path / "data")}
    command = [*CURAE, part] + (["--grpc-port", "0"] if part == "serve" else [])
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=patience(60), check=False)
    assert ran.returncode == 1
    assert words in ran.stderr
    assert SECRET not in ran.stderr + ran.stdout


def test_a_database_that_is_not_migrated_any_more_says_so(
    curae: Curae, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a restore that was cut short."""
    monkeypatch.setenv("CURAE_DATABASE_URL", postgres_url)
    assert curae("db", "upgrade").code == 0
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute("DROP TABLE deployment_settings, tenants CASCADE")
    outcome = curae("tenants", "list")
    assert (outcome.code, "curae db upgrade" in outcome.err) == (1, True)


def test_a_read_only_database_is_named_and_doctor_finds_it(
    curae: Curae, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CURAE_DATABASE_URL", postgres_url)
    assert curae("db", "upgrade").code == 0
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {admin.info.dbname} SET default_transaction_read_only = on")
    outcome = curae("tenants", "create", "App")
    assert (outcome.code, "read-only" in outcome.err, "uncaught" in outcome.err) == (1, True, False)
    assert curae("tenants", "list").code == 0  # reading goes on
    _finds(curae, "writes", "read-only")


def test_a_full_disk_of_the_database_is_found(curae: Curae, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own answer, where a file has to grow."""
    monkeypatch.setenv("CURAE_DATABASE_URL", postgres_url)
    assert curae("db", "upgrade").code == 0
    fill_disk(postgres_url)
    _finds(curae, "writes", "disk is full")


def test_a_sqlite_file_that_is_no_database_or_damaged_is_named(curae: Curae, data: Path) -> None:
    data.mkdir(mode=0o700)
    (data / "curae.db").write_bytes(b"these are no pages of a database" * 200)
    for command in (("tenants", "list"), ("db", "upgrade"), ("db", "status")):
        outcome = curae(*command)
        assert (outcome.code, "the database is damaged" in outcome.err) == (1, True), outcome.err
    _finds(curae, "database", "damaged")


def test_a_command_ends_soon_where_its_database_is_silent(postgres_url: str, tmp_path: Path) -> None:
    database = Database(postgres_url)
    migrate.upgrade(database)
    database.close()
    with silent_proxy(postgres_url) as (proxy, url):
        proxy.fall_silent(new_ones_too=True)
        environment = os.environ | {"CURAE_DATABASE_URL": url, "CURAE_DATA": str(tmp_path)}
        for command in (["tenants", "list"], ["db", "upgrade"]):
            ran = subprocess.run(
                [*CURAE, *command], env=environment, capture_output=True, text=True, timeout=patience(30), check=False
            )
            assert ran.returncode == 1
            assert "nothing answers" in ran.stderr


def fill_disk(url: str) -> None:
    """From now on what makes a file grow fails as on a full disk."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute(
            "CREATE FUNCTION full_disk() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$"
        )
        admin.execute("CREATE EVENT TRIGGER full_disk ON ddl_command_start EXECUTE FUNCTION full_disk()")


def _finds(curae: Curae, check: str, words: str) -> None:
    outcome = curae("doctor", "--json")
    (finding,) = [each for each in json.loads(outcome.out) if each["check"] == check]
    assert (outcome.code, finding["status"]) == (1, "FAIL")
    assert words in finding["detail"]
