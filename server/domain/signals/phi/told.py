"""What a key's topic makes of a value that would say nothing under a neutral key."""

# ruff: noqa: SIM905 - words read better as a text than as a list

import re
from collections.abc import Callable

from server.domain.signals.phi import clinical
from server.domain.signals.phi.detector import digits_of
from server.domain.signals.phi.kinds import PhiKind
from server.domain.signals.phi.lexicon import GIVEN_NAMES, PLACE_LIKE_NAMES
from server.domain.signals.phi.topics import Topic

_PLACEHOLDERS = frozenset(
    """
    absent anonymised anonymized anonymous blank default denied disabled empty enabled false granted hashed hidden
    higher home lower masked missing n/a na new nil no none not_collected not_set null off ok on optional other
    pending private redacted removed self set skipped test true undisclosed unknown unset unspecified verified
    withheld work yes
    """.split()
)
_MASK = re.compile(r"[*xX•#._\- ]+")
_LETTER = re.compile(r"[^\W\d_]")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_PROPER_NAME = re.compile(r"[A-Z][a-z'-]+(?:[ ,]+[A-Z][\w.'-]*){1,3}|[A-Z][a-z]{1,20}")
_SNAKE_TOKEN = re.compile(r"[a-z0-9]+(?:[_.:-][a-z0-9]+)+|[A-Z0-9]+(?:_[A-Z0-9]+)+")
_HASH = re.compile(r"[0-9a-f]{32,128}")
_DATE_PART = re.compile(r"\d{1,4}[-/. ]\d{1,2}|\d{6,8}|[A-Za-z]{3,9}\.? \d{1,2}|\d{1,2} [A-Za-z]{3,9}")
_ICD = re.compile(r"[A-TV-Za-tv-z]\d[0-9ABab](?:\.?[0-9A-Za-z]{1,4})?")
_POSTAL = re.compile(
    r"\d{5}(?:-\d{4})?|[A-Za-z]{1,2}\d[A-Za-z0-9]? ?\d[A-Za-z]{2}|[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d|\d{3}-?\d{4}"
)
_COORDINATE = re.compile(r"-?\d{1,3}\.\d{4,}")

MAX_TOLD_CHARACTERS = 256  # longer is a document, whatever its key tells
MIN_ID_DIGITS = 3
MIN_DATE_NUMBER = 10_000  # a year alone, up to 9999, is no date of birth
MIN_PHONE_DIGITS, MAX_PHONE_DIGITS = 7, 15
MIN_SSN_DIGITS, MAX_SSN_DIGITS = 4, 9  # the last four alone are an identifier
PROSE_WORDS = 3


def told(topic: Topic, text: str) -> PhiKind | None:
    """The kind that `text`, folded, is by its key's topic; a number comes as its digits."""
    rule = _RULES.get(topic)
    stripped = text[:MAX_TOLD_CHARACTERS].strip()
    if rule is None or not stripped or stripped.lower() in _PLACEHOLDERS or _MASK.fullmatch(stripped):
        return None
    kind, holds = rule
    return kind if holds(stripped) else None


def _digits_between(least: int, most: int) -> Callable[[str], bool]:
    return lambda text: least <= len(digits_of(text)) <= most and not _HASH.fullmatch(text)


def _is_identifier(text: str) -> bool:
    return len(digits_of(text)) >= MIN_ID_DIGITS or (len(text) > 4 and any(map(str.isdigit, text)))  # noqa: PLR2004


def _is_date(text: str) -> bool:
    number = text.lstrip("-").removesuffix(".0")
    if number.isdigit():
        return int(number[:20]) >= MIN_DATE_NUMBER
    return _DATE_PART.search(text) is not None


def _has_letters(text: str) -> bool:
    return _LETTERS.search(text) is not None and not _HASH.fullmatch(text)


def _may_be_name(text: str) -> bool:
    if _SNAKE_TOKEN.fullmatch(text) or _PROPER_NAME.fullmatch(text) is None:
        return False
    words = [word.lower() for word in re.findall(r"[A-Za-z]+", text)]
    return any(word in GIVEN_NAMES and word not in PLACE_LIKE_NAMES for word in words)


def _may_be_address(text: str) -> bool:
    return (
        re.match(r"\d{1,6}[A-Za-z]? [A-Za-z]", text) is not None
        or re.search(r"[A-Za-z]{3,}.* \d{1,5}$", text) is not None
    )


def _is_told_diagnosis(text: str) -> bool:
    """Words or a code; `dx` is a distance as well, so a short number is none."""
    return (len(digits_of(text)) > 4 or _LETTER.search(text) is not None) and not _HASH.fullmatch(text)  # noqa: PLR2004


def _may_be_diagnosis(text: str) -> bool:
    return _ICD.fullmatch(text) is not None or clinical.is_snomed_concept(text)


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= PROSE_WORDS


def _is_precise(text: str) -> bool:
    return _COORDINATE.search(text) is not None


_RULES: dict[Topic, tuple[PhiKind, Callable[[str], bool]]] = {
    Topic.PHONE: (PhiKind.PHONE, _digits_between(MIN_PHONE_DIGITS, MAX_PHONE_DIGITS)),
    Topic.SSN: (PhiKind.SSN, _digits_between(MIN_SSN_DIGITS, MAX_SSN_DIGITS)),
    Topic.NATIONAL_ID: (PhiKind.NATIONAL_ID, _is_identifier),
    Topic.PATIENT_ID: (PhiKind.MEDICAL_ID, lambda text: any(map(str.isalnum, text))),
    Topic.MEDICAL_ID: (PhiKind.MEDICAL_ID, _is_identifier),
    Topic.ACCOUNT: (PhiKind.ACCOUNT_NUMBER, _is_identifier),
    Topic.BIRTH_DATE: (PhiKind.DATE_OF_BIRTH, _is_date),
    Topic.PERSON: (PhiKind.PERSON_NAME, _has_letters),
    Topic.MAYBE_PERSON: (PhiKind.PERSON_NAME, _may_be_name),
    Topic.STREET: (PhiKind.STREET_ADDRESS, _has_letters),
    Topic.MAYBE_ADDRESS: (PhiKind.STREET_ADDRESS, _may_be_address),
    Topic.POSTAL_CODE: (PhiKind.STREET_ADDRESS, lambda text: _POSTAL.fullmatch(text) is not None),
    Topic.COORDINATE: (PhiKind.PRECISE_LOCATION, _is_precise),
    Topic.DIAGNOSIS: (PhiKind.DIAGNOSIS, _is_told_diagnosis),
    Topic.MAYBE_DIAGNOSIS: (PhiKind.DIAGNOSIS, _may_be_diagnosis),
    Topic.CODE: (PhiKind.DIAGNOSIS, lambda text: len(text) > 3 and _may_be_diagnosis(text)),  # noqa: PLR2004
    Topic.PROSE: (PhiKind.FREE_TEXT, _is_sentence),
    Topic.RESOURCE_TYPE: (PhiKind.FHIR_RESOURCE, lambda text: text.isalpha()),
}
