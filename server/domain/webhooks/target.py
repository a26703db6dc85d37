"""Allowed webhook URLs: only public addresses, so that nobody can make the service call internal ones."""

import ipaddress
from urllib.parse import urlsplit

from server.domain.addresses import is_public
from server.errors import BadRequest

MAX_URL_CHARACTERS = 2048


class AddressRefused(Exception):
    """Expected: the host leads to an address that is not public."""


def check_url(url: str, *, allow_private: bool) -> str:
    """The URL's host. Raises BadRequest; `allow_private` also lets plain HTTP through, for development."""
    if len(url) > MAX_URL_CHARACTERS or not url.isascii() or not url.isprintable() or " " in url:
        raise BadRequest.of("url", f"must be at most {MAX_URL_CHARACTERS} visible ASCII characters")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise BadRequest.of("url", "is not a URL such as https://app.example/webhooks") from None
    if parts.scheme not in ("https", "http") or not host:
        raise BadRequest.of("url", "is not a URL such as https://app.example/webhooks")
    if parts.scheme == "http" and not allow_private:
        raise BadRequest.of("url", "must begin with https://; for development set CURAE_WEBHOOKS_ALLOW_PRIVATE=true")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise BadRequest.of("url", "must not contain a user, password or fragment; verify the signature instead")
    return host


def check_address(text: str, *, allow_private: bool) -> str:
    """The address to connect to. Raises AddressRefused."""
    if not allow_private and not is_public(ipaddress.ip_address(text)):
        raise AddressRefused
    return text
