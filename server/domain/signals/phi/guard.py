"""Walks a payload and names every place that holds PHI."""

import re
from collections.abc import Iterator, Mapping, Sequence

from server.domain.signals.phi.combined import Member, kinds_of_members, may_be_together
from server.domain.signals.phi.decode import readings
from server.domain.signals.phi.keys import KeyFacts, facts_of
from server.domain.signals.phi.kinds import PhiFinding, PhiKind
from server.domain.signals.phi.places import is_place
from server.domain.signals.phi.prose import is_answer
from server.domain.signals.phi.scan import MAX_SCANNED_CHARACTERS, kinds_in
from server.domain.signals.phi.told import told, told_by_answer
from server.domain.signals.phi.topics import SILENT_TOPICS, Topic
from server.domain.signals.pointer import pointer
from server.errors import FieldViolation, Json, SignalPhiDetected

MAX_FINDINGS = 100
MAX_JOINED_ITEMS = 4_096
MAX_SPLIT_ITEMS = 16
MIN_PIECES = 2
MAX_ANSWER = "5"  # of a questionnaire, as a digit; one SSN in a hundred has no greater digit

Path = tuple[str | int, ...]
Scalar = None | bool | int | float | str
Listed = Mapping[tuple[str, ...], frozenset[Scalar]]
NOTHING_LISTED: Listed = {}
_NO_VALUES: frozenset[Scalar] = frozenset()
# UUIDs, times of the platform's own years, short versions and colours: most strings of telemetry, told without a scan.
_HARMLESS = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|20[1-9]\d-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?"
    r"|v?\d{1,3}\.\d{1,3}(?:\.\d{1,3})?"
    r"|#[0-9A-Fa-f]{6}"
)
# An identifier cut into pieces has a digit, an @, a slash or, encoded, an upper-case letter; most labels have none.
_MAY_BE_CUT = re.compile(r"[\d@/A-Z]|[^\x00-\x7f]")
_SEPARATORS = ("", " ")
_NEGATED = re.compile(r"(?i)(?:not|no|non|never|negative|none)(?:[ _-]?[a-z]+){0,3}$")


def guard(payload: Mapping[str, Json], listed: Listed = NOTHING_LISTED) -> None:
    """Raises `SignalPhiDetected` naming every path and kind of PHI in `payload` (at most 100), never a value.

    `listed` holds, by path, what the schema lists as an enum or a const: its author wrote it, and put has judged it.
    """
    findings = find_phi(payload, listed)
    if not findings:
        return
    violations = [FieldViolation(finding.path, f"holds PHI: {finding.kind}") for finding in findings]
    refusal = SignalPhiDetected(
        "The signal's payload holds protected health information; remove it at its source.", violations=violations
    )
    refusal.kinds = frozenset(finding.kind for finding in findings)
    raise refusal


def find_phi(payload: Mapping[str, Json], listed: Listed = NOTHING_LISTED) -> list[PhiFinding]:
    """Every place of `payload`, of the shape that `canonical` accepts, that holds PHI: at most 100."""
    found: dict[tuple[Path, PhiKind], None] = {}
    for path, kind in _findings(payload, listed):
        found[path, kind] = None
        if len(found) >= MAX_FINDINGS:
            break
    return [PhiFinding(pointer(payload, path), kind) for path, kind in found]


def kinds_under(keys: Sequence[str], value: Json) -> Sequence[PhiKind]:
    """The kinds of PHI that `value` is where `keys` lead to: a key, or one in the object under another."""
    *around, key = keys
    facts = facts_of(key)
    for outer_key in around:
        facts = _inner_facts(outer_key, facts_of(outer_key), key, facts)
    return _in_scalar(facts.topic, value)


def _findings(payload: Mapping[str, Json], listed: Listed) -> Iterator[tuple[Path, PhiKind]]:
    parts: list[Member] = []
    for key, value in payload.items():
        facts = facts_of(key)
        for kind in facts.kinds:
            yield (key,), kind
        if isinstance(value, dict):
            yield from _in_object(key, facts, value, listed)
        elif isinstance(value, list):
            if facts.parts and len(value) == 1:
                parts.append((key, facts.parts, value[0]))
            yield from _in_array((key,), facts.topic, value, listed.get((key,), _NO_VALUES))
        else:
            if facts.parts:
                parts.append((key, facts.parts, value))
            if (not facts.silent or isinstance(value, str)) and not (listed and _is_listed(listed, (key,), value)):
                for kind in _in_scalar(facts.topic, value):
                    yield (key,), kind
    if may_be_together(parts):
        yield from (((parts[0][0],), kind) for kind in kinds_of_members(parts, Topic.NEUTRAL))


def _is_listed(listed: Listed, path: tuple[str, ...], value: Json) -> bool:
    """Text and numbers only: true is no value that a schema lists."""
    is_word = isinstance(value, str | int | float) and not isinstance(value, bool)
    return is_word and value in listed.get(path, _NO_VALUES)


