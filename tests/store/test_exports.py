import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from server.clock import uuid7
from server.domain.connections import ConnectionStatus
from server.domain.cursor import Position
from server.domain.exports import Artifact, Export, ExportErrorCode, ExportKey, ExportStatus
from server.store.artifact_deletions import (
    Deletion,
    Undeleted,
    due_deletions,
    forget_deletion,
    postpone_deletion,
    request_deletion,
    undeleted,
)
from server.store.connections import set_status
from server.store.engine import Database
from server.store.exports import (
    artifact_keys_in_use,
    cancel_export,
    due_to_expire,
    expire_export,
    exports_with_effect,
    get_export,
    page_of_exports,
)
from server.store.queue import Claim, complete
from server.store.types import to_micros
from tests.parts.in_process import TestClock
from tests.store.seeds import EVERYTHING, a_connection, an_export, make_ready, now_is, queue_exports, take


def run(database: Database, clock: TestClock) -> Claim:
    return database.write_now(lambda c: take(c, clock()))


def finish(connection: Connection, claim: Claim, clock: TestClock) -> None:
    artifact = Artifact(key=f"exports/{claim.export.id}/x.ndjson", sha256="0" * 64, byte_size=2**40)
    assert make_ready(connection, claim, clock(), artifact=artifact)


FAR_AWAY = datetime(9999, 1, 1, tzinfo=UTC)


def deletions(database: Database, limit: int = 100) -> list[str]:
    return database.read_now(lambda c: [due.artifact_key for due in due_deletions(c, FAR_AWAY, limit)])


def test_an_export_comes_back_as_it_was_stored(database: Database, clock: TestClock) -> None:
    export = an_export(
        a_connection(database, clock()),
        clock(),
        resource_types=("Observation", "Patient"),
        include_raw_fhir=False,
        since=datetime(1969, 7, 20, 20, 17, 40, 123457, tzinfo=UTC),
    )
    queue_exports(database, export)
    assert now_is(database, export) == export
    assert database.read_now(lambda c: get_export(c, export.id, tenant_id=export.tenant_id)) == export
    assert database.read_now(lambda c: get_export(c, export.id, tenant_id=uuid7())) is None
    assert database.read_now(lambda c: get_export(c, uuid7())) is None


def test_pages_hold_each_export_once_while_rows_are_added(database: Database, clock: TestClock) -> None:
    """Several of one moment too: the id settles their order."""
    mine, other = a_connection(database, clock()), a_connection(database, clock())
    second = a_connection(database, clock(), tenant_id=mine.tenant_id)
    exports = [
        an_export((mine, second)[n % 2], clock.advance(microseconds=n % 3), id=f"{n:08}-0000-7000-8000-000000000000")
        for n in range(25)
    ]
    queue_exports(database, *exports, an_export(other, clock()))

    def page(after: Position | None, connection_id: str | None = None) -> list[Export]:
        return database.read_now(
            lambda c: page_of_exports(
                c, tenant_id=mine.tenant_id, connection_id=connection_id, after=after, limit=4, active_at=clock()
            )
        )

    found: list[Export] = []
    while rows := page(Position(created_at_micros=to_micros(found[-1].created_at), id=found[-1].id) if found else None):
        found += rows
        queue_exports(database, an_export(mine, clock.advance(seconds=1)))
    assert found == sorted(exports, key=lambda export: (export.created_at, export.id), reverse=True)
    assert {export.connection_id for export in page(None, second.id)} == {second.id}
    assert page(None, other.id) == []


