"""Signals that wait to be sent to the intake process. Senders take turns, so that a flood delays its sender alone.

Some signals of one batch go together, as one parcel: each by itself would cost the server as much as a call does.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from server.rpc.intake.outcome import Outcome
from server.rpc.intake.room import Sender


@dataclass(slots=True, kw_only=True)
class Waiting:
    """A parcel of `count` signals without all their outcomes. `since`: when it came, and later when it was sent."""

    sender: Sender
    messages: bytes
    count: int
    future: "asyncio.Future[list[Outcome]]"
    since: float
    outcomes: list[Outcome] = field(default_factory=list)


class Line:
    """First in, first out for each sender; one parcel of each sender in rotation."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[Sender, deque[Waiting]] = OrderedDict()

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, parcel: Waiting) -> None:
        self._waiting.setdefault(parcel.sender, deque()).append(parcel)

    @property
    def next(self) -> Waiting:
        """The parcel that `take` gives."""
        return next(iter(self._waiting.values()))[0]

    def take(self) -> Waiting:
        """The next parcel; its sender's turn comes again after those of all others."""
        sender, waiting = next(iter(self._waiting.items()))
        parcel = waiting.popleft()
        if waiting:
            self._waiting.move_to_end(sender)
        else:
            del self._waiting[sender]
        return parcel

    def older_than(self, moment: float) -> Iterator[Waiting]:
        """Takes out what came before then."""
        for sender, waiting in tuple(self._waiting.items()):
            while waiting and waiting[0].since < moment:
                yield waiting.popleft()
            if not waiting:
                del self._waiting[sender]
