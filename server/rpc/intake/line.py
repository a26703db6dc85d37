"""Signals that wait to be sent to the intake process. Senders take turns, so that a flood delays its sender alone."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass

from server.rpc.intake.outcome import Outcome
from server.rpc.intake.room import Sender


@dataclass(slots=True, kw_only=True)
class Waiting:
    """A signal without an outcome. `since`: when it came, and later when it was sent."""

    sender: Sender
    message: bytes
    future: "asyncio.Future[Outcome]"
    since: float


class Line:
    """First in, first out for each sender; one signal of each sender in rotation."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[Sender, deque[Waiting]] = OrderedDict()

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, signal: Waiting) -> None:
        self._waiting.setdefault(signal.sender, deque()).append(signal)

    @property
    def next(self) -> Waiting:
        """The signal that `take` gives."""
        return next(iter(self._waiting.values()))[0]

    def take(self) -> Waiting:
        """The next signal; its sender's turn comes again after those of all others."""
        sender, waiting = next(iter(self._waiting.items()))
        signal = waiting.popleft()
        if waiting:
            self._waiting.move_to_end(sender)
        else:
            del self._waiting[sender]
        return signal

    def older_than(self, moment: float) -> Iterator[Waiting]:
        """Takes out what came before then."""
        for sender, waiting in tuple(self._waiting.items()):
            while waiting and waiting[0].since < moment:
                yield waiting.popleft()
            if not waiting:
                del self._waiting[sender]