def test_pages_leave_out_what_is_not_active(database: Database, clock: TestClock) -> None:
    revoked = a_connection(database, clock())
    lapsing = a_connection(database, clock(), tenant_id=revoked.tenant_id, expires_at=clock() + timedelta(hours=1))
    queue_exports(database, an_export(revoked, clock()), an_export(lapsing, clock()))
    database.write_now(lambda c: set_status(c, revoked.id, ConnectionStatus.REVOKED, clock()))

    def shown(at: datetime) -> set[str]:
        page = database.read_now(
            lambda c: page_of_exports(
                c, tenant_id=revoked.tenant_id, connection_id=None, after=None, limit=10, active_at=at
            )
        )
        return {export.connection_id for export in page}

    assert shown(clock()) == {lapsing.id}
    assert shown(clock() + timedelta(hours=1)) == set()


def test_cancelling_a_ready_export_has_its_artifact_deleted(database: Database, clock: TestClock) -> None:
    export = an_export(a_connection(database, clock()), clock())
    queue_exports(database, export)
    taken = run(database, clock)
    database.write_now(lambda c: finish(c, taken, clock))
    ready = now_is(database, export)
    assert ready.artifact is not None
    code = ExportErrorCode.CONNECTION_NOT_ACTIVE
    assert database.write_now(lambda c: cancel_export(c, ready, clock.advance(seconds=1), code))
    cancelled = now_is(database, export)
    assert (cancelled.status, cancelled.artifact, cancelled.error_code) == (ExportStatus.CANCELLED, None, code)
    assert cancelled.updated_at == clock()
    assert deletions(database) == [ready.artifact.key]
    assert not database.write_now(lambda c: cancel_export(c, ready, clock.advance(seconds=1)))
    assert now_is(database, export) == cancelled


def test_a_completion_between_the_look_and_the_cancellation_leaves_no_artifact(
    database: Database, clock: TestClock
) -> None:
    """Whoever cancels saw the export RUNNING, without an artifact; by the time of the write it has one."""
    export = an_export(a_connection(database, clock()), clock())
    queue_exports(database, export)
    taken = run(database, clock)
    running = now_is(database, export)
    database.write_now(lambda c: finish(c, taken, clock))
    assert database.write_now(lambda c: cancel_export(c, running, clock()))
    assert now_is(database, export).artifact is None
    assert deletions(database) == [f"exports/{export.id}/x.ndjson"]


def test_cancelling_and_completing_at_once_never_leaves_an_artifact_behind(
    database: Database, clock: TestClock
) -> None:
    connection = a_connection(database, clock())
    exports = [an_export(connection, clock()) for _ in range(20)]
    queue_exports(database, *exports)
    claims = [run(database, clock) for _ in exports]
    running = [now_is(database, claim.export) for claim in claims]
    meet = threading.Barrier(2)

    def finish_all() -> None:
        for claim in claims:
            meet.wait(10)
            database.write_now(lambda c, claim=claim: finish_or_not(c, claim))

    def finish_or_not(connection: Connection, claim: Claim) -> None:
        artifact = Artifact(key=f"exports/{claim.export.id}/x.ndjson", sha256="0" * 64, byte_size=1)
        complete(connection, claim, artifact=artifact, grant=EVERYTHING, records=1, now=clock(), expires_at=clock())

    def cancel_all() -> None:
        for export in running:
            meet.wait(10)
            database.write_now(lambda c, export=export: cancel_export(c, export, clock()))

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(finish_all), threads.submit(cancel_all)]:
            done.result(30)
    for export in exports:
        end = now_is(database, export)
        assert (end.status, end.artifact) == (ExportStatus.CANCELLED, None)
    completed = {export.id for export in exports if now_is(database, export).completed_at is not None}
    assert set(deletions(database)) == {f"exports/{each}/x.ndjson" for each in completed}


def key_of(export: Export) -> ExportKey:
    return ExportKey(export.id, export.tenant_id, export.connection_id)


