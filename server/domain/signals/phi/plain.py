"""What a text is that a schema bounds by its length alone: words of devices and apps, numbers, units and codes.

What else stands there is somebody's own: a name, a place, a note. No list of those is complete, so that the guard asks
the other way around, and a text which is none of the harmless shapes is refused. A schema that lists it lets it pass.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto

from server.domain.signals.phi.device_words import DEVICE_WORDS
from server.domain.signals.phi.lexicon import GIVEN_NAMES, PLACE_LIKE_NAMES, SURNAMES
from server.domain.signals.phi.normalize import fold
from server.domain.signals.phi.own_words import tells_of_oneself, words_in
from server.domain.signals.phi.owners import DEVICE_NOUNS
from server.domain.signals.phi.phrases import tells_of_life
from server.domain.signals.phi.prose import SCALE, tells_of_illness
from server.domain.signals.phi.telemetry_names import (
    ABROAD,
    CALENDAR,
    COUNTRIES,
    LABELS,
    PRODUCTS,
    REGIONS,
    SCRIPTS,
    SHORT,
    THINGS,
)
from server.domain.signals.phi.towns import TOWNS

MAX_CAPITALS = 5  # of an abbreviation: `PROMIS` is a word
MAX_LETTERS_OF_SYMBOL = 2  # `kg`, `Pa`
MIN_NAME_LETTERS = 4
MIN_BEGINNING_LETTERS = 5
_ENGLISH_THINGS = DEVICE_WORDS | PRODUCTS
# By `union`: each `|` would copy all words before it.
_ENGLISH = DEVICE_WORDS.union(words_in("everyday_words.txt"), PRODUCTS, THINGS, DEVICE_NOUNS)
# What texts of apps say in some 50 languages, and common words of those.
_SAID_BY_APPS = DEVICE_WORDS.union(
    words_in("app_words.txt"), words_in("common_words.txt"), SCALE, PRODUCTS, THINGS, SHORT
)
_WORDS = _SAID_BY_APPS.union(_ENGLISH, ABROAD, COUNTRIES, SHORT, PLACE_LIKE_NAMES)
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
    r"(?:\(?GMT[+-]\d\d:\d\d\) |20\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)? ?\[?)?"
    r"(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)"
    r"/[A-Z][A-Za-z_+-]*(?:/[A-Z][A-Za-z_]+)?\d{0,2}\]?"
    r"|(?:application|audio|font|image|text|video)/[a-z0-9.+-]+(?:; ?charset=[a-z0-9-]+)?"
    r"|[a-z]{2,3}(?:[-_][A-Z][a-z]{3})?(?:[-_](?:[A-Z]{2}|\d{3}))?"
    r"|(?:#|0x|W/\"|\")?[0-9A-Fa-f-]{6,128}\"?"
    r"|(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2,8} 20\d\d(?: \d\d:\d\d(?::\d\d)?(?: GMT| UTC)?)?"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}, 20[1-9]\d(?:,? \d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AP]M)?)?|[+-]?Inf(?:inity)?"
    r"|(?:rgba?|hsla?|oklch|oklab|lab|lch)\([0-9., %/deg]+\)"
    r"|[a-z]{3,9}://[a-z]+(?:\.[a-z]+)*/?|[A-Za-z]+/v?\d+(?:\.\d+)*"
    r"|P(?:\d+[YMWD])*(?:T(?:[\d.]+[HMS])+)?"
)
_OF_PRODUCT = re.compile(r"[a-z][A-Z][a-z]{2,}")
_LONE = re.compile(r"[A-Z][a-z]+")
_IDENTIFIER = re.compile(r"[\w.$:+-]+")
_HANDLE = re.compile(r"[a-z]{5,}[._-]?\d{1,4}")
_MACHINE = re.compile(
    r"[a-z]+[-_](?:pc|laptop|desktop|mac|mbp|imac|macbook|iphone|ipad|thinkpad|surface|nas|server)\d?"
)
_PATH = re.compile(r"[/\\].*[/\\]|(?:^|\s)@(?![a-z0-9-]+/)[a-z_.]|#\d")
# What stores and build tools call an app, by its maker's domain: `com.polarsteps.Polarsteps`.
_OF_PACKAGE = re.compile(r"(?:app|com|de|dev|edu|eu|fr|gov|io|net|nl|org|uk)(?:\.[A-Za-z][A-Za-z0-9_-]*){2,5}")
# What only software is called: `Zwieblo Browser Plugin`.
_SOFTWARE = frozenset({"api", "app", "connector", "extension", "plugin", "plugins", "sdk", "webhook"})
_TURNS = re.compile(r"(?=[a-z][A-Z0-9]|[A-Z][0-9]|[0-9][A-Za-z])")


class Shape(Enum):
    """What a text consists of."""

    WORDS = auto()  # of devices and apps, and nothing else
    FORM = auto()  # another harmless form
    NAME = auto()  # one word with a capital, unknown: of a product as often as of a person
    OTHER = auto()


def names_someone(text: str) -> bool:
    """Whether a text under a device's or an app's own key has a name, or calls a device by its owner."""
    parts = [fold(part).lower() for run in _RUN.findall(text) for part in _parts_of(run)]
    unknown = [part for part in parts if part not in _WORDS]
    if any(len(part) >= MIN_NAME_LETTERS and _is_called(part) for part in unknown):
        return True
    if unknown and (_IN_ORDER.search(text) is not None or not _OWNED_THINGS.isdisjoint(parts)):
        return True
    if _OTHER_SCRIPT.search(text) is not None and not _OF_UNITS.issuperset(_OTHER_SCRIPT.findall(text)):
        return True
    return bool(parts) and parts[0] in unknown and text[1:2].islower() and not DEVICE_NOUNS.isdisjoint(parts[1:])


def _is_called(word: str) -> bool:
    """Whether `word` is a name or its genitive: `annas`."""
    return word in _NAMES or word.removesuffix("s") in _NAMES


def names_thing(text: str) -> bool:
    """Whether a text with unknown words may be what a thing is called: it names nobody, and is one word, or has an
    everyday word that is no name."""
    words = [part.lower() for run in _RUN.findall(fold(text)) for part in _parts_of(run)]
    said = (word for word in words if word in _WORDS or not _ENGLISH.isdisjoint(stems_of(word)))
    is_title = len(words) == 1 or any(not _is_called(word) and word not in GIVEN_NAMES for word in said)
    return is_title and not names_someone(text)


def is_product(text: str) -> bool:
    """Whether a text with a known name is a product's, under a key of products: its other words are everyday ones."""
    words = [part.lower() for run in _RUN.findall(fold(text)) for part in _parts_of(run)]
    if not words or words[0] in _TITLES or not DEVICE_NOUNS.isdisjoint(words) or _NO_LABEL.search(text) is not None:
        return False
    return sum(word in _NAMES or word not in _WORDS for word in words) <= 1


