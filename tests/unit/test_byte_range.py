import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain import byte_range
from server.errors import RangeNotSatisfiable


@pytest.mark.parametrize(
    ("header", "offset", "length"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-", 0, 100),
        ("bytes=99-", 99, 1),
        ("bytes=10-19", 10, 10),
        ("bytes=90-1000", 90, 10),
        ("bytes=-1", 99, 1),
        ("bytes=-1000", 0, 100),
        (" BYTES = 5 - 6 ", 5, 2),
    ],
)
def test_one_range(header: str, offset: int, length: int) -> None:
    part = byte_range.from_header(100, header)
    assert (part.offset, part.length, part.total, part.partial) == (offset, length, 100, True)
    assert part.content_range == f"bytes {offset}-{offset + length - 1}/100"


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "bytes=",
        "bytes=-",
        "bytes=5-4",
        "bytes=0-1,3-4",
        "lines=0-1",
        "bytes=a-b",
        "bytes=\u0661-\u0662",  # digits of another script
        "bytes=1",
        f"bytes={'9' * 19}-",
    ],
)
def test_what_is_no_single_byte_range_is_ignored(header: str | None) -> None:
    assert byte_range.from_header(100, header) == byte_range.whole(100)


@pytest.mark.parametrize(
    ("total", "header"), [(100, "bytes=100-"), (100, "bytes=-0"), (0, "bytes=0-"), (0, "bytes=-5")]
)
def test_a_range_past_the_end_is_refused_with_the_size(total: int, header: str) -> None:
    with pytest.raises(RangeNotSatisfiable) as refused:
        byte_range.from_header(total, header)
    assert refused.value.details == {"byteSize": total}


@given(st.integers(0, 1000), st.text(max_size=30) | st.from_regex(r"bytes=[0-9]{0,4}-[0-9]{0,4}", fullmatch=True))
def test_any_header_gives_a_range_within_the_artifact(total: int, header: str) -> None:
    try:
        part = byte_range.from_header(total, header)
    except RangeNotSatisfiable:
        return
    assert part.offset >= 0 and part.offset + part.length <= total
    assert part.length > 0 or not part.partial


@given(st.integers(0, 1000), st.integers(0, 2000), st.none() | st.integers(1, 2000))
def test_offset_and_length_of_the_message(total: int, offset: int, length: int | None) -> None:
    if offset > total:
        with pytest.raises(RangeNotSatisfiable):
            byte_range.part(total, offset=offset, length=length)
        return
    content = bytes(i % 256 for i in range(total))
    part = byte_range.part(total, offset=offset, length=length)
    wanted = content[offset:] if length is None else content[offset : offset + length]
    assert content[part.offset : part.offset + part.length] == wanted
