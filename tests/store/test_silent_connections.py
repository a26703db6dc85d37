"""Connections to PostgreSQL on which nothing comes any more, while new ones work: every wait has its limit."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, text

from server.errors import DatabaseFault, Unavailable
from server.limits import DATABASE_CONNECT_SECONDS, DATABASE_DOUBT_SECONDS, DATABASE_PING_SECONDS
from server.store import migrate
from server.store.claimable import announce_claimable
from server.store.engine import Database
from server.store.faults import Reason
from server.store.options import Options
from server.store.revision import require_current
from server.store.wakeups import Wakeups
from tests.parts.eventually import eventually, eventually_async, patience
from tests.parts.silent_proxy import SilentProxy, silent_proxy

ANSWERED_WITHIN_SECONDS = 10  # what callers are promised
VERBS = ("read_now", "write_now", "write_alone_now", "read_here", "write_here")
Call = Callable[[Callable[[Connection], int]], int]
SHORT = Options(statement_seconds=1.0, idle_seconds=1.0)
# So that no limit ends a wait in the time of a test.
PATIENT = Options(statement_seconds=3600.0, idle_seconds=3600.0)


@pytest.fixture
def proxied(postgres_url: str) -> Iterator[tuple[SilentProxy, Database]]:
    with silent_proxy(postgres_url) as (proxy, url):
        database = Database(url)
        migrate.upgrade(database)
        yield proxy, database
        database.close()


def _one(connection: Connection) -> int:
    return int(connection.execute(text("SELECT 1")).scalar_one())


@pytest.mark.parametrize("idle", [True, False], ids=["idle", "in_use"])
def test_each_call_is_answered_in_time_and_the_next_one_works(postgres_url: str, idle: bool) -> None:
    """Every way to call, side by side, each on a connection of its own."""
    with silent_proxy(postgres_url) as (proxy, url), ThreadPoolExecutor(len(VERBS)) as threads, ExitStack() as opened:
        databases = [opened.enter_context(closing(Database(url))) for _ in VERBS]
        calls: list[Call] = [getattr(database, verb) for database, verb in zip(databases, VERBS, strict=True)]
        assert [call(_one) for call in calls] == [1] * len(VERBS)
        if idle:
            time.sleep(1.1)  # longer than PING_AFTER_SECONDS: this is what is tried
        assert proxy.fall_silent() >= len(VERBS)
        for faults in threads.map(_faults_in_time, calls):
            assert all(isinstance(fault, DatabaseFault) for fault in faults)
            assert all(fault.reason in (Reason.FORGOTTEN, Reason.SILENT, Reason.LOST) for fault in faults)


def _faults_in_time(call: Call) -> list[Any]:
    """What the first call raises, if anything; the next ones work."""
    faults: list[Any] = []
    began = time.monotonic()
    try:
        assert call(_one) == 1  # by a connection that was found dead in front of it
    except Unavailable as fault:
        faults.append(fault)
    assert time.monotonic() - began < patience(ANSWERED_WITHIN_SECONDS)
    assert [call(_one), call(_one)] == [1, 1]
    return faults


def test_a_connection_that_falls_silent_in_a_transaction_frees_its_locks(postgres_url: str) -> None:
    """PostgreSQL ends the transaction by itself: else whoever waits for its rows would do so for hours."""
    with silent_proxy(postgres_url) as (proxy, url):
        broken, other = Database(url, SHORT), Database(postgres_url)
        migrate.upgrade(other)

        def hold(connection: Connection) -> None:
            connection.execute(text("SELECT count FROM audit_head FOR UPDATE"))
            proxy.fall_silent()
            connection.execute(text("SELECT 1"))

        with pytest.raises(Unavailable):
            broken.write_now(hold)
        lock = text("SELECT count FROM audit_head FOR UPDATE")
        eventually(lambda: other.write_now(lambda c: c.execute(lock).scalar_one()) == 0)
        broken.close()
        other.close()


@pytest.mark.parametrize("verb", VERBS)
def test_a_statement_that_takes_too_long_is_ended_by_the_database_and_its_connection_kept(
    postgres_url: str, verb: str
) -> None:
    database = Database(postgres_url, SHORT)
    call = getattr(database, verb)
    backend = text("SELECT pg_backend_pid()")
    pids = {call(lambda c: c.execute(backend).scalar_one()) for _ in range(3)}
    with pytest.raises(DatabaseFault) as caught:
        call(lambda c: c.execute(text("SELECT pg_sleep(60)")))
    assert caught.value.reason is Reason.SLOW
    assert call(lambda c: c.execute(backend).scalar_one()) in pids
    database.close()


def test_a_purge_takes_as_long_as_it_needs_and_leaves_its_limit_to_no_other_statement(postgres_url: str) -> None:
    with closing(Database(postgres_url)) as patient:
        migrate.upgrade(patient)
    with closing(Database(postgres_url, Options(statement_seconds=0.01))) as database:
        with pytest.raises(DatabaseFault):
            database.write_here(lambda c: c.execute(text("SELECT pg_sleep(1)")))
        assert database.purge()
        limit = text("SELECT current_setting('statement_timeout')")
        assert {database.write_here(lambda c: c.execute(limit).scalar_one()) for _ in range(3)} == {"10ms"}


def test_a_statement_outside_transactions_is_limited_behind_a_pooler_too(postgres_url: str) -> None:
    """By this process: a setting would stay on a connection of the pooler's."""
    database = Database(postgres_url, replace(SHORT, prepared_statements=False))
    with pytest.raises(DatabaseFault) as caught:
        database.write_here(lambda c: c.execute(text("SELECT pg_sleep(60)")))
    assert caught.value.reason is Reason.SILENT
    assert database.write_here(_one) == 1
    database.close()


