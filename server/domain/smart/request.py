"""A token request: a form (RFC 6749, section 4.4.2, with RFC 7523, section 2.2)."""

from dataclasses import dataclass
from urllib.parse import parse_qs

from server.domain.smart.refusal import INVALID_REQUEST, UNSUPPORTED_GRANT_TYPE, TokenRefused

GRANT_TYPE = "client_credentials"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_MAX_FIELDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRequest:
    scope: str
    assertion: str


def read_token_request(body: bytes) -> TokenRequest:
    """Raises TokenRefused."""
    try:
        fields = parse_qs(body.decode("ascii"), max_num_fields=_MAX_FIELDS, errors="strict", keep_blank_values=True)
    except (ValueError, UnicodeDecodeError):
        raise _invalid("the body is not a form") from None
    repeated = sorted(name for name, values in fields.items() if len(values) > 1)
    if repeated:
        raise _invalid("a field appears twice")
    form = {name: values[0] for name, values in fields.items()}
    if "grant_type" not in form:
        raise _invalid("grant_type is missing")
    if form["grant_type"] != GRANT_TYPE:
        raise TokenRefused(UNSUPPORTED_GRANT_TYPE, f"grant_type must be {GRANT_TYPE}")
    if form.get("client_assertion_type") != ASSERTION_TYPE:
        raise _invalid(f"client_assertion_type must be {ASSERTION_TYPE}")
    for name in ("client_assertion", "scope"):
        if name not in form:
            raise _invalid(f"{name} is missing")
    return TokenRequest(scope=form["scope"], assertion=form["client_assertion"])


def _invalid(description: str) -> TokenRefused:
    return TokenRefused(INVALID_REQUEST, description)
