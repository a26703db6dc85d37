"""The audit trail in both databases: one transaction with what it records, one chain whoever writes."""

import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DBAPIError

from server.clock import utc_now, uuid7
from server.domain.audit import Action, Actor, ActorKind, Entry
from server.services.audit_trail import AuditTrail
from server.store import audit, migrate
from server.store.audit import Filter
from server.store.engine import Database
from server.store.options import Options
from server.store.tenants import Tenant, all_tenants, insert_tenant

ACTOR = Actor(kind=ActorKind.OPERATOR, id="tester")


def entry(**changes: object) -> Entry:
    return Entry(at=utc_now(), action=Action.TENANT_CREATED, actor=ACTOR, **changes)  # type: ignore[arg-type]


def create_tenant(database: Connection) -> None:
    insert_tenant(database, Tenant(id=uuid7(), name=uuid7(), created_at=utc_now(), revoked_at=None))
    audit.record(database, entry())


def count(database: Database) -> int:
    return database.read_now(audit.read_head).count


def is_whole(database: Database) -> bool:
    return AuditTrail(database).verify().is_whole


def test_an_entry_is_there_with_what_it_records(database: Database) -> None:
    database.write_now(create_tenant)
    assert count(database) == len(database.read_now(all_tenants)) == 1
    assert is_whole(database)


def test_an_entry_goes_with_what_it_recorded_whether_alone_or_in_company(database: Database) -> None:
    def failing(connection: Connection) -> None:
        create_tenant(connection)
        raise KeyError

    with pytest.raises(KeyError):
        database.write_now(failing)
    assert count(database) == 0

    def slow(connection: Connection) -> None:
        create_tenant(connection)
        time.sleep(0.2)

    held = [database.write_later(slow) for _ in range(4)]  # the lanes are busy: the next ones share transactions
    company = [database.write_later(failing if number % 2 else create_tenant) for number in range(100)]
    outcomes = [each.exception(30) for each in [*held, *company]]
    assert sum(each is None for each in outcomes) == 54
    assert count(database) == len(database.read_now(all_tenants)) == 54
    assert is_whole(database)


def test_nothing_is_recorded_outside_of_a_transaction_that_writes(database: Database) -> None:
    with pytest.raises(AssertionError, match=r"Database\.write"):
        database.read_now(lambda connection: audit.record(connection, entry()))


def test_rows_are_found_by_what_they_are_about(database: Database) -> None:
    def work(connection: Connection) -> None:
        for number in range(6):
            audit.record(connection, entry(tenant_id="t", connection_id=f"c{number % 2}", export_id=f"e{number}"))

    database.write_now(work)
    trail = AuditTrail(database)
    assert [row.seq for row in trail.rows(Filter(connection_id="c1"))] == [2, 4, 6]
    assert [row.seq for row in trail.rows(Filter(tenant_id="t", export_id="e2"))] == [3]
    assert [row.seq for row in trail.last(Filter(tenant_id="t"), 2)] == [5, 6]
    assert list(trail.rows(Filter(until=utc_now().replace(year=2000)))) == []
    assert len(list(trail.rows(Filter(since=utc_now().replace(year=2000))))) == 6


def test_reading_goes_on_over_pages(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "ROWS_A_PAGE", 3)
    database.write_now(lambda connection: [audit.record(connection, entry()) for _ in range(10)] and None)
    assert [row.seq for row in AuditTrail(database).rows(Filter())] == list(range(1, 11))
    assert is_whole(database)