def test_what_may_be_done_again_is_done_on_a_new_connection(postgres_url: str) -> None:
    """Nobody hears of it: a read, and a write that is not yet committed."""
    with silent_proxy(postgres_url) as (proxy, url), closing(Database(url, PATIENT)) as database:
        for call in (database.read_now, database.write_now):
            assert call(_one) == 1
            proxy.fall_silent()
            assert call(_one) == 1


def test_a_write_that_fell_silent_as_it_was_committed_is_not_done_again(postgres_url: str) -> None:
    done: list[int] = []
    with silent_proxy(postgres_url) as (proxy, url), closing(Database(url, PATIENT)) as database:

        def work(connection: Connection) -> None:
            done.append(_one(connection))
            proxy.fall_silent()

        with pytest.raises(DatabaseFault) as caught:
            database.write_now(work)
        assert caught.value.reason is Reason.FORGOTTEN
        assert done == [1]


def test_what_a_silent_connection_locked_is_free_once_it_is_found(postgres_url: str) -> None:
    lock = text("SELECT count FROM audit_head FOR UPDATE")
    with silent_proxy(postgres_url) as (proxy, url), closing(Database(url, PATIENT)) as database:
        migrate.upgrade(database)
        fell: list[int] = []

        def work(connection: Connection) -> int:
            count = int(connection.execute(lock).scalar_one())
            if not fell:
                fell.append(proxy.fall_silent())
            return count + _one(connection)

        assert database.write_now(work) == 1


def test_a_statement_that_is_slow_or_waits_for_a_lock_is_not_taken_for_silent(postgres_url: str) -> None:
    held, asked = threading.Event(), threading.Event()
    lock = text("SELECT pg_advisory_xact_lock(7)")
    seconds = 3 * DATABASE_DOUBT_SECONDS
    with closing(Database(postgres_url)) as database, ThreadPoolExecutor(1) as threads:

        def hold(connection: Connection) -> None:
            connection.execute(lock)
            held.set()
            asked.wait()
            connection.execute(text("SELECT pg_sleep(:seconds)"), {"seconds": seconds})

        holding = threads.submit(database.write_alone_now, hold)
        held.wait()

        def wait(connection: Connection) -> int:
            asked.set()
            connection.execute(lock)
            return _one(connection)

        assert database.write_now(wait) == 1
        assert holding.result() is None


