"""HTTP byte ranges (RFC 9110, section 14): one range of one artifact."""

import re
from dataclasses import dataclass

from server.errors import RangeNotSatisfiable

_RANGE = re.compile(r"bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*", re.IGNORECASE | re.ASCII)
_MAX_DIGITS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class ByteRange:
    """`length` bytes from `offset` of `total`. `partial` says whether the caller asked for a range at all."""

    offset: int
    length: int
    total: int
    partial: bool

    @property
    def content_range(self) -> str:
        return f"bytes {self.offset}-{self.offset + self.length - 1}/{self.total}"


def whole(total: int) -> ByteRange:
    return ByteRange(offset=0, length=total, total=total, partial=False)


def part(total: int, *, offset: int, length: int | None) -> ByteRange:
    """The range of the gRPC request. Starting exactly at the end gives zero bytes: a resumed file that is complete.

    Raises RangeNotSatisfiable past the end.
    """
    if offset > total:
        raise _unsatisfiable(total)
    rest = total - offset
    return ByteRange(offset=offset, length=rest if length is None else min(length, rest), total=total, partial=True)


def from_header(total: int, header: str | None) -> ByteRange:
    """The range of a `Range` header. Several ranges or another unit are ignored, as RFC 9110 allows.

    Raises RangeNotSatisfiable for a range that begins at or past the end.
    """
    match = _RANGE.fullmatch(header.strip()) if header else None
    if match is None or match[1] == match[2] == "" or max(map(len, match.groups())) > _MAX_DIGITS:
        return whole(total)
    if match[1] == "":
        return _suffix(total, int(match[2]))
    first, last = int(match[1]), int(match[2]) if match[2] else total - 1
    if match[2] and last < first:
        return whole(total)
    if first >= total:
        raise _unsatisfiable(total)
    return ByteRange(offset=first, length=min(last, total - 1) - first + 1, total=total, partial=True)


def _suffix(total: int, count: int) -> ByteRange:
    if count == 0 or total == 0:
        raise _unsatisfiable(total)
    length = min(count, total)
    return ByteRange(offset=total - length, length=length, total=total, partial=True)


def _unsatisfiable(total: int) -> RangeNotSatisfiable:
    return RangeNotSatisfiable(
        f"the artifact has {total} bytes; ask for a range that begins before its end", details={"byteSize": total}
    )
