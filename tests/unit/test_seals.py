"""Seals hold for the bytes, the place, the artifact and the key that they were made with, and for nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.seals import SEAL_BYTES, Sealed, Sealer

KEY, ARTIFACT = b"k" * 32, "exports/1/2.ndjson"
CONTENT = bytes(range(256)) * 9


def seal_of(content: bytes, *, step: int = 999, what: Sealed = Sealed.PIECE, offset: int = 0) -> bytes:
    sealing = Sealer(KEY, ARTIFACT).begin(what, offset)
    for start in range(0, len(content), step):
        sealing.update(memoryview(content)[start : start + step])
    return sealing.end()


@given(content=st.binary(max_size=300), step=st.integers(1, 64), offset=st.integers(0, 1 << 50))
def test_a_seal_holds_for_what_was_sealed(content: bytes, step: int, offset: int) -> None:
    seal = seal_of(content, step=step, offset=offset)
    assert len(seal) == SEAL_BYTES
    assert Sealer(KEY, ARTIFACT).holds(seal, Sealed.PIECE, offset, content)


@given(at=st.integers(0, len(CONTENT) - 1), bit=st.integers(0, 7))
def test_a_seal_does_not_hold_for_other_bytes(at: int, bit: int) -> None:
    changed = bytearray(CONTENT)
    changed[at] ^= 1 << bit
    assert not Sealer(KEY, ARTIFACT).holds(seal_of(CONTENT), Sealed.PIECE, 0, bytes(changed))


@pytest.mark.parametrize(
    ("sealer", "what", "offset"),
    [
        (Sealer(b"another", ARTIFACT), Sealed.PIECE, 0),
        (Sealer(KEY, "exports/1/3.ndjson"), Sealed.PIECE, 0),
        (Sealer(KEY, ARTIFACT), Sealed.SECTION, 0),
        (Sealer(KEY, ARTIFACT), Sealed.PIECE, 1),
    ],
    ids=["key", "artifact", "kind", "place"],
)
def test_a_seal_does_not_hold_elsewhere(sealer: Sealer, what: Sealed, offset: int) -> None:
    assert not sealer.holds(seal_of(CONTENT), what, offset, CONTENT)


@pytest.mark.parametrize("seal", [b"", b"x", bytes(SEAL_BYTES), bytes(SEAL_BYTES + 1)])
def test_what_is_no_seal_does_not_hold(seal: bytes) -> None:
    assert not Sealer(KEY, ARTIFACT).holds(seal, Sealed.PIECE, 0, CONTENT)
