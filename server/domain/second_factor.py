"""A second factor of an operator: codes by time (TOTP, RFC 6238), and one-time codes for when that is lost.

The secret is sealed with a key that is not in the database, so that a copy of the database is no second factor.
"""

import hashlib
import secrets
from base64 import b32encode
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from server.errors import Unauthenticated

RECOVERY_CODES = 10
_SECRET_BYTES = 20  # as long as the hash's output (RFC 4226, section 4)
_STEP_SECONDS = 30
_DIGITS = 6
_STEPS_AROUND = 1  # a telephone's clock may be half a minute away
_NONCE_BYTES = 12
_KEY_BYTES = 32
_ISSUER = "Curae console"
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_GROUPS, _GROUP_CHARACTERS = 4, 4  # 80 bits


def generate_secret() -> bytes:
    return secrets.token_bytes(_SECRET_BYTES)


def seal(secret: bytes, signing_key: bytes, operator_id: str) -> bytes:
    """AES-256-GCM under a key of its own; only for this operator."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(_derived(signing_key)).encrypt(nonce, secret, operator_id.encode())


def unseal(sealed: bytes, signing_key: bytes, operator_id: str) -> bytes:
    """Raises Unauthenticated where another signing key, or operator, sealed it."""
    nonce, ciphertext = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(_derived(signing_key)).decrypt(nonce, ciphertext, operator_id.encode())
    except InvalidTag:
        raise Unauthenticated(
            "the signing key of the deployment has changed since the second factor was added; use a recovery code, "
            "or ask an admin to reset it"
        ) from None


def step_of(secret: bytes, code: str, now: datetime, after: int | None) -> int | None:
    """The time step whose code this is, if it is near `now` and later than `after`: no code is taken twice."""
    totp = _totp(secret)
    current = int(now.timestamp()) // _STEP_SECONDS
    for step in range(current - _STEPS_AROUND, current + _STEPS_AROUND + 1):
        if after is not None and step <= after:
            continue
        try:
            totp.verify(code.encode(), step * _STEP_SECONDS)
        except InvalidToken:
            continue
        return step
    return None


def code_at(secret: bytes, now: datetime) -> str:
    """What an authenticator app shows then."""
    return _totp(secret).generate(int(now.timestamp())).decode()


def shown(secret: bytes) -> str:
    """Base32, as authenticator apps take it by hand."""
    return b32encode(secret).decode().rstrip("=")


def provisioning_uri(secret: bytes, operator_name: str) -> str:
    """The `otpauth:` URI that authenticator apps open."""
    return _totp(secret).get_provisioning_uri(operator_name, _ISSUER)


def _totp(secret: bytes) -> TOTP:
    """With SHA-1, RFC 6238's default: many apps know no other. HMAC does not need SHA-1 to resist collisions."""
    return TOTP(secret, _DIGITS, SHA1(), _STEP_SECONDS)  # noqa: S303  # nosec B303


def generate_recovery_codes() -> list[str]:
    def group() -> str:
        return "".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_CHARACTERS))

    return ["-".join(group() for _ in range(_GROUPS)) for _ in range(RECOVERY_CODES)]


def hash_recovery_code(code: str) -> bytes:
    """One SHA-256 is enough: a code has 80 random bits."""
    return hashlib.sha256(code.strip().lower().replace("-", "").encode()).digest()


def _derived(signing_key: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=b"curae-second-factor-1").derive(signing_key)
