"""From where a call came."""

from collections.abc import Mapping
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from urllib.parse import unquote

from server.domain.addresses import plain_ip

Network = IPv4Network | IPv6Network
FORWARDED_FOR = "x-forwarded-for"


class ClientAddresses:
    """Tells a client's address: of what connects to us, or where that is a trusted Envoy, what that says.

    Envoy puts the one address that it takes for the caller's into `x-forwarded-for` (server/envoy/lua/address.lua). Of
    another proxy only the last one counts: what stands before it is the client's.
    """

    def __init__(self, trusted: tuple[Network, ...]) -> None:
        self._trusted = trusted
        self._is_trusted = lru_cache(maxsize=1024)(self._find_trusted)

    def of(self, peer: str, metadata: Mapping[str, str]) -> str | None:
        """The IP address, or None where it is none. `peer` is gRPC's, such as `ipv4:127.0.0.1:50321`."""
        forwarded = metadata.get(FORWARDED_FOR)
        connected = address_of_peer(peer)
        if forwarded is None or not self._is_trusted(connected):
            return connected
        return plain_ip(forwarded.rpartition(",")[2].strip())

    def _find_trusted(self, address: str | None) -> bool:
        """A unix socket has no address. File permissions decide who can connect to it."""
        return address is None or any(ip_address(address) in network for network in self._trusted)


@lru_cache(maxsize=1024)
def address_of_peer(peer: str) -> str | None:
    scheme, _, rest = peer.partition(":")
    if scheme not in ("ipv4", "ipv6"):
        return None
    return plain_ip(unquote(rest).rpartition(":")[0].strip("[]").partition("%")[0])


def parse_networks(text: str) -> tuple[Network, ...]:
    """Networks in CIDR notation, separated by commas. Raises ValueError."""
    return tuple(ip_network(each.strip()) for each in text.split(",") if each.strip())
