"""Numbered lines of an imported stream, plain or gzip, in bounded memory (RFC 1952, NDJSON)."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple, Protocol

from server.domain.fhir.rules import Rule

MIB = 1024 * 1024
_CHUNK_BYTES = 256 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WBITS = 16 + zlib.MAX_WBITS
_BOM = b"\xef\xbb\xbf"
_JSON_SPACE = b" \t\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an import may hold at most, in bytes, after decompression."""

    resource_bytes: int = 32 * MIB
    document_bytes: int = 512 * MIB
    stream_bytes: int = 16 * 1024 * MIB
    # Records compress 5 to 50 times, deflate at most 1,032: what comes near that was made to fill us up.
    gzip_ratio: int = 500
    gzip_ratio_after_bytes: int = 64 * MIB


class Line(NamedTuple):
    """A physical line without its surrounding white space and byte order mark, or why it cannot be read."""

    number: int
    raw: bytes = b""
    fault: str | None = None
    rule: Rule = Rule.JSON
    end: int = 0  # bytes of the input, decompressed, up to the end of this line
    last: int = 0  # the last line, of a document that spans lines
    value: Any = None  # of JSON in it that was read already


class Hold(Protocol):
    """Counts the bytes of the text that is being read."""

    def add(self, size: int) -> None:
        """Raises RateLimited where no more may be held."""

    def clear(self) -> None:
        """The text is done."""


class _Unreadable(Exception):
    """The stream cannot be read on."""

    def __init__(self, reason: str, rule: Rule) -> None:
        super().__init__(reason)
        self.rule = rule


def read_lines(stream: BinaryIO, limits: Limits, first: int = 1, hold: Hold | None = None) -> Iterator[Line]:
    """Every line with content, numbered from `first`. A stream that cannot be read on ends in a line that is a
    fault. Raises RateLimited where `hold` does."""
    begun = _Begun(limits.document_bytes, first)
    try:
        for chunk in _bounded(_plain(stream, limits), limits.stream_bytes):
            if hold is not None:
                hold.add(len(chunk))
            before, *lines = chunk.split(b"\n")
            begun.add(before)
            if not lines:
                continue
            after = lines.pop()
            if line := begun.ended(by=1):
                yield line
            for raw in lines:
                if not raw:
                    begun.skip_blank()
                elif line := begun.whole(raw):
                    yield line
            begun.add(after)
    except _Unreadable as unreadable:
        yield Line(begun.number, fault=str(unreadable), rule=unreadable.rule, end=begun.end)
        return
    if line := begun.ended(by=0):
        yield line


class _Begun:
    """The line that is being put together from chunks; of one over the limit nothing is held."""

    def __init__(self, limit: int, number: int) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self.number = number
        self.end = 0  # of the line before

    def add(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            self._parts.clear()
        elif part:
            self._parts.append(part)

    def ended(self, by: int) -> Line | None:
        """The line, which so many bytes end; None where it is blank. The next one begins."""
        size, parts = self._size, self._parts
        self._size, self._parts = 0, []
        return self._line(parts[0] if len(parts) == 1 else b"".join(parts), size, by)

    def whole(self, raw: bytes) -> Line | None:
        """`ended` for a line that is all in one chunk, with its line break."""
        return self._line(raw, len(raw), 1)

    def skip_blank(self) -> None:
        """`whole` for a line that is its line break alone: a hostile input has nothing else."""
        self.number += 1
        self.end += 1

    def _line(self, raw: bytes, size: int, by: int) -> Line | None:
        number = self.number
        self.number = number + 1
        self.end += size + by
        if size > self._limit:
            return Line(number, fault=f"a line of more than {self._limit} bytes", rule=Rule.SIZE, end=self.end)
        raw = raw.strip(_JSON_SPACE).removeprefix(_BOM).lstrip(_JSON_SPACE)
        return Line(number, raw, None, Rule.JSON, self.end) if raw else None


def _plain(stream: BinaryIO, limits: Limits) -> Iterator[bytes]:
    """The stream's content in chunks, decompressed where it begins as gzip does, whatever its name says."""
    head = b""
    while len(head) < len(_GZIP_MAGIC) and (chunk := stream.read(_CHUNK_BYTES)):
        head += chunk
    chunks = _chunks(head, stream)
    return _gunzip(chunks, limits) if head.startswith(_GZIP_MAGIC) else chunks


def _chunks(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    chunk = head
    while chunk:
        yield chunk
        chunk = stream.read(_CHUNK_BYTES)


def _gunzip(chunks: Iterable[bytes], limits: Limits) -> Iterator[bytes]:
    """Decompresses members one after another; each step gives at most one chunk, however well its input compresses."""
    read = 0

    def counted() -> Iterator[bytes]:
        nonlocal read
        for chunk in chunks:
            read += len(chunk)
            yield chunk

    given = 0
    for plain in _inflated(counted()):
        given += len(plain)
        if given > max(limits.gzip_ratio_after_bytes, limits.gzip_ratio * read):
            raise _Unreadable(f"the gzip data holds more than {limits.gzip_ratio} times its size", Rule.SIZE)
        yield plain


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(_GZIP_WBITS)
    try:
        for chunk in chunks:
            pending = chunk
            while pending:
                if inflater.eof:
                    pending = pending.lstrip(b"\0")  # gzip allows zeros as padding after a member
                    if not pending:
                        break
                    inflater = zlib.decompressobj(_GZIP_WBITS)
                yield inflater.decompress(pending, _CHUNK_BYTES)
                pending = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
        while not inflater.eof and (held_back := inflater.decompress(b"", _CHUNK_BYTES)):
            yield held_back
    except zlib.error:
        raise _Unreadable("the gzip data is corrupt", Rule.GZIP) from None
    if not inflater.eof:
        raise _Unreadable("the gzip data ends early", Rule.GZIP)


def _bounded(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise _Unreadable(f"more than {limit} bytes after decompression", Rule.SIZE)
        yield chunk
