"""What several members of one object make together: a place, a date of birth in parts, an identifier in pieces."""

import re
from collections.abc import Iterator, Sequence
from enum import IntFlag, auto
from functools import reduce
from operator import or_

from server.domain.signals.phi.kinds import PhiKind
from server.domain.signals.phi.people import names_person, words_of
from server.domain.signals.phi.places import is_place
from server.domain.signals.phi.scan import kinds_in
from server.domain.signals.phi.topics import Topic
from server.errors import Json

MAX_PIECES = 16
FIRST_YEAR, LAST_YEAR = 1900, 2009  # years of a date of birth, under a key that says nothing
MONTHS, DAYS = 12, 31
MIN_ZIP_DIGITS, MAX_ZIP_DIGITS = 2, 3


class Part(IntFlag):
    """What a key's value may be a part of."""

    X = auto()
    Y = auto()
    Z = auto()
    YEAR = auto()
    MONTH = auto()
    DAY = auto()
    BIRTH_YEAR = auto()
    ZIP_PREFIX = auto()
    AREA_CODE = auto()
    LOCAL_NUMBER = auto()
    PIECE = auto()


Member = tuple[str, int, Json]  # a key, its parts, its value
_WHOLES = tuple(
    int(parts)
    for parts in (
        Part.X | Part.Y,
        Part.BIRTH_YEAR | Part.ZIP_PREFIX,
        Part.YEAR | Part.MONTH | Part.DAY,
        Part.AREA_CODE | Part.LOCAL_NUMBER,
    )
)

_FORMS: tuple[tuple[Part, str], ...] = (
    (Part.X, r"_(x|lae?nge)_"),
    (Part.Y, r"_(y|breite)_"),
    (Part.Z, r"_z_"),
    (Part.YEAR, r"_(y|yr|year|yyyy)_"),
    (Part.MONTH, r"_(m|mon|mm|month)_"),
    (Part.DAY, r"_(d|dd|day)_"),
    (
        Part.ZIP_PREFIX,
        r"_(zip|zip_?code|postal|postal_?code|post_?code|plz)_?(|_?3|first_?3|3_?digits?|prefix|prefix_?3|area|sector|start)_",
    ),
    (Part.AREA_CODE, r"_(area_?code|phone_area|dialling_code|dialing_code|npa)_"),
    (Part.LOCAL_NUMBER, r"_(phone_)?(exchange|line|subscriber|local|number|nxx|nsn|(local|subscriber|line)_number)_"),
    (
        Part.PIECE,
        r"_([a-z]|[a-z]_?\d{1,2}|\d{1,3}|(part|piece|seg|segment|chunk|group|block|field|frag|fragment|col|str|string|val"
        r"|value|key|item|word|half|section|token|data|line|number|num|digits?|id)_?[a-d\d]?\d?"
        r"|first|second|third|fourth|last|start|begin|mid|middle|center|end|head|body|tail|left|right|pre|post|prefix|suffix"
        r"|area|exchange|serial|top|bottom|one|two|three|four|local|domain|user|host|lead|trail|rest)_",
    ),
)
_PART_PATTERNS = tuple((part, re.compile(pattern)) for part, pattern in _FORMS)
_OUTWARD_CODE = re.compile(r"(?i)[A-Z]{1,2}\d[A-Z\d]?|[A-Z]\d[A-Z]")  # of Britain and Canada
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_REST_OF_SSN = re.compile(r"\d{2}[- ]?\d{4}")
_MAILBOX = frozenset({"user", "local", "name", "email_user", "local_part"})
_HOST = frozenset({"domain", "host", "email_domain"})
_SIGNS_OF_CUT = re.compile(r"[\d@]|\w\.\w")
_CUT_KINDS = frozenset({PhiKind.EMAIL, PhiKind.SSN, PhiKind.PHONE, PhiKind.ACCOUNT_NUMBER})


def parts_of(words: str, topic: Topic) -> int:
    """The parts, as bits, that the values under a key, written as `_word_word_`, may be."""
    parts = int(Part.BIRTH_YEAR) if topic is Topic.BIRTH_YEAR else 0
    for part, pattern in _PART_PATTERNS:
        if pattern.fullmatch(words):
            parts |= part
    return parts


def may_be_together(members: Sequence[Member]) -> bool:
    """Whether `members` may make something together; a key of digits does with its own value."""
    return len(members) > 1 or (bool(members) and members[0][0].isdecimal())


