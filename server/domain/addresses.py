"""What an address says about where it leads: to this machine, or to anywhere on the public network."""

import ipaddress

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

LOCALHOST = "localhost"

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # RFC 4291; the rest is local, mapped, multicast or reserved
_TUNNELS = (ipaddress.IPv6Network("2001::/32"), ipaddress.IPv6Network("2002::/16"))  # Teredo, 6to4: they lead to IPv4


def loopback_address(host: str) -> str | None:
    """The address to connect to where `host` is this machine by its spelling alone; None for every other host.

    A loopback address in its standard spelling is this machine, and so is `localhost`, which is 127.0.0.1 here and is
    never looked up. Any other name, and an address in another spelling such as 127.1, counts as another machine: only
    a name server, or the C library, could say where it leads.
    """
    if host.lower() == LOCALHOST:
        return "127.0.0.1"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    return str(address) if _plain(address).is_loopback else None


def is_public(address: IpAddress) -> bool:
    """Whether anybody could call it: not loopback, private, link-local, CGNAT, unique local, multicast or reserved."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or _behind_nat64(address)
        if inner is None:
            tunnel = any(address in network for network in _TUNNELS)
            return address in _GLOBAL_UNICAST and address.is_global and not tunnel
        address = inner
    return address.is_global and not address.is_multicast and not address.is_reserved


def plain_ip(text: str) -> str | None:
    """The address in its standard spelling, an IPv4 address that is mapped into IPv6 as IPv4; None for other text."""
    try:
        return str(_plain(ipaddress.ip_address(text)))
    except ValueError:
        return None


def _plain(address: IpAddress) -> IpAddress:
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _behind_nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(address.packed[-4:]) if address in _NAT64 else None
