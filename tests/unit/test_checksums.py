"""The checksums of an artifact's pieces."""

import hashlib

import pytest

from server.domain.checksums import PIECE_BYTES, Checksums, Proof, Summing

CONTENT = bytes(range(251)) * 13_000  # three pieces and a bit


def checksums_of(content: bytes, *, step: int) -> Checksums:
    summing = Summing()
    for start in range(0, len(content), step):
        summing.update(memoryview(content)[start : start + step])
    return summing.checksums


@pytest.mark.parametrize("step", [999, PIECE_BYTES, PIECE_BYTES + 1, len(CONTENT)])
@pytest.mark.parametrize("length", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, len(CONTENT)])
def test_they_are_the_same_however_the_bytes_come(step: int, length: int) -> None:
    content = CONTENT[:length]
    made = checksums_of(content, step=step)
    assert (made.byte_size, made.sha256) == (length, hashlib.sha256(content).hexdigest())
    pieces = [content[start : start + PIECE_BYTES] for start in range(0, length, PIECE_BYTES)]
    proofs = [Proof(hashlib.sha256(each).hexdigest(), None) for each in pieces]
    assert [made.piece(index) for index in range(len(pieces))] == proofs
    assert made.piece(len(pieces)) == Proof("", None)


@pytest.mark.parametrize(
    ("offset", "length", "around"),
    [
        (0, 1, (0, PIECE_BYTES)),
        (PIECE_BYTES - 1, 1, (0, PIECE_BYTES)),
        (PIECE_BYTES - 1, 2, (0, 2 * PIECE_BYTES)),
        (PIECE_BYTES, PIECE_BYTES, (PIECE_BYTES, 2 * PIECE_BYTES)),
        (len(CONTENT) - 1, 1, (3 * PIECE_BYTES, len(CONTENT))),
        (0, len(CONTENT), (0, len(CONTENT))),
    ],
)
def test_a_part_lies_in_whole_pieces(offset: int, length: int, around: tuple[int, int]) -> None:
    assert checksums_of(CONTENT, step=len(CONTENT)).around(offset, length) == around
