"""SMART scopes at the system level: `system/Observation.rs` (version 2), `system/*.read` (version 1)."""

import re
from collections.abc import Collection, Iterator

from server.domain.smart.refusal import INVALID_SCOPE, TokenRefused

MAX_SCOPE_CHARACTERS = 4096
ALL_TYPES = "*"
_SCOPE = re.compile(r"system/(\*|[A-Z][A-Za-z]{1,63})\.(\*|read|write|c?r?u?d?s?)")
_READS_V1 = ("read", "*")
_READING = ("r", "s")


def grant_scopes(requested: str, exportable: Collection[str]) -> str:
    """Those of the requested scopes that are about reading what is exported, in the form that was asked for.

    Writing is never granted. Raises TokenRefused where nothing is left.
    """
    if len(requested) > MAX_SCOPE_CHARACTERS:
        raise TokenRefused(INVALID_SCOPE, f"the scope is longer than {MAX_SCOPE_CHARACTERS} characters")
    granted = [scope for each in requested.split() if (scope := _granted(each, exportable)) is not None]
    if not granted:
        raise TokenRefused(INVALID_SCOPE, "ask for reading, for example system/*.rs or system/Patient.read")
    return " ".join(dict.fromkeys(granted))


def types_of(granted: str, exportable: Collection[str]) -> frozenset[str]:
    """The resource types that granted scopes are about."""
    return frozenset(_types(granted, exportable))


def _types(granted: str, exportable: Collection[str]) -> Iterator[str]:
    for scope in granted.split():
        name = scope.partition("/")[2].partition(".")[0]
        yield from exportable if name == ALL_TYPES else [name]


def _granted(scope: str, exportable: Collection[str]) -> str | None:
    """None for what is not granted. A scope with a query is not: without it, it would mean more."""
    match = _SCOPE.fullmatch(scope)
    if match is None or (match[1] != ALL_TYPES and match[1] not in exportable):
        return None
    if match[2] in _READS_V1:
        return f"system/{match[1]}.read"
    reading = "".join(letter for letter in _READING if letter in match[2]) if match[2] != "write" else ""
    return f"system/{match[1]}.{reading}" if reading else None
