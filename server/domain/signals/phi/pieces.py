"""PHI that no item of an array holds alone: cut into pieces, digit by digit, or number by number."""

import re
from collections.abc import Iterator, Sequence

from server.domain.signals.phi.by_key import kind_by_key
from server.domain.signals.phi.kinds import PhiKind
from server.domain.signals.phi.places import is_place
from server.domain.signals.phi.prose import is_answer, is_prose, joins_words
from server.domain.signals.phi.scan import kinds_in
from server.domain.signals.phi.topics import Topic
from server.errors import Json

MAX_JOINED_ITEMS = 4_096
MAX_SPLIT_ITEMS = 16
MAX_MIXED_ITEMS = 4  # `["219", 37, "9822"]`
MIN_PIECES = 2
MIN_LABEL_LETTERS = 3
EXACT_DECIMALS, LEAST_BARE_PLACE = 5, 20
MIN_VECTOR = 8  # numbers that a face or a voice is told by
MAX_ANSWER = "5"  # of a questionnaire, as a digit; one SSN in a hundred has no greater digit

# An identifier cut into pieces has a digit, an @, a slash or, encoded, an upper-case letter; most labels have none.
_MAY_BE_CUT = re.compile(r"[\d@/A-Z]|[^\x00-\x7f]")
_CONSTANT = re.compile(r"[A-Z0-9]+(?:_[A-Z0-9]+)*")  # of a symptom that a cycle tracker lists: `TENDER_BREASTS`
_LABEL = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?")
_SIDES = re.compile(r"(?i)\b(?:left|back)\b")  # of a body, where a sentence says them of somebody who goes and comes
_SEPARATORS = ("", " ")
_PLACES = frozenset({Topic.PLACE, Topic.ROUTE})
# Other topics make of numbers what each of them is alone.
KINDS_IN_PIECES = frozenset(
    {
        Topic.PHONE,
        Topic.SSN,
        Topic.NATIONAL_ID,
        Topic.PATIENT_ID,
        Topic.MEDICAL_ID,
        Topic.ACCOUNT,
        Topic.BIRTH_DATE,
        Topic.POSTAL_CODE,
        Topic.DEVICE_ID,
    }
)
# What items of digits may be, put together by dashes; a range of two readings looks like a record's number.
_CUT_AT_DASHES = frozenset({PhiKind.SSN, PhiKind.PHONE, PhiKind.ACCOUNT_NUMBER, PhiKind.NATIONAL_ID})


def split_over(topic: Topic, items: Sequence[Json]) -> Iterator[PhiKind]:
    """PHI that no item holds alone: an address in pieces, a number digit by digit, a note word by word."""
    pieces = _texts_of(items)
    yield from split_number(topic, items)
    if topic is Topic.BODY_PRINT and len(items) >= MIN_VECTOR:
        yield PhiKind.DOCUMENT
    if topic in _PLACES or (len(items) == MIN_PIECES and _are_exact(items)):
        yield from _split_place(items)
    if len(pieces) < MIN_PIECES:
        return
    if all(piece.isdigit() for piece in pieces):
        yield from _split_digits(topic, pieces)
        return
    if all(len(piece) >= MIN_LABEL_LETTERS and piece.isalpha() for piece in pieces):
        pieces = [*dict.fromkeys(pieces)]  # stages of a night repeat, pieces of an identifier do not
        if len(pieces) < MIN_PIECES:
            return
    for separator in _SEPARATORS:
        text = separator.join(pieces)
        if separator or _MAY_BE_CUT.search(text):
            found = kinds_in(text, technical=topic is Topic.TECHNICAL, joined=True)
            if PhiKind.FREE_TEXT in found and _are_labels(pieces):
                found = tuple(kind for kind in found if kind is not PhiKind.FREE_TEXT)
            yield from found


def _texts_of(items: Sequence[Json]) -> list[str]:
    """The texts of `items`, and the numbers beside a few texts of digits."""
    texts = [item for item in items[:MAX_JOINED_ITEMS] if isinstance(item, str)]
    if len(items) <= MAX_MIXED_ITEMS and 0 < len(texts) < len(items) and all(map(str.isdigit, texts)):
        return [digits_of_number(item) for item in items if isinstance(item, int | float | str)]
    return texts


def _are_labels(pieces: Sequence[str]) -> bool:
    """Whether items that read as a note together are answers, or labels of a word or two that make no sentence:
    `cramps`, `tender breasts`."""
    words = " ".join(pieces)
    if is_answer(words) or all(map(_CONSTANT.fullmatch, pieces)):
        return True
    if not all(map(_LABEL.fullmatch, pieces)) or is_prose(_SIDES.sub("", words), joined=True):
        return False
    return not any(" " in piece and joins_words(_SIDES.sub("", piece)) for piece in pieces)


def _split_digits(topic: Topic, pieces: list[str]) -> Iterator[PhiKind]:
    """Items of digits are readings, unless they are cut where an identifier is, or are single digits of one."""
    if len(pieces) > MAX_SPLIT_ITEMS:
        return
    single = all(len(piece) == 1 for piece in pieces)
    if single and max(pieces) <= MAX_ANSWER:
        return
    text = "".join(pieces) if single else "-".join(pieces)
    found = kinds_in(text, technical=topic is Topic.TECHNICAL, joined=True)
    if single:
        yield from found
    else:
        cut = _CUT_AT_DASHES if pieces[0] >= "2" else _CUT_AT_DASHES - {PhiKind.PHONE}  # no area begins with 0 or 1
        yield from (kind for kind in found if kind in cut)


def split_number(topic: Topic, items: Sequence[Json]) -> Iterator[PhiKind]:
    """Numbers in an array are readings, unless the key tells of an identifier."""
    if topic not in KINDS_IN_PIECES or len(items) > MAX_SPLIT_ITEMS:
        return
    pieces = [item for item in items if isinstance(item, int | float | str) and not isinstance(item, bool)]
    text = "".join(digits_of_number(piece) for piece in pieces if not is_fraction(piece))
    kind = kind_by_key(topic, text)
    if kind is not None:
        yield kind


def _split_place(items: Sequence[Json]) -> Iterator[PhiKind]:
    numbers = [item for item in items[:MAX_SPLIT_ITEMS] if isinstance(item, float)]
    if len(numbers) >= MIN_PIECES and is_place(numbers):
        yield PhiKind.PRECISE_LOCATION


def _are_exact(items: Sequence[Json]) -> bool:
    """Whether both are degrees of a metre, and one is too large for a ratio or a reading of a sensor."""
    numbers = [item for item in items if isinstance(item, float)]
    exact = [number for number in numbers if len(repr(number).partition(".")[2]) >= EXACT_DECIMALS]
    return len(exact) == MIN_PIECES and max(map(abs, exact)) >= LEAST_BARE_PLACE


def is_fraction(value: Json) -> bool:
    """Identifiers and dates are whole."""
    return isinstance(value, float) and not value.is_integer()


def digits_of_number(value: Json) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
