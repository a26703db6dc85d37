"""What is kept of references to records that have not come."""

import json

from server.domain.fhir.rules import Rule
from server.domain.records.open_references import MAX_OPEN, OpenReferences, Place, open_references_from_json


def a_place(line: int, count: int = 1) -> Place:
    return Place(file="", line=line, number=count)


def test_the_first_place_stays_and_counts_add_up() -> None:
    waiting = OpenReferences().with_more({("Patient", "1"): a_place(3)}).with_more({("Patient", "1"): a_place(9, 2)})
    assert waiting.places == {("Patient", "1"): a_place(3, 3)}
    assert not waiting.without({("Patient", "1")})


def test_what_finds_no_room_is_counted_and_said_to_be_unknown() -> None:
    many = {("Patient", str(number)): a_place(number) for number in range(MAX_OPEN + 5)}
    waiting = OpenReferences().with_more(many)
    assert waiting.is_full
    *unresolved, unknown = waiting.reported()
    assert [(each.rule, each.line, each.count) for each in unresolved] == [(Rule.UNRESOLVED, 0, MAX_OPEN)]
    assert (unknown.rule, unknown.line, unknown.count) == (Rule.UNCHECKED, MAX_OPEN, 5)


def test_it_is_stored_without_loss_and_reported_without_ids() -> None:
    waiting = OpenReferences(places={("Patient", "zaphod"): a_place(3, 2)}, beyond=a_place(9, 4))
    assert open_references_from_json(json.loads(json.dumps(waiting.as_json()))) == waiting
    assert open_references_from_json(None) == OpenReferences()
    assert not any("zaphod" in each.reason for each in waiting.reported())


def test_each_type_is_reported_once_with_the_place_of_the_first() -> None:
    waiting = OpenReferences().with_more(
        {("Patient", "1"): a_place(3, 2), ("Device", "1"): a_place(4), ("Patient", "2"): a_place(5)}
    )
    assert [(each.line, each.count, each.reason) for each in waiting.reported()] == [
        (
            3,
            3,
            "3 references to 2 records of Patient that the connection does not have; they are kept; the first is here",
        ),
        (4, 1, "a reference to a record of Device that the connection does not have; it is kept"),
    ]