_TITLES = frozenset({
    "dr", "prof", "mr", "mrs", "ms", "miss", "mx", "herr", "frau", "dhr", "mevr", "mevrouw", "meneer", "mme",
    "mlle", "dott",
})  # fmt: skip
# Households, and things that German, French, Spanish, Italian and Dutch put before their owner.
_OWNED_THINGS = DEVICE_NOUNS - _ENGLISH_THINGS | {
    "casa",
    "famiglia",
    "familia",
    "familie",
    "famille",
    "family",
    "haus",
    "house",
    "maison",
}
# A path, a file, or `Foyle, Rowan`.
_IN_ORDER = re.compile(r"[/\\].*[/\\]|[a-z]\.[A-Za-z][A-Za-z0-9]{1,4}$|^[A-Z][a-z]+, [A-Z][a-z]+$")
MAX_WORDS_OF_MESSAGE, MAX_WORDS_OF_LINE = 12, 6


def is_of_app(text: str, *, own_key: bool) -> bool:
    """Whether a sentence has only words that apps and devices say, and none of somebody who speaks of themselves or of
    what hurts them. Under an `own_key` everyday words may stand in it as well, and in a label any."""
    folded = fold(text)
    if text.endswith("?") and not _READER.isdisjoint(folded.lower().split()):
        return True
    if tells_of_oneself(folded) or (not own_key and tells_of_life(text)):
        return False
    words = [run.lower() for run in _RUN.findall(folded) if not (run.isupper() and len(run) <= MAX_CAPITALS)]
    if own_key and len(words) <= MAX_WORDS_OF_LABEL:
        return True
    if len(words) > (MAX_WORDS_OF_MESSAGE if own_key else MAX_WORDS_OF_LINE) or tells_of_illness(words):
        return False
    known = _WORDS if own_key else _SAID_BY_APPS
    return all(
        len(word) <= MAX_LETTERS_OF_SYMBOL or word in known or not known.isdisjoint(stems_of(word)) for word in words
    )


