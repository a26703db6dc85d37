"""Applying records and deletions to what a connection has, on both databases."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product

import pytest
from sqlalchemy import Connection as DatabaseConnection
from sqlalchemy import select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

from server.domain.connections import Connection
from server.domain.grants import classes, everything_of
from server.domain.records.outcomes import ImportOutcome
from server.domain.records.record import NO_SOURCE, Change, Deletion, Key, Record
from server.store import record_rows
from server.store.engine import Database
from server.store.record_changes import apply_changes
from server.store.records import Selection, read_contents
from server.store.tables import records, tombstones
from tests.parts.in_process import TestClock
from tests.parts.plans import Question, questions_asked
from tests.store.seeds import a_connection

IMPORTED, CHANGED, UNCHANGED, OLDER, DELETED, REJECTED = ImportOutcome
THEN = datetime(2026, 1, 2, 3, 4, 5, 500_000, UTC)
VERSIONS = {"same": "1", "other": "2", "absent": ""}
UPDATED = {"later": timedelta(microseconds=1), "same": timedelta(0), "earlier": timedelta(microseconds=-1)}
CONTENTS = {"same": "final", "other": "amended"}


@pytest.fixture
def connection(database: Database, clock: TestClock) -> Connection:
    return a_connection(database, clock())


def a_record(
    name: str = "a", *, version: str = "1", updated: datetime | None = THEN, status: str = "final", kind: str = "Basic"
) -> Record:
    meta = {"versionId": version} if version else {}
    meta |= {"lastUpdated": updated.isoformat()} if updated else {}
    content = {"resourceType": kind, "id": name, "meta": meta, "status": status}
    return Record(
        resource_type=kind,
        resource_id=name,
        version_id=version,
        last_updated=updated,
        content=json.dumps(content).encode(),
        classes=classes(0, sensitive=False),
    )


def a_deletion(name: str = "a", moment: datetime | None = None) -> Deletion:
    return Deletion(resource_type="Basic", resource_id=name, moment=moment)


def applied(
    database: Database,
    connection: Connection,
    changes: Sequence[Change],
    changed_at: datetime,
    source: str = NO_SOURCE,
) -> list[ImportOutcome]:
    return database.write_now(
        lambda open_database: apply_changes(open_database, connection.id, changes, changed_at, source=source)
    )


def stored(database: Database, connection: Connection) -> list[bytes]:
    selection = Selection(connection_id=connection.id, grant=everything_of(("Basic",)), since=None)
    with database.snapshot() as snapshot:
        return [content for run in read_contents(snapshot, selection) for content in run]


def changed_at(database: Database, connection: Connection) -> list[datetime]:
    query = select(records.c.changed_at).where(records.c.connection_id == connection.id)
    return list(database.read_now(lambda c: c.execute(query).scalars().all()))


def buried(database: Database, connection: Connection) -> list[tuple[str, datetime | None, datetime]]:
    query = (
        select(tombstones.c.resource_id, tombstones.c.last_updated, tombstones.c.changed_at)
        .where(tombstones.c.connection_id == connection.id)
        .order_by(tombstones.c.resource_id)
    )
    return [tuple(row) for row in database.read_now(lambda c: c.execute(query).all())]  # type: ignore[misc]


@pytest.mark.parametrize("stored_updated", [THEN, None], ids=["dated", "undated"])
def test_every_version_time_and_content(
    database: Database, connection: Connection, clock: TestClock, stored_updated: datetime | None
) -> None:
    """The content decides, `lastUpdated` keeps an older state out, `versionId` changes nothing."""
    first = clock()
    second = clock.advance(seconds=1)
    cases = list(product(VERSIONS.values(), [*(THEN + by for by in UPDATED.values()), None], CONTENTS.values()))
    before = [a_record(f"{number:02}", updated=stored_updated) for number in range(len(cases))]
    assert applied(database, connection, before, first) == [IMPORTED] * len(cases)
    after = [
        a_record(f"{number:02}", version=version, updated=updated, status=status)
        for number, (version, updated, status) in enumerate(cases)
    ]
    outcomes = applied(database, connection, after, second)
    for was, now, outcome, kept in zip(before, after, outcomes, stored(database, connection), strict=True):
        if b"final" in now.content:
            assert (outcome, kept) == (UNCHANGED, was.content)
        elif stored_updated and now.last_updated and now.last_updated < stored_updated:
            assert (outcome, kept) == (OLDER, was.content)
        else:
            assert (outcome, kept) == (CHANGED, now.content)
    written = sum(outcome is CHANGED for outcome in outcomes)
    assert sorted(changed_at(database, connection)) == [first] * (len(cases) - written) + [second] * written


def test_a_batch_is_applied_in_its_order(database: Database, connection: Connection, clock: TestClock) -> None:
    steps: list[Change] = [
        a_record(),
        a_record(),
        a_record(status="amended"),
        a_deletion(),
        a_deletion(),
        a_record(updated=THEN - timedelta(days=1)),
        a_record(status="again"),
        a_deletion("b"),
        a_record("b"),
        a_deletion("b"),
    ]
    expected = [IMPORTED, UNCHANGED, CHANGED, DELETED, UNCHANGED, OLDER, IMPORTED, UNCHANGED, IMPORTED, DELETED]
    one_by_one = a_connection(database, clock())
    assert applied(database, connection, steps, clock()) == expected
    assert [outcome for step in steps for outcome in applied(database, one_by_one, [step], clock())] == expected
    for each in (connection, one_by_one):
        assert [json.loads(content)["status"] for content in stored(database, each)] == ["again"]
        assert buried(database, each) == [("b", THEN, clock())]


def test_a_deleted_record_leaves_a_tombstone_and_no_content(
    database: Database, connection: Connection, clock: TestClock
) -> None:
    applied(database, connection, [a_record("a"), a_record("b"), a_record("c")], clock())
    later = clock.advance(seconds=1)
    at = THEN + timedelta(hours=1)
    assert applied(database, connection, [a_deletion("a", at), a_deletion("b")], later) == [DELETED, DELETED]
    assert [json.loads(content)["id"] for content in stored(database, connection)] == ["c"]
    assert buried(database, connection) == [("a", at, later), ("b", THEN, later)]
    again = [a_record("a"), a_record("b", status="corrected")]
    assert applied(database, connection, again, clock()) == [OLDER, IMPORTED]
    assert buried(database, connection) == [("a", at, later)]


def test_a_deletion_of_before_the_record_changes_nothing(
    database: Database, connection: Connection, clock: TestClock
) -> None:
    applied(database, connection, [a_record()], clock())
    assert applied(database, connection, [a_deletion(moment=THEN - timedelta(seconds=1))], clock()) == [OLDER]
    assert (len(stored(database, connection)), buried(database, connection)) == (1, [])


def test_content_that_its_source_still_had_later_is_not_replaced_by_a_state_between(
    database: Database, connection: Connection, clock: TestClock
) -> None:
    applied(database, connection, [a_record()], clock())
    later, between = THEN + timedelta(days=2), THEN + timedelta(days=1)
    assert applied(database, connection, [a_record(updated=later)], clock.advance(seconds=1)) == [UNCHANGED]
    assert applied(database, connection, [a_record(updated=between, status="amended")], clock()) == [OLDER]
    undated = a_record(updated=None, status="corrected")
    assert applied(database, connection, [undated], clock()) == [CHANGED]
    assert applied(database, connection, [a_record(updated=between, status="amended")], clock()) == [OLDER]
    assert stored(database, connection) == [undated.content]


def test_records_of_another_source_are_never_touched(
    database: Database, connection: Connection, clock: TestClock
) -> None:
    mine, others = "https://a.example/fhir", "https://b.example/fhir"
    applied(database, connection, [a_record("a"), a_record("b")], clock(), mine)
    applied(database, connection, [a_deletion("b")], clock(), mine)
    changes = [a_record("a", status="other"), a_deletion("a"), a_record("b"), a_deletion("b"), a_record("c")]
    for source in (others, NO_SOURCE):
        expected = IMPORTED if source == others else REJECTED
        assert applied(database, connection, changes, clock(), source) == [REJECTED] * 4 + [expected]
    assert [json.loads(content)["status"] for content in stored(database, connection)] == ["final", "final"]


def test_contents_that_are_not_read_along_are_compared_too(
    database: Database, connection: Connection, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_rows, "BYTES_READ_ALONG", 0)
    batch = [a_record(name) for name in "abcde"]
    assert applied(database, connection, batch, clock()) == [IMPORTED] * 5
    changed = [a_record(name, version="2", status="x" if name in "bd" else "final") for name in "abcde"]
    assert applied(database, connection, changed, clock()) == [UNCHANGED, CHANGED, UNCHANGED, CHANGED, UNCHANGED]


def test_changes_of_one_key_in_one_batch_meet_each_other(
    database: Database, connection: Connection, clock: TestClock
) -> None:
    """New keys and known ones; what stands after the batch is written once."""
    assert applied(database, connection, [a_record("b")], clock()) == [IMPORTED]
    for name in "ab":
        changes = [a_record(name, status="x"), a_record(name, status="x"), a_deletion(name), a_record(name, status="y")]
        expected = [IMPORTED if name == "a" else CHANGED, UNCHANGED, DELETED, IMPORTED]
        assert applied(database, connection, changes, clock.advance(seconds=1)) == expected
    assert [json.loads(content)["status"] for content in stored(database, connection)] == ["y", "y"]
    assert buried(database, connection) == []


def test_a_row_of_a_key_that_has_one_is_refused(database: Database, connection: Connection, clock: TestClock) -> None:
    """COPY's error is the same as that of any statement, and what stands beside it in the transaction stays."""
    row = record_rows.row_of(connection.id, a_record("b"), NO_SOURCE, THEN, 1)
    applied(database, connection, [a_record("b")], clock())
    with pytest.raises(IntegrityError):
        database.write_now(lambda c: record_rows.add_rows(c, [row]))
    assert applied(database, connection, [a_record("c")], clock()) == [IMPORTED]


