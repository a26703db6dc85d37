"""What an identity provider says is checked: whose document it is, who signed, for whom, when and for which login."""

import base64
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from server.domain.oidc import (
    OidcFailed,
    authorization_url,
    new_login,
    operator_name_of,
    read_id_token,
    read_provider,
    state_of,
    verify_id_token,
)
from server.errors import Unauthenticated

ISSUER = "https://id.example"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEY, OTHER = (RSAKey.generate_key(2048, {"kid": "one"}) for _ in range(2))
JWKS = json.dumps({"keys": [KEY.as_dict(private=False)]}).encode()
CLAIMS: dict[str, Any] = {
    "iss": ISSUER,
    "aud": "console",
    "sub": "1",
    "iat": NOW.timestamp(),
    "exp": NOW.timestamp() + 60,
    "nonce": "n",
}
DOCUMENT = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/a",
    "token_endpoint": f"{ISSUER}/t",
    "jwks_uri": f"{ISSUER}/k",
}


def signed(key: Any = KEY, algorithm: str = "RS256", **changes: Any) -> str:
    claims = {name: value for name, value in (CLAIMS | changes).items() if value is not None}
    return jwt.encode({"alg": algorithm, "kid": "one"}, claims, key, algorithms=[algorithm])


def with_shared_secret(secret: bytes) -> str:
    """HS256 by hand: joserfc refuses to make it of a public key."""

    def encoded(part: bytes) -> str:
        return base64.urlsafe_b64encode(part).rstrip(b"=").decode()

    text = ".".join(encoded(json.dumps(part).encode()) for part in ({"alg": "HS256", "kid": "one"}, CLAIMS))
    return f"{text}.{encoded(hmac.digest(secret, text.encode(), 'sha256'))}"


def verified(token: str, now: datetime = NOW) -> dict[str, Any]:
    return verify_id_token(token, JWKS, issuer=ISSUER, client_id="console", nonce="n", now=now)


def test_a_token_of_the_provider_for_this_login_is_taken() -> None:
    assert verified(signed())["sub"] == "1"
    assert verified(signed(aud=["console", "other"], azp="console"))["sub"] == "1"


def test_what_is_not_for_this_login_is_refused() -> None:
    forged = {
        "another key": signed(OTHER),
        "the public key as a shared secret": with_shared_secret(KEY.as_pem(private=False)),
        "no signature": signed().rpartition(".")[0] + ".",
        "nothing": "",
        "another issuer": signed(iss="https://evil.example"),
        "another client": signed(aud="other"),
        "several, issued to another": signed(aud=["console", "other"], azp="other"),
        "several, issued to nobody": signed(aud=["console", "other"]),
        "another login": signed(nonce="m"),
        "no nonce": signed(nonce=None),
        "no end": signed(exp=None),
        "past": signed(exp=NOW.timestamp() - 61),
        "future": signed(iat=NOW.timestamp() + 3600),
        "nobody": signed(sub=""),
    }
    for name, token in forged.items():
        with pytest.raises(OidcFailed):
            print(name, verified(token))
    with pytest.raises(OidcFailed):
        verified(signed(), NOW + timedelta(hours=1))


@pytest.mark.parametrize(
    "changes",
    [{"issuer": "https://id.example/"}, {"token_endpoint": None}, {"jwks_uri": "http://id.example/k"}, {"jwks_uri": 7}],
)
def test_a_discovery_document_is_the_issuers_own_and_secure(changes: dict[str, Any]) -> None:
    assert read_provider(json.dumps(DOCUMENT).encode(), ISSUER).jwks_uri == f"{ISSUER}/k"
    with pytest.raises(OidcFailed):
        read_provider(json.dumps(DOCUMENT | changes).encode(), ISSUER)


@pytest.mark.parametrize("text", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"id_token": 7}'])
def test_what_is_no_document_is_refused(text: bytes) -> None:
    with pytest.raises(OidcFailed):
        read_id_token(text)
    with pytest.raises(OidcFailed):
        read_provider(text, ISSUER)


def test_the_way_to_the_provider_holds_no_secret_of_the_login() -> None:
    login = new_login(NOW)
    provider = read_provider(json.dumps(DOCUMENT).encode(), ISSUER)
    url = authorization_url(provider, login, client_id="console", redirect_uri="https://c.example/")
    query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert (query["state"], query["nonce"]) == (state_of(login.binding), login.nonce)
    assert login.verifier not in url and login.binding not in url


def test_a_name_is_taken_only_where_the_provider_vouches_for_it() -> None:
    assert operator_name_of({"email": "Ada@Example.org ", "email_verified": True}, "email") == "ada@example.org"
    assert operator_name_of({"preferred_username": "ada"}, "preferred_username") == "ada"
    for claims in ({}, {"email": "ada@example.org"}, {"email": "a@b", "email_verified": "true"}, {"email": 7}):
        with pytest.raises(Unauthenticated):
            operator_name_of(claims, "email")
