"""How often something may be tried: a few times at once, then once in a while. Pure: the caller brings the time."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from ipaddress import IPv6Network, ip_address, ip_network

_IPV6_PREFIX = 64  # the network of one subscriber

MAX_REMEMBERED = 10_000


@dataclass(slots=True, kw_only=True)
class Throttle:
    """`burst` tries at once, and one more after each `interval` (the generic cell rate algorithm, ITU-T I.371).

    Remembers the names that tried last, at most MAX_REMEMBERED.
    """

    burst: int
    interval: timedelta
    _full_at: OrderedDict[str, datetime] = field(default_factory=OrderedDict)

    def wait_of(self, name: str, now: datetime) -> timedelta:
        """How long `name` has to wait before its next try; zero where it may try now."""
        full_at = max(self._full_at.get(name, now), now)
        return max(full_at + self.interval - now - self.burst * self.interval, timedelta(0))

    def note(self, name: str, now: datetime) -> None:
        """Counts a try."""
        self._full_at[name] = max(self._full_at.get(name, now), now) + self.interval
        self._full_at.move_to_end(name)
        if len(self._full_at) > MAX_REMEMBERED:
            self._full_at.popitem(last=False)

    def take_back(self, name: str) -> None:
        """Uncounts a try."""
        if name in self._full_at:
            self._full_at[name] -= self.interval

    def forget(self, name: str) -> None:
        """Uncounts every try of `name`."""
        self._full_at.pop(name, None)


@lru_cache(maxsize=1024)
def subscriber_of(address: str | None) -> str:
    """The name under which an address is counted. IPv6 counts by network, since a subscriber has a whole one. Empty if
    the address is unknown."""
    if address is None or ip_address(address).version == 4:  # noqa: PLR2004 - IPv4
        return address or ""
    network = ip_network((address, _IPV6_PREFIX), strict=False)
    assert isinstance(network, IPv6Network)  # noqa: S101 - as its address is
    return str(network)
