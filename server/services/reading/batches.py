"""The batches of an import's input. What needs no database is found out here."""

import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from server.domain.fhir.lines import Hold, Limits, Line
from server.domain.fhir.parse import parts_of, read_resources, read_texts
from server.domain.fhir.references import Named, Naming
from server.domain.records.record import Change, Deletion, Incoming, Record, Reported
from server.domain.records.record_import import Position, refuse_input
from server.domain.records.source import Source
from server.errors import CuraeError, OperatorError

# A batch holds the database's write lock for a few tenths of a second. Whatever its size, it writes most pages of the
# key's index: on SQLite, 200,000 records are 2.1 GB of writes in batches of 4,000, and 1.6 GB in batches of 8,000.
BATCH_RECORDS = 8_000
BATCH_BYTES = 12 << 20
# The first batch is small and each one after it has twice its size: storing begins while most is still to be read.
FIRST_BATCH_RECORDS = 2_000
SECONDS_BETWEEN_COMMITS = 1.0  # of a slow sender: what came in is stored without a full batch

_START = Position()

Kind = tuple[str, int]  # resource type and classes


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Changes of one transaction, and what is reported of the parts among them.

    `named`: by the references of its records. `kinds`: how many records of each there are. Of the body of a request,
    `position` and `digest` are of the input up to the batch's end, and one that `is_last` completes it.
    """

    changes: Sequence[Change]
    reported: Sequence[Reported]
    named: Named
    kinds: Mapping[Kind, int]
    position: Position = _START
    digest: bytes = b""
    is_last: bool = False

    def __bool__(self) -> bool:
        return bool(self.changes or self.reported)


class _Gathering:
    """A batch to be, bounded by count and bytes. `size`: in records; without one it is the first batch."""

    def __init__(self, size: int | None = None) -> None:
        self._size = min(size or FIRST_BATCH_RECORDS, BATCH_RECORDS)
        self._max_bytes = BATCH_BYTES * self._size // BATCH_RECORDS
        self._changes: list[Change] = []
        self._reported: list[Reported] = []
        self._naming = Naming()
        self._bytes = 0
        self.is_full = False

    def add(self, part: Incoming) -> None:
        if isinstance(part, Record):
            self._changes.append(part)
            self._naming.add(part)
            self._bytes += len(part.content)
        elif isinstance(part, Deletion):
            self._changes.append(part)
        else:
            self._reported.append(part)
        if len(self._changes) >= self._size or self._bytes >= self._max_bytes or len(self._reported) >= self._size:
            self.is_full = True

    def following(self) -> "_Gathering":
        return _Gathering(2 * self._size)

    def __bool__(self) -> bool:
        return bool(self._changes or self._reported)

    def batch(self, position: Position = _START, digest: bytes = b"", *, is_last: bool = False) -> Batch:
        kinds = Counter((each.resource_type, each.classes) for each in self._changes if isinstance(each, Record))
        return Batch(
            changes=self._changes,
            reported=self._reported,
            named=self._naming.named(),
            kinds=kinds,
            position=position,
            digest=digest,
            is_last=is_last,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Of a request that goes on with an import: where its body begins in the input, how much of the input is stored,
    and the digest of that. A body that `is_repeat` is of an import that is complete: it is compared alone."""

    offset: int
    stored: Position
    digest: bytes
    is_repeat: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How an input is read. `body`: None where it is files, from their beginnings on."""

    source: Source | None = None
    limits: Limits = field(default_factory=Limits)
    body: Body | None = None


def batches_of(parts: Iterable[Incoming]) -> Iterator[Batch]:
    """What comes before a fault of `parts` is given before the fault is raised."""
    gathering, fault = _Gathering(), None
    try:
        for part in parts:
            gathering.add(part)
            if gathering.is_full:
                yield gathering.batch()
                gathering = gathering.following()
    except (CuraeError, OperatorError) as raised:
        fault = raised
    if gathering:
        yield gathering.batch()
    if fault is not None:
        raise fault


def read_batches(inputs: Iterable[tuple[str, BinaryIO]], order: Order, hold: Hold | None = None) -> Iterator[Batch]:
    """Of named streams, one after the other; a body is one. Raises what they raise, once what came before is given; and
    IdempotencyKeyReused where a body is not of the input that is stored."""
    if order.body is None:
        yield from batches_of(
            part for name, stream in inputs for part in read_resources(stream, name, order.limits, source=order.source)
        )
        return
    for _, stream in inputs:
        yield from _BodyReader(order, order.body).batches(stream, hold)


class _BodyReader:
    """Passes over what is stored, and notes how far the input was read."""

    def __init__(self, order: Order, body: Body) -> None:
        self._order = order
        self._body = body
        self._gathering = _Gathering()
        # Where the part that was added last ends; a `Position` for each line would take longer than to judge it.
        self._end, self._line, self._parts = body.stored.end, body.stored.line, body.stored.parts
        self._has_passed = False  # what is stored
        # The digest tells a repeat from another input; it needs the input from its first byte on.
        self._hash = hashlib.sha256() if body.offset == 0 else None
        self._seen_end = body.offset
        self._given_at = time.monotonic()

    def batches(self, stream: BinaryIO, hold: Hold | None) -> Iterator[Batch]:
        body, fault = self._body, None
        first_line = body.stored.line + 1 if body.offset else 1
        texts = read_texts(stream, self._order.limits, first_line=first_line, hold=hold)
        try:
            for text in texts:
                yield from self._take(text, body.offset + text.end)
        except CuraeError as raised:
            fault = raised
        if fault is not None:
            if self._gathering:
                yield self._batch()
            raise fault
        self._require_joint()
        if not body.is_repeat:
            yield self._batch(is_last=True)
        elif self._seen_end != body.stored.end:
            refuse_input()

    def _take(self, text: Line, end: int) -> Iterator[Batch]:
        body = self._body
        if end == self._seen_end:  # the fault that ends an input has no bytes of its own, so no repeat has it stored
            if end >= body.stored.end and not body.is_repeat:
                for part in self._parts_of(text):
                    self._gathering.add(part)
            return
        if end <= body.stored.end or body.is_repeat:
            self._note(text, end)
            if end == body.stored.end:
                self._require_same_input()
            return
        self._require_joint()
        skipped = 0 if self._has_passed else body.stored.parts
        self._has_passed = True
        for number, part in enumerate(self._parts_of(text), start=1):
            if number <= skipped:
                continue
            self._gathering.add(part)
            if self._gathering.is_full:
                self._parts = number
                yield from self._give()
        self._note(text, end)
        self._end, self._line, self._parts = end, text.last or text.number, 0
        if self._gathering.is_full or time.monotonic() - self._given_at > SECONDS_BETWEEN_COMMITS:
            yield from self._give()

    def _parts_of(self, text: Line) -> Iterable[Incoming]:
        return parts_of(text, "", self._order.limits, self._order.source)

    def _give(self) -> Iterator[Batch]:
        yield self._batch()
        self._given_at = time.monotonic()  # the one before it is stored by now

    def _batch(self, *, is_last: bool = False) -> Batch:
        gathering, self._gathering = self._gathering, self._gathering.following()
        position = Position(end=self._end, line=self._line, parts=self._parts)
        return gathering.batch(position, self._digest(), is_last=is_last)

    def _note(self, text: Line, end: int) -> None:
        if self._hash is not None:
            self._hash.update(b"%d:" % end)
            self._hash.update(text.raw)
        self._seen_end = end

    def _digest(self) -> bytes:
        return b"" if self._hash is None else self._hash.digest()

    def _require_same_input(self) -> None:
        """Where all that is stored was repeated. Raises IdempotencyKeyReused."""
        if self._hash is not None and self._body.digest not in (b"", self._digest()):
            refuse_input()

    def _require_joint(self) -> None:
        """What was repeated has to end where what is stored ends. Raises IdempotencyKeyReused."""
        if self._seen_end < self._body.stored.end:
            refuse_input()
