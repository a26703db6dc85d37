"""Signatures of URLs: an HMAC over purpose, export, API key and expiry."""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from server.errors import Unauthenticated

_MAC_BYTES = 32


class Purpose(StrEnum):
    """What a signed URL gives."""

    ARTIFACT = "artifact"
    DELETIONS = "artifact/deletions"
    EVENTS = "events"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGrant:
    """What a token says: this of this export, on behalf of this API key, until then (whole seconds)."""

    purpose: Purpose
    export_id: str
    key_id: str
    until: datetime


def sign(secret: bytes, grant: LinkGrant) -> str:
    """A token of URL-safe characters. It is worth as much as a key for this one thing: treat it as a secret."""
    claims = f"{int(grant.until.timestamp())}.{grant.key_id}".encode()
    return _encode(_mac(secret, grant.purpose, grant.export_id, claims) + claims)


def verify(secret: bytes, token: str, *, purpose: Purpose, export_id: str, now: datetime) -> LinkGrant:
    """Raises Unauthenticated where the token is not ours, not for this, or out of date."""
    try:
        raw = base64.b64decode(token.encode("ascii") + b"=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        raise _invalid() from None
    mac, claims = raw[:_MAC_BYTES], raw[_MAC_BYTES:]
    # Base64 spells the same bytes in several ways: only the spelling that was signed counts.
    if not hmac.compare_digest(mac, _mac(secret, purpose, export_id, claims)) or _encode(raw) != token:
        raise _invalid()
    seconds, _, key_id = claims.decode().partition(".")
    until = datetime.fromtimestamp(int(seconds), UTC)
    if until <= now:
        raise Unauthenticated("this signed URL has expired; ask for a new one")
    return LinkGrant(purpose=purpose, export_id=export_id, key_id=key_id, until=until)


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _mac(secret: bytes, purpose: Purpose, export_id: str, claims: bytes) -> bytes:
    return hmac.new(secret, f"{purpose}\n{export_id}\n".encode() + claims, hashlib.sha256).digest()


def _invalid() -> Unauthenticated:
    return Unauthenticated("this signed URL is not valid; ask for a new one")
