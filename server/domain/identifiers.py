"""Identifiers as the contract writes them: lower-case UUIDs."""

import re
from datetime import UTC, datetime, timedelta

from server.errors import BadRequest

_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_ID = "00000000-0000-0000-0000-000000000000"
LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff"


def parse_id(text: str, field: str) -> str:
    """Gives the lower-case form of a UUID; upper case is taken too (RFC 9562, section 4).

    Raises BadRequest naming `field` for anything else.
    """
    if not _UUID.fullmatch(text):
        raise BadRequest.of(field, "must be a UUID such as 123e4567-e89b-12d3-a456-426614174000")
    return text.lower()


def parse_id_start(text: str, field: str) -> str:
    """Gives the lower-case form of what begins a UUID. Raises BadRequest naming `field`."""
    if not _UUID.fullmatch(text + FIRST_ID[len(text) :]):
        raise BadRequest.of(field, "must be a UUID or its first characters, such as 123e4567-e89b")
    return text.lower()


def first_id_at(moment: datetime) -> str:
    """What every time-ordered id (UUID version 7, RFC 9562) that was made at or after the moment is not below."""
    milliseconds = max((moment - _EPOCH) // timedelta(milliseconds=1), 0)
    digits = f"{milliseconds:012x}"
    return f"{digits[:8]}-{digits[8:]}{FIRST_ID[13:]}"
