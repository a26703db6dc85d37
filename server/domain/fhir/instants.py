"""FHIR instants (hl7.org/fhir/R4/datatypes.html#instant)."""

import re
from datetime import UTC, datetime, timedelta

_INSTANT = re.compile(
    r"(?P<minute>\d{4}-\d\d-\d\dT\d\d:\d\d):(?P<second>\d\d)(?P<fraction>\.\d+)?(?P<zone>Z|[+-]\d\d:\d\d)", re.ASCII
)
_LEAP_SECOND = "60"


def instant(value: object) -> datetime:
    """The moment in UTC, to the microsecond. A leap second is the second after it, as POSIX time has it.

    Raises ValueError where it is no instant.
    """
    match = _INSTANT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("not a FHIR instant")
    try:
        if match["second"] != _LEAP_SECOND:
            return datetime.fromisoformat(match[0]).astimezone(UTC)
        before = datetime.fromisoformat(f"{match['minute']}:59{match['fraction'] or ''}{match['zone']}")
        return (before + timedelta(seconds=1)).astimezone(UTC)
    except OverflowError:
        raise ValueError("not a FHIR instant") from None
