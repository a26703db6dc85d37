import base64
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.cursor import Position, decode_cursor, encode_cursor
from server.errors import BadRequest

EARLIEST, LATEST = (
    int(datetime(*date, tzinfo=UTC).timestamp()) * 1_000_000 for date in ((1, 1, 1), (9999, 12, 31, 23, 59, 59))
)


def encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


@given(st.integers(EARLIEST, LATEST), st.uuids())
def test_a_position_comes_back(micros: int, row_id: object) -> None:
    position = Position(created_at_micros=micros, id=str(row_id))
    cursor = encode_cursor(position)
    assert decode_cursor(cursor) == position
    assert len(cursor) <= 512
    assert cursor.isascii() and not set(cursor) & set("+/= ")


ROW = "123e4567-e89b-12d3-a456-426614174000"


@pytest.mark.parametrize(
    "cursor",
    [
        "!",
        "é",
        "AAAA",
        encoded([]),
        encoded([1]),
        encoded([1, ROW, 2]),
        encoded(["1", ROW]),
        encoded([1.0, ROW]),
        encoded([True, ROW]),
        encoded([None, ROW]),
        encoded([1, 2]),
        encoded([1, "not-a-uuid"]),
        encoded({"a": 1, "b": 2}),
        encoded([2**63, ROW]),
        encoded([2**62, ROW]),
        encoded([-(2**62), ROW]),
        encoded([LATEST + 1_000_000, ROW]),
        encoded([EARLIEST - 1, ROW]),
        encoded("[" * 100_000),
        base64.urlsafe_b64encode(b"[" * 100_000).decode(),
    ],
)
def test_anything_else_is_refused_by_name(cursor: str) -> None:
    with pytest.raises(BadRequest) as refused:
        decode_cursor(cursor)
    assert [violation.field for violation in refused.value.violations] == ["cursor"]


@given(st.text(max_size=80) | st.binary(max_size=60).map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_any_text_is_a_position_or_refused(cursor: str) -> None:
    try:
        assert EARLIEST <= decode_cursor(cursor).created_at_micros <= LATEST + 999_999
    except BadRequest as refused:
        assert cursor not in refused.detail or len(cursor) < 3
