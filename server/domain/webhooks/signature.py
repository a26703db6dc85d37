"""`CuraeAI-Signature: t=<unix seconds>,v1=<hex>`: HMAC-SHA256 over `t.body`, one v1 for each secret that holds.

A secret is derived from the deployment's signing key, so none is stored: a copy of the database signs nothing. The
price is that the derivation ends with that key; an endpoint keeps the key's fingerprint, so that nothing is ever signed
with another one.
"""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime

SIGNATURE_HEADER = "CuraeAI-Signature"
EVENT_ID_HEADER = "CuraeAI-Event-Id"

_PREFIX = "whsec_"
_SALT = b"curae webhook secret v1"
_FINGERPRINT_CHARACTERS = 16


def derive_secret(signing_key: bytes, endpoint_id: str, generation: int) -> str:
    """What the endpoint's owner verifies with; the next generation shares nothing with it."""
    return _PREFIX + _hkdf(signing_key, f"endpoint {endpoint_id} {generation}".encode()).hex()


def fingerprint(signing_key: bytes) -> str:
    """Tells signing keys apart and nothing about them."""
    return _hkdf(signing_key, b"fingerprint").hex()[:_FINGERPRINT_CHARACTERS]


def signature_header(secrets: Sequence[str], body: bytes, now: datetime) -> str:
    seconds = int(now.timestamp())
    signed = f"{seconds}.".encode() + body
    return ",".join(
        [f"t={seconds}", *(f"v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}" for secret in secrets)]
    )


def _hkdf(key: bytes, info: bytes) -> bytes:
    """HKDF-SHA256 (RFC 5869) of one block, 32 bytes."""
    extracted = hmac.digest(_SALT, key, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")
