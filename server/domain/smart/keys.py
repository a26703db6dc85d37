"""The public keys of a client: a JSON Web Key Set (RFC 7517)."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from server.errors import BadRequest

if TYPE_CHECKING:
    from joserfc.jwk import ECKey, RSAKey

Jwks = dict[str, Any]

ALGORITHMS = {"RSA": "RS384", "EC": "ES384"}
MAX_JWKS_BYTES = 64 * 1024
_MAX_KEYS = 50
_MIN_RSA_BITS = 2048
_CURVE = "P-384"
_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "k"})
_PUBLIC = ("kty", "kid", "alg", "use", "n", "e", "crv", "x", "y")


def read_jwks(text: bytes) -> Jwks:
    """The keys that can be used, of a document with at least one. Raises BadRequest."""
    if len(text) > MAX_JWKS_BYTES:
        raise BadRequest.of("jwks", f"is larger than {MAX_JWKS_BYTES} bytes")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise BadRequest.of("jwks", "is not JSON") from None
    keys = document.get("keys") if isinstance(document, dict) else None
    if not isinstance(keys, list) or len(keys) > _MAX_KEYS:
        raise BadRequest.of("jwks", f'must be an object with an array "keys" of at most {_MAX_KEYS}')
    usable = [key for key in keys if _is_usable(key)]
    if not usable:
        raise BadRequest.of(
            "jwks", f'holds no key with "kid" of kty RSA ({_MIN_RSA_BITS} bits) for RS384 or EC ({_CURVE}) for ES384'
        )
    if any(_PRIVATE & key.keys() for key in usable):
        raise BadRequest.of("jwks", "holds a private key; give the public ones, and replace this one")
    return {"keys": [_public(key) for key in usable]}


def find_key(jwks: Jwks, kid: str, algorithm: str) -> "RSAKey | ECKey | None":
    """The one key of that id that fits the algorithm."""
    from joserfc.jwk import ECKey, RSAKey, import_key  # noqa: PLC0415 - slow to import, and most commands need no key

    fitting = [key for key in jwks["keys"] if key["kid"] == kid and ALGORITHMS[key["kty"]] == algorithm]
    if len(fitting) != 1:
        return None
    found = import_key(_public(fitting[0]))
    assert isinstance(found, RSAKey | ECKey)  # noqa: S101 - as its kty says
    return found


def _public(key: Mapping[str, Any]) -> dict[str, Any]:
    """Without `key_ops`: clients publish those of their private keys, beside `use`."""
    return {name: key[name] for name in _PUBLIC if name in key}


def _is_usable(key: Any) -> bool:
    """One that cannot be used takes no other with it, whatever it holds."""
    from joserfc.errors import JoseError  # noqa: PLC0415 - see above
    from joserfc.jwk import ECKey, RSAKey, import_key  # noqa: PLC0415 - see above

    if not isinstance(key, dict) or not all(isinstance(key.get(name), str) for name in ("kid", "kty")):
        return False
    if key["kty"] not in ALGORITHMS:
        return False
    if key.get("use", "sig") != "sig" or key.get("alg", ALGORITHMS[key["kty"]]) != ALGORITHMS[key["kty"]]:
        return False
    try:
        found = import_key(_public(key))
    except (JoseError, ValueError, TypeError, KeyError):
        return False
    if isinstance(found, RSAKey):
        return found.public_key.key_size >= _MIN_RSA_BITS
    return isinstance(found, ECKey) and found.curve_name == _CURVE
