"""Room for signals that have no outcome yet: a bound over all, and a share for each key and for each tenant."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from server.domain.caller import Caller
from server.errors import RateLimited
from server.limits import (
    MAX_WAITING_SIGNAL_BYTES,
    MAX_WAITING_SIGNAL_BYTES_OF_A_KEY,
    MAX_WAITING_SIGNAL_BYTES_OF_A_TENANT,
    MAX_WAITING_SIGNALS,
    MAX_WAITING_SIGNALS_OF_A_KEY,
    MAX_WAITING_SIGNALS_OF_A_TENANT,
)


class Sender(NamedTuple):
    """Whose signals they are."""

    key_id: str
    tenant_id: str

    @classmethod
    def of(cls, caller: Caller) -> "Sender":
        return cls(key_id=caller.key_id, tenant_id=caller.tenant_id)


class Room:
    """A key that has its share is refused alone, and others find room."""

    def __init__(self) -> None:
        self.signals = 0  # of all senders
        self.bytes = 0
        self._signals: Counter[str] = Counter()  # by the ids of keys and of tenants
        self._bytes: Counter[str] = Counter()

    def require(self, sender: Sender, count: int, size_bytes: int) -> None:
        """Raises RateLimited where so much more does not fit."""

        def holds_more(name: str, signals: int, size: int) -> bool:
            return self._signals[name] + count > signals or self._bytes[name] + size_bytes > size

        if holds_more(sender.key_id, MAX_WAITING_SIGNALS_OF_A_KEY, MAX_WAITING_SIGNAL_BYTES_OF_A_KEY):
            raise _full("this API key has", MAX_WAITING_SIGNALS_OF_A_KEY)
        if holds_more(sender.tenant_id, MAX_WAITING_SIGNALS_OF_A_TENANT, MAX_WAITING_SIGNAL_BYTES_OF_A_TENANT):
            raise _full("the API keys of this app have", MAX_WAITING_SIGNALS_OF_A_TENANT)
        if self.signals + count > MAX_WAITING_SIGNALS or self.bytes + size_bytes > MAX_WAITING_SIGNAL_BYTES:
            raise _full("the server has", MAX_WAITING_SIGNALS)

    def take(self, sender: Sender, count: int, size_bytes: int) -> None:
        self.signals += count
        self.bytes += size_bytes
        for name in sender:
            self._signals[name] += count
            self._bytes[name] += size_bytes

    def give_back(self, sender: Sender, count: int, size_bytes: int) -> None:
        self.take(sender, -count, -size_bytes)
        for name in sender:
            if not self._signals[name]:
                del self._signals[name], self._bytes[name]

    @contextmanager
    def taken(self, sender: Sender, count: int, size_bytes: int) -> Iterator[None]:
        """Raises RateLimited."""
        self.require(sender, count, size_bytes)
        self.take(sender, count, size_bytes)
        try:
            yield
        finally:
            self.give_back(sender, count, size_bytes)


def _full(whose: str, limit: int) -> RateLimited:
    detail = f"{whose} too many signals that wait to be stored; send again in a moment"
    return RateLimited(detail, details={"limit": limit})
