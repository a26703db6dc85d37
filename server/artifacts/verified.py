"""Reads that give out no byte before it is verified: pieces of an artifact, each against its SHA-256."""

import hashlib
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing

from server.artifacts.backend import ArtifactBackend
from server.artifacts.errors import ArtifactAltered
from server.domain.checksums import Checksums, Summing

_CHUNKS_A_PIECE = 4


def verified_pieces(
    backend: ArtifactBackend, key: str, checksums: Checksums, offset: int, length: int
) -> Generator[list[bytes], None, None]:
    """`length` bytes (at least 1) from `offset` on, as the chunks of one piece after the other.

    Raises `ArtifactAltered` before a piece that is not what was written, and what `ArtifactBackend.chunks` raises.
    """
    start, end = checksums.around(offset, length)
    chunk_bytes = checksums.piece_bytes // _CHUNKS_A_PIECE
    with closing(backend.chunks(key, start, end - start, chunk_bytes, checksums.byte_size)) as chunks:
        while start < end:
            piece = _piece(chunks, min(checksums.piece_bytes, end - start))
            if _digest(piece) != checksums.piece(start // checksums.piece_bytes):
                raise ArtifactAltered(f"artifact {key} holds other bytes from {start} on than what was written")
            yield [*_overlap(piece, start, offset, offset + length)]
            start += checksums.piece_bytes


def summed(backend: ArtifactBackend, key: str, byte_size: int, summing: Summing) -> Generator[list[bytes], None, None]:
    """Reads the whole artifact into `summing`, an empty list a step, so that its reader can stop in between."""
    with closing(backend.chunks(key, 0, byte_size, 1 << 20, byte_size)) as chunks:
        for chunk in chunks:
            summing.update(chunk)
            yield []


def _piece(chunks: Iterator[bytes], byte_size: int) -> list[bytes]:
    """The chunks of the next piece: a backend cuts them so that none goes over a piece's end."""
    piece: list[bytes] = []
    while byte_size > 0:
        piece.append(next(chunks))
        byte_size -= len(piece[-1])
    return piece


def _digest(piece: Sequence[bytes]) -> bytes:
    digest = hashlib.sha256()
    for chunk in piece:
        digest.update(chunk)
    return digest.digest()


def _overlap(piece: Sequence[bytes], start: int, offset: int, end: int) -> Iterator[bytes]:
    """What of the piece's chunks, of which the first begins at `start`, lies from `offset` on and before `end`."""
    for chunk in piece:
        wanted = chunk[max(0, offset - start) : max(0, end - start)]
        if wanted:
            yield wanted
        start += len(chunk)
