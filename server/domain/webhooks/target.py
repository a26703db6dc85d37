"""Where a webhook may go: a URL on a public address, so that nobody makes us call what only we can reach."""

import ipaddress
from urllib.parse import urlsplit

from server.errors import BadRequest

MAX_URL_CHARACTERS = 2048

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # RFC 4291; the rest is local, mapped, multicast or reserved
_TUNNELS = (ipaddress.IPv6Network("2001::/32"), ipaddress.IPv6Network("2002::/16"))  # Teredo, 6to4: they lead to IPv4


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
        raise BadRequest.of("url", "must hold no user, password or fragment; verify the signature instead")
    return host


def check_address(text: str, *, allow_private: bool) -> str:
    """The address to connect to. Raises AddressRefused."""
    if not allow_private and not is_public(ipaddress.ip_address(text)):
        raise AddressRefused
    return text


def is_public(address: IpAddress) -> bool:
    """Whether anybody could call it: not loopback, private, link-local, CGNAT, unique local, multicast or reserved."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or _behind_nat64(address)
        if inner is None:
            tunnel = any(address in network for network in _TUNNELS)
            return address in _GLOBAL_UNICAST and address.is_global and not tunnel
        address = inner
    return address.is_global and not address.is_multicast and not address.is_reserved


def _behind_nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(address.packed[-4:]) if address in _NAT64 else None