def _in_object(
    outer_key: str, outer: KeyFacts, members: Mapping[str, Json], listed: Listed
) -> Iterator[tuple[Path, PhiKind]]:
    parts: list[Member] = []
    whole = True
    for key, value in members.items():
        own = facts_of(key)
        for kind in own.kinds:
            yield (outer_key, key), kind
        if own.parts:
            parts.append((key, own.parts, value))
        facts = _inner_facts(outer_key, outer, key, own)
        if (not facts.silent or isinstance(value, str)) and not (
            listed and _is_listed(listed, (outer_key, key), value)
        ):
            for kind in _in_scalar(facts.topic, value):
                whole = False
                yield (outer_key, key), kind
    if may_be_together(parts):
        yield from (((outer_key,), kind) for kind in kinds_of_members(parts, outer.topic))
    if whole and outer.topic in _TOLD_IN_PIECES:
        yield from (((outer_key,), kind) for kind in _split_number(outer.topic, [value for _, _, value in parts]))


def _inner_facts(outer_key: str, outer: KeyFacts, key: str, own: KeyFacts) -> KeyFacts:
    """A key that says nothing alone is read with the one around it: `id` in `patient`, `value` in `ssn`."""
    if own.topic is Topic.MAYBE_PERSON:
        together = facts_of(f"{outer_key}_{key}")
        return together if together.topic in _NAMES else own
    if own.topic is not Topic.NEUTRAL:
        return own
    together = facts_of(f"{outer_key}_{key}")
    return outer if together.topic is Topic.NEUTRAL else together


_NAMES = frozenset({Topic.PERSON, Topic.PERSON_OR_BRAND, Topic.NETWORK_NAME})


def _in_array(
    path: Path, topic: Topic, items: Sequence[Json], listed: frozenset[Scalar]
) -> Iterator[tuple[Path, PhiKind]]:
    whole = True
    seen: dict[str, Sequence[PhiKind]] = {}  # arrays repeat their labels; forgotten with the payload
    for index, item in enumerate(items):
        if isinstance(item, str):
            kinds = seen.get(item)
            if kinds is None:
                kinds = seen[item] = () if item in listed else _in_text(topic, item)
        else:
            kinds = _in_scalar(topic, item)
        for kind in kinds:
            whole = False
            yield (*path, index), kind
    if whole and len(items) > 1:
        pieces = [item for item in items if not (isinstance(item, str) and item in listed)] if listed else items
        yield from ((path, kind) for kind in _split_over(topic, pieces))


def _split_over(topic: Topic, items: Sequence[Json]) -> Iterator[PhiKind]:
    """PHI that no item holds alone: an address in pieces, a number digit by digit, a note word by word."""
    pieces = [item for item in items[:MAX_JOINED_ITEMS] if isinstance(item, str)]
    yield from _split_number(topic, items)
    if topic in _PLACES:
        yield from _split_place(items)
    if len(pieces) < MIN_PIECES:
        return
    if all(piece.isdigit() for piece in pieces):
        yield from _split_digits(topic, pieces)
        return
    for separator in _SEPARATORS:
        text = separator.join(pieces)
        if separator or _MAY_BE_CUT.search(text):
            found = kinds_in(text, technical=topic is Topic.TECHNICAL, joined=True)
            if PhiKind.FREE_TEXT in found and is_answer(" ".join(pieces)):
                found = tuple(kind for kind in found if kind is not PhiKind.FREE_TEXT)
            yield from found


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


def _split_number(topic: Topic, items: Sequence[Json]) -> Iterator[PhiKind]:
    """Numbers in an array are readings, unless the key tells of an identifier."""
    if topic not in _TOLD_IN_PIECES or len(items) > MAX_SPLIT_ITEMS:
        return
    pieces = [item for item in items if isinstance(item, int | float | str) and not isinstance(item, bool)]
    text = "".join(_digits(piece) for piece in pieces if not _is_fraction(piece))
    kind = told(topic, text)
    if kind is not None:
        yield kind


def _split_place(items: Sequence[Json]) -> Iterator[PhiKind]:
    numbers = [item for item in items[:MAX_SPLIT_ITEMS] if isinstance(item, float)]
    if len(numbers) >= MIN_PIECES and is_place(numbers):
        yield PhiKind.PRECISE_LOCATION


_PLACES = frozenset({Topic.PLACE, Topic.ROUTE})
# Other topics make of numbers what each of them is alone.
_TOLD_IN_PIECES = frozenset(
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


def _in_scalar(topic: Topic, value: Json) -> Sequence[PhiKind]:
    if isinstance(value, str):
        return _in_text(topic, value)
    if topic in SILENT_TOPICS or value is None:
        return ()
    if isinstance(value, bool):
        kind = told_by_answer(topic)
    elif _is_fraction(value) and topic is not Topic.COORDINATE:  # `sin` is a sine as well
        return ()
    else:
        kind = told(topic, _digits(value))
    return () if kind is None else (kind,)


def _in_text(topic: Topic, text: str) -> Sequence[PhiKind]:
    if topic in SILENT_TOPICS:
        return () if _HARMLESS.fullmatch(text) else kinds_in(text, technical=topic is Topic.TECHNICAL)
    if topic is Topic.PREGNANCY and _NEGATED.match(text):
        return ()
    by_key = (told(topic, reading) for reading in readings(text[:MAX_SCANNED_CHARACTERS]))
    return (*filter(None, by_key), *kinds_in(text))


def _is_fraction(value: Json) -> bool:
    """Identifiers and dates are whole."""
    return isinstance(value, float) and not value.is_integer()


def _digits(value: Json) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
