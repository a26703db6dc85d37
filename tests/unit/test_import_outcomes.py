"""What an import decides, over every combination of what is stored and what comes in."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from server.domain.fhir.content import same_content
from server.domain.records.outcomes import (
    ImportCounts,
    ImportOutcome,
    Known,
    latest,
    outcome_of_deletion,
    outcome_of_record,
)

THEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
EARLIER, LATER = THEN - timedelta(microseconds=1), THEN + timedelta(microseconds=1)
MINE, OTHERS = "https://a.example/fhir", "https://b.example/fhir"


@pytest.mark.parametrize("stored", [THEN, None])
@pytest.mark.parametrize("incoming", [LATER, THEN, EARLIER, None])
@pytest.mark.parametrize("same", [True, False])
def test_a_record_over_a_record(stored: datetime | None, incoming: datetime | None, same: bool) -> None:
    known = Known(source=MINE, last_updated=stored)
    outcome = outcome_of_record(known, source=MINE, last_updated=incoming, same_content=same)
    if same:
        assert outcome is ImportOutcome.UNCHANGED
    elif stored is THEN and incoming is EARLIER:
        assert outcome is ImportOutcome.OLDER
    else:
        assert outcome is ImportOutcome.CHANGED


@pytest.mark.parametrize("stored", [THEN, None])
@pytest.mark.parametrize("incoming", [LATER, THEN, EARLIER, None])
def test_a_deletion_over_a_record_and_a_record_over_a_tombstone(
    stored: datetime | None, incoming: datetime | None
) -> None:
    older = stored is THEN and incoming is EARLIER
    record = Known(source=MINE, last_updated=stored)
    deleted = outcome_of_deletion(record, source=MINE, moment=incoming)
    assert deleted is (ImportOutcome.OLDER if older else ImportOutcome.DELETED)
    tombstone = Known(source=MINE, last_updated=stored, is_deleted=True)
    for same in (True, False):  # a tombstone has no content
        again = outcome_of_record(tombstone, source=MINE, last_updated=incoming, same_content=same)
        assert again is (ImportOutcome.OLDER if older else ImportOutcome.IMPORTED)
    assert outcome_of_deletion(tombstone, source=MINE, moment=incoming) is ImportOutcome.UNCHANGED


@pytest.mark.parametrize("moment", [THEN, None])
def test_what_is_not_stored(moment: datetime | None) -> None:
    imported = outcome_of_record(None, source=MINE, last_updated=moment, same_content=False)
    assert imported is ImportOutcome.IMPORTED
    assert outcome_of_deletion(None, source=MINE, moment=moment) is ImportOutcome.UNCHANGED


@pytest.mark.parametrize(
    ("incoming", "same", "is_deleted"), [*product([LATER, THEN, EARLIER, None], [True, False], [True, False])]
)
def test_another_sources_record_is_never_touched(incoming: datetime | None, same: bool, is_deleted: bool) -> None:
    known = Known(source=OTHERS, last_updated=THEN, is_deleted=is_deleted)
    stored = outcome_of_record(known, source=MINE, last_updated=incoming, same_content=same)
    assert stored is ImportOutcome.REJECTED
    assert outcome_of_deletion(known, source=MINE, moment=incoming) is ImportOutcome.REJECTED


def test_counts_add_up_and_have_the_names_that_callers_see() -> None:
    counts = ImportCounts.of(ImportOutcome) + ImportCounts(
        rejected=2, not_granted=3, conditional_references=4, unresolved_references=5, operation_outcomes=6
    )
    assert counts.by_name() == {
        "imported": 1,
        "changed": 1,
        "unchanged": 1,
        "older": 1,
        "deleted": 1,
        "rejected": 3,
        "notGranted": 3,
        "conditionalReferences": 4,
        "unresolvedReferences": 5,
        "operationOutcomes": 6,
    }
    assert counts.read == 8


def test_the_latest_of_moments_that_may_be_unknown() -> None:
    assert latest(THEN, None, LATER, EARLIER) == LATER
    assert latest(None) is latest() is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ('{"id":"a","b":1}', '{ "b": 1, "id" : "a" }', True),
        ('{"v":"\\u00e9"}', '{"v":"é"}', True),
        ('{"meta":{"versionId":"1","lastUpdated":"x"},"a":1}', '{"a":1}', True),
        ('{"meta":{"versionId":"1"}}', '{"meta":{"versionId":"2","lastUpdated":"x"}}', True),
        ('{"meta":{"versionId":"1","tag":[]}}', '{"meta":{"versionId":"1"}}', False),
        ('{"v":1.0}', '{"v":1.00}', False),
        ('{"v":1}', '{"v":"1"}', False),
        ('{"v":100}', '{"v":1e2}', False),
        ('{"v":["1"]}', '{"v":1}', False),
        ('{"v":true}', '{"v":1}', False),
        ('{"v":[1,2]}', '{"v":[2,1]}', False),
        ('{"v":9007199254740993}', '{"v":9007199254740992}', False),
        ('{"contained":[{"meta":{"versionId":"1"}}]}', '{"contained":[{"meta":{"versionId":"2"}}]}', False),
    ],
)
def test_equal_contents_are_equal_value_by_value_apart_from_the_version(one: str, other: str, same: bool) -> None:
    assert same_content(one.encode(), other.encode()) is same
    assert same_content(other.encode(), one.encode()) is same
    assert same_content(one.encode(), one.encode())
