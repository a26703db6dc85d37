"""What an artifact's bytes must be: their number, the SHA-256 of all of them, and of each piece.

By the pieces any part of an artifact can be verified before it leaves, without reading the rest.
"""

import hashlib
from dataclasses import dataclass, field

# A reader holds one piece while it verifies it. A GiB of artifact has 32 KiB of digests.
PIECE_BYTES = 1024 * 1024
_DIGEST_BYTES = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True, kw_only=True)
class Checksums:
    """`pieces` are the SHA-256 digests of each `piece_bytes`, one after the other; the last piece may be shorter."""

    byte_size: int
    sha256: str
    pieces: bytes = field(repr=False)
    piece_bytes: int = PIECE_BYTES

    def piece(self, index: int) -> bytes:
        """The digest of one piece."""
        return self.pieces[index * _DIGEST_BYTES : (index + 1) * _DIGEST_BYTES]

    def around(self, offset: int, length: int) -> tuple[int, int]:
        """The bytes from the first on and before the second: whole pieces that hold `length` bytes from `offset`."""
        end = -(-(offset + length) // self.piece_bytes) * self.piece_bytes
        return offset // self.piece_bytes * self.piece_bytes, min(end, self.byte_size)

    def count_around(self, offset: int, length: int) -> int:
        """Of the pieces that hold `length` bytes, at least 1, from `offset`."""
        return (offset + length - 1) // self.piece_bytes - offset // self.piece_bytes + 1


class Summing:
    """Checksums of bytes that come one after the other."""

    def __init__(self) -> None:
        self._whole = hashlib.sha256()
        self._piece = hashlib.sha256()
        self._pieces: list[bytes] = []
        self._byte_size = 0

    def update(self, data: bytes | memoryview) -> None:
        rest = memoryview(data)
        self._whole.update(rest)
        while rest:
            room = PIECE_BYTES - self._byte_size % PIECE_BYTES
            self._piece.update(rest[:room])
            self._byte_size += min(room, len(rest))
            rest = rest[room:]
            if self._byte_size % PIECE_BYTES == 0:
                self._pieces.append(self._piece.digest())
                self._piece = hashlib.sha256()

    @property
    def checksums(self) -> Checksums:
        last = [self._piece.digest()] if self._byte_size % PIECE_BYTES else []
        return Checksums(
            byte_size=self._byte_size, sha256=self._whole.hexdigest(), pieces=b"".join([*self._pieces, *last])
        )
