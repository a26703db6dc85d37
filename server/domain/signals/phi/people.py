"""Person names that a pattern tells: a title, a known given name beside another name, an initial, a possessive."""

# ruff: noqa: SIM905 - words read better as a text than as a list

import re
from collections.abc import Sequence
from itertools import islice

import re2

from server.domain.signals.phi.detector import Detector
from server.domain.signals.phi.kinds import PhiKind
from server.domain.signals.phi.lexicon import GIVEN_NAMES, PLACE_LIKE_NAMES, SURNAMES
from server.domain.signals.phi.telemetry_names import REGIONS

MAX_NAME_CANDIDATES = 32
_WORD = re.compile(r"[a-z]{2,}")
_NAME = r"[A-Z][a-z]{1,20}(?:['-][A-Z]?[a-z]{1,20})?"
_CAPITALIZED = re2.compile(
    rf"(?:^|[^A-Za-z0-9])((?:{_NAME},? (?:[A-Z]\.? )?){{1,3}}(?:{_NAME}|Ma?c[A-Z][a-z]{{2,20}}"
    rf"|[A-Z]'[A-Z][a-z]{{2,20}}|[A-Z](?:\.|$)))"
)
_ANY_CASE = re2.compile(
    r"(?i)(?:^|[^a-z])([a-z]{2,20}(?:[,;] ?| +|[\^._|/+:-])(?:[a-z]\.?[ ._])?[a-z]{2,20})(?:$|[^a-z])"
)

# Who makes what is called `name:Apple Watch` in a device's description.
MAKERS = frozenset(
    """
    Amazfit Android Apple Coros Fitbit Galaxy Garmin Google Huawei Oura Pixel Polar Samsung Suunto Wahoo Whoop
    Withings Xiaomi
    """.split()
)

# A title or a possessive tells by itself.
DETECTORS = (
    Detector(
        kind=PhiKind.PERSON_NAME,
        pattern=r"(?:^|[^A-Za-z])(?i:mr|mrs|ms|miss|mx|dr|prof|sr|sra|herr|frau|fraulein|dhr|mevr|mevrouw|meneer|senhora?|senor(?:a|ita)?|fru|docteur|dottoressa|mme|monsieur|madame|signor[ae]?|dott"
        r"|mlle)(?:\. ?| )(?:(?:med|dent|rer|nat)\. ?)*"
        r"[A-Z](?:[a-z'.\-]|$)",
    ),
    Detector(
        kind=PhiKind.PERSON_NAME,
        pattern=r"(?:^|[^A-Za-z])(?i:patient|pt|name|surname|nombre|nom) ?[:=] ?([A-Z][a-z]+)(?:$|[^A-Za-z_/.-])",
        confirm=lambda text: text not in MAKERS,
    ),
    Detector(
        kind=PhiKind.PERSON_NAME,
        pattern=r"[A-Za-z]['`]s (?i:iphone|ipad|ipod|macbook|mac|imac|pixel|galaxy|phone|watch|apple watch|laptop"
        r"|tablet|airpods|pc|desktop|fitbit|garmin)",
    ),
    # `lunch with Anna`, `Essen mit Lukas`.
    Detector(
        kind=PhiKind.PERSON_NAME,
        pattern=r"(?:^|[^A-Za-z])(?i:with|met|saw|visit(?:ed)?|called|dated?|kissed|miss(?:ed)?|mit|avec|chez|con|com|bei)"
        r" ([A-Z][a-z]+)(?:$|[^A-Za-z])",
        confirm=lambda text: text.lower() in GIVEN_NAMES - PLACE_LIKE_NAMES,
    ),
)

_INITIALS = re2.compile(r"(?:^|[^A-Za-z0-9.])[A-Z]\.(?: ?[A-Z]\.)? ?([A-Z][a-z]+)")


_PLACE_OPENERS = frozenset({"fort", "lake", "mount", "port", "saint", "san", "santa", "santo", "st"})


def words_of(text: str) -> list[str]:
    """The words of `text`, in lower case, as the lists of names have them."""
    return [text.lower()] if text.isascii() and text.isalpha() else _WORD.findall(text.lower())


def names_person(text: str, words: Sequence[str]) -> bool:
    """Whether a known given name of `words`, which `text` has, stands beside another name or an initial, in order or
    reversed, in any case."""
    if text.isalnum() or text.lower() in REGIONS:
        return False
    if "." in text and not SURNAMES.isdisjoint(words):
        initials = islice(_INITIALS.finditer(text), MAX_NAME_CANDIDATES)
        if any(match.group(1).lower() in SURNAMES for match in initials):
            return True
    return not GIVEN_NAMES.isdisjoint(words) and (_names_given(text) or _is_file_of(text))


_FILE = re.compile(r"[/\\]|\.[A-Za-z][A-Za-z0-9]{1,4}$")
_TIME_ZONE = re.compile(r"[A-Z][A-Za-z]+/[A-Z][A-Za-z_/-]+")
_NAMES_IN_FILE = re2.compile(r"(?i)(?:^|[^a-z])([a-z]{3,20}[_.-][a-z]{3,20})(?:$|[^a-z])")
_NO_FILES = frozenset(
    {"max", "mark", "grant", "will", "chase", "drew", "rich", "gene", "ray", "art", "miles", "rod", "bill", "pat"}
)


def _is_file_of(text: str) -> bool:
    """Whether a path or a file's name has a known given name beside another word: `scans/ollivier_rosamund/ct.dcm`."""
    if _FILE.search(text) is None or _TIME_ZONE.fullmatch(text) is not None:
        return False
    pairs = islice(_NAMES_IN_FILE.finditer(text), MAX_NAME_CANDIDATES)
    return any(
        word in GIVEN_NAMES and word not in PLACE_LIKE_NAMES and word not in _NO_FILES
        for match in pairs
        for word in words_of(match.group(1))
    )


def _names_given(text: str) -> bool:
    capitalized = islice(_CAPITALIZED.finditer(text), MAX_NAME_CANDIDATES)
    if any(_has_given_name(match.group(1)) for match in capitalized):
        return True
    pairs = islice(_ANY_CASE.finditer(text), MAX_NAME_CANDIDATES)
    return any(_is_given_and_surname(match.group(1)) for match in pairs)


def _has_given_name(text: str) -> bool:
    words = words_of(text)
    if words[0] in _PLACE_OPENERS:
        return False
    given = [word for word in words if word in GIVEN_NAMES]
    certain = text.endswith(".") or any(word not in PLACE_LIKE_NAMES for word in given)
    return certain or (bool(given) and any(word in SURNAMES for word in words[1:]))


def _is_given_and_surname(text: str) -> bool:
    words = words_of(text)
    first, last = words[0], words[-1]
    if first == "max":  # max_pace and max_watts are measured
        return False
    return (first in GIVEN_NAMES and last in SURNAMES) or (first in SURNAMES and last in GIVEN_NAMES - PLACE_LIKE_NAMES)
