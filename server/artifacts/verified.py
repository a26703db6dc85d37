"""Reads that give out no byte before it is verified: parts of an artifact, each by its seal or else by its SHA-256."""

import hashlib
from collections.abc import Generator
from contextlib import closing

from server.artifacts.backend import ArtifactBackend
from server.artifacts.errors import ArtifactAltered
from server.domain.byte_range import ByteRange
from server.domain.checksums import PIECE_BYTES, Checksums, Proof, Summing
from server.domain.seals import Sealed, Sealer

# A chunk is a message of its own: a quarter of a piece is what Envoy takes ahead of a slow reader.
CHUNK_BYTES = PIECE_BYTES // 4


def verified_pieces(
    backend: ArtifactBackend, key: str, part: ByteRange, checksums: Checksums, sealer: Sealer | None
) -> Generator[list[memoryview], None, None]:
    """A part of at least 1 byte, as the chunks of one piece after the other, not copied.

    Raises `ArtifactAltered` before a piece that is not what was written, and what `ArtifactBackend.chunks` raises.
    """
    start, end = checksums.around(part.offset, part.length)
    with closing(backend.chunks(key, start, end - start, checksums.piece_bytes, checksums.byte_size)) as pieces:
        for piece in pieces:
            # Read and verified in one go each: every return from such a call waits for the interpreter's lock.
            if not _is_proved(piece, checksums.piece(start // checksums.piece_bytes), sealer, Sealed.PIECE, start):
                raise ArtifactAltered(f"artifact {key} holds other bytes from {start} on than what was written")
            first, last = max(0, part.offset - start), min(len(piece), part.offset + part.length - start)
            yield _chunks(memoryview(piece)[first:last])
            start += len(piece)


def verified_part(
    backend: ArtifactBackend, key: str, part: ByteRange, proof: Proof, sealer: Sealer | None
) -> Generator[list[memoryview], None, None]:
    """Like `verified_pieces`, of a section that fits into memory: nothing around it is read."""
    with closing(backend.chunks(key, part.offset, part.length, part.length, part.total)) as found:
        for data in found:
            if not _is_proved(data, proof, sealer, Sealed.SECTION, part.offset):
                raise ArtifactAltered(f"artifact {key} holds other bytes from {part.offset} on than what was written")
            yield _chunks(memoryview(data))


def _is_proved(data: bytes, proof: Proof, sealer: Sealer | None, what: Sealed, offset: int) -> bool:
    """A seal that does not hold was made with another signing key, or of other bytes: SHA-256 tells which."""
    if sealer is not None and proof.seal and sealer.holds(proof.seal, what, offset, data):
        return True
    return hashlib.sha256(data).hexdigest() == proof.sha256


def _chunks(data: memoryview) -> list[memoryview]:
    return [data[at : at + CHUNK_BYTES] for at in range(0, len(data), CHUNK_BYTES)]


def summed(
    backend: ArtifactBackend, key: str, byte_size: int, summing: Summing
) -> Generator[list[memoryview], None, None]:
    """Reads the whole artifact into `summing`, an empty list a step, so that its reader can stop in between."""
    with closing(backend.chunks(key, 0, byte_size, PIECE_BYTES, byte_size)) as pieces:
        for piece in pieces:
            summing.update(piece)
            yield []
