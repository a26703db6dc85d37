"""The chain of the audit trail: whole as written, and broken by every kind of change."""

import hashlib
import json
from dataclasses import fields, replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from server.domain.audit import GENESIS_HASH, Action, Actor, ActorKind, Entry, Head, Origin, Row, digest, faults, row_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ACTOR = Actor(kind=ActorKind.KEY, id="k", origin=Origin(address="203.0.113.9", request_id="r"))


def chain(count: int) -> tuple[list[Row], Head]:
    rows, head = [], Head()
    for number in range(count):
        entry = Entry(at=NOW, action=Action.LINK_SIGNED, actor=ACTOR, export_id=f"e{number}", details={"n": number})
        rows.append(row_of(entry, number, head))
        head = Head(count=rows[-1].seq, hash=rows[-1].hash)
    return rows, head


def test_a_chain_is_whole_as_it_was_written() -> None:
    for count in (0, 1, 5):
        assert list(faults(iter(chain(count)[0]), chain(count)[1])) == []


def test_the_hash_is_over_everything_that_the_row_says_and_can_be_computed_by_anybody() -> None:
    (row,), _ = chain(1)
    said = [1, 0, "link.signed", "done", "key", "k", "203.0.113.9", "r", None, None, "e0", '{"n":0}', GENESIS_HASH]
    encoded = b"curae-audit-1\n" + json.dumps(said, separators=(",", ":")).encode()
    assert row.hash == hashlib.sha256(encoded).hexdigest()
    assert row.previous_hash == GENESIS_HASH


_ANY = st.one_of(st.none(), st.text(max_size=5), st.integers(min_value=0, max_value=9))


@given(st.data())
def test_every_edit_of_any_field_shows(data: st.DataObject) -> None:
    rows, head = chain(4)
    index = data.draw(st.integers(0, 3))
    name = data.draw(st.sampled_from([field.name for field in fields(Row)]))
    value = data.draw(_ANY)
    if value == getattr(rows[index], name):
        return
    kind = type(getattr(rows[index], name))
    edited = replace(rows[index], **{name: value if name not in ("seq", "at") else 77 if kind is int else value})
    rows[index] = edited
    assert list(faults(iter(rows), head))


@given(st.permutations(range(5)), st.sets(st.integers(0, 4)))
def test_every_deletion_and_every_other_order_shows(order: list[int], gone: set[int]) -> None:
    rows, head = chain(5)
    changed = [rows[index] for index in order if index not in gone]
    assert (list(faults(iter(changed), head)) == []) == (changed == rows)


def test_an_edit_with_its_hash_made_again_shows_at_the_row_after_it() -> None:
    rows, head = chain(3)
    forged = replace(rows[1], actor_id="somebody-else", hash="")
    rows[1] = replace(forged, hash=digest(forged))
    assert [fault.seq for fault in faults(iter(rows), head)] == [3]


def test_a_forged_last_row_shows_at_the_head() -> None:
    rows, head = chain(3)
    forged = replace(rows[2], actor_id="somebody-else", hash="")
    rows[2] = replace(forged, hash=digest(forged))
    assert [fault.seq for fault in faults(iter(rows), head)] == [3]


def test_a_tail_that_was_deleted_shows_by_the_head() -> None:
    rows, head = chain(5)
    (fault,) = faults(iter(rows[:3]), head)
    assert fault.problem == "rows 4 to 5 are missing at the end"


def test_an_inserted_row_shows() -> None:
    rows, head = chain(4)
    extra = row_of(Entry(at=NOW, action=Action.KEY_CREATED, actor=ACTOR), 0, Head(count=2, hash=rows[1].hash))
    assert list(faults(iter([*rows[:2], extra, *rows[2:]]), head))
