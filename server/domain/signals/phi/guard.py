"""Walks a payload and names every place that holds PHI."""

import re
from collections.abc import Iterator, Mapping, Sequence

from server.domain.signals.phi.by_key import kind_by_key, kind_of_answer
from server.domain.signals.phi.combined import Member, kinds_of_members, may_be_together
from server.domain.signals.phi.decode import readings
from server.domain.signals.phi.keys import KeyFacts, facts_of
from server.domain.signals.phi.kinds import PhiFinding, PhiKind, described
from server.domain.signals.phi.normalize import fold
from server.domain.signals.phi.own_words import tells_of_people
from server.domain.signals.phi.owners import names_owner
from server.domain.signals.phi.people import words_of
from server.domain.signals.phi.pieces import KINDS_IN_PIECES, digits_of_number, is_fraction, split_number, split_over
from server.domain.signals.phi.plain import (
    Shape,
    is_of_app,
    is_product,
    names_someone,
    names_thing,
    reads_as_label,
    shape_of,
)
from server.domain.signals.phi.scan import MAX_SCANNED_CHARACTERS, kinds_in
from server.domain.signals.phi.topic_words import describes_food, names_software
from server.domain.signals.phi.topics import SILENT_TOPICS, Topic
from server.domain.signals.pointer import pointer
from server.errors import FieldViolation, Json, SignalPhiDetected

MAX_FINDINGS = 100

Path = tuple[str | int, ...]
Scalar = None | bool | int | float | str
Listed = Mapping[tuple[str, ...], frozenset[Scalar]]
Paths = frozenset[tuple[str, ...]]
NOTHING_LISTED: Listed = {}
NOWHERE: Paths = frozenset()
_NO_VALUES: frozenset[Scalar] = frozenset()
# UUIDs, times of the platform's own years, short versions and colours: most strings of telemetry. They need no scan.
_HARMLESS = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|20[1-9]\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z| ?[+-]\d\d:?\d\d| UTC)?)?"
    r"|v?\d{1,3}\.\d{1,3}(?:\.\d{1,3})?"
    r"|#[0-9A-Fa-f]{6}|rgba?\(\d{1,3}(?:, ?\d{1,3}){2}(?:, ?[01](?:\.\d{1,3})?)?\)"
)
_NEGATED = re.compile(r"(?i)(?:not|no|non|never|negative|none)(?:[ _-]?[a-z]+){0,3}$")


def guard(payload: Mapping[str, Json], listed: Listed = NOTHING_LISTED, written: Paths = NOWHERE) -> None:
    """Raises `SignalPhiDetected` naming every path and kind of PHI in `payload` (at most 100), never a value.

    `listed` holds, by path, what the schema lists as an enum or a const: its author wrote it, and put has judged it.
    `written` are the paths of texts whose pattern writes out every letter, or that a machine writes by the schema.
    """
    findings = find_phi(payload, listed, written)
    if not findings:
        return
    violations = [FieldViolation(finding.path, described(finding.kind)) for finding in findings]
    refusal = SignalPhiDetected(
        "The signal's payload holds protected health information; remove it at its source.", violations=violations
    )
    refusal.kinds = frozenset(finding.kind for finding in findings)
    raise refusal


def find_phi(
    payload: Mapping[str, Json], listed: Listed = NOTHING_LISTED, written: Paths = NOWHERE
) -> list[PhiFinding]:
    """Every place of `payload`, of the shape that `canonical` accepts, that holds PHI: at most 100."""
    found: dict[tuple[Path, PhiKind], None] = {}
    for path, kind in _findings(payload, listed, written):
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
    kinds = _in_member(tuple(keys), facts.topic, value, {}, closed=True)
    if facts.topic in _OWN:  # what a device may find, as its author lists it: `Possible AFib`
        return [kind for kind in kinds if kind is not PhiKind.DIAGNOSIS]
    return kinds


