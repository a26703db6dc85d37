"""Why a client gets no token (RFC 6749, section 5.2)."""

INVALID_CLIENT = "invalid_client"
INVALID_REQUEST = "invalid_request"
INVALID_SCOPE = "invalid_scope"
UNSUPPORTED_GRANT_TYPE = "unsupported_grant_type"
TEMPORARILY_UNAVAILABLE = "temporarily_unavailable"

_STATUS = {INVALID_CLIENT: 401, TEMPORARILY_UNAVAILABLE: 503}
_BAD_REQUEST = 400


class TokenRefused(Exception):
    """Expected: a token request is refused. `error` is OAuth's code, `description` a sentence for the client."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error = error
        self.description = description

    @property
    def status(self) -> int:
        """Of HTTP."""
        return _STATUS.get(self.error, _BAD_REQUEST)


def invalid_client(description: str) -> TokenRefused:
    return TokenRefused(INVALID_CLIENT, description)
