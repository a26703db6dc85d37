"""Reading a connection's records: which, in which order, in bounded runs, by a plan that does not slow with depth."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from server.domain.grants import classes, everything_of
from server.domain.records.record import Record
from server.store import records
from server.store.engine import Database
from server.store.record_changes import apply_changes
from server.store.records import Selection, count_by_type, read_contents
from tests.parts.in_process import TestClock
from tests.store.seeds import a_connection

TYPES = ("Condition", "Observation", "Patient")
IDS = ("-", "0", "A", "Z", "a", "z", "é")


@pytest.fixture
def selection(database: Database, clock: TestClock) -> Selection:
    """Of a connection that holds a record of each type and id; another connection holds the same ones."""
    mine, others = (a_connection(database, clock()) for _ in range(2))
    for connection in (mine, others):
        batch = [a_record(kind, name, _content(name, connection.id)) for kind in TYPES for name in IDS]
        database.write_now(lambda c, to=connection, batch=batch: apply_changes(c, to.id, batch, clock()))
    return Selection(connection_id=mine.id, grant=everything_of(TYPES), since=None)


def a_record(kind: str, name: str, content: bytes, version: str = "1") -> Record:
    return Record(
        resource_type=kind,
        resource_id=name,
        version_id=version,
        last_updated=None,
        content=content,
        classes=classes(0, sensitive=False),
    )


def _content(name: str, of: str) -> bytes:
    return f'{{"name":"{name}","of":"{of}"}}'.encode()


def contents(database: Database, selection: Selection) -> list[list[bytes]]:
    with database.snapshot() as snapshot:
        return [[*run] for run in read_contents(snapshot, selection)]


def flat(runs: list[list[bytes]]) -> list[bytes]:
    return [content for run in runs for content in run]


def test_contents_come_in_the_order_of_type_and_id(database: Database, selection: Selection) -> None:
    expected = [_content(name, selection.connection_id) for _ in TYPES for name in IDS]
    assert flat(contents(database, selection)) == expected
    assert (
        flat(contents(database, replace(selection, grant=everything_of(("Patient", "Condition")))))
        == expected[: 2 * len(IDS)]
    )
    assert contents(database, replace(selection, grant=everything_of(("Account",)))) == []


def test_a_run_holds_no_more_than_its_bytes(
    database: Database, selection: Selection, monkeypatch: pytest.MonkeyPatch
) -> None:
    (whole,) = contents(database, selection)
    limit = 2 * max(map(len, whole))
    monkeypatch.setattr(records, "BYTES_A_RUN", limit)
    *runs, last = contents(database, selection)
    assert [*flat(runs), *last] == whole
    assert all(len(run) == 2 and len(b"".join(run)) <= limit for run in runs)


def test_a_content_over_the_limit_comes_alone(
    database: Database, selection: Selection, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = a_record("Observation", "B", b'{"x":"%b"}' % (b"x" * 1000))
    database.write_now(lambda c: apply_changes(c, selection.connection_id, [large], clock()))
    monkeypatch.setattr(records, "BYTES_A_RUN", 900)
    alone = [run for run in contents(database, selection) if large.content in run]
    assert alone == [[large.content]]
    assert len(flat(contents(database, selection))) == len(TYPES) * len(IDS) + 1


def test_only_what_changed_since_is_read_and_counted(
    database: Database, selection: Selection, clock: TestClock
) -> None:
    before = clock()
    later = clock.advance(seconds=1)
    changed = a_record("Observation", "A", b'{"is":"new"}', version="2")
    database.write_now(lambda c: apply_changes(c, selection.connection_id, [changed], later))
    fresh = replace(selection, since=later)
    assert contents(database, fresh) == [[changed.content]]
    with database.snapshot() as snapshot:
        assert count_by_type(snapshot, fresh) == {"Observation": 1}
        assert count_by_type(snapshot, replace(selection, since=before)) == dict.fromkeys(TYPES, len(IDS))
        assert count_by_type(snapshot, replace(selection, since=later + timedelta(seconds=1))) == {}


def test_leaving_early_leaves_a_connection_that_works(database: Database, selection: Selection) -> None:
    with database.snapshot() as snapshot, closing(read_contents(snapshot, selection)) as runs:
        next(runs)
    assert len(flat(contents(database, selection))) == len(TYPES) * len(IDS)


def test_rows_are_read_along_the_key_and_never_sorted(database: Database, selection: Selection) -> None:
    """A sort holds the first row back until the last is read; a type that is filtered would be a scan of all."""
    with database.snapshot() as snapshot:
        for _ in read_contents(snapshot, selection):  # on PostgreSQL it sets what its plans depend on
            pass
        statement, parameters = records._of_one_type(snapshot.dialect, selection, "Observation")
        explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
        sent = tuple(parameters) if database.is_sqlite else parameters
        plan = [str(row) for row in snapshot.exec_driver_sql(explain + statement, sent)]
    expected = "INDEX sqlite_autoindex_records_1 (connection_id=? AND resource_type=?)"
    assert (expected if database.is_sqlite else "Index Scan using pk_records") in plan[0]
    assert len(plan) == (1 if database.is_sqlite else 3)  # the scan; its condition, and the filter by classes
