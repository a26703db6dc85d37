"""The fields of an encoded message, found without building it: built, a field of two bytes takes a hundred."""

from collections.abc import Iterator
from typing import NamedTuple

from google.protobuf.message import DecodeError

from server.errors import BadRequest

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_FIXED_BYTES = {_FIXED64: 8, _FIXED32: 4}
_MAX_VARINT_SHIFT = 63
_FEW_BYTES = 2  # of the shortest field


class Field(NamedTuple):
    """`value` is the content of a field of bytes, string or message type, else None. `encoded` is the whole field."""

    number: int
    value: memoryview | None
    encoded: memoryview


def require_fields(message: bytes, most: int) -> None:
    """Raises BadRequest where there are more at the top level, and DecodeError where it is no message."""
    if len(message) <= _FEW_BYTES * most:
        return
    for _ in fields(message, most):
        pass


def fields(message: bytes | memoryview, most: int) -> Iterator[Field]:
    """Those of the top level, in order. Raises BadRequest after `most`, and DecodeError where it is no message."""
    view = memoryview(message)
    end, at, count = len(view), 0, 0
    while at < end:
        count += 1
        if count > most:
            raise BadRequest(f"the request has more than {most:,} fields; send fewer")
        begin = at
        tag, at = _varint(view, at)
        kind = tag & 7
        value = None
        if kind == _BYTES:
            length, start = _varint(view, at)
            at = start + length
            value = view[start:at]
        elif kind == _VARINT:
            _, at = _varint(view, at)
        elif kind in _FIXED_BYTES:
            at += _FIXED_BYTES[kind]
        else:
            raise DecodeError("a group, or no kind of field")
        if at > end or not tag >> 3:
            raise DecodeError("a field that is cut short, or has no number")
        yield Field(tag >> 3, value, view[begin:at])


def _varint(view: memoryview, at: int) -> tuple[int, int]:
    """The number that begins at `at`, and where it ends."""
    number = shift = 0
    while shift <= _MAX_VARINT_SHIFT and at < len(view):
        byte = view[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004 - the bit that says that more follows
            return number, at
        shift += 7
    raise DecodeError("a number that is cut short, or too long")
