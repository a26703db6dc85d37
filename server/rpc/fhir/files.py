"""A file of a manifest as an HTTP representation: a range of the file is a range of its artifact."""

from typing import Any

from server.domain import byte_range
from server.domain.bulk_data.export import File
from server.domain.byte_range import ByteRange
from server.domain.exports import Artifact
from server.rpc import http
from server.rpc.artifact import choose_range, is_known, representation_fields
from server.rpc.call import Call
from server.services.downloads import Choose


class FilePart:
    """What a call wants of a file. The file is known once the download is opened."""

    def __init__(self, call: Call, request: Any) -> None:
        self._call = call
        self._request = request
        self._file: File | None = None
        self._part = byte_range.whole(0)

    def of(self, file: File) -> Choose:
        """The choice raises RangeNotSatisfiable."""
        section = file.section
        self._file = file

        def choose(artifact: Artifact) -> ByteRange:
            self._part = choose_range(self._call, self._request, total=section.byte_size, sha256=section.sha256)
            return ByteRange(
                offset=section.offset + self._part.offset,
                length=self._part.length,
                total=artifact.byte_size,
                partial=True,
            )

        return choose

    @property
    def is_known(self) -> bool:
        """Whether the caller already has these bytes."""
        return is_known(self._call, self._opened.section.sha256)

    @property
    def fields(self) -> http.Fields:
        file = self._opened
        return representation_fields(
            self._part, sha256=file.section.sha256, filename=file.name, unchanged=self.is_known
        )

    @property
    def _opened(self) -> File:
        assert self._file is not None  # noqa: S101 - asked for once the download is opened
        return self._file
