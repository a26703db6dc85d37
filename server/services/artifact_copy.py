"""Lines on their way into an artifact."""

from collections.abc import Callable, Sequence

from server.artifacts.store import SummingWriter
from server.domain.sections import Section, Sectioning


class Copy:
    """Lines into an artifact, one section after the other."""

    def __init__(self, writer: SummingWriter, *, shape: Callable[[bytes], bytes] | None) -> None:
        self._writer = writer
        self._shape = shape
        self._sectionings = [Sectioning("", 0)]

    @property
    def sections(self) -> list[Section]:
        """Once the writer has committed."""
        return [each.section for each in self._sectionings[1:]]

    def begin_section(self, resource_type: str) -> None:
        """The lines that come are of this resource type."""
        self._sectionings.append(Sectioning(resource_type, self._sectionings[-1].end, self._writer.sealer))

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
        sectioning = self._sectionings[-1]
        sectioning.count(len(data), records)
        self._writer.write(data, sectioning)
