"""When a signal happened: by its device's clock, and by ours.

A device sends the time of the event with its offset from UTC, and the time of sending. Where the time of sending is far
from the time of receipt, the device's clock is wrong, and the event moves by the difference (the rule of Segment's
`sentAt`). A small difference is the way of the message, and moves nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from server.errors import BadRequest, SignalTimeOutOfBounds

LEAST_SKEW = timedelta(minutes=1)
OFFSET_FORM = r"^[+-](0[0-9]|1[0-7]):[0-5][0-9]$|^[+-]18:00$"
_MINUTES_AN_HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """The times that a device gives, by its clock. Offsets are minutes east of UTC; None: not given."""

    at: datetime | None = None
    until: datetime | None = None
    at_offset: int | None = None
    until_offset: int | None = None
    sent_at: datetime | None = None

    def __post_init__(self) -> None:
        """Raises BadRequest."""
        if self.at is None and self.until is not None:
            raise BadRequest.of("occurredUntil", "needs occurredAt, where the time begins")
        if self.at is not None and self.until is not None and self.until < self.at:
            raise BadRequest.of("occurredUntil", "must not be before occurredAt")
        if self.at is None and self.at_offset is not None:
            raise BadRequest.of("occurredAtOffset", "needs occurredAt")
        if self.until is None and self.until_offset is not None:
            raise BadRequest.of("occurredUntilOffset", "needs occurredUntil")

    def moved(self, moment: datetime, received_at: datetime) -> datetime:
        """A moment of the device's clock by ours."""
        if self.sent_at is None:
            return moment
        skew = received_at - self.sent_at
        return moment + skew if abs(skew) >= LEAST_SKEW else moment


NO_TIMES = Occurrence()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBounds:
    """How far from the time of receipt an event may lie."""

    past: timedelta
    future: timedelta

    def event_time(self, occurrence: Occurrence, received_at: datetime) -> datetime | None:
        """When the event began, by our clock; None where the device does not say.

        Raises SignalTimeOutOfBounds, for the end of the event too.
        """
        if occurrence.at is None:
            return None
        began = self._within("occurredAt", occurrence, occurrence.at, received_at)
        if occurrence.until is not None:
            self._within("occurredUntil", occurrence, occurrence.until, received_at)
        return began

    def _within(self, field: str, occurrence: Occurrence, moment: datetime, received_at: datetime) -> datetime:
        earliest, latest = received_at - self.past, received_at + self.future
        try:
            known = occurrence.moved(moment, received_at)
        except OverflowError:  # beyond the years that there are
            known = latest + self.future + LEAST_SKEW
        if not earliest <= known <= latest:
            raise SignalTimeOutOfBounds.of(field, received_at, earliest, latest)
        return known


def parse_offset(text: str) -> int:
    """The minutes of an offset of `OFFSET_FORM`."""
    minutes = int(text[1:3]) * _MINUTES_AN_HOUR + int(text[4:])
    return -minutes if text[0] == "-" else minutes


def offset_text(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), _MINUTES_AN_HOUR)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"
