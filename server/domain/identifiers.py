"""Identifiers as the contract writes them: lower-case UUIDs."""

import re

from server.errors import BadRequest

_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")


def parse_id(text: str, field: str) -> str:
    """Gives the lower-case form of a UUID; upper case is taken too (RFC 9562, section 4).

    Raises BadRequest naming `field` for anything else.
    """
    if not _UUID.fullmatch(text):
        raise BadRequest.of(field, "must be a UUID such as 123e4567-e89b-12d3-a456-426614174000")
    return text.lower()
