"""Where the records of one resource type stand in an artifact: noted while it is written."""

from dataclasses import dataclass

from server.domain.checksums import Proof, Proving
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
        self._proving = Proving(sealer, Sealed.SECTION, offset)

    @property
    def end(self) -> int:
        return self._offset + self._byte_size

    def count(self, byte_size: int, records: int) -> None:
        self._byte_size += byte_size
        self._records += records

    def update(self, data: bytes) -> None:
        self._proving.update(data)

    @property
    def section(self) -> Section:
        """Once all of it is counted and summed up."""
        proof = self._proving.proof
        return Section(
            resource_type=self._resource_type,
            offset=self._offset,
            byte_size=self._byte_size,
            records=self._records,
            sha256=proof.sha256,
            seal=proof.seal,
        )