def reads_as_label(text: str, *, key_abroad: bool) -> bool:
    """Whether a text of unknown words has no capital but its first letter's, as labels of apps have in any language and
    names have not; under a `key_abroad` also a few words of a script without capitals. Brands are no names."""
    runs = _RUN.findall(text)
    parts = [run for run in runs if not _is_brand(run)] or ["brand"]
    if not DEVICE_NOUNS.isdisjoint(fold(run).lower() for run in runs):
        return False
    if _WITHOUT_CASE.fullmatch(text) is not None:
        return key_abroad
    words = [part.lower() if _HAS_CASE.fullmatch(part.lower()) else fold(part).lower() for part in parts]
    if not all(map(_HAS_CASE.fullmatch, words)) or _NO_LABEL.search(text) is not None:
        return False
    if any(map(str.isdigit, text)):
        return _is_model(text, words)
    unknown = [(at, word) for at, word in enumerate(words) if word not in _WORDS]
    if any(_is_called(word) or any(map(str.isupper, parts[at][at == 0 :])) for at, word in unknown):
        return False
    return parts[0].islower() or words[0] in _WORDS or not _has_english(words[1:])


def _is_model(text: str, words: Sequence[str]) -> bool:
    """Whether a text without a known name counts something, or is a maker's and a model's: `Inogen One G5`."""
    if any(map(_is_called, words)):
        return False
    return _MODEL.fullmatch(text) is not None or _AMOUNT.fullmatch(text) is not None


_MODEL = re.compile(r"[A-Z][A-Za-z-]+(?: [A-Z][A-Za-z]*)* (?:[A-Z]?\d{1,2}|\d{1,2}[A-Z])\+?")
_AMOUNT = re.compile(r"\d{1,4}(?:\.\d+)? ?%?(?: [a-z]+)+")
_BRAND = re.compile(r"(?!Mac?[A-Z]|De[A-Z]|La[A-Z]|Di[A-Z]|Van[A-Z]|Fitz[A-Z])[A-Z]?[a-z]+[A-Z][A-Za-z]*")


def _is_brand(word: str) -> bool:
    """Whether `word` has a capital inside, as brands have, and no name for a part: `StrikeTec`."""
    return _BRAND.fullmatch(word) is not None and not any(_is_called(part.lower()) for part in _PART.split(word))


def _has_english(words: Sequence[str]) -> bool:
    """An unknown word among English ones is a name, since their list is long."""
    return any(len(word) >= MIN_NAME_LETTERS and word in _ENGLISH for word in words)


