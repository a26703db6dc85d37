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
    """The section that is being written."""

    def __init__(self, resource_type: str, offset: int) -> None:
        self._resource_type = resource_type
        self._offset = offset
        self._byte_size = 0
        self._records = 0
        self._hash = hashlib.sha256()

    def add(self, data: bytes, records: int) -> None:
        self._hash.update(data)
        self._byte_size += len(data)
        self._records += records

    @property
    def section(self) -> Section:
        return Section(
            resource_type=self._resource_type,
            offset=self._offset,
            byte_size=self._byte_size,
            records=self._records,
            sha256=self._hash.hexdigest(),
        )
