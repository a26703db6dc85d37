"""Reads FHIR R4 resources out of imported bytes: NDJSON, Bundles, one resource; plain or gzip."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from server.domain.fhir.bundle import Bundle, Entry, opens_bundle, read_bundle
from server.domain.fhir.full_urls import FullUrls
from server.domain.fhir.lines import Hold, Limits, Line, read_lines
from server.domain.fhir.links import rewrite_links
from server.domain.fhir.resource import imported_line, imported_resource, with_id
from server.domain.fhir.rules import Rule
from server.domain.fhir.scan import Malformed, Scanner
from server.domain.fhir.texts import json_texts
from server.domain.records.record import Deletion, Incoming, Noted, Record, Rejected
from server.domain.records.source import Source

_MAX_BUNDLE_NESTING = 4  # a batch response holds search sets; deeper than that is no exchange of records
_OPEN_REFERENCE = re.compile(rb'"reference"[ \t]*:[ \t]*"(?:(urn:(?:uuid|oid):)|[A-Z][A-Za-z]{2,63}\?)')
_CODE = re.compile(r"[a-z-]{1,32}")
_REASONS = {
    Rule.FULL_URL: "another entry of this Bundle has the same fullUrl",
    Rule.SAME_ID: "another entry of this Bundle has the same type and id, and another fullUrl",
    Rule.ENTRY: "an entry that is not an object",
    Rule.METHOD: "a request that cannot be applied: a PATCH, a method unknown to FHIR, or one without its resource",
    Rule.DELETION: "a deletion that names no single resource; its request.url must be Type/id",
}


def read_resources(
    stream: BinaryIO, name: str, limits: Limits | None = None, *, source: Source | None = None
) -> Iterator[Incoming]:
    """The parts of every text of the stream; see `read_texts` and `parts_of`."""
    limits = limits or Limits()
    for line in json_texts(read_lines(stream, limits), limits):
        yield from parts_of(line, name, limits, source)


def read_texts(stream: BinaryIO, limits: Limits, *, first_line: int = 1, hold: Hold | None = None) -> Iterator[Line]:
    """The JSON texts of the stream in their order; no input raises. Each has to be read before the next.

    Lines of NDJSON stream, one in memory at a time; a document that spans lines is held up to `limits.document_bytes`.
    OSError comes through from `stream.read`. `hold` counts what is held of the stream, where that is bounded;
    RateLimited comes through from it.
    """
    for line in json_texts(read_lines(stream, limits, first_line, hold), limits):
        yield line
        if hold is not None:
            hold.clear()


def parts_of(text: Line, name: str, limits: Limits, source: Source | None) -> Iterable[Incoming]:
    """What a text of the stream of this name holds; no input raises.

    A Bundle of any type, also one that an entry holds, is opened and not stored itself, so that each resource meets the
    check of its own type. A Bundle that breaks off gives the entries before the break.
    """
    if text.fault is not None:
        return (Rejected(file=name, line=text.number, reason=text.fault, rule=text.rule),)
    fits = len(text.raw) <= limits.resource_bytes
    record = imported_line(text.raw, text.value, source=source, file=name, line=text.number) if fits else None
    if record is not None:
        return (record, *_notes(record))
    try:
        decoded = text.raw.decode()
    except UnicodeDecodeError:
        return (Rejected(file=name, line=text.number, reason="not valid UTF-8", rule=Rule.ENCODING),)
    return _Document(decoded, name, text.number, limits, source).parts()


class _Document:
    """One JSON text, read by its definition: a resource, or a Bundle of them."""

    def __init__(self, text: str, file: str, first_line: int, limits: Limits, source: Source | None = None) -> None:
        self._source = source
        self._text = text
        self._file = file
        self._first_line = first_line
        self._limits = limits

    def parts(self) -> Iterator[Incoming]:
        scanner = Scanner(self._text)
        try:
            if opens_bundle(scanner):
                yield from self._bundle(scanner, nesting=0)
            else:
                record = self._resource(scanner, self._first_line)
                scanner.end()
                yield record
                yield from _notes(record)
        except Malformed as malformed:
            line = self._first_line + self._text.count("\n", 0, malformed.at)
            yield self._rejected(malformed.reason, line, malformed.rule)

    def _bundle(self, scanner: Scanner, nesting: int) -> Iterator[Incoming]:
        bundle = read_bundle(scanner, self._first_line)
        full_urls = bundle.full_urls()
        for entry in bundle.in_order():
            yield from self._entry(entry, bundle, full_urls, nesting)
        if bundle.fault is not None:
            line = self._first_line + self._text.count("\n", 0, bundle.fault.at)
            yield self._rejected(bundle.fault.reason, line, bundle.fault.rule)
        elif nesting == 0:
            scanner.end()

    def _entry(self, entry: Entry, bundle: Bundle, full_urls: FullUrls, nesting: int) -> Iterator[Incoming]:
        if entry.fault is not None:
            yield self._rejected(_REASONS[entry.fault], entry.line, entry.fault)
        elif entry.is_deletion:
            yield self._deletion(entry, bundle)
        elif entry.is_outcome:
            yield self._outcome(entry)
        elif not entry.has_resource:
            return  # a request to read, or a response without a resource
        elif entry.resource_type == "Bundle" and nesting < _MAX_BUNDLE_NESTING:
            yield from self._bundle(Scanner(self._text, entry.at), nesting + 1)
        else:
            try:
                record = self._resource(Scanner(self._text, entry.at), entry.line, entry, full_urls)
            except Malformed as malformed:
                yield self._rejected(malformed.reason, entry.line, malformed.rule)
            else:
                yield record
                yield from _notes(record)

    def _resource(
        self, scanner: Scanner, line: int, entry: Entry | None = None, full_urls: FullUrls | None = None
    ) -> Record:
        start = scanner.at
        parsed = scanner.value()
        text = scanner.text[start : scanner.at]
        if entry is not None and isinstance(parsed, dict):
            settled = _settled(text, parsed, entry, full_urls or FullUrls({}))
            if self._source and settled != text:  # links to entries of the Bundle are relative now, as others are
                parsed = Scanner(settled).value()
            text = settled
        raw = text.encode()
        if len(raw) > self._limits.resource_bytes:
            raise Malformed(f"a resource of more than {self._limits.resource_bytes} bytes", rule=Rule.SIZE)
        return imported_resource(raw, parsed, source=self._source, file=self._file, line=line)

    def _deletion(self, entry: Entry, bundle: Bundle) -> Deletion:
        assert entry.deleted is not None  # noqa: S101 - else the entry is at fault
        resource_type, resource_id = self._source.key_of(*entry.deleted) if self._source else entry.deleted
        return Deletion(
            resource_type=resource_type,
            resource_id=resource_id,
            moment=entry.moment or bundle.moment,
            file=self._file,
            line=entry.line,
        )

    def _outcome(self, entry: Entry) -> Noted:
        """By its codes alone: its text may name the person."""
        holder = Scanner(self._text, entry.at).lenient_value()
        issues = (holder if entry.has_resource else _in_response(holder)).get("issue")
        found = [_codes(issue) for issue in issues] if isinstance(issues, list) else []
        detail = f": {', '.join(sorted(set(filter(None, found)))[:5])}" if any(found) else ""
        what = "an OperationOutcome" if entry.has_resource else "a response to a request that failed"
        return Noted(file=self._file, line=entry.line, rule=Rule.OUTCOME, reason=f"{what}{detail}")

    def _rejected(self, reason: str, line: int, rule: Rule) -> Rejected:
        return Rejected(file=self._file, line=line, reason=reason, rule=rule)


def _settled(text: str, parsed: dict[str, Any], entry: Entry, full_urls: FullUrls) -> str:
    """The resource as it stands outside of its Bundle: with an id, and its links to other entries relative."""
    base = entry.base
    if full_urls:
        text = rewrite_links(text, parsed, lambda link: full_urls.target(link, base))
    if "id" not in parsed and entry.named_id is not None:
        parsed["id"] = entry.named_id
        text = with_id(text, entry.named_id)
    return text


def _notes(record: Record) -> Sequence[Noted]:
    content = record.content
    # Two searches that most records fail, each many times as fast as the third.
    if b"?" not in content and b'"urn:' not in content:
        return ()
    found = _OPEN_REFERENCE.findall(content)
    unresolved = sum(1 for prefix in found if prefix)
    return [
        Noted(file=record.file, line=record.line, rule=rule, reason=reason, count=count)
        for rule, count, reason in (
            (Rule.UNRESOLVED, unresolved, "a reference by urn: that no entry of its Bundle has as fullUrl; it is kept"),
            (Rule.CONDITIONAL, len(found) - unresolved, "a conditional reference; it is kept"),
        )
        if count
    ]


def _in_response(entry: dict[str, Any]) -> dict[str, Any]:
    outcome = entry["response"].get("outcome")  # an object, since it has a status
    return outcome if isinstance(outcome, dict) else {}


def _codes(issue: object) -> str:
    if not isinstance(issue, dict):
        return ""
    named = (issue.get("severity"), issue.get("code"))
    return " ".join(each for each in named if isinstance(each, str) and _CODE.fullmatch(each))