CHANGES = [
    "UPDATE audit_rows SET actor_id = 'other' WHERE seq = 2",
    "DELETE FROM audit_rows WHERE seq = 2",
    "DELETE FROM audit_rows WHERE seq = 5",
    "DELETE FROM audit_rows",
    "UPDATE audit_head SET count = 4",
    "UPDATE audit_head SET count = 0, hash = 'x'",
    "DELETE FROM audit_head",
    "INSERT INTO audit_head VALUES (2, 9, 'x')",
    "INSERT INTO audit_rows SELECT 7, at, action, outcome, actor_kind, actor_id, address, request_id, tenant_id, "
    "connection_id, export_id, details, previous_hash, hash FROM audit_rows WHERE seq = 5",
    "INSERT INTO audit_rows SELECT 6, at, action, outcome, actor_kind, actor_id, address, request_id, tenant_id, "
    "connection_id, export_id, details, previous_hash, hash FROM audit_rows WHERE seq = 5",
]
ON_SQLITE = [
    "INSERT OR REPLACE INTO audit_rows SELECT seq, at, 'other', outcome, actor_kind, actor_id, address, request_id, "
    "tenant_id, connection_id, export_id, details, previous_hash, hash FROM audit_rows WHERE seq = 2",
    "REPLACE INTO audit_head VALUES (1, 9, 'x')",
]
ON_POSTGRES = [
    "TRUNCATE audit_rows",
    "TRUNCATE audit_head",
    "INSERT INTO audit_rows SELECT * FROM audit_rows WHERE seq = 2 ON CONFLICT (seq) DO UPDATE SET action = 'other'",
]


def test_the_database_itself_refuses_every_change_but_the_next_row(database: Database) -> None:
    for _ in range(5):
        database.write_now(create_tenant)
    for statement in [*CHANGES, *(ON_SQLITE if database.is_sqlite else ON_POSTGRES)]:
        with pytest.raises(DBAPIError, match=r"append-only|one row|only grows|next row"):
            database.write_now(lambda connection, sql=statement: connection.execute(text(sql)))
    assert is_whole(database)


TAMPERING = {
    "edit": ["UPDATE audit_rows SET connection_id = 'other' WHERE seq = 3"],
    "deletion": ["DELETE FROM audit_rows WHERE seq = 3"],
    "first": ["DELETE FROM audit_rows WHERE seq = 1"],
    "tail": ["DELETE FROM audit_rows WHERE seq > 3"],
    "tail and count": ["DELETE FROM audit_rows WHERE seq > 3", "UPDATE audit_head SET count = 3"],
    "everything": ["DELETE FROM audit_rows"],
    "insertion": [
        "UPDATE audit_rows SET seq = -seq WHERE seq >= 3",
        "UPDATE audit_rows SET seq = 1 - seq WHERE seq < 0",
        "INSERT INTO audit_rows SELECT 3, at, action, outcome, actor_kind, actor_id, address, request_id, tenant_id, "
        "connection_id, export_id, details, previous_hash, hash FROM audit_rows WHERE seq = 2",
        "UPDATE audit_head SET count = count + 1",
    ],
    "order": [
        "UPDATE audit_rows SET seq = 100 WHERE seq = 2",
        "UPDATE audit_rows SET seq = 2 WHERE seq = 3",
        "UPDATE audit_rows SET seq = 3 WHERE seq = 100",
    ],
    "unreadable": ["UPDATE audit_rows SET details = 'no json', action = 'nonsense', outcome = '' WHERE seq = 4"],
}


@pytest.mark.parametrize("kind", TAMPERING)
def test_tampering_by_who_can_drop_the_triggers_is_found(database: Database, kind: str) -> None:
    for _ in range(5):
        database.write_now(create_tenant)

    def tamper(connection: Connection) -> None:
        for name in sorted(audit._TRIGGERS):
            table = "audit_head" if name.startswith("audit_head") else "audit_rows"
            connection.execute(text(f"DROP TRIGGER {name}" + ("" if database.is_sqlite else f" ON {table}")))
        for statement in TAMPERING[kind]:
            connection.execute(text(statement))

    database.write_now(tamper)
    found = AuditTrail(database).verify()
    assert found.faults
    assert found.unguarded == sorted(audit._TRIGGERS)