def _findings(payload: Mapping[str, Json], listed: Listed, written: Paths) -> Iterator[tuple[Path, PhiKind]]:
    parts: list[Member] = []
    for key, value in payload.items():
        facts = facts_of(key)
        for kind in facts.kinds:
            yield (key,), kind
        if isinstance(value, dict):
            yield from _in_object(key, facts, value, listed, written)
        elif isinstance(value, list):
            if facts.parts and len(value) == 1:
                parts.append((key, facts.parts, value[0]))
            yield from _in_array((key,), facts.topic, value, listed.get((key,), _NO_VALUES), (key,) in written)
        else:
            if facts.parts:
                parts.append((key, facts.parts, value))
            if (not facts.silent or isinstance(value, str)) and not (listed and _is_listed(listed, (key,), value)):
                for kind in _in_member((key,), facts.topic, value, payload, closed=bool(written) and (key,) in written):
                    yield (key,), kind
    if may_be_together(parts):
        yield from (((parts[0][0],), kind) for kind in kinds_of_members(parts, Topic.NEUTRAL))


def _in_member(
    path: tuple[str, ...], topic: Topic, value: Json, members: Mapping[str, Json], *, closed: bool
) -> Sequence[PhiKind]:
    """The kinds of PHI that `value` is at `path`, beside the other `members` of its object."""
    kinds = _in_scalar(topic, value, closed=closed)
    return [kind for kind in kinds if not _is_of_thing(kind, topic, path, value, members)] if kinds else kinds


def _is_of_thing(kind: PhiKind, topic: Topic, path: tuple[str, ...], value: Json, members: Mapping[str, Json]) -> bool:
    """Whether what looks like `kind` is the name of software or of food, by the keys of `path` and the `members` beside
    it, or the id of what an object is about that may be a place as well: `{"destination": {"id": ...}}`."""
    if kind is PhiKind.CREDENTIAL:
        return topic is Topic.PLACE and len(path) > 1 and facts_of("_".join(path)).topic is Topic.OPAQUE
    if topic is not Topic.MAYBE_PERSON or not isinstance(value, str):
        return False
    if kind is PhiKind.PERSON_NAME:  # `{"os": {"name": "Darwin"}}`
        return path[:-1] == ("os",) and value.isalpha()
    if kind is not PhiKind.UNLISTED_TEXT:
        return False
    return (
        (names_software("_".join(path)) or (len(path) > 1 and facts_of("_".join(path)).topic in _OF_THINGS))
        or describes_food(_keys_of(members))
    ) and names_thing(value)


def _keys_of(members: Mapping[str, Json]) -> Iterator[str]:
    for key, value in members.items():
        yield key
        if isinstance(value, dict):
            yield from value


_OF_THINGS = frozenset({Topic.TECHNICAL, Topic.THING, Topic.OWN})


def _is_listed(listed: Listed, path: tuple[str, ...], value: Json) -> bool:
    """Text and numbers only: true is no value that a schema lists."""
    is_word = isinstance(value, str | int | float) and not isinstance(value, bool)
    return is_word and value in listed.get(path, _NO_VALUES)