def test_expiry(database: Database, clock: TestClock) -> None:
    connection = a_connection(database, clock())
    early, late = an_export(connection, clock()), an_export(connection, clock.advance(seconds=1))
    queue_exports(database, early, late)
    for _ in range(2):
        taken = run(database, clock)
        database.write_now(lambda c, taken=taken: finish(c, taken, clock))
        clock.advance(minutes=1)
    clock.advance(minutes=58)
    assert database.read_now(lambda c: due_to_expire(c, clock(), 100)) == [key_of(early)]
    due = now_is(database, early)
    assert database.write_now(lambda c: expire_export(c, due, clock()))
    assert not database.write_now(lambda c: expire_export(c, due, clock()))
    assert not database.write_now(lambda c: cancel_export(c, due, clock()))
    expired = now_is(database, early)
    assert (expired.status, expired.artifact, expired.expires_at) == (ExportStatus.EXPIRED, None, due.expires_at)
    assert deletions(database) == [f"exports/{early.id}/x.ndjson"]
    assert database.read_now(lambda c: due_to_expire(c, clock.advance(hours=2), 100)) == [key_of(late)]


def test_what_a_connection_has_in_effect_and_what_the_store_must_keep(database: Database, clock: TestClock) -> None:
    connection = a_connection(database, clock())
    exports = [an_export(connection, clock.advance(seconds=1)) for _ in range(4)]
    queue_exports(database, *exports)
    done, gone = run(database, clock), run(database, clock)
    running = run(database, clock)
    database.write_now(lambda c: finish(c, done, clock))
    database.write_now(lambda c: cancel_export(c, gone.export, clock()))
    found = database.read_now(lambda c: exports_with_effect(c, connection.id))
    assert {export.id for export in found} == {exports[0].id, exports[2].id, exports[3].id}
    key = f"exports/{done.export.id}/x.ndjson"
    assert database.read_now(lambda c: artifact_keys_in_use(c, [key, "exports/a/b.ndjson"])) == {key}
    attempts = [claim.artifact_key() for claim in (done, gone, running)]
    assert database.read_now(lambda c: artifact_keys_in_use(c, attempts)) == {running.artifact_key()}
    probe = "health/4b1cdd40-2c0f-4ab1-a4b9-4f0d37ff5ff9.probe"
    assert database.read_now(lambda c: artifact_keys_in_use(c, [probe])) == set()
    assert database.read_now(lambda c: artifact_keys_in_use(c, [])) == set()


def test_deletions_are_asked_for_once_and_forgotten_when_done(database: Database, clock: TestClock) -> None:
    for key in ("b", "a", "b"):
        database.write_now(lambda c, key=key: request_deletion(c, key, clock.advance(seconds=1)))
    assert deletions(database) == ["b", "a"]
    assert deletions(database, 1) == ["b"]
    for _ in range(2):
        database.write_now(lambda c: forget_deletion(c, "b"))
    assert deletions(database) == ["a"]


def test_a_deletion_that_failed_waits_for_its_time_behind_the_others(database: Database, clock: TestClock) -> None:
    requested_at = clock()
    for key in ("a", "b"):
        database.write_now(lambda c, key=key: request_deletion(c, key, clock()))
        clock.advance(seconds=1)
    (first, _) = database.read_now(lambda c: due_deletions(c, clock(), 100))
    assert first == Deletion(artifact_key="a", failures=0)
    assert database.read_now(undeleted) == Undeleted(count=0, since=None)
    database.write_now(lambda c: postpone_deletion(c, first, clock() + timedelta(seconds=5)))
    assert [due.artifact_key for due in database.read_now(lambda c: due_deletions(c, clock(), 100))] == ["b"]
    assert database.read_now(undeleted) == Undeleted(count=1, since=requested_at)
    again = database.read_now(lambda c: due_deletions(c, clock.advance(seconds=5), 100))[-1]
    assert again == Deletion(artifact_key="a", failures=1)


@pytest.mark.parametrize("year", [1, 1969, 2026, 9999])
def test_times_are_exact_to_the_microsecond(database: Database, clock: TestClock, year: int) -> None:
    moment = datetime(year, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
    export = an_export(a_connection(database, clock()), clock(), since=moment)
    queue_exports(database, export)
    assert now_is(database, export).since == moment
