"""Turns that many take: a bound over all, a share for each sender, and senders that wait are served in rotation."""

import asyncio
from collections import Counter, OrderedDict, deque

from server.errors import RateLimited
from server.limits import TURN_SECONDS


class Turns:
    """`at_once` turns, of which one sender has at most `share`. `waiting`: how many may wait, half of them of one
    sender."""

    def __init__(self, at_once: int, share: int, waiting: int) -> None:
        self._free = at_once
        self._share = share
        self._room = waiting
        self._taken: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()
        self._waiting_count = 0

    async def take(self, sender: str) -> None:
        """Returns once it is the sender's turn; `give_back` ends the turn. Raises RateLimited."""
        if self._free and self._taken[sender] < self._share:
            self._begin(sender)
            return
        if self._waiting_count >= self._room or len(self._waiting.get(sender, ())) >= self._room // 2:
            raise _busy()
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(sender, deque()).append(turn)
        self._waiting_count += 1
        try:
            async with asyncio.timeout(TURN_SECONDS):
                await turn
        except TimeoutError:
            self._leave(sender, turn)
            raise _busy() from None
        except asyncio.CancelledError:
            self._leave(sender, turn)
            raise

    def give_back(self, sender: str) -> None:
        self._free += 1
        self._taken[sender] -= 1
        if not self._taken[sender]:
            del self._taken[sender]
        if self._waiting:
            self._serve()

    def _begin(self, sender: str) -> None:
        self._free -= 1
        self._taken[sender] += 1

    def _leave(self, sender: str, turn: "asyncio.Future[None]") -> None:
        """A turn that came at the last moment goes to the next."""
        queue = self._waiting.get(sender)
        if queue is not None and turn in queue:
            self._forget(sender, turn)
        else:
            self.give_back(sender)

    def _serve(self) -> None:
        for sender in tuple(self._waiting):
            if not self._free:
                return
            if self._taken[sender] < self._share:
                turn = self._waiting[sender][0]
                self._waiting.move_to_end(sender)
                self._forget(sender, turn)
                self._begin(sender)
                if not turn.done():
                    turn.set_result(None)

    def _forget(self, sender: str, turn: "asyncio.Future[None]") -> None:
        queue = self._waiting[sender]
        queue.remove(turn)
        self._waiting_count -= 1
        if not queue:
            del self._waiting[sender]


def _busy() -> RateLimited:
    return RateLimited("too many requests are under way; send again in a moment")
