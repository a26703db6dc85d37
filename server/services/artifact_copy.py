"""Lines on their way into an artifact."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from server.artifacts.store import SummingWriter
from server.domain.sections import Section, Sectioning


class Copy:
    """Lines into an artifact, one section after the other."""

    def __init__(self, writer: SummingWriter, *, shape: Callable[[bytes], bytes] | None) -> None:
        self._writer = writer
        self._shape = shape
        self._sectioning = Sectioning("", 0)
        self.sections: list[Section] = []

    @contextmanager
    def section(self, resource_type: str) -> Iterator[None]:
        """Surrounds the lines of one resource type."""
        before = self.sections[-1] if self.sections else None
        self._sectioning = Sectioning(resource_type, before.offset + before.byte_size if before else 0)
        yield
        self.sections.append(self._sectioning.section)

    def add(self, contents: Sequence[bytes]) -> None:
        lines = [*map(self._shape, contents)] if self._shape else contents
        if not lines:
            return
        if len(lines) == 1:  # it may be of any size: not copied once more for its newline
            self._write(lines[0], 1)
            self._write(b"\n", 0)
        else:
            self._write(b"\n".join([*lines, b""]), len(lines))

    def _write(self, data: bytes, records: int) -> None:
        self._sectioning.add(data, records)
        self._writer.write(data)
