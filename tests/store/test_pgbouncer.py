"""PostgreSQL through PgBouncer in transaction mode: each answer is the caller's own, and nothing leaks into others'."""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from unittest.mock import Mock

import psycopg
import pytest
from sqlalchemy import Connection, text

from server.store import migrate
from server.store.claimable import announce_claimable
from server.store.engine import Database
from server.store.options import Options
from server.store.wakeups import Wakeups
from tests.parts.eventually import eventually_async
from tests.parts.pgbouncer import pgbouncer

CALLERS = 16
ROUNDS = 40


@pytest.fixture
def pooled_url(postgres_url: str) -> Iterator[str]:
    """With fewer connections to PostgreSQL than each process keeps, so that they are dealt out anew all along."""
    with pgbouncer(postgres_url, size=3) as url:
        yield url


def _ask(connection: Connection, shape: int, number: int) -> tuple[int, int]:
    """Statements of many shapes, each of which the driver would have prepared under a name of the connection's own."""
    query = text(f"SELECT CAST(:n AS INTEGER) + {shape}, {shape}")
    first, second = connection.execute(query, {"n": number}).one()
    return int(first), int(second)


def test_under_load_each_answer_is_the_callers_own(pooled_url: str) -> None:
    databases = [Database(pooled_url) for _ in range(3)]

    def call(caller: int) -> None:
        database = databases[caller % len(databases)]
        for number in range(ROUNDS):
            shape = (caller * 7 + number) % 11
            for run in (database.read_now, database.write_now, database.read_here, database.write_here):
                assert run(lambda c, s=shape, n=number: _ask(c, s, n)) == (shape + number, shape)

    with ThreadPoolExecutor(CALLERS) as threads:
        list(threads.map(call, range(CALLERS)))
    for database in databases:
        database.close()


def test_statements_are_prepared_where_no_pooler_is_and_nowhere_else(pooled_url: str, postgres_url: str) -> None:
    """And settings kept, and no more of them where the operator says that a pooler hides."""
    prepared = text("SELECT count(*) FROM pg_prepared_statements")
    limit = text("SELECT current_setting('statement_timeout')")
    hiding = Options(prepared_statements=False)
    cases = [(postgres_url, Options(), True), (pooled_url, Options(), False), (postgres_url, hiding, False)]
    for url, options, kept in cases:
        with closing(Database(url, options)) as database:
            for run in (database.read_here, database.write_here):
                counts = [run(lambda c: c.execute(prepared).scalar_one()) for _ in range(10)]
                assert (max(counts) > 0) is kept
            assert database.write_here(lambda c: c.execute(limit).scalar_one()) == ("6s" if kept else "0")
            with database.snapshot() as snapshot:
                assert snapshot.execute(limit).scalar_one() == "0"


def test_a_transaction_keeps_no_plan_of_what_it_prepared(postgres_url: str) -> None:
    """The plan for a table that was empty reads all of it, once it is full, for each batch of an import."""
    plans = text("SELECT count(*), sum(generic_plans) FROM pg_prepared_statements")

    def work(connection: Connection) -> tuple[int, int]:
        for number in range(20):
            connection.execute(text("SELECT pid FROM pg_stat_activity WHERE pid = :number"), {"number": number})
        prepared, kept = connection.execute(plans).one()
        return prepared, kept

    with closing(Database(postgres_url)) as database:
        prepared, kept = database.write_now(work)
    assert prepared > 0
    assert kept == 0


def test_no_two_connections_prepare_under_one_name(postgres_url: str) -> None:
    """A pooler that is not noticed then knows no such name, where it would run what another client prepared."""
    names = text("SELECT name FROM pg_prepared_statements")
    found: list[str] = []
    for _ in range(3):
        with closing(Database(postgres_url)) as database:
            for _ in range(10):
                latest = database.read_here(lambda c: list(c.execute(names).scalars()))
            found += latest
    assert len(found) >= len(set(found)) == 3


# Of this database: other tests lock theirs on the same server.
ADVISORY_LOCKS = """
SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE locktype = 'advisory' AND datname = current_database()
"""


def test_no_setting_of_ours_leaks_into_anothers_transactions(pooled_url: str) -> None:
    database = Database(pooled_url)
    migrate.upgrade(database)
    for _ in range(4):
        with database.snapshot():
            database.write_now(lambda c: c.execute(text("SELECT 1")))
            database.write_here(lambda c: c.execute(text("SELECT 1")))
    names = ("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout", "transaction_isolation",
             "transaction_read_only", "enable_sort")  # fmt: skip
    with psycopg.connect(pooled_url.replace("+psycopg", ""), autocommit=True, prepare_threshold=None) as other:
        for _ in range(6):
            found = [other.execute(f"SELECT current_setting('{name}')").fetchone() for name in names]
            assert found == [("0",), ("0",), ("0",), ("read committed",), ("off",), ("on",)]
            left = "SELECT count(*) FROM pg_prepared_statements"
            assert other.execute(left).fetchone() == (0,)
            assert other.execute(ADVISORY_LOCKS).fetchone() == (0,)
    database.close()


async def test_workers_are_woken_past_it_where_a_direct_url_is_given(pooled_url: str, postgres_url: str) -> None:
    database = Database(pooled_url, Options(listen_url=postgres_url))
    wakeups = Wakeups(database)
    async with wakeups.listening():
        await eventually_async(lambda: wakeups.count >= 1)  # it listens
        before = wakeups.count
        await database.write(announce_claimable)
        await eventually_async(lambda: wakeups.count > before)
    database.close()


async def test_nothing_is_listened_for_through_it(
    pooled_url: str, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LISTEN would stay behind on a connection that others get."""
    log = Mock()  # tests before may have sent the process's log anywhere
    monkeypatch.setattr("server.store.wakeups.log", log)
    database, wakeups = Database(pooled_url), Wakeups(Database(pooled_url))
    async with wakeups.listening():
        await eventually_async(lambda: log.warning.called)
        assert log.warning.call_args.args == ("wakeups_not_heard",)
        with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as admin:
            asked = admin.execute("SELECT query FROM pg_stat_activity WHERE datname = current_database()").fetchall()
        assert not any("LISTEN" in query for (query,) in asked), json.dumps(asked)
        await asyncio.sleep(0)
    database.close()
