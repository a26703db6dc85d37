"""The FHIR searches that `_typeFilter` takes: a few parameters, by the content of a resource (FHIR R4, "Search")."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from server.errors import Json
from server.limits import MAX_BULK_VALUES

Resource = Mapping[str, Any]

# A comma joins filters only where the next one begins; within a filter it joins values.
_BETWEEN_FILTERS = re.compile(r",(?=[A-Z][A-Za-z]{1,63}\?)")
_BETWEEN_VALUES = re.compile(r"(?<!\\),")
_MOMENT = re.compile(
    r"(?P<prefix>eq|ne|gt|ge|lt|le)?(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d)"
    r"(T(?P<hour>\d\d):(?P<minute>\d\d)(:(?P<second>\d\d)(?P<fraction>\.\d{1,9})?)?(?P<zone>Z|[ +-]\d\d:\d\d)?)?)?)?"
)
_MAX_VALUES = 100

# Where a resource holds the code that `code` means; elsewhere in its `code`.
_CODES = {"Immunization": "vaccineCode"} | dict.fromkeys(
    ("MedicationAdministration", "MedicationDispense", "MedicationRequest", "MedicationStatement"),
    "medicationCodeableConcept",
)
_DATES: Mapping[str, Sequence[str]] = {
    "date": ("effectiveDateTime", "effectivePeriod", "effectiveInstant", "performedDateTime", "performedPeriod",
             "occurrenceDateTime", "period", "date", "recordedDate"),
    "authoredon": ("authoredOn",),
    "issued": ("issued",),
    "onset-date": ("onsetDateTime", "onsetPeriod"),
    "recorded-date": ("recordedDate",),
}  # fmt: skip
_TOKENS: Mapping[str, str] = {"category": "category", "status": "status", "clinical-status": "clinicalStatus"}
PARAMETERS = ("_lastUpdated", "code", *_TOKENS, *_DATES)


class UnsupportedSearch(Exception):
    """Expected: a search that cannot be evaluated. The text names what of it, and holds no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeFilter:
    """A search for resources of one type: each criterion has a value that the resource meets."""

    resource_type: str
    criteria: tuple[tuple[str, tuple[str, ...]], ...]

    def holds(self, resource: Resource) -> bool:
        return all(any(_meets(resource, name, value) for value in values) for name, values in self.criteria)

    @property
    def values(self) -> int:
        """How many it compares with."""
        return sum(len(values) for _, values in self.criteria)

    def as_json(self) -> Json:
        return [self.resource_type, [[name, list(values)] for name, values in self.criteria]]


def filter_from_json(stored: Any) -> TypeFilter:
    """What `as_json` wrote."""
    resource_type, criteria = stored
    return TypeFilter(resource_type=resource_type, criteria=tuple((name, tuple(values)) for name, values in criteria))


def split_filters(text: str) -> list[str]:
    """The filters of one parameter, which a comma may join."""
    return [each for each in _BETWEEN_FILTERS.split(text) if each]


def read_filter(text: str) -> TypeFilter:
    """Raises UnsupportedSearch."""
    resource_type, mark, query = text.partition("?")
    if not mark or not resource_type.isalpha() or not resource_type.isascii():
        raise UnsupportedSearch("must be a type and a search, for example Observation?category=laboratory")
    criteria = tuple((name, _values(name, value)) for name, value in parse_qsl(query, keep_blank_values=True))
    return TypeFilter(resource_type=resource_type, criteria=criteria)


def _values(name: str, text: str) -> tuple[str, ...]:
    """Raises UnsupportedSearch."""
    if name not in PARAMETERS:
        raise UnsupportedSearch(f"supports the parameters {', '.join(sorted(PARAMETERS))}, without modifiers")
    values = tuple(each.replace("\\,", ",") for each in _BETWEEN_VALUES.split(text))
    if not all(values) or len(values) > _MAX_VALUES:
        raise UnsupportedSearch(f"{name} needs 1 to {_MAX_VALUES} values")
    if (name == "_lastUpdated" or name in _DATES) and not all(map(_period, values)):
        raise UnsupportedSearch(f"{name} needs a date, after eq, ne, gt, ge, lt, le or nothing")
    return values


