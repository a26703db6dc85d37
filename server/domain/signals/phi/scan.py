"""Runs every detector over a text in one pass."""

import re
from collections.abc import Sequence
from itertools import islice

import re2

from server.domain.signals.phi import (
    clinical,
    contact,
    credentials,
    forms_abroad,
    identifiers,
    illness,
    people,
    phrases,
    places,
)
from server.domain.signals.phi.credentials import MIN_RANDOM_CHARACTERS, is_random
from server.domain.signals.phi.decode import MAX_READINGS, readings
from server.domain.signals.phi.detector import Detector
from server.domain.signals.phi.illness import names_illness
from server.domain.signals.phi.kinds import PhiKind
from server.domain.signals.phi.medications import is_generic, names_medication
from server.domain.signals.phi.owners import names_owner
from server.domain.signals.phi.people import names_person, words_of
from server.domain.signals.phi.prose import MAX_TOKEN_TEXT_CHARACTERS, is_prose
from server.domain.signals.phi.roots import roots_of

# In the order in which kinds are named where several hold. What every form has is a digit, or a sign of _SIGN.
FORMS: tuple[Detector, ...] = (
    *contact.DETECTORS,
    *identifiers.DETECTORS,
    *places.DETECTORS,
    *credentials.DETECTORS,
    *forms_abroad.DETECTORS,
)
WORDS: tuple[Detector, ...] = (
    *clinical.DETECTORS,
    *illness.DETECTORS,
    *people.DETECTORS,
    *phrases.DETECTORS,
    *credentials.WORDED,
    *forms_abroad.WORDED,
)
_SIGN = re.compile(r"[\d@/:|.\\-]")
MAX_DIGEST_CHARACTERS = 128  # SHA-512 in hexadecimal; in base64 it has 88
_OPAQUE = re.compile(rf"[A-Za-z0-9+/_-]{{{MAX_DIGEST_CHARACTERS + 1}}}")
MAX_SCANNED_CHARACTERS = (
    4_096  # of a text that is refused for its length: what else it holds is judged by its beginning
)
MAX_SERIES_CHARACTERS = 2_880  # a day at one for each half minute
MAX_SERIES_SIGNS = 8  # more than a hypnogram has stages
_READINGS = re.compile(r"[0-9.,;-]+")
_STAGES = re.compile(r"[0-9A-Z]+")
MAX_CONFIRMED_MATCHES = 64
AUTOMATON_BYTES = 64 * 2**20  # what RE2 may keep of the states it has met; fewer are slower, never wrong


class _Patterns:
    """Detectors as one automaton: one linear pass finds which occur, and only those are searched for their place."""

    def __init__(self, detectors: tuple[Detector, ...]) -> None:
        options = re2.Options()
        options.max_mem = AUTOMATON_BYTES
        self._any = re2.Set.SearchSet(options)
        for detector in detectors:
            self._any.Add(detector.pattern)
        self._any.Compile()
        self._detectors = detectors
        self._patterns = tuple(re2.compile(detector.pattern) for detector in detectors)

    def kinds(self, text: str, *, technical: bool, of_thing: bool) -> Sequence[PhiKind]:
        matched = self._any.Match(text)
        if not matched:
            return ()
        return [
            self._detectors[index].kind
            for index in sorted(matched)
            if not (technical and self._detectors[index].weak)
            and not (of_thing and self._detectors[index].any_id)
            and self._confirmed(index, text)
        ]

    def _confirmed(self, index: int, text: str) -> bool:
        confirm = self._detectors[index].confirm
        if confirm is None:
            return True
        matches = islice(self._patterns[index].finditer(text), MAX_CONFIRMED_MATCHES)
        return any(confirm(match.group(1)) for match in matches)


# Two, since one of all would have the product of their states. Most labels have nothing that a form needs.
_FORMS, _WORDS = _Patterns(FORMS), _Patterns(WORDS)


def kinds_in(
    text: str, *, technical: bool = False, opaque: bool = False, of_thing: bool = False, joined: bool = False
) -> tuple[PhiKind, ...]:
    """The kinds of PHI that `text` holds in any reading, each once.

    `technical` is set under a key that tells of versions and the like, `opaque` under one that tells of hashes and
    random ids, `of_thing` where these are no person's, `joined` for array items put together.
    """
    found: dict[PhiKind, None] = {}
    series = len(text) > MAX_DIGEST_CHARACTERS and _is_series(text)
    is_document = len(text) > MAX_TOKEN_TEXT_CHARACTERS and not joined and not series
    if is_document:
        text = text[:MAX_SCANNED_CHARACTERS]
    elif (
        len(text) >= MIN_RANDOM_CHARACTERS
        and not (technical or opaque or joined or series)
        and " " not in text
        and is_random(text)
        and not _is_of_bytes(text)
    ):
        found[PhiKind.CREDENTIAL] = None
    texts = readings(text)
    is_document |= len(texts) > MAX_READINGS and not joined
    for reading in texts:
        kinds = _kinds_of_reading(reading, technical=technical, of_thing=of_thing, joined=joined)
        if kinds:
            found.update(dict.fromkeys(kinds))
    if is_document or (not joined and not series and _is_opaque(text)):
        found[PhiKind.DOCUMENT] = None
    return tuple(found)


def _kinds_of_reading(text: str, *, technical: bool, of_thing: bool, joined: bool) -> list[PhiKind]:
    found = [*_WORDS.kinds(text, technical=technical, of_thing=of_thing)]
    if _SIGN.search(text):
        found = [*_FORMS.kinds(text, technical=technical, of_thing=of_thing), *found]
    words = words_of(text)
    roots = roots_of(words)
    if names_illness(words, roots):
        found.append(PhiKind.DIAGNOSIS)
    if names_medication(words) or is_generic(roots):
        found.append(PhiKind.MEDICATION)
    if not technical:
        if names_person(text, words) or names_owner(text, words):
            found.append(PhiKind.PERSON_NAME)
        if is_prose(text, joined=joined):
            found.append(PhiKind.FREE_TEXT)
    return found


def _is_series(text: str) -> bool:
    """Whether `text` is stages, classes or readings one after the other, at most a day of them: `4434222211`."""
    if len(text) > MAX_SERIES_CHARACTERS:
        return False
    return _READINGS.fullmatch(text) is not None or (
        _STAGES.fullmatch(text) is not None and len(set(text)) <= MAX_SERIES_SIGNS
    )


def _is_of_bytes(text: str) -> bool:
    """Whether `text` is base64 of 48 bytes or more, as devices send readings; tokens have neither `+` nor `/`."""
    return len(text) % 4 == 0 and not _SIGNS_OF_BASE64.isdisjoint(text) and _BYTES.fullmatch(text) is not None


_BYTES = re.compile(r"[A-Za-z0-9+/]{62,}={0,2}")
_SIGNS_OF_BASE64 = frozenset("+/")


def _is_opaque(text: str) -> bool:
    """Whether a run in `text` can be nothing but encoded bytes: of mixed case with digits, or hexadecimal."""
    run = _OPAQUE.search(text)
    return run is not None and any(map(str.isdigit, run[0])) and not run[0].isdigit()
