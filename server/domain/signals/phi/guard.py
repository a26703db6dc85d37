"""Walks a payload and names every place that holds PHI."""

import re
from collections.abc import Iterator, Mapping, Sequence

from server.domain.signals.phi.decode import readings
from server.domain.signals.phi.keys import KeyFacts, facts_of
from server.domain.signals.phi.kinds import PhiFinding, PhiKind
from server.domain.signals.phi.scan import MAX_SCANNED_CHARACTERS, kinds_in
from server.domain.signals.phi.told import told
from server.domain.signals.phi.topics import SILENT_TOPICS, Topic
from server.domain.signals.pointer import pointer
from server.errors import FieldViolation, Json, SignalPhiDetected

MAX_FINDINGS = 100
MAX_JOINED_ITEMS = 4_096
MAX_SPLIT_ITEMS = 16
MIN_PIECES = 2

Path = tuple[str | int, ...]
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


def guard(payload: Mapping[str, Json]) -> None:
    """Raises `SignalPhiDetected` naming every path and kind of PHI in `payload` (at most 100), never a value."""
    findings = find_phi(payload)
    if not findings:
        return
    violations = [FieldViolation(finding.path, f"holds PHI: {finding.kind}") for finding in findings]
    refusal = SignalPhiDetected(
        "The signal's payload holds protected health information; remove it at its source.", violations=violations
    )
    refusal.kinds = frozenset(finding.kind for finding in findings)
    raise refusal


def find_phi(payload: Mapping[str, Json]) -> list[PhiFinding]:
    """Every place of `payload`, of the shape that `canonical` accepts, that holds PHI: at most 100."""
    found: dict[tuple[Path, PhiKind], None] = {}
    for path, kind in _findings(payload):
        found[path, kind] = None
        if len(found) >= MAX_FINDINGS:
            break
    return [PhiFinding(pointer(payload, path), kind) for path, kind in found]


def _findings(payload: Mapping[str, Json]) -> Iterator[tuple[Path, PhiKind]]:
    for key, value in payload.items():
        facts = facts_of(key)
        for kind in facts.kinds:
            yield (key,), kind
        if isinstance(value, dict):
            yield from _in_object(key, facts, value)
        elif isinstance(value, list):
            yield from _in_array((key,), facts.topic, value)
        elif not facts.silent or isinstance(value, str):
            for kind in _in_scalar(facts.topic, value):
                yield (key,), kind


def _in_object(outer_key: str, outer: KeyFacts, members: Mapping[str, Json]) -> Iterator[tuple[Path, PhiKind]]:
    for key, value in members.items():
        own = facts_of(key)
        for kind in own.kinds:
            yield (outer_key, key), kind
        facts = _inner_facts(outer_key, outer, key, own)
        if not facts.silent or isinstance(value, str):
            for kind in _in_scalar(facts.topic, value):
                yield (outer_key, key), kind


def _inner_facts(outer_key: str, outer: KeyFacts, key: str, own: KeyFacts) -> KeyFacts:
    """A key that says nothing alone is read with the one around it: `id` in `patient`, `value` in `ssn`."""
    if own.topic is not Topic.NEUTRAL:
        return own
    together = facts_of(f"{outer_key}_{key}")
    return outer if together.topic is Topic.NEUTRAL else together


def _in_array(path: Path, topic: Topic, items: Sequence[Json]) -> Iterator[tuple[Path, PhiKind]]:
    whole = True
    seen: dict[str, Sequence[PhiKind]] = {}  # arrays repeat their labels; forgotten with the payload
    for index, item in enumerate(items):
        if isinstance(item, str):
            kinds = seen.get(item)
            if kinds is None:
                kinds = seen[item] = _in_text(topic, item)
        else:
            kinds = _in_scalar(topic, item)
        for kind in kinds:
            whole = False
            yield (*path, index), kind
    if whole and len(items) > 1:
        yield from ((path, kind) for kind in _split_over(topic, items))


def _split_over(topic: Topic, items: Sequence[Json]) -> Iterator[PhiKind]:
    """PHI that no item holds alone: an address in pieces, a number digit by digit, a note word by word."""
    pieces = [item for item in items[:MAX_JOINED_ITEMS] if isinstance(item, str)]
    if len(pieces) < len(items):
        yield from _split_number(topic, items)
    if len(pieces) < MIN_PIECES:
        return
    if all(piece.isdigit() for piece in pieces):
        yield from _split_digits(topic, pieces)
        return
    for separator in _SEPARATORS:
        text = separator.join(pieces)
        if separator or _MAY_BE_CUT.search(text):
            yield from kinds_in(text, technical=topic is Topic.TECHNICAL, joined=True)


def _split_digits(topic: Topic, pieces: list[str]) -> Iterator[PhiKind]:
    """Items of digits are readings, unless they are cut where an identifier is, or are single digits of one."""
    if len(pieces) > MAX_SPLIT_ITEMS:
        return
    single = all(len(piece) == 1 for piece in pieces)
    text = "".join(pieces) if single else "-".join(pieces)
    yield from kinds_in(text, technical=topic is Topic.TECHNICAL, joined=True)


def _split_number(topic: Topic, items: Sequence[Json]) -> Iterator[PhiKind]:
    """Numbers in an array are readings, unless the key tells of an identifier."""
    if topic in _READINGS or len(items) > MAX_SPLIT_ITEMS:
        return
    pieces = [item for item in items if isinstance(item, int | float | str) and not isinstance(item, bool)]
    text = "".join(_digits(piece) for piece in pieces if not _is_fraction(piece))
    kind = told(topic, text)
    if kind is not None:
        yield kind


_READINGS = frozenset(
    {Topic.NEUTRAL, Topic.TECHNICAL, Topic.COORDINATE, Topic.CODE, Topic.MAYBE_DIAGNOSIS, Topic.DIAGNOSIS, Topic.PROSE}
)


def _in_scalar(topic: Topic, value: Json) -> Sequence[PhiKind]:
    if isinstance(value, str):
        return _in_text(topic, value)
    if topic in SILENT_TOPICS or isinstance(value, bool) or value is None:
        return ()
    if _is_fraction(value) and topic is not Topic.COORDINATE:  # `sin` is a sine as well
        return ()
    kind = told(topic, _digits(value))
    return () if kind is None else (kind,)


def _in_text(topic: Topic, text: str) -> Sequence[PhiKind]:
    if topic in SILENT_TOPICS:
        return () if _HARMLESS.fullmatch(text) else kinds_in(text, technical=topic is Topic.TECHNICAL)
    by_key = (told(topic, reading) for reading in readings(text[:MAX_SCANNED_CHARACTERS]))
    return (*filter(None, by_key), *kinds_in(text))


def _is_fraction(value: Json) -> bool:
    """Identifiers and dates are whole."""
    return isinstance(value, float) and not value.is_integer()


def _digits(value: Json) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
