"""Messages on their way in: how many are read at once, and how much memory they take together.

gRPC takes a message into memory once the server asks for it, up to the largest size that any method allows, and does
not say how much has arrived. So each message that is asked for has room in the budget of bytes for the largest one. A
part of the budget is turns. A turn is short: a message that arrives with its headers is there at once. A message that
is late, because it is large or its sender is slow, then takes room in the rest of the budget, or is refused. A large
message keeps its bytes there until its call is answered.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from server.errors import CuraeError, DeadlineExceeded, RateLimited
from server.limits import (
    MAX_MESSAGE_BYTES,
    MAX_WAITING_KEYLESS_READS,
    MAX_WAITING_READS,
    SLOW_MESSAGE_SECONDS,
)
from server.rpc.turns import Turns

_LOOK_SECONDS = 0.05
# A read is late once it was looked at so often: a busy event loop looks rarely, so it makes no honest message late.
_LOOKS = 3
_MEMORY_A_BYTE = 2  # the message and the objects made of it
_KEYLESS_SHARE = (
    4  # one part in four of the budget is turns without a key, and one in four of those an address may have
)


@dataclass(eq=False, slots=True, kw_only=True)
class _Read:
    """A message that is asked for. `until`: when it is given up; None while it is not late."""

    sender: str
    keyless: bool
    timeout: asyncio.Timeout
    looks: int = 0
    until: float | None = None
    refusal: CuraeError | None = None


class Receiving:
    """Belongs to one server and its event loop. `message_bytes`: the largest message that gRPC takes; the budget is at
    least eight times that."""

    def __init__(self, *, budget_bytes: int, message_bytes: int) -> None:
        places = budget_bytes // message_bytes
        keyless = places // _KEYLESS_SHARE
        keyed = (places - keyless) // 2
        self._keyless = Turns(keyless, max(1, keyless // _KEYLESS_SHARE), MAX_WAITING_KEYLESS_READS)
        self._keyed = Turns(keyed, keyed // 2 + 1, MAX_WAITING_READS)
        self._message_bytes = message_bytes
        self._late_bytes = budget_bytes - (keyless + keyed) * message_bytes
        self._held: Counter[str] = Counter()
        self._reads: set[_Read] = set()
        self._looking: asyncio.TimerHandle | None = None

    async def message(self, read: Callable[[], Awaitable[Any]], sender: str, *, keyless: bool) -> Any:
        """What `read` gives, of one sender: a key, or an address without one.

        Raises RateLimited where too much is being received, and DeadlineExceeded where the message does not arrive.
        """
        turns = self._keyless if keyless else self._keyed
        await turns.take(sender)
        entry = _Read(sender=sender, keyless=keyless, timeout=asyncio.timeout(None))
        self._reads.add(entry)
        if self._looking is None:
            self._look_later()
        try:
            async with entry.timeout:
                return await read()
        except TimeoutError:
            raise (entry.refusal or _too_slow()) from None
        finally:
            self._reads.discard(entry)
            if entry.until is None:
                turns.give_back(sender)
            else:
                self._let_go(sender, self._message_bytes)

    @contextmanager
    def held(self, sender: str, size_bytes: int) -> Iterator[None]:
        """Surrounds the answering of a message, whose memory counts until then. Raises RateLimited."""
        if size_bytes <= MAX_MESSAGE_BYTES:
            yield
            return
        if not self._hold(sender, _MEMORY_A_BYTE * size_bytes):
            raise _full()
        try:
            yield
        finally:
            self._let_go(sender, _MEMORY_A_BYTE * size_bytes)

    def _hold(self, sender: str, size_bytes: int) -> bool:
        """Takes bytes of what is left beside the turns; one sender may have half. False where there are too few."""
        if self._held.total() + size_bytes > self._late_bytes:
            return False
        if self._held[sender] + size_bytes > self._late_bytes // 2:
            return False
        self._held[sender] += size_bytes
        return True

    def _let_go(self, sender: str, size_bytes: int) -> None:
        self._held[sender] -= size_bytes
        if not self._held[sender]:
            del self._held[sender]

    def _look_later(self) -> None:
        self._looking = asyncio.get_running_loop().call_later(_LOOK_SECONDS, self._look)

    def _look(self) -> None:
        """Finds the reads that are late, and ends those that take too long."""
        self._looking = None
        now = asyncio.get_running_loop().time()
        for entry in tuple(self._reads):
            entry.looks += 1
            if entry.until is not None:
                if now > entry.until:
                    _end(entry, _too_slow())
            elif entry.looks >= _LOOKS:
                self._become_late(entry, now)
        if self._reads:
            self._look_later()

    def _become_late(self, entry: _Read, now: float) -> None:
        if entry.keyless:
            _end(entry, _too_slow())
        elif not self._hold(entry.sender, self._message_bytes):
            _end(entry, _full())
        else:
            entry.until = now + SLOW_MESSAGE_SECONDS
            self._keyed.give_back(entry.sender)


def _end(entry: _Read, refusal: CuraeError) -> None:
    if entry.refusal is None:
        entry.refusal = refusal
        entry.timeout.reschedule(0)


def _full() -> RateLimited:
    return RateLimited("too many large or slow requests are being received; send again in a moment")


def _too_slow() -> DeadlineExceeded:
    return DeadlineExceeded("the request's message did not arrive in time; send it directly after its headers")
