"""Opaque page cursors: the position of the last row given, never an offset."""

import base64
import binascii
import json
from dataclasses import dataclass

from server.domain.identifiers import parse_id
from server.errors import BadRequest

# Of the years 1 to 9999: what a datetime can hold.
_MICROS = range(-62_135_596_800_000_000, 253_402_300_800_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The row after which the next page begins, in the order newest first."""

    created_at_micros: int
    id: str


def encode_cursor(position: Position) -> str:
    text = json.dumps([position.created_at_micros, position.id], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def decode_cursor(cursor: str) -> Position:
    """Raises BadRequest naming `cursor`."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        micros, row_id = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if type(micros) is not int or micros not in _MICROS or type(row_id) is not str:
            raise ValueError  # noqa: TRY301 - one way out for everything malformed
        return Position(created_at_micros=micros, id=parse_id(row_id, "cursor"))
    except (ValueError, TypeError, binascii.Error, RecursionError) as malformed:
        raise BadRequest.of("cursor", "must be the nextCursor of an earlier page, unchanged") from malformed
