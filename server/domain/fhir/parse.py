"""Reads FHIR R4 resources out of imported bytes: NDJSON, a Bundle, one resource; plain or gzip."""

from collections.abc import Iterator
from typing import BinaryIO

from server.domain.fhir.lines import Limits, read_lines
from server.domain.fhir.resource import imported_resource
from server.domain.fhir.scan import Malformed, Scanner
from server.domain.fhir.texts import json_texts
from server.domain.records.record import Record, Rejected

_MAX_BUNDLE_NESTING = 4  # a batch response holds search sets; deeper than that is no exchange of records


def read_resources(stream: BinaryIO, name: str, limits: Limits | None = None) -> Iterator[Record | Rejected]:
    """Every resource of the stream in its order, and a rejection for each part that is none; no input raises.

    Lines of NDJSON stream, one in memory at a time; a document that spans lines is held up to `limits.document_bytes`.
    A Bundle of any type, also one that an entry holds, is opened and not stored itself, so that each resource meets the
    check of its own type. A Bundle that breaks off gives the entries before the break. OSError comes through from
    `stream.read`.
    """
    limits = limits or Limits()
    for line in json_texts(read_lines(stream, limits), limits):
        try:
            text = line.raw.decode()
            fault = line.fault
        except UnicodeDecodeError:
            fault = "not valid UTF-8"
        if fault:
            yield Rejected(file=name, line=line.number, reason=fault)
        else:
            yield from _Document(text, name, line.number, limits).resources()


class _Document:
    """One JSON text of the source, which may hold many resources."""

    def __init__(self, text: str, file: str, first_line: int, limits: Limits) -> None:
        self._scanner = Scanner(text)
        self._file = file
        self._limits = limits
        self._line = first_line
        self._counted = 0

    def resources(self) -> Iterator[Record | Rejected]:
        try:
            if self._holds_bundle():
                yield from self._entries(nesting=0)
                self._scanner.end()
            else:
                resource = self._resource()
                self._scanner.end()
                yield resource
        except Malformed as malformed:
            yield self._rejected(malformed.reason, malformed.at)

    def _entries(self, nesting: int) -> Iterator[Record | Rejected]:
        scanner = self._scanner
        for key in scanner.members():
            if key != "entry":
                scanner.skip()
                continue
            for _ in scanner.elements():
                for member in scanner.members():
                    if member == "resource":
                        yield from self._entry(nesting)
                    else:
                        scanner.skip()

    def _entry(self, nesting: int) -> Iterator[Record | Rejected]:
        if nesting < _MAX_BUNDLE_NESTING and self._holds_bundle():
            yield from self._entries(nesting + 1)
            return
        start = self._scanner.at
        found: Record | Rejected
        try:
            found = self._resource()
        except Malformed as malformed:
            if self._scanner.at == start:  # where it ends is unknown, so the Bundle cannot be read on
                raise
            found = self._rejected(malformed.reason, start)
        yield found

    def _resource(self) -> Record:
        start = self._scanner.at
        parsed = self._scanner.value()
        raw = self._scanner.text[start : self._scanner.at].encode()
        if len(raw) > self._limits.resource_bytes:
            raise Malformed(f"a resource of more than {self._limits.resource_bytes} bytes")
        return imported_resource(raw, parsed, file=self._file, line=self._line_at(start))

    def _holds_bundle(self) -> bool:
        return _resource_type(self._scanner.text, self._scanner.at) == "Bundle"

    def _rejected(self, reason: str, at: int) -> Rejected:
        return Rejected(file=self._file, line=self._line_at(at), reason=reason)

    def _line_at(self, at: int) -> int:
        self._line += self._scanner.text.count("\n", self._counted, at)
        self._counted = max(self._counted, at)
        return self._line


def _resource_type(text: str, at: int) -> object:
    """The type that the object at `at` names, or None; reads no further than its key, nearly always the first."""
    scanner = Scanner(text, at)
    if scanner.peek() != "{":
        return None
    for key in scanner.members():
        if key == "resourceType":
            return scanner.value()
        scanner.skip()
    return None
