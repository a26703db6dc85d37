"""What a text is that a schema bounds by its length alone: words of devices and apps, numbers, units and codes.

What else stands there is somebody's own: a name, a place, a note. No list of those is complete, so that the guard asks
the other way around, and a text which is none of the harmless shapes is refused. A schema that lists it lets it pass.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from importlib.resources import files

from server.domain.signals.phi.device_words import DEVICE_WORDS
from server.domain.signals.phi.lexicon import GIVEN_NAMES, PLACE_LIKE_NAMES, SURNAMES
from server.domain.signals.phi.normalize import fold
from server.domain.signals.phi.owners import DEVICE_NOUNS
from server.domain.signals.phi.prose import SCALE, is_answer
from server.domain.signals.phi.telemetry_names import ABROAD, COUNTRIES, LABELS, PRODUCTS, SCRIPTS, SHORT, THINGS
from server.domain.signals.phi.towns import TOWNS

MAX_CAPITALS = 5  # of an abbreviation: `PROMIS` is a word
MAX_LETTERS_OF_SYMBOL = 2  # `kg`, `Pa`
MIN_NAME_LETTERS = 4
MIN_BEGINNING_LETTERS = 5
_LINES = files("server.domain.signals.phi").joinpath("everyday_words.txt").read_text(encoding="utf-8").splitlines()
_EVERYDAY = frozenset(word for line in _LINES if not line.startswith("#") for word in line.split())
_WORDS = (
    DEVICE_WORDS | _EVERYDAY | SCALE | PRODUCTS | THINGS | ABROAD | COUNTRIES | SHORT | DEVICE_NOUNS | PLACE_LIKE_NAMES
)
_GIVEN = GIVEN_NAMES - PLACE_LIKE_NAMES
_NAMES = _GIVEN | SURNAMES
_RUN = re.compile(r"[^\W\d_]+")
_FREE_RUN = re.compile(r"(?<!\d)[^\W\d_]+|(?<=\d)[^\W\d_]{4,}(?!\d)")  # few letters after a digit: `5G`, `0x26dae3`
_PART = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_OF_UNITS = frozenset("µμΩΔ°℃℉")
# Letters of scripts that are not Latin.
_OTHER_SCRIPT = re.compile(
    r"[\u0370-\u1dff\u2c00-\ua7ff\ua830-\ufaff\ufb07-\ufe6f\uff66-\uffef]|[\U00010000-\U0001efff]"
)
# What has its own form: time zones, MIME types, locales, colours, hashes, times in words, calls of a colour.
_CODE = re.compile(
    r"(?:\(?GMT[+-]\d\d:\d\d\) )?(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)"
    r"/[A-Z][A-Za-z_+-]*(?:/[A-Z][A-Za-z_]+)?\d{0,2}"
    r"|(?:application|audio|font|image|text|video)/[a-z0-9.+-]+(?:; ?charset=[a-z0-9-]+)?"
    r"|[a-z]{2,3}(?:[-_][A-Z][a-z]{3})?(?:[-_](?:[A-Z]{2}|\d{3}))?"
    r"|(?:#|0x|W/\"|\")?[0-9A-Fa-f-]{6,128}\"?"
    r"|(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2,8} 20\d\d(?: \d\d:\d\d(?::\d\d)?(?: GMT| UTC)?)?"
    r"|(?:rgba?|hsla?|oklch|oklab|lab|lch)\([0-9., %/deg]+\)"
    r"|[a-z]{3,9}://[a-z]+(?:\.[a-z]+)*/?|[A-Za-z]+/v?\d+(?:\.\d+)*"
    r"|P(?:\d+[YMWD])*(?:T(?:[\d.]+[HMS])+)?"
)
_LONE = re.compile(r"[A-Z][a-z]+")
_IDENTIFIER = re.compile(r"[\w.$:+-]+")
_HANDLE = re.compile(r"[a-z]{5,}[._-]?\d{1,4}")
_MACHINE = re.compile(
    r"[a-z]+[-_](?:pc|laptop|desktop|mac|mbp|imac|macbook|iphone|ipad|thinkpad|surface|nas|server)\d?"
)
_PATH = re.compile(r"[/\\].*[/\\]|(?:^|\s)@[a-z_.]+(?!/)|#\d")
_ALPHABET = re.compile(r"[\w+/=.:-]+", re.ASCII)
_TURNS = re.compile(r"(?=[a-z][A-Z0-9]|[A-Z][0-9]|[0-9][A-Za-z])")
MIN_TURNS_OF_RANDOM = 3
MIN_RANDOM = 8


class Shape(Enum):
    """What a text consists of."""

    WORDS = auto()  # of devices and apps, and nothing else
    FORM = auto()  # another harmless form
    NAME = auto()  # one word with a capital, unknown: of a product as often as of a person
    OTHER = auto()


def stems_of(word: str) -> set[str]:
    """What English words `word` may be a form of: `readings` of `reading` and of `read`."""
    stems = _shorter(word)
    return stems.union(*map(_shorter, stems))


def _shorter(word: str) -> set[str]:
    ends = {word.removesuffix(end) + put for end, put in _ENDINGS if word.endswith(end)}
    begins = {word.removeprefix(begin) for begin in _BEGINNINGS if word.startswith(begin)}
    return {stem for stem in ends | begins if len(stem) >= MIN_STEM_LETTERS}


MIN_STEM_LETTERS = 3
_ENDINGS = (
    *(("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", "")),
    *(("er", ""), ("er", "e"), ("ation", "e"), ("able", ""), ("able", "e"), ("ally", ""), ("ness", "")),
)
_BEGINNINGS = ("un", "non", "pre", "post", "re", "over", "under", "multi", "auto", "anti", "inter", "mid", "in", "sub")


def shape_of(text: str) -> Shape:
    """What `text` consists of, as far as its letters tell."""
    runs = _RUN.findall(text)
    if not runs:
        return Shape.FORM
    if _OTHER_SCRIPT.search(text) is not None and not _OF_UNITS.issuperset(_OTHER_SCRIPT.findall(text)):
        known = all(run in SCRIPTS or run.isascii() for run in runs) or is_answer(fold(text))
        return Shape.FORM if known else Shape.OTHER
    spaced = " " in text.strip()
    parts = [part for run in _FREE_RUN.findall(text) for part in _parts_of(run)]
    unknown = [part for part in parts if not _is_known(part, spaced=spaced)]
    if not unknown:
        return Shape.WORDS
    if (
        text.lower() in LABELS
        or text.lower() in TOWNS
        or _CODE.fullmatch(text) is not None
        or (spaced and is_answer(text))
        or (not spaced and _is_random(text))
    ):
        return Shape.FORM
    if spaced or not _is_token(text, parts, unknown):
        return Shape.NAME if _LONE.fullmatch(text) is not None and text.lower() not in _NAMES else Shape.OTHER
    return Shape.FORM


def _parts_of(run: str) -> list[str]:
    """`Light`, `Sleep` of `LightSleep`; `OkHttp` is a word."""
    return [run] if run.islower() or run.lower() in _WORDS else _PART.split(run)


def _is_token(text: str, parts: Sequence[str], unknown: Sequence[str]) -> bool:
    """Whether `text`, without a space, is a token of an app although some of its parts are unknown."""
    if _PATH.search(text) is not None or _MACHINE.fullmatch(text) is not None or any(map(_is_of_names, unknown)):
        return False
    if any(part[0].isupper() for part in unknown):
        return _IDENTIFIER.fullmatch(text) is not None and len(unknown) * 2 < len(parts)
    return _HANDLE.fullmatch(text) is None


def _is_known(part: str, *, spaced: bool) -> bool:
    if not part.isascii():
        part = "".join(filter(str.isalpha, fold(part)))
    if len(part) <= MAX_LETTERS_OF_SYMBOL or (part.isupper() and (len(part) <= MAX_CAPITALS or not spaced)):
        return True
    word = part.lower()
    return word in _WORDS or (word not in _NAMES and not _WORDS.isdisjoint(stems_of(word)))


def _is_random(text: str) -> bool:
    """Whether a token turns from letters to digits and back too often to have words: other rules judge those."""
    return (
        len(text) >= MIN_RANDOM
        and _ALPHABET.fullmatch(text) is not None
        and any(map(str.isdigit, text))
        and len(_TURNS.findall(text)) * 4 >= len(text)
    )


def _is_of_names(word: str) -> bool:
    """Whether `word` is a name, or begins with one and goes on: `candiceoberhauser`."""
    word = word.lower()
    if len(word) < MIN_NAME_LETTERS:
        return False
    return word in _NAMES or any(
        word[:at] in _GIVEN for at in range(MIN_BEGINNING_LETTERS, len(word) - MIN_NAME_LETTERS + 1)
    )
