"""Login by an identity provider: OpenID Connect Core 1.0, the authorization code flow with PKCE (RFC 7636).

Everything that a provider says is checked here: whose document it is, who signed the ID token, for whom, for when and
for which login.
"""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from server.errors import Unauthenticated

LOGIN_LIFE = timedelta(minutes=10)  # from the way to the provider until the way back
LEEWAY = timedelta(seconds=60)
# Signatures by a key pair only: with a shared secret, or none, anybody who knows the client could make a token.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
_SCOPES = "openid email profile"


class OidcFailed(Exception):
    """Expected: the provider, or what it sent, cannot be used. The text is for operators' logs, without secrets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """What the discovery document says (OpenID Connect Discovery 1.0, section 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingLogin:
    """A login on its way. `binding` stays with the browser, and `state` is its hash: no other browser can finish it."""

    binding: str
    state: str
    nonce: str
    verifier: str
    expires_at: datetime

    def __repr__(self) -> str:
        return "PendingLogin()"


def read_provider(document: bytes, issuer: str) -> Provider:
    """Raises OidcFailed where it is not the issuer's own document (Discovery, section 4.3)."""
    facts = _object(document, "discovery document")
    if facts.get("issuer") != issuer:
        raise OidcFailed("the discovery document names another issuer")
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    urls: dict[str, str] = {}
    for name in names:
        url = facts.get(name)
        if not isinstance(url, str) or not url.startswith(("https://", f"{issuer.partition(':')[0]}://")):
            raise OidcFailed(f"the discovery document has no usable {name}")
        urls[name] = url
    return Provider(issuer=issuer, **urls)


def new_login(now: datetime) -> PendingLogin:
    binding = secrets.token_urlsafe(32)
    return PendingLogin(
        binding=binding,
        state=state_of(binding),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        expires_at=now + LOGIN_LIFE,
    )


def state_of(binding: str) -> str:
    return _hashed(binding)


def authorization_url(provider: Provider, login: PendingLogin, *, client_id: str, redirect_uri: str) -> str:
    query = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect_uri,
        "scope": _SCOPES,
        "state": login.state,
        "nonce": login.nonce,
        "code_challenge": _hashed(login.verifier),
        "code_challenge_method": "S256",
    }
    joint = "&" if "?" in provider.authorization_endpoint else "?"
    return f"{provider.authorization_endpoint}{joint}{urlencode(query)}"


def read_id_token(document: bytes) -> str:
    """Of the token endpoint's answer. Raises OidcFailed."""
    token = _object(document, "token response").get("id_token")
    if not isinstance(token, str):
        raise OidcFailed("the token response has no id_token")
    return token


def verify_id_token(
    token: str, jwks: bytes, *, issuer: str, client_id: str, nonce: str, now: datetime
) -> dict[str, Any]:
    """The claims (Core, section 3.1.3.7). Raises OidcFailed."""
    try:
        keys = KeySet.import_key_set(_object(jwks, "key set"))  # type: ignore[arg-type]
        claims: dict[str, Any] = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
    except (JoseError, ValueError, TypeError, KeyError) as fault:
        raise OidcFailed("the ID token is not signed by a key of the provider") from fault
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if claims.get("iss") != issuer or client_id not in audiences:
        raise OidcFailed("the ID token is of another issuer, or for another client")
    if len(audiences) > 1 and claims.get("azp") != client_id:
        raise OidcFailed("the ID token was issued to another client")
    expires, issued = claims.get("exp"), claims.get("iat")
    if not isinstance(expires, int | float) or expires + LEEWAY.total_seconds() <= now.timestamp():
        raise OidcFailed("the ID token has expired")
    if not isinstance(issued, int | float) or issued - LEEWAY.total_seconds() > now.timestamp():
        raise OidcFailed("the ID token is from the future")
    if claims.get("nonce") != nonce:
        raise OidcFailed("the ID token is of another login")
    if not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise OidcFailed("the ID token has no sub")
    return claims


def operator_name_of(claims: dict[str, Any], claim: str) -> str:
    """The operator's name. Raises Unauthenticated where the provider does not vouch for it."""
    name = claims.get(claim)
    if not isinstance(name, str) or not name.strip():
        raise Unauthenticated(f"the identity provider sent no {claim}; ask its administrator")
    if claim == "email" and claims.get("email_verified") is not True:
        raise Unauthenticated("the identity provider has not verified your e-mail address")
    return name.strip().lower()


def _object(document: bytes, what: str) -> dict[str, Any]:
    try:
        read = json.loads(document)
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise OidcFailed(f"the {what} is no JSON object")
    return read


def _hashed(text: str) -> str:
    """base64url(SHA-256), as PKCE's S256 has it."""
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
