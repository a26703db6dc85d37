"""Where the records of one resource type stand in an artifact: noted while it is written."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """`byte_size` bytes from `offset` of an artifact: `records` lines of one type, and their SHA-256."""

    resource_type: str
    offset: int
    byte_size: int
    records: int
    sha256: str


class Sectioning:
    """The section that is being written. Its bytes may be summed up later than they are counted."""

    def __init__(self, resource_type: str, offset: int) -> None:
        self._resource_type = resource_type
        self._offset = offset
        self._byte_size = 0
        self._records = 0
        self._hash = hashlib.sha256()

    @property
    def end(self) -> int:
        return self._offset + self._byte_size

    def count(self, byte_size: int, records: int) -> None:
        self._byte_size += byte_size
        self._records += records

    def update(self, data: bytes) -> None:
        self._hash.update(data)

    @property
    def section(self) -> Section:
        """Once all of it is counted and summed up."""
        return Section(
            resource_type=self._resource_type,
            offset=self._offset,
            byte_size=self._byte_size,
            records=self._records,
            sha256=self._hash.hexdigest(),
        )
