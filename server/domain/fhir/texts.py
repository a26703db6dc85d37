"""Tells NDJSON from one JSON document that spans lines, by what JSON allows and not by a file's name."""

from collections.abc import Iterator
from itertools import pairwise

import orjson

from server.domain.fhir.lines import Limits, Line
from server.domain.fhir.rules import Rule
from server.domain.fhir.scan import is_complete

_OPENING = (b"{", b"[")
_CLOSING = (b"}", b"]")
_READ_AT_ONCE = 1 << 20  # bytes
_BEFORE_A_VALUE = (b"[", b",", b":")


def json_texts(lines: Iterator[Line], limits: Limits) -> Iterator[Line]:
    """One line for each JSON text: the lines of NDJSON as they come, or one document, numbered by its first line.

    Lines are held until it is certain. They are NDJSON when the first is a whole value or opens none, or when a whole
    value follows a line after which no document can have one. So a broken first line of NDJSON costs that line only,
    and nothing within a document that breaks off is taken for a text of its own.
    """
    held: list[Line] = []
    size = 0
    for line in lines:
        if line.fault:
            yield from _joined(held)
            yield line
            held, size = [], 0
            continue
        settled = _follows_no_document(held[-1], line) if held else _is_no_beginning(line)
        held.append(line)
        if settled:
            yield from held
            yield from lines
            return
        size += len(line.raw)
        if size > limits.document_bytes:
            reason = f"a document of more than {limits.document_bytes} bytes"
            yield Line(held[0].number, fault=reason, rule=Rule.SIZE, end=line.end, last=line.number)
            return
    yield from _joined(held)


def _is_no_beginning(line: Line) -> bool:
    return not line.raw.startswith(_OPENING) or _is_whole(line.raw)


def _follows_no_document(before: Line, line: Line) -> bool:
    return not before.raw.endswith(_BEFORE_A_VALUE) and _is_whole(line.raw)


def _is_whole(raw: bytes) -> bool:
    if not raw.startswith(_OPENING) or not raw.endswith(_CLOSING):
        return False
    return (len(raw) <= _READ_AT_ONCE and _is_strict(raw)) or is_complete(raw.decode(errors="replace"))


def _is_strict(raw: bytes) -> bool:
    """What nearly every file of one resource is, found many times as fast; all of it is held as objects."""
    try:
        orjson.loads(raw)
    except orjson.JSONDecodeError:
        return False
    return True


def _joined(held: list[Line]) -> Iterator[Line]:
    """The document with its line breaks, blank lines included, so that offsets still tell line numbers."""
    if not held:
        return
    pieces = [held[0].raw]
    for before, line in pairwise(held):
        pieces.append(b"\n" * (line.number - before.number))
        pieces.append(line.raw)
    yield Line(held[0].number, b"".join(pieces), end=held[-1].end, last=held[-1].number)
