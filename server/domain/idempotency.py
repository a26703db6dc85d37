"""Idempotency keys (draft-ietf-httpapi-idempotency-key-header): reading, fingerprints, and whether to replay."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson

from server.errors import BadRequest, IdempotencyKeyRequired, IdempotencyKeyReused, Json

RETENTION = timedelta(hours=24)
MAX_KEY_CHARACTERS = 255
_VISIBLE_ASCII = re.compile(r"[\x21-\x7e]+")
HEADER = "Idempotency-Key"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotencyScope:
    """One key of one tenant for one operation, with the fingerprint of the request it came with.

    `digest` names it in the database, so that the key itself is never stored.
    """

    digest: bytes
    fingerprint: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredResponse:
    """What the first request was answered: the response as JSON, kept until `expires_at`."""

    fingerprint: bytes
    response: Json
    expires_at: datetime


def parse_key(text: str | None, field: str = HEADER) -> str:
    """Reads a key; the quoted form (RFC 9651 String) and the bare form are one key.

    Raises IdempotencyKeyRequired or BadRequest naming `field`.
    """
    if text is None or not text.strip():
        raise IdempotencyKeyRequired(f"{field}: send a value that is unique to this request, for example a UUID")
    key = text.strip()
    if len(key) > 1 and key[0] == key[-1] == '"':
        key = _unescape(key[1:-1])
    if not 1 <= len(key) <= MAX_KEY_CHARACTERS or not _VISIBLE_ASCII.fullmatch(key):
        raise BadRequest.of(field, f"must be 1 to {MAX_KEY_CHARACTERS} visible ASCII characters")
    return key


def _unescape(quoted: str) -> str:
    return re.sub(r'\\(["\\])', r"\1", quoted)


def scope_of(*, tenant_id: str, operation: str, key: str, request: Mapping[str, Json]) -> IdempotencyScope:
    """`request` is the meaning of the request as JSON: field order and white space are gone by then."""
    return IdempotencyScope(
        digest=_digest([tenant_id, operation, key]),
        fingerprint=_digest(dict(request)),
    )


def _digest(value: Json) -> bytes:
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).digest()


def replay(stored: StoredResponse | None, scope: IdempotencyScope, now: datetime) -> StoredResponse | None:
    """The response to give again, or None where the request is to be done.

    Raises IdempotencyKeyReused where the key names another request.
    """
    if stored is None or stored.expires_at <= now:
        return None
    if stored.fingerprint != scope.fingerprint:
        raise IdempotencyKeyReused("this Idempotency-Key was used with another request; send a new key")
    return stored
