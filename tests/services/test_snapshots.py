"""Imports of all that a source has, on both databases."""

import pytest

from server.clock import utc_now
from server.domain.fhir.rules import Rule
from server.domain.records.record import NO_SOURCE, Record, Rejected
from server.domain.records.snapshot import Comparison
from server.services import record_deletions
from server.services.reading.batches import batches_of
from server.services.record_deletions import RecordDeletions
from server.services.snapshots import Scope, Snapshots
from tests.parts.in_process import App, Stack, observation

HERE = "https://a.example/fhir"


def scope_of(app: App, source: str = HERE) -> Scope:
    return Scope(connection_id=app.connection.id, source=source, types=frozenset({"Observation"}))


def batch(count: int) -> list[Record]:
    return [observation(number) for number in range(count)]


def test_what_comes_in_meanwhile_is_not_deleted(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another import changes one missing record and adds another, between the comparison and the deletion."""
    monkeypatch.setattr("server.services.snapshots.STEP", 2)
    monkeypatch.setattr(record_deletions, "STEP", 2)
    app = stack.new_app()
    stack.imports.store(app.connection.id, batch(7), source=HERE)
    stack.imports.store(app.connection.id, [observation(70)], source=NO_SOURCE)
    with Snapshots(stack.database, utc_now).snapshot(scope_of(app)) as snapshot:
        stack.imports.store_batches(app.connection.id, snapshot.noting(batches_of(batch(3))), source=HERE)
        assert snapshot.compare() == Comparison(held=7, missing=4, rejected=0)
        stack.imports.store(app.connection.id, [observation(4, version="2"), observation(9)], source=HERE)
        assert snapshot.delete_missing() == 3
        assert snapshot.delete_missing() == 0
    again = stack.imports.store(app.connection.id, [*batch(7), observation(9)], source=HERE)
    assert (again.imported, again.unchanged, again.changed) == (3, 4, 1)
    assert stack.imports.store(app.connection.id, [observation(70)]).unchanged == 1


def test_deleting_by_name_takes_the_record_of_whatever_source(stack: Stack) -> None:
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(1)], source=HERE)
    stack.imports.store(app.connection.id, [observation(2)])
    keys = [observation(number).key for number in (1, 2, 3)]
    deletions = RecordDeletions(stack.database, utc_now)
    assert deletions.delete(app.connection.id, keys) == set(keys[:2])
    assert deletions.delete(app.connection.id, keys) == set()
    # A tombstone keeps its source: no other source brings the record back.
    assert stack.imports.store(app.connection.id, [observation(1)]).rejected == 1
    assert stack.imports.store(app.connection.id, [observation(1)], source=HERE).imported == 1


@pytest.mark.parametrize(
    ("held", "missing", "rejected", "limit", "allowed"),
    [
        (20, 2, 0, None, True),
        (20, 3, 0, None, False),
        (9, 1, 0, None, False),
        (0, 0, 0, None, True),
        (20, 20, 0, 20, True),
        (20, 20, 0, 19, False),
        (20, 0, 1, 20, False),
    ],
)
def test_a_tenth_may_be_missing_unless_more_is_named(
    held: int, missing: int, rejected: int, limit: int | None, allowed: bool
) -> None:
    assert Comparison(held=held, missing=missing, rejected=rejected).allowed(limit) is allowed


def test_rejected_parts_are_counted_as_they_pass(stack: Stack) -> None:
    app = stack.new_app()
    bad = Rejected(file="f", line=1, reason="x", rule=Rule.ID)
    with Snapshots(stack.database, utc_now).snapshot(scope_of(app)) as snapshot:
        assert len(list(snapshot.noting(batches_of([bad, observation(1)])))) == 1
        assert snapshot.compare() == Comparison(held=0, missing=0, rejected=1)
