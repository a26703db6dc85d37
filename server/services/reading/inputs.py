"""Named streams as one sequence of pieces, and back: so they pass through a pipe, or are begun and gone on with."""

from collections.abc import Generator, Iterable, Iterator
from typing import BinaryIO, cast

_PIECE_BYTES = 256 << 10

# The name of the stream that begins, or what was read of it.
Piece = str | bytes


def pieces_of(inputs: Iterable[tuple[str, BinaryIO]]) -> Generator[Piece, None, None]:
    """Raises what the streams raise."""
    for name, stream in inputs:
        yield name
        while piece := stream.read(_PIECE_BYTES):
            yield piece


def inputs_of(pieces: Iterable[Piece]) -> Iterator[tuple[str, BinaryIO]]:
    """Each stream has to be read to its end before the next."""
    rest = iter(pieces)
    piece = next(rest, None)
    while piece is not None:
        assert isinstance(piece, str)  # noqa: S101 - a name comes first, and a stream stops at the next one
        stream = _Stream(rest)
        yield piece, cast(BinaryIO, stream)
        piece = stream.following


class _Stream:
    """Its pieces as they come, whatever size is asked for. `following`: the name of the stream behind it, if any."""

    def __init__(self, pieces: Iterator[Piece]) -> None:
        self._pieces = pieces
        self._ended = False
        self.following: str | None = None

    def read(self, size: int = -1) -> bytes:
        if self._ended:
            return b""
        piece = next(self._pieces, None)
        if isinstance(piece, bytes):
            return piece
        self._ended, self.following = True, piece
        return b""
