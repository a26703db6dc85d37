"""Tells NDJSON from one JSON document that spans lines, by what JSON allows and not by a file's name."""

from collections.abc import Iterator
from itertools import pairwise

from server.domain.fhir.lines import Limits, Line
from server.domain.fhir.scan import is_complete

_OPENING = (b"{", b"[")
_CLOSING = (b"}", b"]")


def json_texts(lines: Iterator[Line], limits: Limits) -> Iterator[Line]:
    """One line for each JSON text: the lines of NDJSON as they come, or one document, numbered by its first line.

    Lines are held until it is certain. They are NDJSON when the first is whole or opens nothing, or when two whole
    values follow each other, since no document has that without a comma; or when the last line is a whole value, since
    it closes nothing that an earlier line opened. So a broken first line of NDJSON costs that line only.
    """
    held: list[Line] = []
    size = 0
    whole = False
    for line in lines:
        if line.fault:
            yield from _joined(held)
            yield line
            held, size, whole = [], 0, False
            continue
        before, whole = whole, _is_whole(line.raw)
        settled = (before and whole) if held else (whole or not line.raw.startswith(_OPENING))
        held.append(line)
        if settled:
            yield from held
            yield from lines
            return
        size += len(line.raw)
        if size > limits.document_bytes:
            yield Line(number=held[0].number, fault=f"a document of more than {limits.document_bytes} bytes")
            return
    yield from held if whole else _joined(held)


def _is_whole(raw: bytes) -> bool:
    return raw.startswith(_OPENING) and raw.endswith(_CLOSING) and is_complete(raw.decode(errors="replace"))


def _joined(held: list[Line]) -> Iterator[Line]:
    """The document with its line breaks, blank lines included, so that offsets still tell line numbers."""
    if not held:
        return
    pieces = [held[0].raw]
    for before, line in pairwise(held):
        pieces.append(b"\n" * (line.number - before.number))
        pieces.append(line.raw)
    yield Line(number=held[0].number, raw=b"".join(pieces))
