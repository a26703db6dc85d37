"""Splits a stream of chunks into lines, in time and memory that grow with the bytes alone."""

from collections.abc import Iterator

from curae_sdk.errors import IntegrityError

MAX_LINE_BYTES = 64 << 20  # one FHIR resource


class LineSplitter:
    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.unfinished_bytes = 0

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The lines that this chunk ends. Raises IntegrityError for a line over MAX_LINE_BYTES."""
        first, *others = chunk.split(b"\n")
        self._pieces.append(first)
        self.unfinished_bytes += len(first)
        if self.unfinished_bytes > MAX_LINE_BYTES:
            raise IntegrityError(f"a line of the artifact is longer than {MAX_LINE_BYTES} bytes")
        for other in others:
            line = b"".join(self._pieces)
            self._pieces, self.unfinished_bytes = [other], len(other)
            yield line