def _in_object(
    outer_key: str, outer: KeyFacts, members: Mapping[str, Json], listed: Listed, written: Paths
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
            path = (outer_key, key)
            for kind in _in_member(path, facts.topic, value, members, closed=bool(written) and path in written):
                whole &= kind is PhiKind.UNLISTED_TEXT
                yield (outer_key, key), kind
    if may_be_together(parts):
        yield from (((outer_key,), kind) for kind in kinds_of_members(parts, outer.topic))
    if whole and outer.topic in KINDS_IN_PIECES:
        yield from (((outer_key,), kind) for kind in split_number(outer.topic, [value for _, _, value in parts]))


def _inner_facts(outer_key: str, outer: KeyFacts, key: str, own: KeyFacts) -> KeyFacts:
    """A key that says nothing alone is read with the one around it: `id` in `patient`, `value` in `ssn`."""
    if own.topic is Topic.MAYBE_PERSON:
        together = facts_of(f"{outer_key}_{key}")
        return together if together.topic in _NAMES else own
    if own.topic not in _TELLS_NOTHING:
        return own
    together = facts_of(f"{outer_key}_{key}")
    if together.topic not in _TELLS_NOTHING:
        return together
    if outer.topic in _SAYS_LITTLE and (own.topic in _TELLS_OF_A_DEVICE or own.topic is Topic.OPAQUE):
        return own
    if outer.topic is Topic.PROSE and key.lower() in _OF_TITLES:  # `{"summary": {"title": ...}}`
        return own
    return outer


_TELLS_OF_A_DEVICE = frozenset({Topic.OWN, Topic.ITEM, Topic.NAMED, Topic.NAMED_ABROAD})
_TELLS_NOTHING = _TELLS_OF_A_DEVICE | {Topic.NEUTRAL, Topic.OPAQUE}
_OF_TITLES = frozenset({"title", "label"})
_SAYS_LITTLE = _TELLS_NOTHING | {Topic.PROSE}
_NAMES = frozenset({Topic.PERSON, Topic.PERSON_IN_ROLE, Topic.PERSON_OR_BRAND, Topic.NETWORK_NAME})


def _in_array(
    path: Path, topic: Topic, items: Sequence[Json], listed: frozenset[Scalar], closed: bool
) -> Iterator[tuple[Path, PhiKind]]:
    whole = True
    seen: dict[str, Sequence[PhiKind]] = {}  # arrays repeat their labels; forgotten with the payload
    for index, item in enumerate(items):
        if isinstance(item, str):
            kinds = seen.get(item)
            if kinds is None:
                kinds = seen[item] = () if item in listed else _in_text(topic, item, closed=closed)
        else:
            kinds = _in_scalar(topic, item, closed=closed)
        for kind in kinds:
            whole &= kind is PhiKind.UNLISTED_TEXT
            yield (*path, index), kind
    if whole and len(items) > 1:
        pieces = [item for item in items if not (isinstance(item, str) and item in listed)] if listed else items
        yield from ((path, kind) for kind in split_over(topic, pieces))


def _in_scalar(topic: Topic, value: Json, *, closed: bool) -> Sequence[PhiKind]:
    """`closed` where an author wrote out what the value may be."""
    if isinstance(value, str):
        return _in_text(topic, value, closed=closed)
    if topic in SILENT_TOPICS or value is None:
        return ()
    if isinstance(value, bool):
        kind = kind_of_answer(topic)
    elif is_fraction(value) and topic not in _FRACTIONS:  # `sin` is a sine as well
        return ()
    else:
        kind = kind_by_key(topic, digits_of_number(value))
    return () if kind is None else (kind,)


_FRACTIONS = frozenset({Topic.COORDINATE, Topic.AGE})


def _in_text(topic: Topic, text: str, *, closed: bool) -> Sequence[PhiKind]:
    if topic in SILENT_TOPICS and _HARMLESS.fullmatch(text):
        return ()
    if (topic, text) in _labels:
        return ()
    found = _kinds_of_text(topic, text)
    if found:
        found = [kind for kind in found if not _is_machines(topic, kind, text)]
    if found or closed or topic in _FREE:
        return found
    shape = shape_of(text)
    if topic is not Topic.ITEM and " " in text and tells_of_people(fold(text)):
        return _UNLISTED
    if shape is Shape.WORDS and len(text) <= MAX_LABEL_CHARACTERS and sum(map(str.isdigit, text)) <= MAX_LABEL_DIGITS:
        if len(_labels) >= MAX_LABELS:
            _labels.clear()
        _labels.add((topic, text))
    return _UNLISTED if _is_somebodys(topic, text, shape) else ()


def _is_somebodys(topic: Topic, text: str, shape: Shape) -> bool:
    """Whether a text of no harmless `shape` may be a person's own under a key of `topic`."""
    if topic in _OWN:
        return shape in _UNKNOWN and names_someone(text)
    if shape is Shape.NAME:
        return topic not in _OF_NOBODY
    return shape is Shape.OTHER and not (
        topic in _NAMED and reads_as_label(text, key_abroad=topic is Topic.NAMED_ABROAD)
    )


def _is_machines(topic: Topic, kind: PhiKind, text: str) -> bool:
    """Whether what looks like `kind` under a key of `topic` is an app's sentence, a product or what a device counts."""
    if kind is PhiKind.FREE_TEXT:
        own_key = topic in _OWN or topic in _OF_LISTS
        return topic is Topic.ITEM or (topic is not Topic.NOTE and is_of_app(text, own_key=own_key))
    if kind is PhiKind.PERSON_NAME:
        return topic is Topic.OWN and is_product(text)
    if kind is not PhiKind.DIAGNOSIS:
        return False
    return (topic is Topic.OWN and _PAUSE_OF_BREATH.fullmatch(text) is not None) or (
        topic in _OF_FEATURES and _FEATURE.search(text) is not None
    )


_OF_FEATURES = frozenset({Topic.OWN, Topic.NAMED, Topic.THING, Topic.TECHNICAL})
# What an app or a device does about a disease, an instrument, a maker: `AFib detection`, `Diabetes Prevention Program`,
# `Beck Depression Inventory`, `Ascensia Diabetes Care`.
_FEATURE = re.compile(
    r"(?i)(?<=[a-z])[ _-](?:detect(?:ion|or)|screen(?:ing|er)|estimator|burden|risk|prevention|notifications?|check"
    r"|score|index|survey|questionnaire|assessment|classifier|algorithm|inventory|checklist|(?:[a-z]+[ _-])?scale"
    r"|(?:control|distress|function)[ _-](?:test|scale)|care|management|education|coach(?:ing)?|association|foundation)"
    r"(?:$|[ _-])"
)


# What a device for sleep counts, unlike the illness.
_PAUSE_OF_BREATH = re.compile(
    r"(?i)(?:(?:central|obstructive|mixed|unclassified|clear airway)[ _-])?(?:hyp)?o?apno?eas?|hypopno?eas?"
)
MAX_LABELS = 4_096
MAX_LABEL_CHARACTERS, MAX_LABEL_DIGITS = 64, 4  # `Galaxy Watch 6`, and no number of anybody
# Labels of nothing but words of devices and apps, in which nothing was found: they repeat from signal to signal.
_labels: set[tuple[Topic, str]] = set()
# Under these one unknown word with a capital is a product's or a state's as often as a name.
_OF_NOBODY = SILENT_TOPICS | {Topic.PLACE, Topic.PROSE, Topic.MODE, Topic.CODE, Topic.MAYBE_DIAGNOSIS}
_UNLISTED = (PhiKind.UNLISTED_TEXT,)
_UNKNOWN = frozenset({Shape.NAME, Shape.OTHER})
_OF_LISTS = frozenset({Topic.CODE, Topic.MAYBE_DIAGNOSIS})  # of codes' names and of symptoms
_NAMED = frozenset({Topic.NAMED, Topic.NAMED_ABROAD, Topic.PROSE})
_OWN = frozenset({Topic.OWN, Topic.ITEM, Topic.MODE})
# Models, versions and hashes have any letters, and things that are sold any name.
_FREE = frozenset({Topic.TECHNICAL, Topic.THING, Topic.OPAQUE, Topic.OPAQUE_OF_PERSON})


def _kinds_of_text(topic: Topic, text: str) -> Sequence[PhiKind]:
    if topic is Topic.THING:
        found = kinds_in(text, technical=True)
        return found or ((PhiKind.PERSON_NAME,) if names_owner(text, words_of(text)) else ())
    if topic in SILENT_TOPICS:
        of_thing = topic is Topic.OPAQUE
        opaque = of_thing or topic is Topic.OPAQUE_OF_PERSON
        return kinds_in(text, technical=topic is Topic.TECHNICAL, opaque=opaque, of_thing=of_thing)
    if topic is Topic.PREGNANCY and _NEGATED.match(text):
        return ()
    by_key = (kind_by_key(topic, reading) for reading in readings(text[:MAX_SCANNED_CHARACTERS]))
    found = (*filter(None, by_key), *kinds_in(text))
    if topic is Topic.MODE:  # of what a device looks for: Omron's mode AFIB is no finding
        return [kind for kind in found if kind is not PhiKind.DIAGNOSIS]
    return found
