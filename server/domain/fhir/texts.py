"""Tells NDJSON from one JSON document that spans lines, by what JSON allows and not by a file's name."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

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
        first = None if held else _read_as_first(line)
        held.append(first or line)
        if first or (len(held) > 1 and _follows_no_document(held[-2], line)):
            yield from held
            yield from lines
            return
        size += len(line.raw)
        if size > limits.document_bytes:
            reason = f"a document of more than {limits.document_bytes} bytes"
            yield Line(held[0].number, fault=reason, rule=Rule.SIZE, end=line.end, last=line.number)
            return
    yield from _joined(held)


def _read_as_first(line: Line) -> Line | None:
    """The first line, with its value where that was read; None where it may begin a document."""
    if not line.raw.startswith(_OPENING):
        return line
    value = _strict_value(line.raw)
    if value is not None:
        return line._replace(value=value)
    return line if _is_complete(line.raw) else None


def _follows_no_document(before: Line, line: Line) -> bool:
    if before.raw.endswith(_BEFORE_A_VALUE) or not line.raw.startswith(_OPENING):
        return False
    return _strict_value(line.raw) is not None or _is_complete(line.raw)


def _strict_value(raw: bytes) -> Any:
    """Of what nearly every file of one resource is, read many times as fast; all of it is held as objects. None where
    it is to be read by its definition."""
    if len(raw) > _READ_AT_ONCE or not raw.endswith(_CLOSING):
        return None
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return None


def _is_complete(raw: bytes) -> bool:
    return raw.endswith(_CLOSING) and is_complete(raw.decode(errors="replace"))


def _joined(held: list[Line]) -> Iterator[Line]:
    """The document with its line breaks, blank lines included, so that offsets still tell line numbers."""
    if not held:
        return
    pieces = [held[0].raw]
    for before, line in pairwise(held):
        pieces.append(b"\n" * (line.number - before.number))
        pieces.append(line.raw)
    yield Line(held[0].number, b"".join(pieces), end=held[-1].end, last=held[-1].number)