# Hebrew, Arabic, Hindi, Thai, kana, Han and Hangul, whose words for names and notes in keys are known.
_WITHOUT_CASE = re.compile(
    r"[\u0590-\u05ff\u0600-\u06ff\u0900-\u097f\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af \u3005]{1,24}"
)
_HAS_CASE = re.compile(r"[a-z]+|[\u0370-\u03ff]+|[\u0400-\u04ff]+")  # Latin, Greek, Cyrillic
_NO_LABEL = re.compile(r"[/\\@_.]|['`\u2019]s?\b")
_READER = frozenset({"you", "your", "sie", "du", "vous", "votre", "usted", "je", "u", "lei"})  # whom an app asks
MAX_WORDS_OF_LABEL = 3


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
    other = _OTHER_SCRIPT.search(text) is not None and not _OF_UNITS.issuperset(_OTHER_SCRIPT.findall(text))
    spaced = " " in text.strip()
    parts = runs if other else [part for run in _FREE_RUN.findall(text) for part in _parts_of(run)]
    unknown = [part for part in parts if not (_is_listed(part) if other else _is_known(part, spaced=spaced))]
    if spaced and parts and parts[0].lower() in PRODUCTS:  # `Wahoo ELEMNT BOLT`: the name of a maker, of no person
        unknown = [part for part in unknown if not part.isupper()]
    if spaced and parts and parts[-1].lower() in _SOFTWARE and not any(map(_is_called, map(str.lower, unknown))):
        unknown = unknown[1:] if unknown[:1] == parts[:1] and parts[0][:1].isupper() else unknown
    if not any(map(str.isdigit, text)):  # `February Activity Challenge`, and no date
        unknown = [part for part in unknown if part.lower() not in CALENDAR]
    if not unknown:
        return Shape.FORM if other else Shape.WORDS
    if (
        text.lower() in LABELS
        or text.lower() in REGIONS
        or text.lower() in TOWNS
        or _CODE.fullmatch(text) is not None
        or (not spaced and not other and _is_random(text))
    ):
        return Shape.FORM
    if other:
        return Shape.OTHER
    if _LONE.fullmatch(text) is not None:
        return Shape.OTHER if text.lower() in _NAMES else Shape.NAME
    return Shape.FORM if not spaced and _is_token(text, parts, unknown) else Shape.OTHER


def _is_listed(run: str) -> bool:
    return run.isascii() or run in SCRIPTS or run.lower() in _WORDS


def _parts_of(run: str) -> list[str]:
    """`Light`, `Sleep` of `LightSleep`; `OkHttp` is a word, and `iDiamant` a product."""
    if run.islower() or run.lower() in _WORDS:
        return [run]
    return [] if _OF_PRODUCT.fullmatch(run) is not None else _PART.split(run)


def _is_token(text: str, parts: Sequence[str], unknown: Sequence[str]) -> bool:
    """Whether `text`, without a space, is a token of an app although some of its parts are unknown."""
    if _PATH.search(text) is not None or _MACHINE.fullmatch(text) is not None or any(map(_is_of_names, unknown)):
        return False
    if any(part[0].isupper() for part in unknown):
        few = _IDENTIFIER.fullmatch(text) is not None and len(unknown) * 2 < len(parts)
        return few or (_OF_PACKAGE.fullmatch(text) is not None and GIVEN_NAMES.isdisjoint(text.lower().split(".")))
    return _HANDLE.fullmatch(text) is None


def _is_known(part: str, *, spaced: bool) -> bool:
    if not part.isascii():
        part = "".join(filter(str.isalpha, fold(part)))
    if len(part) <= MAX_LETTERS_OF_SYMBOL or (part.isupper() and (len(part) <= MAX_CAPITALS or not spaced)):
        return True
    word = part.lower()
    return word in _WORDS or (word not in _NAMES and not _ENGLISH.isdisjoint(stems_of(word)))


def _is_random(text: str) -> bool:
    """Whether a token turns from letters to digits and back too often to have words: other rules judge those."""
    return len(_TURNS.findall(text)) * 4 >= len(text)


def _is_of_names(word: str) -> bool:
    """Whether `word` is a name, or begins with one and goes on: `candiceoberhauser`."""
    word = word.lower()
    if len(word) < MIN_NAME_LETTERS:
        return False
    return word in _NAMES or any(
        word[:at] in _GIVEN for at in range(MIN_BEGINNING_LETTERS, len(word) - MIN_NAME_LETTERS + 1)
    )
