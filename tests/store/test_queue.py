"""The queue on both databases: each export claimed once, every write of a claim fenced, nobody starved."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import update

from server.domain.exports import Artifact, ExportErrorCode, ExportStatus, Progress
from server.store.engine import Database
from server.store.exports import cancel_export
from server.store.queue import (
    UNREADABLE_PAUSE,
    Claim,
    begin_attempt,
    complete,
    extend_lease,
    fail,
    hand_back,
)
from server.store.tables import exports
from tests.parts.in_process import TestClock
from tests.store import seeds
from tests.store.seeds import EVERYTHING, a_connection, an_export, now_is, queue_exports

LEASE = timedelta(seconds=30)
ARTIFACT = Artifact(key="exports/a/b.ndjson", sha256="0" * 64, byte_size=5)


def claim(database: Database, clock: TestClock, **policy: int) -> Claim | None:
    return database.write_now(lambda c: seeds.claim(c, clock(), lease=LEASE, **policy))


def claimed(database: Database, clock: TestClock, **policy: int) -> Claim:
    return database.write_now(lambda c: seeds.take(c, clock(), lease=LEASE, **policy))


def finish(database: Database, claim: Claim, clock: TestClock) -> bool:
    return database.write_now(lambda c: seeds.make_ready(c, claim, clock(), artifact=ARTIFACT, records=3))


def test_an_export_from_the_queue_to_ready(database: Database, clock: TestClock) -> None:
    export = an_export(a_connection(database, clock()), clock())
    queue_exports(database, export)
    queued_at = clock()
    clock.advance(seconds=1)
    taken = claimed(database, clock)
    assert (taken.export.id, taken.attempt) == (export.id, 1)
    running = now_is(database, export)
    assert (running.status, running.started_at, running.progress) == (ExportStatus.RUNNING, None, None)
    assert database.write_now(lambda c: begin_attempt(c, taken, started_at=clock(), now=clock()))
    started_at = clock()
    clock.advance(seconds=1)
    half = Progress(records_exported=2, records_total=3)
    assert database.write_now(lambda c: extend_lease(c, taken, now=clock(), lease_until=clock() + LEASE, progress=half))
    assert now_is(database, export).progress == Progress(records_exported=2, records_total=3)
    clock.advance(seconds=1)
    assert finish(database, taken, clock)
    ready = now_is(database, export)
    assert (ready.status, ready.artifact, ready.queued_at) == (ExportStatus.READY, ARTIFACT, queued_at)
    assert (ready.started_at, ready.completed_at, ready.updated_at) == (started_at, clock(), clock())
    assert ready.progress == Progress(records_exported=3, records_total=3)
    assert claim(database, clock) is None


def test_many_threads_claim_each_export_once(database_url: str, database: Database, clock: TestClock) -> None:
    """Two `Database` objects: as two workers, each with its own connections."""
    connections = [a_connection(database, clock()) for _ in range(5)]
    queue_exports(database, *(an_export(connections[n % 5], clock()) for n in range(120)))
    other = Database(database_url)

    def claim_all(number: int) -> list[str]:
        mine = []
        while (found := claim((database, other)[number % 2], clock)) is not None:
            mine.append(found.export.id)
        return mine

    with ThreadPoolExecutor(8) as threads:
        ids = [each for mine in threads.map(claim_all, range(8)) for each in mine]
    other.close()
    assert len(ids) == len(set(ids)) == 120


def test_a_thousand_exports_of_one_tenant_do_not_hold_up_another(database: Database, clock: TestClock) -> None:
    crowd, single = a_connection(database, clock()), a_connection(database, clock())
    queue_exports(database, *(an_export(crowd, clock.advance(milliseconds=1)) for _ in range(1000)))
    queue_exports(database, an_export(single, clock.advance(milliseconds=1)))
    tenants = [claimed(database, clock).export.tenant_id for _ in range(4)]
    assert tenants.index(single.tenant_id) <= 1


def test_not_even_where_one_worker_runs_one_export_at_a_time(database: Database, clock: TestClock) -> None:
    """Nothing of anybody is running whenever it claims: whose turn it is has to be remembered."""
    connections = [a_connection(database, clock()) for _ in range(3)]
    queue_exports(database, *(an_export(connections[0], clock.advance(milliseconds=1)) for _ in range(20)))
    for connection in connections[1:]:
        queue_exports(database, *(an_export(connection, clock.advance(milliseconds=1)) for _ in range(3)))
    served = []
    for _ in range(9):
        clock.advance(seconds=1)
        taken = claimed(database, clock)
        served.append(taken.export.tenant_id)
        assert finish(database, taken, clock)
    assert Counter(served) == {connection.tenant_id: 3 for connection in connections}


def test_of_one_tenant_the_oldest_goes_first(database: Database, clock: TestClock) -> None:
    connection = a_connection(database, clock())
    exports = [an_export(connection, clock.advance(seconds=1)) for _ in range(5)]
    queue_exports(database, *reversed(exports))
    assert [claimed(database, clock).export.id for _ in exports] == [export.id for export in exports]


def test_a_silent_worker_is_taken_over_and_its_writes_change_nothing(database: Database, clock: TestClock) -> None:
    export = an_export(a_connection(database, clock()), clock())
    queue_exports(database, export)
    stale = claimed(database, clock)
    clock.advance(seconds=29.999999)
    assert claim(database, clock) is None
    clock.advance(microseconds=1)
    current = claimed(database, clock)
    assert (current.export.id, current.attempt) == (export.id, 2)
    before = now_is(database, export)
    with refused_writes(database, stale, clock):
        assert now_is(database, export) == before
    assert finish(database, current, clock)
    with refused_writes(database, current, clock):
        assert now_is(database, export).artifact == ARTIFACT


@contextmanager
def refused_writes(database: Database, stale: Claim, clock: TestClock) -> Iterator[None]:
    """Every write that a claim can make, refused."""
    progress = Progress(records_exported=99, records_total=99)
    now = clock()
    writes = [
        lambda c: begin_attempt(c, stale, started_at=now, now=now),
        lambda c: extend_lease(c, stale, now=now, lease_until=now + LEASE, progress=progress),
        lambda c: complete(c, stale, artifact=ARTIFACT, grant=EVERYTHING, records=99, now=now, expires_at=now),
        lambda c: fail(c, stale, error_code=ExportErrorCode.INTERNAL, now=now),
        lambda c: hand_back(c, stale, now=now, available_at=now, counted=True),
    ]
    assert [database.write_now(write) for write in writes] == [False] * 5
    yield


def test_a_cancelled_export_refuses_its_worker(database: Database, clock: TestClock) -> None:
    export = an_export(a_connection(database, clock()), clock())
    queue_exports(database, export)
    taken = claimed(database, clock)
    assert database.write_now(lambda c: cancel_export(c, export, clock()))
    with refused_writes(database, taken, clock):
        assert now_is(database, export).status is ExportStatus.CANCELLED
    assert claim(database, clock) is None


def test_attempts_are_capped_and_the_next_export_is_not_held_up(database: Database, clock: TestClock) -> None:
    connection = a_connection(database, clock())
    doomed, next_one = (an_export(connection, clock.advance(seconds=1)) for _ in range(2))
    queue_exports(database, doomed)
    for attempt in (1, 2, 3):
        assert claimed(database, clock, max_attempts=3).attempt == attempt
        clock.now += LEASE
    queue_exports(database, next_one)
    assert claimed(database, clock, max_attempts=3).export.id == next_one.id
    failed = now_is(database, doomed)
    assert (failed.status, failed.error_code) == (ExportStatus.FAILED, ExportErrorCode.ATTEMPTS_EXHAUSTED)
    assert failed.failed_at == clock()


@pytest.mark.parametrize(("counted", "next_attempt"), [(True, 2), (False, 1)])
def test_an_export_handed_back_waits_for_its_time(
    database: Database, clock: TestClock, counted: bool, next_attempt: int
) -> None:
    export = an_export(a_connection(database, clock()), clock())
    queue_exports(database, export)
    taken = claimed(database, clock)
    database.write_now(lambda c: begin_attempt(c, taken, started_at=clock(), now=clock()))
    later = clock() + timedelta(seconds=5)
    assert database.write_now(lambda c: hand_back(c, taken, now=clock(), available_at=later, counted=counted))
    waiting = now_is(database, export)
    assert (waiting.status, waiting.started_at, waiting.progress) == (ExportStatus.QUEUED, None, None)
    clock.advance(seconds=4.9)
    assert claim(database, clock) is None
    clock.advance(seconds=0.1)
    assert claimed(database, clock).attempt == next_attempt


def test_a_failed_export_says_why_and_when(database: Database, clock: TestClock) -> None:
    export = an_export(a_connection(database, clock()), clock())
    queue_exports(database, export)
    taken = claimed(database, clock)
    code = ExportErrorCode.AUTHORIZATION_NARROWED
    assert database.write_now(lambda c: fail(c, taken, error_code=code, now=clock.advance(seconds=1)))
    failed = now_is(database, export)
    assert (failed.status, failed.error_code, failed.failed_at) == (ExportStatus.FAILED, code, clock())


def test_an_export_that_cannot_be_read_holds_up_no_other_and_is_put_off_until_it_fails(
    database: Database, clock: TestClock
) -> None:
    connection = a_connection(database, clock())
    unknown, other = an_export(connection, clock()), an_export(connection, clock.advance(seconds=1))
    queue_exports(database, unknown, other)
    written = {"narrowing": ["of a newer version"]}
    database.write_now(lambda c: c.execute(update(exports).where(exports.c.id == unknown.id).values(**written)))
    taken = claimed(database, clock, max_attempts=2)
    assert taken.export.id == other.id
    assert finish(database, taken, clock)
    assert claim(database, clock, max_attempts=2) is None
    clock.advance(seconds=UNREADABLE_PAUSE.total_seconds())
    assert claim(database, clock, max_attempts=2) is None
    database.write_now(lambda c: c.execute(update(exports).where(exports.c.id == unknown.id).values(narrowing=None)))
    failed = now_is(database, unknown)
    assert (failed.status, failed.error_code) == (ExportStatus.FAILED, ExportErrorCode.INTERNAL)


def test_an_export_that_could_not_be_read_is_taken_once_it_can_be(database: Database, clock: TestClock) -> None:
    export = an_export(a_connection(database, clock()), clock())
    queue_exports(database, export)
    of_it = update(exports).where(exports.c.id == export.id)
    database.write_now(lambda c: c.execute(of_it.values(narrowing=["of a newer version"])))
    assert claim(database, clock) is None
    database.write_now(lambda c: c.execute(of_it.values(narrowing=None)))
    clock.advance(seconds=UNREADABLE_PAUSE.total_seconds())
    taken = claimed(database, clock)
    assert (taken.export.id, taken.attempt) == (export.id, 2)
