"""Where somebody is: coordinates, and the codes that stand for them."""

import re
from collections.abc import Iterator, Sequence

from server.domain.signals.phi.detector import Detector, bounded
from server.domain.signals.phi.kinds import PhiKind

MAX_LATITUDE, MAX_LONGITUDE = 90, 180  # degrees
MIN_SCALED = 100_000  # an E5, E6 or E7 integer; less is a plain number of degrees
MIN_GEOHASH_CHARACTERS = 6  # a cell of 1.2 by 0.6 km; five characters are 5 km
MIN_POLYLINE_CHARACTERS = 10
MAX_POLYLINE_STEP = 10  # degrees between two points of a track
LEAST_PLACE = 1.5  # degrees: both below it are ratios, of a screen or of a unit vector

_PRECISE = re.compile(r"-?\d{1,3}\.\d{3,}")
_WHOLE_NUMBER = re.compile(r"-?\d{1,12}(?:\.0)?")
_GEOHASH = re.compile(r"[0-9b-hjkmnp-z]{5,12}", re.IGNORECASE)
_WORDS_OF_A_PLACE = re.compile(r"(?:/{0,3})\w+\.\w+\.\w+")
_CELL = re.compile(r"[0-9A-Fa-f]{9,16}|[0-3]{10,23}|\d{15,20}")
_GRID = re.compile(r"\d{1,2}[A-Za-z](?: ?[A-Za-z]{2})?[ \d]{6,}|[A-Ra-r]{2}\d\d[A-Xa-x]{2}\w*")
_PLUS_CODE = re.compile(r"[2-9CFGHJMPQRVWX]{4,8}\+[2-9CFGHJMPQRVWX]{2,3}(?:\s.*)?", re.IGNORECASE)
_POLYLINE_OFFSET, _POLYLINE_MORE = 63, 0x20


def is_precise(text: str) -> bool:
    """Whether a latitude or longitude is more precise than a kilometre: three decimals, or an integer of E5 to E7."""
    if _WHOLE_NUMBER.fullmatch(text):
        return abs(int(text.split(".", maxsplit=1)[0])) >= MIN_SCALED
    return is_precise_text(text)


def is_precise_text(text: str) -> bool:
    """Whether `text` has a number of degrees with three decimals or more."""
    return any(abs(float(found)) <= MAX_LONGITUDE for found in _PRECISE.findall(text))


def is_place(numbers: Sequence[float]) -> bool:
    """Whether the first two of `numbers` are a precise place."""
    return all(_PRECISE.fullmatch(repr(number)) for number in numbers[:2]) and _are_degrees(*numbers[:2])


def _are_degrees(first: float, second: float) -> bool:
    low, high = sorted((abs(first), abs(second)))
    return low <= MAX_LATITUDE and LEAST_PLACE < high <= MAX_LONGITUDE


def is_geocode(text: str) -> bool:
    """A geohash of six characters or more, a plus code, three words, or a cell of H3, S2, UTM or a quad key."""
    if _GEOHASH.fullmatch(text):
        return len(text) >= MIN_GEOHASH_CHARACTERS
    return any(form.fullmatch(text) for form in (_WORDS_OF_A_PLACE, _CELL, _GRID, _PLUS_CODE))


def is_long_geohash(text: str) -> bool:
    """Whether `text` is a geohash with digits and letters of seven characters or more: a cell of 150 m."""
    return (
        len(text) > MIN_GEOHASH_CHARACTERS
        and _GEOHASH.fullmatch(text) is not None
        and any(map(str.isdigit, text))
        and not text.isdigit()
    )


def is_polyline(text: str) -> bool:
    """Whether `text` decodes as a polyline of two points or more that are near each other."""
    if len(text) < MIN_POLYLINE_CHARACTERS or " " in text:
        return False
    steps = list(_polyline_steps(text))
    if len(steps) < 4 or len(steps) % 2 or None in steps:  # noqa: PLR2004 - two numbers a point
        return False
    first, rest = steps[:2], steps[2:]
    return all(abs(step or 0) <= MAX_LONGITUDE for step in first) and all(
        abs(step or 0) <= MAX_POLYLINE_STEP for step in rest
    )


def _polyline_steps(text: str) -> Iterator[float | None]:
    """Each number in degrees; None where `text` is no polyline."""
    number, shift = 0, 0
    for character in text:
        code = ord(character) - _POLYLINE_OFFSET
        if not 0 <= code <= _POLYLINE_MORE * 2 - 1 or shift > 30:  # noqa: PLR2004 - 32 bits hold 180 degrees
            yield None
            return
        number |= (code & (_POLYLINE_MORE - 1)) << shift
        shift += 5
        if code < _POLYLINE_MORE:
            yield (~(number >> 1) if number & 1 else number >> 1) / 1e5
            number, shift = 0, 0
    if shift:
        yield None


def _is_pair(text: str) -> bool:
    numbers = [float(found) for found in _PRECISE.findall(text)]
    return len(numbers) == 2 and _are_degrees(*numbers)  # noqa: PLR2004


_NUMBER = r"-?\d{1,3}\.\d{3,}"
DETECTORS = (
    Detector(
        kind=PhiKind.PRECISE_LOCATION,
        pattern=r"(?:^|[^0-9.])-?\d{1,3}\.\d{4,}[NSns]?\s?[,;/ ]\s?-?\d{1,3}\.\d{4,}",
    ),
    Detector(kind=PhiKind.PRECISE_LOCATION, pattern=r"\d{1,3} ?° ?\d{1,2}(?:\.\d+)? ?['m]"),
    Detector(
        kind=PhiKind.PRECISE_LOCATION,
        pattern=rf"(?:^|[^0-9.,;|/ -])\s?({_NUMBER}\s?[,;|/ ]\s?{_NUMBER})(?:$|[^0-9.,;|/ ])",
        confirm=_is_pair,
    ),
    Detector(
        kind=PhiKind.PRECISE_LOCATION,
        pattern=rf"(?i)(?:^|[^a-z])(?:lat|lon|lng|latitude|longitude|geo)[\"' ]?[:=][\"' ]?{_NUMBER}",
    ),
    Detector(kind=PhiKind.PRECISE_LOCATION, pattern=rf"(?i)point ?\(\s?{_NUMBER} {_NUMBER}"),
    Detector(kind=PhiKind.PRECISE_LOCATION, pattern=r"(?:^|\s)[+-]\d{2,6}\.\d{2,}[+-]\d{3,7}\.\d{2,}"),
    Detector(
        kind=PhiKind.PRECISE_LOCATION,
        pattern=bounded(r"[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,3}"),
    ),
    Detector(
        kind=PhiKind.PRECISE_LOCATION,
        pattern=r"(?:^|\s)[23456789CFGHJMPQRVWX]{4}\+[23456789CFGHJMPQRVWX]{2,3},? [A-Z][a-z]",
    ),
    Detector(kind=PhiKind.PRECISE_LOCATION, pattern=r"(?:^|\s)///[a-z]+\.[a-z]+\.[a-z]+"),
)
