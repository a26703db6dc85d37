"""A client's assertion: a signed JWT that says who asks for a token (RFC 7523)."""

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jws import JWSRegistry

from server.domain.identifiers import parse_id
from server.domain.smart.keys import ALGORITHMS, Jwks, find_key
from server.domain.smart.refusal import TokenRefused, invalid_client
from server.errors import BadRequest

LONGEST_LIFE = timedelta(minutes=5)
# How far the clock of a client may be ahead.
LEEWAY = timedelta(seconds=5)
MAX_ASSERTION_CHARACTERS = 8192
_MAX_JTI_CHARACTERS = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What an assertion says before its signature is checked: nothing rests on it but the choice of the key."""

    client_id: str
    kid: str
    algorithm: str
    jku: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """What a client signed. `jti` may be used once until `expires_at`."""

    client_id: str
    jti: str
    expires_at: datetime


def read_claimed(text: str) -> Claimed:
    """Raises TokenRefused."""
    parts = text.split(".")
    if len(text) > MAX_ASSERTION_CHARACTERS or len(parts) != 3:  # noqa: PLR2004 - header, claims, signature
        raise invalid_client("client_assertion is not a signed JWT")
    header, claims = _decoded(parts[0]), _decoded(parts[1])
    if header.get("alg") not in ALGORITHMS.values():
        raise invalid_client("the JWT's alg must be RS384 or ES384")
    if not isinstance(header.get("kid"), str):
        raise invalid_client("the JWT's header must have a kid")
    if not isinstance(claims.get("iss"), str) or claims.get("iss") != claims.get("sub"):
        raise invalid_client("the JWT's iss and sub must both be the client's id")
    try:
        client_id = parse_id(claims["iss"], "iss")
    except BadRequest:
        raise unknown_client() from None
    jku = header.get("jku")
    return Claimed(
        client_id=client_id,
        kid=header["kid"],
        algorithm=header["alg"],
        jku=jku if jku is None else str(jku),
        text=text,
    )


def verify(claimed: Claimed, jwks: Jwks, *, audience: str, now: datetime) -> Assertion:
    """Raises TokenRefused unless the client signed it, for us and for now."""
    key = find_key(jwks, claimed.kid, claimed.algorithm)
    if key is None:
        raise invalid_client("the client has no key of the JWT's kid and alg; register it")
    try:
        claims = jwt.decode(claimed.text, key, registry=_registry(claimed.algorithm)).claims
    except (JoseError, ValueError):
        raise invalid_client("the JWT's signature is wrong") from None
    if claims.get("aud") not in (audience, [audience]):
        raise invalid_client(f"the JWT's aud must be {audience}")
    expires_at = _moment(claims.get("exp"))
    if expires_at is None or expires_at <= now:
        raise invalid_client("the JWT's exp is missing or past")
    if expires_at > now + LONGEST_LIFE + LEEWAY:
        raise invalid_client("the JWT's exp must be at most 5 minutes ahead")
    begins = _moment(claims.get("nbf", 0))
    if begins is None or begins > now + LEEWAY:
        raise invalid_client("the JWT's nbf lies in the future")
    jti = claims.get("jti")
    if not isinstance(jti, str) or not 0 < len(jti) <= _MAX_JTI_CHARACTERS:
        raise invalid_client(f"the JWT must have a jti of at most {_MAX_JTI_CHARACTERS} characters")
    return Assertion(client_id=claimed.client_id, jti=jti, expires_at=expires_at)


def _registry(algorithm: str) -> JWSRegistry:
    """Clients put members of their own into the header, such as `kty`; nothing rests on them."""
    return JWSRegistry(algorithms=[algorithm], strict_check_header=False)


def unknown_client() -> TokenRefused:
    """One text for a client that does not exist and one that may no longer ask."""
    return invalid_client("no such client; it was never registered, was revoked or has expired")


def _decoded(part: str) -> dict[str, Any]:
    """Raises TokenRefused."""
    try:
        found = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise invalid_client("client_assertion is not a signed JWT")
    return found


def _moment(seconds: object) -> datetime | None:
    """NumericDate (RFC 7519, section 2)."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
