"""The size and shape of payloads, and their canonical form."""

import json
import math
import random
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.signals import payload as payloads
from server.domain.signals.payload import MAX_EXACT_INTEGER, MAX_KEY_CHARACTERS, MAX_KEYS, MAX_PAYLOAD_BYTES, canonical
from server.errors import BadRequest, SignalPayloadTooLarge

MARKER = "qzvalueqz"
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-MAX_EXACT_INTEGER, MAX_EXACT_INTEGER)
    | st.floats(-1e15, 1e15)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
)
KEYS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
PAYLOADS = st.dictionaries(
    KEYS, SCALARS | st.lists(SCALARS, max_size=5) | st.dictionaries(KEYS, SCALARS, max_size=4), max_size=6
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters()), inner, max_size=4),
    max_leaves=20,
)


def sized(byte_count: int, filling: str) -> dict[str, Any]:
    """A payload of exactly `byte_count` bytes, as full of `filling` as it goes."""
    width = len(filling.encode())
    room = byte_count - len('{"v":""}')
    return {"v": filling * (room // width) + "a" * (room % width)}


@pytest.mark.parametrize("filling", ["a", "é", "語", "🙂"], ids=["1 byte", "2 bytes", "3 bytes", "4 bytes"])
def test_the_limit_is_counted_in_utf8_bytes(filling: str) -> None:
    assert len(canonical(sized(MAX_PAYLOAD_BYTES, filling))) == MAX_PAYLOAD_BYTES
    with pytest.raises(SignalPayloadTooLarge):
        canonical(sized(MAX_PAYLOAD_BYTES + 1, filling))


def test_the_limit_counts_escapes_as_json_writes_them() -> None:
    half = (MAX_PAYLOAD_BYTES - len('{"v":""}')) // 2
    assert len(canonical({"v": '"' * half})) == MAX_PAYLOAD_BYTES
    with pytest.raises(SignalPayloadTooLarge):
        canonical({"v": '"' * (half + 1)})


def test_the_limit_holds_for_arrays_and_objects() -> None:
    exact = {"v": [1] * ((MAX_PAYLOAD_BYTES - len('{"v":[]}') + 1) // 2)}
    assert len(canonical(exact)) in {MAX_PAYLOAD_BYTES, MAX_PAYLOAD_BYTES - 1}
    with pytest.raises(SignalPayloadTooLarge):
        canonical({"v": [1] * (MAX_PAYLOAD_BYTES // 2)})
    with pytest.raises(SignalPayloadTooLarge):
        canonical({"v": {str(index): "a" * 100 for index in range(700)}})


def test_keys_are_sorted_and_integral_numbers_are_integers() -> None:
    assert canonical({"b": 1.0, "a": {"z": -0.0, "é": 2.5}, "c": [3.0, True, None]}) == (
        '{"a":{"z":0,"é":2.5},"b":1,"c":[3,true,null]}'.encode()
    )


@given(PAYLOADS, st.randoms())
def test_canonical_is_idempotent_and_independent_of_order(payload: dict[str, Any], order: random.Random) -> None:
    once = canonical(payload)
    items = list(payload.items())
    order.shuffle(items)
    assert canonical(json.loads(once)) == once
    assert canonical(dict(items)) == once


@given(PAYLOADS | st.dictionaries(st.text(st.characters()), ANY_JSON, max_size=5))
def test_a_glance_never_takes_what_a_look_would_refuse_or_write_otherwise(payload: dict[str, Any]) -> None:
    glanced = payloads._encoded_at_a_glance(payload)
    if glanced is not None:
        assert glanced == orjson.dumps(payloads._judged(payload), option=orjson.OPT_SORT_KEYS)


@given(PAYLOADS)
def test_canonical_keeps_every_value(payload: dict[str, Any]) -> None:
    assert json.loads(canonical(payload)) == payload


@given(st.dictionaries(st.text(st.characters()), ANY_JSON, max_size=5))
def test_any_json_is_taken_or_refused(payload: dict[str, Any]) -> None:
    try:
        assert json.loads(canonical(payload)) is not None
    except BadRequest as refusal:
        assert refusal.violations


DEEP: dict[str, Any] = {"array": [1], "object": {"a": 1}, "empty array": [], "empty object": {}}


@pytest.mark.parametrize("inner", DEEP.values(), ids=DEEP)
@pytest.mark.parametrize("wrap", [lambda inner: [inner], lambda inner: {"k": inner}], ids=["in array", "in object"])
def test_one_level_too_deep_is_refused(inner: Any, wrap: Any) -> None:
    with pytest.raises(BadRequest) as refusal:
        canonical({"fine": 1, "deep": wrap(inner)})
    assert [violation.field for violation in refusal.value.violations] in [["payload/deep/0"], ["payload/deep/k"]]


@pytest.mark.parametrize("number", [MAX_EXACT_INTEGER, -MAX_EXACT_INTEGER, float(MAX_EXACT_INTEGER)])
def test_the_largest_exact_integer_is_taken(number: float) -> None:
    assert canonical({"n": number}) == f'{{"n":{int(number)}}}'.encode()


@pytest.mark.parametrize("number", [MAX_EXACT_INTEGER + 1, -MAX_EXACT_INTEGER - 1, 1e300, 10**400, math.nan, math.inf])
def test_numbers_that_would_not_keep_their_value_are_refused(number: float) -> None:
    with pytest.raises(BadRequest) as refusal:
        canonical({"n": number, "o": {"n": number}, "a": [0, number]})
    assert {violation.field for violation in refusal.value.violations} == {"payload/n", "payload/o/n", "payload/a/1"}


@pytest.mark.parametrize("bad", ["\0", "\ud800", "\udfff"], ids=["NUL", "high surrogate", "low surrogate"])
def test_text_that_cannot_be_stored_is_refused_wherever_it_stands(bad: str) -> None:
    text = MARKER + bad
    with pytest.raises(BadRequest) as refusal:
        canonical({"v": text, "a": [text], "o": {"k": text, text: 1}, text: 1})
    fields = [violation.field for violation in refusal.value.violations]
    assert sorted(fields) == sorted(["payload/v", "payload/a/0", "payload/o/k", "payload/o/<key 2>", "payload/<key 3>"])
    assert MARKER not in repr(refusal.value.details)


def test_a_pointer_is_escaped_as_rfc_6901_has_it() -> None:
    with pytest.raises(BadRequest) as refusal:
        canonical({"a/b~c": math.nan})
    assert refusal.value.violations[0].field == "payload/a~1b~0c"


def test_keys_are_bounded_in_number_and_length() -> None:
    assert canonical({str(index): 1 for index in range(MAX_KEYS)})
    assert canonical({"k" * MAX_KEY_CHARACTERS: 1})
    for payload in (
        {str(index): 1 for index in range(MAX_KEYS + 1)},
        {"o": {str(index): 1 for index in range(MAX_KEYS)}},
        {MARKER + "k" * MAX_KEY_CHARACTERS: 1},
        {"o": {MARKER + "k" * MAX_KEY_CHARACTERS: 1}},
    ):
        with pytest.raises(BadRequest) as refusal:
            canonical(payload)
        assert MARKER not in repr(refusal.value.details) + refusal.value.detail


@pytest.mark.parametrize("key", ["jane.roe@example.com", "123-45-6789", "x" * 65, "two\nlines"])
def test_a_key_that_is_phi_or_odd_is_named_by_its_place(key: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        canonical({"~": 1, key: math.nan})
    position = sorted(["~", key]).index(key) + 1
    assert refusal.value.violations[0].field == f"payload/<key {position}>"