def kinds_of_members(members: Sequence[Member], around: Topic) -> Iterator[PhiKind]:
    """The kinds of PHI that `members` of one object, under a key about `around`, are together."""
    together = reduce(or_, (parts for _, parts, _ in members))
    if any(together & whole == whole for whole in _WHOLES):
        yield from _kinds_of_parts(members, around)
    if together & Part.PIECE:
        yield from _kinds_of_pieces([(key, value) for key, parts, value in members if parts & Part.PIECE])


def _kinds_of_parts(members: Sequence[Member], around: Topic) -> Iterator[PhiKind]:
    first: dict[Part, Json] = {}
    for _, parts, value in members:
        for part in Part(parts):
            first.setdefault(part, value)
    if Part.X in first and Part.Y in first and _are_place(first, around):
        yield PhiKind.PRECISE_LOCATION
    if Part.BIRTH_YEAR in first and _is_zip_prefix(first.get(Part.ZIP_PREFIX)):
        yield PhiKind.DATE_OF_BIRTH
    if _are_birth_date(first.get(Part.YEAR), first.get(Part.MONTH), first.get(Part.DAY)):
        yield PhiKind.DATE_OF_BIRTH
    if _is_number(first.get(Part.AREA_CODE)) and _is_number(first.get(Part.LOCAL_NUMBER)):
        yield PhiKind.PHONE


def _are_place(first: dict[Part, Json], around: Topic) -> bool:
    """A third axis is an accelerometer's, and numbers of a screen or a sensor have fewer decimals or are smaller."""
    x, y = first[Part.X], first[Part.Y]
    if not isinstance(x, float) or not isinstance(y, float) or Part.Z in first:
        return False
    near = 0 if around is Topic.PLACE else _LEAST_BARE_PLACE
    digits = 3 if around is Topic.PLACE else 4
    return is_place([y, x]) and max(abs(x), abs(y)) >= near and min(map(_decimals, (x, y))) >= digits


_LEAST_BARE_PLACE = 20


def _decimals(number: float) -> int:
    return len(repr(number).partition(".")[2])


def _is_zip_prefix(value: Json) -> bool:
    text = _text(value).strip()
    return _OUTWARD_CODE.fullmatch(text) is not None or (
        text.isdecimal() and MIN_ZIP_DIGITS <= len(text) <= MAX_ZIP_DIGITS
    )


def _are_birth_date(year: Json, month: Json, day: Json) -> bool:
    if isinstance(month, str) and month[:3].lower() in _MONTHS:
        month = 1
    numbers = [int(_text(value)) if _is_number(value) and len(_text(value)) <= 4 else 0 for value in (year, month, day)]  # noqa: PLR2004
    return FIRST_YEAR <= numbers[0] <= LAST_YEAR and 0 < numbers[1] <= MONTHS and 0 < numbers[2] <= DAYS


def _is_number(value: Json) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and _text(value).isdecimal()


def _text(value: Json) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _kinds_of_pieces(pieces: Sequence[tuple[str, Json]]) -> Iterator[PhiKind]:
    texts = [(key, value) for key, value in pieces if isinstance(value, str)][:MAX_PIECES]
    if not texts:
        return
    if not any(_SIGNS_OF_CUT.search(text) for _, text in texts):
        name = " ".join(text for _, text in texts)
        if len(texts) > 1 and names_person(name, words_of(name)):
            yield PhiKind.PERSON_NAME
        return
    if any(key.isdecimal() and _REST_OF_SSN.fullmatch(text) for key, text in texts):
        yield from _cut(" ".join(f"{key}-{text}" for key, text in texts))
    if len(texts) > 1:
        names = [text for key, text in texts if key.lower() in _MAILBOX]
        hosts = [text for key, text in texts if key.lower() in _HOST and "." in text]
        if names and hosts:
            yield from _cut(f"{names[0]}@{hosts[0]}")
        orders = dict.fromkeys((tuple(text for _, text in texts), tuple(text for _, text in sorted(texts))))
        for order in orders:
            yield from _cut(_put_together(order))


def _put_together(texts: Sequence[str]) -> str:
    if all(map(str.isdecimal, texts)) and len(texts) > 2:  # noqa: PLR2004
        return "-".join(texts)
    joined = "".join(texts)
    return (
        "-".join(texts)
        if joined.replace("-", "").isdecimal() and "-" in joined and "--" not in "-".join(texts)
        else joined
    )


def _cut(text: str) -> Iterator[PhiKind]:
    yield from (kind for kind in kinds_in(text, joined=True) if kind in _CUT_KINDS)
