"""What an app asks of the signals that it has sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from server.errors import BadRequest

MAX_INTERVALS = 1_000
MAX_SUMMED_SIGNALS = 200_000


class Interval(StrEnum):
    HOUR = "hour"
    DAY = "day"

    @property
    def width(self) -> timedelta:
        return timedelta(hours=1) if self is Interval.HOUR else timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of one numeric field, by intervals that begin at whole hours or days at an offset from UTC.

    `field` is the name of a member of the payload, or two names with a dot between.
    """

    connection_id: str
    namespace: str
    signal_type: str
    field: str
    interval: Interval
    since: datetime
    until: datetime
    offset_minutes: int = 0

    def __post_init__(self) -> None:
        """Raises BadRequest."""
        if self.until <= self.since:
            raise BadRequest.of("until", "must be after since")
        if (self.until - self.since) / self.interval.width > MAX_INTERVALS:
            raise BadRequest.of("until", f"makes more than {MAX_INTERVALS} intervals; ask for a shorter time")