def _meets(resource: Resource, name: str, value: str) -> bool:
    if name == "_lastUpdated":
        meta = resource.get("meta")
        return _is_in_time([meta.get("lastUpdated") if isinstance(meta, dict) else None], value)
    if name in _DATES:
        return _is_in_time([resource.get(element) for element in _DATES[name]], value)
    element = _CODES.get(str(resource.get("resourceType")), "code") if name == "code" else _TOKENS[name]
    return _has_token(resource.get(element), value)


def _has_token(held: Any, token: str) -> bool:
    """`code`, `system|code`, `|code` or `system|`, of a code, a CodeableConcept, or a list of either."""
    if isinstance(held, list):
        return any(_has_token(each, token) for each in held)
    if isinstance(held, str):
        return held == token
    if not isinstance(held, dict):
        return False
    system, mark, code = token.rpartition("|")
    return any(
        isinstance(coding, dict)
        and (not code or coding.get("code") == code)
        and (not mark or (coding.get("system") or "") == system)
        for coding in held.get("coding") or ()
    )


# From the first moment on, and before the second.
_Period = tuple[datetime, datetime]
_EVER: _Period = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))

_COMPARISONS: Mapping[str, Callable[[_Period, _Period], bool]] = {
    "eq": lambda held, asked: asked[0] <= held[0] and held[1] <= asked[1],
    "ne": lambda held, asked: not (asked[0] <= held[0] and held[1] <= asked[1]),
    "gt": lambda held, asked: held[1] > asked[1],
    "ge": lambda held, asked: held[1] > asked[0],
    "lt": lambda held, asked: held[0] < asked[0],
    "le": lambda held, asked: held[0] < asked[1],
}


def _is_in_time(held: Sequence[Any], value: str) -> bool:
    asked = _asked_period(value)
    compare = _COMPARISONS[value[:2] if value[:2] in _COMPARISONS else "eq"]
    periods = [period for each in held if (period := _held_period(each)) is not None]
    return asked is not None and any(compare(period, asked) for period in periods)


@lru_cache(maxsize=2 * MAX_BULK_VALUES)
def _asked_period(value: str) -> _Period | None:
    """Of a filter: each record is compared with the same ones."""
    return _period(value)


def _held_period(held: Any) -> _Period | None:
    """Of a date, or of a Period, which may have no beginning or no end."""
    if isinstance(held, str):
        return _period(held)
    if not isinstance(held, dict):
        return None
    start, end = _period(str(held.get("start", ""))), _period(str(held.get("end", "")))
    if start is None and end is None:
        return None
    return (start or _EVER)[0], (end or _EVER)[1]


def _period(text: str) -> _Period | None:
    """What a date means as exactly as it is written; None for other text. Without a zone it is UTC."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    try:
        return _bounds(match)
    except (ValueError, OverflowError):
        return None


def _bounds(match: re.Match[str]) -> _Period:
    year, month, day = int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)
    begins = datetime(year, month, day, int(match["hour"] or 0), int(match["minute"] or 0), tzinfo=UTC)
    begins += timedelta(seconds=float((match["second"] or "0") + (match["fraction"] or "")))
    if match["zone"] not in (None, "Z"):
        sign = -1 if match["zone"][0] == "-" else 1  # a blank was a plus
        hours, minutes = match["zone"][1:].split(":")
        begins -= sign * timedelta(hours=int(hours), minutes=int(minutes))
    if match["fraction"]:
        return begins, begins + timedelta(microseconds=1)
    lasts = {
        "second": timedelta(seconds=1),
        "minute": timedelta(minutes=1),
        "day": timedelta(days=1),
        "month": timedelta(days=monthrange(year, month)[1]),
        "year": datetime(year + 1, 1, 1, tzinfo=UTC) - begins if not match["month"] else timedelta(0),
    }
    return begins, begins + next(length for part, length in lasts.items() if match[part])
