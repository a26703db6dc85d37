"""A client of SMART Backend Services: it signs assertions with a key of its own."""

import time
from dataclasses import dataclass, field
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey
from joserfc.jws import JWSRegistry

from server.clock import uuid7
from server.domain.caller import Environment
from tests.fhir.place import Place
from tests.parts.in_process import App

TOKEN = "/fhir/token"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def new_key(kind: str = "EC", kid: str = "k") -> RSAKey | ECKey:
    if kind == "EC":
        return ECKey.generate_key("P-384", {"kid": kid, "alg": "ES384", "use": "sig"})
    return RSAKey.generate_key(2048, {"kid": kid, "alg": "RS384", "use": "sig"})


def jwks_of(*keys: RSAKey | ECKey) -> dict[str, Any]:
    return dict(KeySet(list(keys)).as_dict(private=False))


@dataclass(frozen=True, kw_only=True)
class SmartApp:
    place: Place
    client_id: str
    key: RSAKey | ECKey
    form: dict[str, str] = field(default_factory=dict)

    def assertion(self, *, header: dict[str, Any] | None = None, key: Any = None, **claims: Any) -> str:
        """A claim of None is left out."""
        signing = key or self.key
        now = int(time.time())
        said = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": f"{self.place.url}{TOKEN}",
            "exp": now + 240,
            "jti": uuid7(),
        } | claims
        algorithm = "ES384" if signing.key_type == "EC" else "RS384"
        named = {"alg": algorithm, "kid": self.key.kid, "typ": "JWT"} | (header or {})
        kept = {name: value for name, value in said.items() if value is not None}
        registry = JWSRegistry(algorithms=["RS384", "ES384", "HS384"], strict_check_header=False)
        return jwt.encode(named, kept, signing, registry=registry)

    def ask(self, scope: str = "system/*.rs", *, assertion: str | None = None, **fields: Any) -> httpx.Response:
        """A field of None is left out."""
        form = {
            "grant_type": "client_credentials",
            "scope": scope,
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion or self.assertion(),
        } | fields
        return self.place.rest.post(TOKEN, data={name: value for name, value in form.items() if value is not None})

    def token(self, scope: str = "system/*.rs") -> dict[str, str]:
        """The headers of one who has it."""
        answer = self.ask(scope)
        assert answer.status_code == 200, answer.text
        return {"authorization": f"Bearer {answer.json()['access_token']}"}


def register(place: Place, app: App, kind: str = "EC", **chosen: Any) -> SmartApp:
    key = new_key(kind)
    keys = {} if "jwks_url" in chosen else {"jwks": jwks_of(key)}
    client = place.stack.accounts.create_client(
        app.tenant.id, name="test", environment=Environment.LIVE, **(keys | chosen)
    )
    return SmartApp(place=place, client_id=client.key.id, key=key)
