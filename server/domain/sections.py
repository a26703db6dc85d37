"""Where the records of one resource type stand in an artifact: noted while it is written."""

import hashlib
from dataclasses import dataclass

from server.domain.checksums import Proof
from server.domain.seals import Sealed, Sealer


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """`byte_size` bytes from `offset` of an artifact: `records` lines of one type, their SHA-256, and their seal where
    they have one."""

    resource_type: str
    offset: int
    byte_size: int
    records: int
    sha256: str
    seal: bytes | None = None

    @property
    def proof(self) -> Proof:
        return Proof(self.sha256, self.seal)


class Sectioning:
    """The section that is being written. Its bytes may be summed up later than they are counted."""

    def __init__(self, resource_type: str, offset: int, sealer: Sealer | None = None) -> None:
        self._resource_type = resource_type
        self._offset = offset
        self._byte_size = 0
        self._records = 0
        self._hash = hashlib.sha256()
        self._sealing = None if sealer is None else sealer.begin(Sealed.SECTION, offset)

    @property
    def end(self) -> int:
        return self._offset + self._byte_size

    def count(self, byte_size: int, records: int) -> None:
        self._byte_size += byte_size
        self._records += records

    def update(self, data: bytes) -> None:
        self._hash.update(data)
        if self._sealing is not None:
            self._sealing.update(data)

    @property
    def section(self) -> Section:
        """Once, when all of it is counted and summed up."""
        return Section(
            resource_type=self._resource_type,
            offset=self._offset,
            byte_size=self._byte_size,
            records=self._records,
            sha256=self._hash.hexdigest(),
            seal=None if self._sealing is None else self._sealing.seal,
        )
