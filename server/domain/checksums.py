"""What an artifact's bytes must be: their number, the SHA-256 of all of them, and of each piece.

By the pieces any part of an artifact can be verified before it leaves, without reading the rest.
"""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from server.domain.seals import SEAL_BYTES, Sealed, Sealer

# A reader holds one piece while it verifies it. A GiB of artifact has 32 KiB of digests.
PIECE_BYTES = 1024 * 1024
_DIGEST_BYTES = hashlib.sha256().digest_size


class Proof(NamedTuple):
    """What a part must be: its SHA-256, in hexadecimal digits, and its seal where it has one."""

    sha256: str
    seal: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checksums:
    """`pieces` are the SHA-256 digests of each `piece_bytes`, one after the other; the last piece may be shorter.
    `seals` are theirs, in the same order; None where nobody sealed them."""

    byte_size: int
    sha256: str
    pieces: bytes = field(repr=False)
    piece_bytes: int = PIECE_BYTES
    seals: bytes | None = field(default=None, repr=False)

    def piece(self, index: int) -> Proof:
        """Of one piece. Its SHA-256 is empty beyond the last one."""
        seal = None if self.seals is None else self.seals[index * SEAL_BYTES : (index + 1) * SEAL_BYTES]
        return Proof(self.pieces[index * _DIGEST_BYTES : (index + 1) * _DIGEST_BYTES].hex(), seal)

    def around(self, offset: int, length: int) -> tuple[int, int]:
        """The bytes from the first on and before the second: whole pieces that hold `length` bytes from `offset`."""
        end = -(-(offset + length) // self.piece_bytes) * self.piece_bytes
        return offset // self.piece_bytes * self.piece_bytes, min(end, self.byte_size)

    def count_around(self, offset: int, length: int) -> int:
        """Of the pieces that hold `length` bytes, at least 1, from `offset`."""
        return (offset + length - 1) // self.piece_bytes - offset // self.piece_bytes + 1


class Proving:
    """The proof of a part whose bytes come one after the other, with a seal where there is a sealer."""

    def __init__(self, sealer: Sealer | None, what: Sealed, offset: int) -> None:
        self._hash = hashlib.sha256()
        self._sealing = None if sealer is None else sealer.begin(what, offset)

    def update(self, data: bytes | memoryview) -> None:
        self._hash.update(data)
        if self._sealing is not None:
            self._sealing.update(data)

    @cached_property
    def proof(self) -> Proof:
        """After the last byte."""
        return Proof(self._hash.hexdigest(), None if self._sealing is None else self._sealing.end())


class Summing:
    """Checksums of bytes that come one after the other, sealed where there is a sealer."""

    def __init__(self, sealer: Sealer | None = None) -> None:
        self._sealer = sealer
        self._whole = hashlib.sha256()
        self._pieces: list[Proof] = []
        self._piece = Proving(sealer, Sealed.PIECE, 0)
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
                self._pieces.append(self._piece.proof)
                self._piece = Proving(self._sealer, Sealed.PIECE, self._byte_size)

    @property
    def checksums(self) -> Checksums:
        """After the last byte."""
        last = [self._piece.proof] if self._byte_size % PIECE_BYTES else []
        proofs = [*self._pieces, *last]
        return Checksums(
            byte_size=self._byte_size,
            sha256=self._whole.hexdigest(),
            pieces=bytes.fromhex("".join(proof.sha256 for proof in proofs)),
            seals=None if self._sealer is None else b"".join(proof.seal or b"" for proof in proofs),
        )