def test_a_chain_that_was_rewritten_as_a_whole_is_found_by_a_head_noted_before(database: Database) -> None:
    for _ in range(3):
        database.write_now(create_tenant)
    noted = AuditTrail(database).head().hash

    def rewrite(connection: Connection) -> None:
        for name in sorted(audit._TRIGGERS):
            table = "audit_head" if name.startswith("audit_head") else "audit_rows"
            connection.execute(text(f"DROP TRIGGER {name}" + ("" if database.is_sqlite else f" ON {table}")))
        connection.execute(text("DELETE FROM audit_rows"))
        connection.execute(text("UPDATE audit_head SET count = 0, hash = :none"), {"none": "0" * 64})

    assert AuditTrail(database).verify(noted).anchored is True
    database.write_now(rewrite)
    for _ in range(4):
        database.write_now(create_tenant)
    found = AuditTrail(database).verify(noted)
    assert (found.faults, found.anchored, found.is_whole) == ([], False, False)


_WRITER = """
import sys
from server.store.engine import Database
from tests.store.test_audit import create_tenant

database = Database(sys.argv[1])
sys.stdin.read(1)
for number in range(int(sys.argv[2])):
    database.write_later(create_tenant)
    if number % 10 == 0:
        database.write_now(create_tenant)
        print(number, flush=True)
database.close()
"""


def writers(url: str, processes: int, writes: int) -> "list[subprocess.Popen[str]]":
    command = [sys.executable, "-c", _WRITER, url, str(writes)]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(processes)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("!")
        process.stdin.flush()
    return started


def test_writers_in_several_processes_extend_one_chain(database: Database, database_url: str) -> None:
    for process in writers(database_url, 3, 200):
        process.communicate(timeout=120)
        assert process.returncode == 0
    assert count(database) == len(database.read_now(all_tenants)) == 660
    assert is_whole(database)


def test_writers_that_are_killed_leave_no_gap(database: Database, database_url: str) -> None:
    started = writers(database_url, 2, 100_000)
    for process in started:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
    database.write_now(create_tenant)  # waits for what the dead ones held
    assert count(database) == len(database.read_now(all_tenants)) > 2
    assert is_whole(database)


def test_writers_who_also_lock_other_rows_do_not_wait_for_each_other_in_a_circle(postgres_url: str) -> None:
    """What shares a transaction comes in any order: an entry before a lock, and after it. The head is locked last."""
    database = Database(postgres_url)
    migrate.upgrade(database)
    database.write_now(lambda c: c.execute(text("CREATE TABLE things (n INTEGER PRIMARY KEY, v INTEGER)")))
    database.write_now(lambda c: c.execute(text("INSERT INTO things VALUES (1, 0)")))

    def touch(number: int) -> None:
        def work(connection: Connection) -> None:
            if number % 2:
                audit.record(connection, entry())
            else:
                connection.execute(text("UPDATE things SET v = v + 1"))

        database.write_now(work)

    with ThreadPoolExecutor(32) as threads:
        list(threads.map(touch, range(1000)))
    assert count(database) == 500
    assert is_whole(database)
    deadlocks = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
    assert database.read_now(lambda c: c.execute(deadlocks).scalar_one()) == 0
    database.close()


def test_a_process_that_stalls_with_the_head_holds_nobody_up_and_tries_again(postgres_url: str) -> None:
    stalled, other = Database(postgres_url, Options(idle_seconds=0.3)), Database(postgres_url)
    migrate.upgrade(other)
    holds, goes_on = threading.Event(), threading.Event()

    def stall(_: Connection) -> None:
        if not holds.is_set():
            holds.set()
            goes_on.wait(60)

    event.listen(stalled._engine, "commit", stall)
    written = stalled.write_later(create_tenant)
    assert holds.wait(60)
    other.write_now(create_tenant)  # waits until PostgreSQL has ended the transaction of the stalled one
    assert count(other) == 1
    goes_on.set()
    written.result(60)
    assert count(other) == len(other.read_now(all_tenants)) == 2
    assert is_whole(other)
    stalled.close()
    other.close()
