"""Named groups of an app's connections: what `Group/{name}/$export` covers."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from server.domain.identifiers import parse_id
from server.errors import BadRequest
from server.limits import MAX_CONNECTIONS_OF_A_BULK_EXPORT

# An id as FHIR has it (R4, "id"), which begins with a letter, so that it is never `.` or `..` in a URL.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,63}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionGroup:
    """`name` is its id in URLs, one of its app. `members`: ids of connections, those that ended too."""

    id: str
    tenant_id: str
    name: str
    created_at: datetime
    members: frozenset[str] = frozenset()


def read_group_name(text: str) -> str:
    """Raises BadRequest. A connection's id is the id of a group of one, so a UUID is no name."""
    if not _NAME.fullmatch(text) or is_connection_id(text):
        raise BadRequest.of("name", "must be 1 to 64 letters, digits, '-' and '.', begin with a letter, and be no UUID")
    return text


def is_connection_id(group_id: str) -> bool:
    try:
        parse_id(group_id, "Group")
    except BadRequest:
        return False
    return True


def require_room(members: Collection[str]) -> None:
    """Raises BadRequest where an export would not cover so many."""
    if len(members) > MAX_CONNECTIONS_OF_A_BULK_EXPORT:
        raise BadRequest.of("connectionIds", f"a group has at most {MAX_CONNECTIONS_OF_A_BULK_EXPORT} connections")