def test_a_snapshot_that_falls_silent_ends_by_its_limit_or_once_its_reader_is_stopped(
    proxied: tuple[SilentProxy, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, database = proxied
    with pytest.raises(DatabaseFault) as caught, database.snapshot() as snapshot:
        proxy.fall_silent()
        snapshot.execute(text("SELECT 1"))
    assert caught.value.reason is Reason.FORGOTTEN
    monkeypatch.setattr("server.store.postgres.DATABASE_LONG_SECONDS", 1.5)
    with pytest.raises(DatabaseFault) as caught, database.snapshot() as snapshot:
        proxy.fall_silent(new_ones_too=True)  # so that nobody can say that only this one is silent
        snapshot.execute(text("SELECT 1"))
    assert caught.value.reason is Reason.SILENT
    proxy.heal()

    class Stopped(Exception):
        pass

    def check() -> None:
        if stopped:
            raise Stopped

    stopped: list[bool] = []
    monkeypatch.setattr("server.store.postgres.DATABASE_LONG_SECONDS", 3600.0)
    with pytest.raises(Stopped), database.snapshot(check) as snapshot:
        proxy.fall_silent(new_ones_too=True)
        stopped.append(True)
        began = time.monotonic()
        snapshot.execute(text("SELECT 1"))
    assert time.monotonic() - began < patience(5)
    proxy.heal()
    assert database.read_now(_one) == 1


def test_a_snapshot_that_is_read_ends_well_though_its_connection_is_gone(
    proxied: tuple[SilentProxy, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read is whole, and what its reader raises itself is not hidden."""
    proxy, database = proxied
    monkeypatch.setattr("server.store.postgres.DATABASE_LONG_SECONDS", 1.5)
    with database.snapshot() as snapshot:
        assert _one(snapshot) == 1
        proxy.fall_silent()
    with pytest.raises(KeyError), database.snapshot():
        proxy.fall_silent()
        raise KeyError
    assert database.read_now(_one) == 1


def test_new_connections_that_get_no_answer_are_given_up(postgres_url: str) -> None:
    with silent_proxy(postgres_url) as (proxy, url):
        proxy.fall_silent(new_ones_too=True)
        database = Database(url)
        began = time.monotonic()
        for call in (
            lambda: database.read_now(_one),
            lambda: database.snapshot().__enter__(),
            lambda: require_current(database),
        ):
            with pytest.raises(DatabaseFault) as caught:
                call()
            assert caught.value.reason in (Reason.UNREACHABLE, Reason.SILENT)
        assert time.monotonic() - began < patience(3 * DATABASE_CONNECT_SECONDS + 3)
        proxy.heal()
        assert database.read_now(_one) == 1
        database.close()


def test_closing_ends_while_the_database_is_silent_though_much_is_queued(postgres_url: str) -> None:
    with silent_proxy(postgres_url) as (proxy, url):
        database = Database(url)
        assert database.write_now(_one) == 1
        proxy.fall_silent(new_ones_too=True)
        queued = [database.write_later(_one) for _ in range(3000)]
        began = time.monotonic()
        database.close()
        assert time.monotonic() - began < patience(ANSWERED_WITHIN_SECONDS + DATABASE_PING_SECONDS)
        assert all(isinstance(each.exception(1), Unavailable) for each in queued)


def test_a_migration_ends_too(proxied: tuple[SilentProxy, Database], monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, database = proxied
    monkeypatch.setattr("server.store.postgres.DATABASE_MIGRATION_SECONDS", 1.0)
    proxy.fall_silent()
    began = time.monotonic()
    with pytest.raises(DatabaseFault):
        migrate.upgrade(database)
    assert time.monotonic() - began < patience(ANSWERED_WITHIN_SECONDS)
    assert migrate.upgrade(database)


async def test_a_listener_that_falls_silent_listens_again(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.store.wakeups.DATABASE_LISTENER_SECONDS", 0.5)
    with silent_proxy(postgres_url) as (proxy, url):
        heard, said = Database(url), Database(postgres_url)
        wakeups = Wakeups(heard)
        async with wakeups.listening():
            await eventually_async(lambda: wakeups.count == 1)  # it listens
            assert proxy.fall_silent() == 1
            await eventually_async(lambda: wakeups.count == 2)
            await said.write(announce_claimable)
            await eventually_async(lambda: wakeups.count == 3)
        heard.close()
        said.close()
