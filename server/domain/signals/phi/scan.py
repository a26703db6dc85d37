"""Runs every detector over a text in one pass."""

import re
from itertools import islice

import re2

from server.domain.signals.phi import clinical, contact, identifiers, people
from server.domain.signals.phi.decode import MAX_READINGS, readings
from server.domain.signals.phi.detector import Detector
from server.domain.signals.phi.kinds import PhiKind
from server.domain.signals.phi.people import names_person
from server.domain.signals.phi.prose import MAX_TOKEN_TEXT_CHARACTERS, is_prose

# In the order in which kinds are named where several hold.
DETECTORS: tuple[Detector, ...] = (
    *contact.DETECTORS,
    *identifiers.DETECTORS,
    *clinical.DETECTORS,
    *people.DETECTORS,
)
# Longer than any digest: SHA-512 is 128 hexadecimal characters, or 88 of base64.
_OPAQUE = re.compile(r"[A-Za-z0-9+/_-]{129}")
MAX_SCANNED_CHARACTERS = 4_096  # of a text that is refused for its length: what else it holds is told of its beginning
MAX_CONFIRMED_MATCHES = 64
AUTOMATON_BYTES = 64 * 2**20  # what RE2 may keep of the states it has met; fewer are slower, never wrong


def _compile_set(detectors: tuple[Detector, ...]) -> "re2.Set":
    options = re2.Options()
    options.max_mem = AUTOMATON_BYTES
    patterns = re2.Set.SearchSet(options)
    for detector in detectors:
        patterns.Add(detector.pattern)
    patterns.Compile()
    return patterns


# One automaton tells in one linear pass which patterns occur; only those are searched for their place.
_ANY = _compile_set(DETECTORS)
_PATTERNS = tuple(re2.compile(detector.pattern) for detector in DETECTORS)


def kinds_in(text: str, *, technical: bool = False, joined: bool = False) -> tuple[PhiKind, ...]:
    """The kinds of PHI that `text` holds in any reading, each once.

    `technical` is set under a key that tells of versions and the like, `joined` for array items put together.
    """
    found: dict[PhiKind, None] = {}
    is_document = len(text) > MAX_TOKEN_TEXT_CHARACTERS and not joined
    if is_document:
        text = text[:MAX_SCANNED_CHARACTERS]
    texts = readings(text)
    is_document |= len(texts) > MAX_READINGS and not joined
    for reading in texts:
        found.update(dict.fromkeys(_kinds_of_reading(reading, technical)))
        if not technical and names_person(reading):
            found[PhiKind.PERSON_NAME] = None
        if not technical and is_prose(reading, joined=joined):
            found[PhiKind.FREE_TEXT] = None
    if is_document or (not joined and _is_opaque(text)):
        found[PhiKind.DOCUMENT] = None
    return tuple(found)


def _is_opaque(text: str) -> bool:
    """Whether a run in `text` can be nothing but encoded bytes: of mixed case with digits, or hexadecimal."""
    run = _OPAQUE.search(text)
    return run is not None and any(map(str.isdigit, run[0])) and not run[0].isdigit()


def _kinds_of_reading(text: str, technical: bool) -> list[PhiKind]:
    return [
        DETECTORS[index].kind
        for index in sorted(_ANY.Match(text) or ())
        if not (technical and DETECTORS[index].weak) and _confirmed(index, text)
    ]


def _confirmed(index: int, text: str) -> bool:
    confirm = DETECTORS[index].confirm
    if confirm is None:
        return True
    matches = islice(_PATTERNS[index].finditer(text), MAX_CONFIRMED_MATCHES)
    return any(confirm(match.group(1)) for match in matches)
