import gzip
import io
import zlib

import pytest

from server.domain.fhir.lines import Limits, Line, read_lines
from server.domain.fhir.rules import Rule

LIMITS = Limits(resource_bytes=1_000, document_bytes=2_000, stream_bytes=1_000_000)


class Trickle(io.BytesIO):
    """Gives one byte a read, as a slow pipe may."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(1)


def lines(raw: bytes) -> list[Line]:
    whole = list(read_lines(io.BytesIO(raw), LIMITS))
    assert whole == list(read_lines(Trickle(raw), LIMITS))
    return whole


def numbered(raw: bytes) -> list[tuple[int, bytes]]:
    found = lines(raw)
    assert [line.fault for line in found] == [None] * len(found)
    return [(line.number, line.raw) for line in found]


def test_numbers_lines_past_blank_ones() -> None:
    assert numbered(b"\n\n a \r\n \t \nb") == [(3, b"a"), (5, b"b")]


@pytest.mark.parametrize("raw", [b"", b"\n", b"\r\n \n", b"\xef\xbb\xbf", gzip.compress(b"", mtime=0)])
def test_nothing_is_no_line(raw: bytes) -> None:
    assert lines(raw) == []


def test_drops_a_byte_order_mark_of_each_concatenated_file() -> None:
    assert numbered(b"\xef\xbb\xbfa\n\xef\xbb\xbfb\n") == [(1, b"a"), (2, b"b")]


def test_a_line_over_the_limit_costs_that_line_only() -> None:
    found = lines(b"a\n" + b"x" * 2_001 + b"\n" + b"y" * 2_000)
    assert [line.number for line in found] == [1, 2, 3]
    assert found[1].fault == "a line of more than 2000 bytes"
    assert found[2].raw == b"y" * 2_000


def test_gzip_is_known_by_its_first_bytes_and_may_have_members_and_padding() -> None:
    raw = gzip.compress(b"a\nb") + gzip.compress(b"c\n") + b"\0" * 600
    assert numbered(raw) == [(1, b"a"), (2, b"bc")]


@pytest.mark.parametrize("kept", [3, 12, -1, -9])
def test_truncated_gzip_is_told_and_its_open_line_not_believed(kept: int) -> None:
    found = lines(gzip.compress(b"first\nsecond")[:kept])
    assert found[-1].fault == "the gzip data ends early"
    assert b"second" not in [line.raw for line in found]


def test_corrupt_gzip_is_told() -> None:
    broken = bytearray(gzip.compress(b"first\n" * 100))
    broken[-6] ^= 0xFF  # the checksum
    assert list(read_lines(io.BytesIO(broken), LIMITS))[-1].fault == "the gzip data is corrupt"
    assert list(read_lines(Trickle(broken), LIMITS))[-1].fault == "the gzip data is corrupt"
    last = lines(gzip.compress(b"a\n") + b"tail")[-1]
    assert (last.number, last.fault, last.rule) == (2, "the gzip data is corrupt", Rule.GZIP)


def test_the_end_of_a_line_is_where_the_next_one_begins() -> None:
    raw = b"\xef\xbb\xbfa \r\n\n\nbb\n" + b"x" * 2_001 + b"\nc"
    found = lines(raw)
    assert [line.number for line in found] == [1, 4, 5, 6]
    assert [raw[: line.end].count(b"\n") for line in found] == [1, 4, 5, 5]
    assert found[-1].end == len(raw)
    assert [line.end for line in lines(gzip.compress(raw))] == [line.end for line in found]
    rest = list(read_lines(io.BytesIO(raw[found[0].end :]), LIMITS, found[0].number + 1))
    assert [line[:4] for line in rest] == [line[:4] for line in found[1:]]


def test_a_bomb_ends_at_the_limit() -> None:
    bomb = gzip.compress(b"\n" * 50_000_000)
    assert list(read_lines(io.BytesIO(bomb), LIMITS))[-1].fault == "more than 1000000 bytes after decompression"


def test_a_bomb_of_bombs_is_data() -> None:
    (line,) = lines(gzip.compress(gzip.compress(b"a", mtime=0)))
    assert zlib.decompress(line.raw, 31) == b"a"
