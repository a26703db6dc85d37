"""Seals of the parts of an artifact: by them servers verify what they read, twelve times as fast as by SHA-256.

A seal is a GMAC (NIST SP 800-38D): AES-256 in Galois/Counter Mode over a part as additional data, and over no text. Its
key is derived from the deployment's signing key and the artifact's own key, so who can write to the store, or read the
database, cannot make one. Where the signing key was changed since, no seal holds, and SHA-256 decides.
"""

import hmac
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SEAL_BYTES = 16
_PURPOSE = b"curae artifact seal\n"


class Sealed(Enum):
    """What a seal is of: parts that begin at the same byte have seals of their own."""

    PIECE = b"pcs\0"
    SECTION = b"sct\0"


class Sealer:
    """Of one artifact, whose bytes are written once."""

    def __init__(self, signing_key: bytes, artifact_key: str) -> None:
        self._key = hmac.digest(signing_key, _PURPOSE + artifact_key.encode(), "sha256")
        self._opener: AESGCM | None = None

    def begin(self, what: Sealed, offset: int) -> "Sealing":
        return Sealing(self._key, _nonce(what, offset))

    def holds(self, seal: bytes, what: Sealed, offset: int, data: bytes | memoryview) -> bool:
        """Whether the part that begins at `offset` is what was sealed."""
        # Here, and below: a command that reads no artifact needs none.
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        if self._opener is None:
            self._opener = AESGCM(self._key)
        try:
            self._opener.decrypt(_nonce(what, offset), seal, data)
        except InvalidTag:
            return False
        return True


class Sealing:
    """Of a part whose bytes come one after the other."""

    def __init__(self, key: bytes, nonce: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers import Cipher  # noqa: PLC0415
        from cryptography.hazmat.primitives.ciphers.algorithms import AES256  # noqa: PLC0415
        from cryptography.hazmat.primitives.ciphers.modes import GCM  # noqa: PLC0415

        self._encryptor = Cipher(AES256(key), GCM(nonce)).encryptor()
        self.update: Callable[[bytes | memoryview], None] = self._encryptor.authenticate_additional_data

    def end(self) -> bytes:
        """The seal, after the last byte."""
        self._encryptor.finalize()
        return self._encryptor.tag


def _nonce(what: Sealed, offset: int) -> bytes:
    """12 bytes, used once with the key: an artifact has one part of a kind that begins there."""
    return what.value + offset.to_bytes(8, "big")