def test_rows_are_found_along_the_key(database: Database, connection: Connection, clock: TestClock) -> None:
    """However many are asked for: PostgreSQL would rather read all rows of a type, more of them with each batch."""
    keys: list[Key] = [("Basic", f"a{number}") for number in range(500)]
    changes = [a_record(name) for _, name in keys]
    applied(database, connection, [*changes, a_record("b"), a_deletion("b")], clock())
    with questions_asked(database) as asked:
        applied(database, connection, changes, clock())
    about_rows = [each for each in asked.values() if "resource_id" in each.statement]
    assert len(about_rows) == 2  # records, tombstones
    for question in about_rows:
        plan = database.write_now(partial(_plan, question=question))
        if database.is_sqlite:
            assert "(connection_id=? AND resource_type=? AND resource_id=?)" in plan
        else:
            condition = next(line for line in plan.split("\n") if "Index Cond" in line)
            assert all(name in condition for name in ("connection_id", "resource_type", "resource_id"))
            assert "Nested Loop" in plan and not any(other in plan for other in ("Bitmap", "Hash", "Sort", "Filter"))


def test_what_follows_in_the_transaction_may_sort(database: Database, connection: Connection, clock: TestClock) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite has no such setting")

    def look_then_show(session: DatabaseConnection) -> object:
        assert not record_rows.keys_that_are_there(session, connection.id, [("Basic", "a")])
        return session.execute(text("SHOW enable_sort")).scalar_one()

    assert database.write_now(look_then_show) == "on"


def _plan(database: DatabaseConnection, question: Question) -> str:
    explain = "EXPLAIN QUERY PLAN"
    if database.dialect.name != "sqlite":
        explain = "EXPLAIN"
        database.execute(record_rows._UNSORTED)
    return "\n".join(
        str(row[-1]) for row in database.exec_driver_sql(f"{explain} {question.statement}", question.parameters)
    )


def test_rows_are_deleted_along_the_key(database: Database, connection: Connection) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL chooses by its statistics")
    compiled = record_rows._delete_among(True).compile(dialect=sqlite.dialect())
    given = compiled.construct_params({"of_connection": connection.id, "of_type": "Basic", "of_ids": '["a"]'})
    question = Question(str(compiled), tuple(given[name] for name in compiled.positiontup or ()))
    plan = database.read_now(partial(_plan, question=question))
    assert "(connection_id=? AND resource_type=? AND resource_id=?)" in plan
