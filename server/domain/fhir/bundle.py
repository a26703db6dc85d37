"""A Bundle's entries: what each holds, in which order they apply, and which cannot (hl7.org/fhir/R4/bundle.html).

A Bundle is read twice: once for what its entries say of themselves, since any of them may link to a later one, and then
entry by entry. So no more than one resource is held as objects.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from server.domain.fhir.full_urls import FullUrls, base_of, comparable, id_of, key_of
from server.domain.fhir.instants import instant
from server.domain.fhir.rules import Rule
from server.domain.fhir.scan import Malformed, Scanner

MAX_ENTRIES = 100_000  # what is remembered of each is held in memory
_REQUESTS = frozenset({"transaction", "batch"})
_NOT_SUCCESSFUL = ("4", "5")
_WITH_REQUESTS = _REQUESTS | {"history"}
_READS = frozenset({"GET", "HEAD"})
_WRITES = frozenset({"POST", "PUT"})


@dataclass(slots=True, kw_only=True)
class Entry:
    """What an entry says of itself. `at` is where its resource begins in the text, or the entry where it has none.

    `moment` is when its state was: the resource's `meta.lastUpdated` or the response's `lastModified`.
    """

    at: int
    line: int
    full_url: str | None = None
    resource_type: str | None = None
    resource_id: str | None = None
    version_id: str | None = None
    moment: datetime | None = None
    method: str | None = None
    url: str | None = None
    status: str | None = None
    location: str | None = None
    mode: str | None = None
    has_resource: bool = False
    has_request: bool = False
    fault: Rule | None = None

    @property
    def base(self) -> str:
        return base_of(self.full_url)

    @property
    def named_id(self) -> str | None:
        """The id by which the resource is stored: its own, or the one that its place in the Bundle gives it."""
        if self.resource_id is not None:
            return self.resource_id
        if self.method == "PUT" and (named := key_of(self.url)):
            return named[1]
        if (named_id := id_of(self.full_url)) is not None:
            return named_id
        located = key_of(self.location)
        return located[1] if located else None

    @property
    def key(self) -> str | None:
        if self.resource_type is None or self.named_id is None:
            return None
        return f"{self.resource_type}/{self.named_id}"

    @property
    def is_deletion(self) -> bool:
        return self.method == "DELETE"

    @property
    def deleted(self) -> tuple[str, str] | None:
        """Type and id of what a deletion names; None where it names no single resource."""
        return key_of(self.url) or (None if self.url else key_of(self.full_url))

    @property
    def is_outcome(self) -> bool:
        """Whether it tells how the search or the request went, and is no record."""
        failed = (self.status or "").startswith(_NOT_SUCCESSFUL)
        if not self.has_resource:
            return failed  # its OperationOutcome, if any, is in the response
        return self.resource_type == "OperationOutcome" and (failed or self.mode == "outcome")

    def can_be_applied(self, bundle_type: str) -> bool:
        """Whether its request is one that an import can apply, or reads only. In a history the resource is whole,
        whatever the method."""
        if self.method in _READS or self.is_deletion:
            return True
        return self.has_resource and (bundle_type == "history" or self.method is None or self.method in _WRITES)


@dataclass(slots=True, kw_only=True)
class Bundle:
    """`fault` is where the text breaks off, after the entries. `moment` is its `meta.lastUpdated`."""

    type: str | None = None
    moment: datetime | None = None
    entries: list[Entry] = field(default_factory=list)
    fault: Malformed | None = None

    def in_order(self) -> Sequence[Entry]:
        """As they apply: of a history the oldest first, of a transaction deletions first, else as they stand."""
        if self.type == "history":
            oldest_first = self.entries[::-1]
            if all(entry.moment is not None for entry in oldest_first):
                oldest_first.sort(key=lambda entry: entry.moment or datetime.min.replace(tzinfo=UTC))
            return oldest_first
        if self.type in _REQUESTS:
            return sorted(self.entries, key=lambda entry: not entry.is_deletion)
        return self.entries

    def full_urls(self) -> FullUrls:
        """Of the entries that can be applied."""
        return FullUrls(
            {
                entry.full_url: entry.key
                for entry in self.entries
                if entry.full_url and entry.key and entry.fault is None
            }
        )

    def judge(self) -> None:
        """Sets the `fault` of each entry that cannot be applied."""
        self._judge_duplicates()
        for entry in self.entries:
            if self.type in _WITH_REQUESTS and entry.has_request and not entry.can_be_applied(self.type):
                entry.fault = Rule.METHOD
            elif entry.is_deletion and entry.deleted is None:
                entry.fault = Rule.DELETION

    def _judge_duplicates(self) -> None:
        """Of two entries with one `fullUrl`, or two with one type and id, nobody knows which one a link means.

        Versions of one resource may share their `fullUrl` (R4, bdl-7), and in a history all of them do.
        """
        kept = [
            (comparable(entry.full_url), entry)
            for entry in self.entries
            if entry.full_url and not entry.is_deletion and entry.has_resource
        ]
        if self.type != "history":
            of_one_url = Counter((url, entry.version_id) for url, entry in kept)
            for url, entry in kept:
                if of_one_url[url, entry.version_id] > 1:
                    entry.fault = Rule.FULL_URL
        urls, keys = defaultdict[str | None, set[str]](set), defaultdict[str, set[str | None]](set)
        for url, entry in kept:
            urls[entry.key].add(url)
            keys[url].add(entry.key)
        for url, entry in kept:
            if len(keys[url]) > 1:
                entry.fault = Rule.FULL_URL
            elif entry.key is not None and len(urls[entry.key]) > 1:
                entry.fault = entry.fault or Rule.SAME_ID


def read_bundle(scanner: Scanner, first_line: int = 1) -> Bundle:
    """Steps over the Bundle that begins at the scanner's position, or up to where it breaks off.

    `first_line` is the line of the text's first character. After MAX_ENTRIES it counts as broken off.
    """
    bundle = Bundle()
    lines = _Lines(scanner.text, first_line)
    try:
        for key in scanner.members():
            if key == "entry":
                bundle.entries.extend(_entries(scanner, lines, MAX_ENTRIES - len(bundle.entries)))
            elif key == "type":
                bundle.type = _text(scanner.lenient_value())
            elif key == "meta":
                bundle.moment = _moment(_members(scanner.lenient_value()).get("lastUpdated"))
            else:
                scanner.skip()
    except Malformed as malformed:
        bundle.fault = malformed
    bundle.judge()
    return bundle


def _entries(scanner: Scanner, lines: "_Lines", limit: int) -> Iterator[Entry]:
    if scanner.peek() != "[":
        raise Malformed("entry is not a list", scanner.at)
    for _ in scanner.elements():
        entry = _entry(scanner, lines) if scanner.peek() == "{" else _no_entry(scanner, lines)
        if entry is None:
            continue
        if limit <= 0:
            raise Malformed(f"a Bundle of more than {MAX_ENTRIES} entries", entry.at, Rule.SIZE)
        limit -= 1
        yield entry


class _Lines:
    """Line numbers of rising positions."""

    def __init__(self, text: str, first: int) -> None:
        self._text = text
        self._line = first
        self._counted = 0

    def at(self, position: int) -> int:
        self._line += self._text.count("\n", self._counted, position)
        self._counted = max(self._counted, position)
        return self._line


def _no_entry(scanner: Scanner, lines: _Lines) -> Entry:
    entry = Entry(at=scanner.at, line=lines.at(scanner.at), fault=Rule.ENTRY)
    scanner.skip()
    return entry


def _entry(scanner: Scanner, lines: _Lines) -> Entry | None:
    """None where it holds nothing."""
    start = scanner.at
    entry = Entry(at=start, line=0)
    known: dict[str, Any] = {}
    for member in scanner.members():
        if member == "resource":
            entry.at, entry.has_resource = scanner.at, True
            _note_resource(entry, scanner)
        elif member in _FIELDS:
            known[member] = scanner.lenient_value()
        else:
            scanner.skip()
    if not entry.has_resource and not known:
        return None
    entry.line = lines.at(entry.at)
    entry.has_request = "request" in known
    for member, names in _FIELDS.items():
        _note(entry, known.get(member), names)
    return entry


# Members of an entry, and what of each is kept under which name.
_FIELDS: dict[str, dict[str, str]] = {
    "fullUrl": {"": "full_url"},
    "request": {"method": "method", "url": "url"},
    "response": {"status": "status", "location": "location"},
    "search": {"mode": "mode"},
}


def _note(entry: Entry, value: Any, names: dict[str, str]) -> None:
    for member, name in names.items():
        setattr(entry, name, _text(value if not member else _members(value).get(member)))
    if entry.moment is None and "location" in names:
        entry.moment = _moment(_members(value).get("lastModified"))


def _note_resource(entry: Entry, scanner: Scanner) -> None:
    if opens_bundle(scanner):
        entry.resource_type = "Bundle"
        for _ in scanner.members():  # and not as one value
            scanner.skip()
        return
    resource = _members(scanner.lenient_value())
    meta = _members(resource.get("meta"))
    entry.resource_type = _text(resource.get("resourceType"))
    entry.resource_id = _text(resource.get("id"))
    entry.version_id = _text(meta.get("versionId"))
    entry.moment = _moment(meta.get("lastUpdated"))


def opens_bundle(scanner: Scanner) -> bool:
    """Whether a Bundle begins at the scanner's position, where it stays; reads no further than its type, nearly always
    its first member."""
    ahead = Scanner(scanner.text, scanner.at)
    if ahead.peek() != "{":
        return False
    for key in ahead.members():
        if key == "resourceType":
            return bool(ahead.value() == "Bundle")
        ahead.skip()
    return False


def _members(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _moment(value: Any) -> datetime | None:
    try:
        return instant(value)
    except ValueError:
        return None
