"""Which records the references of stored resources name (hl7.org/fhir/R4/references.html#literal)."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.domain.records.open_references import Place
from server.domain.records.record import Key, Record

# A reference with a quotation mark in it is cut off there. Nearly every writer puts one space or none behind the colon.
_REFERENCE = re.compile(rb'"reference" ?: ?"([^"]*)"')
# Contained, absolute (a URL or a URN), or a search: an import does not resolve these.
_ELSEWHERE = re.compile(r"#|[A-Za-z][A-Za-z0-9+.\-]*:|[A-Z][A-Za-z]{2,63}\?")
_NAMED = re.compile(
    r"(?P<type>[A-Z][A-Za-z]{2,63})/(?P<id>[A-Za-z0-9\-.]{1,64})(?:/_history/[A-Za-z0-9\-.]{1,64})?(?:#.*)?"
)

_NOWHERE: Key = ("", "")
# Longer references are judged each time: what is remembered of an input is bounded.
_REMEMBERED_BYTES = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """`records`: the records that relative references name, with the place of the first one. `nowhere`: the places of
    relative references that can name none, one a resource."""

    records: Mapping[Key, Place] = field(default_factory=dict)
    nowhere: Collection[Place] = ()


class _Seen:
    """How often a reference was seen, and the first record that has it. An import spends its time here."""

    __slots__ = ("count", "first")

    def __init__(self, first: Record) -> None:
        self.first = first
        self.count = 1


class Naming:
    """The references of records as these are read: one search of each content, one judgement of each different one."""

    def __init__(self) -> None:
        self._seen: dict[bytes, _Seen] = {}

    def add(self, record: Record) -> None:
        seen = self._seen
        for raw in _REFERENCE.findall(record.content):
            known = seen.get(raw)
            if known is None:
                seen[raw] = _Seen(record)
            else:
                known.count += 1

    def named(self) -> Named:
        named: dict[Key, Place] = {}
        nowhere: dict[tuple[str, int], Place] = {}
        for raw, seen in self._seen.items():
            if (key := _key(raw)) is None:
                continue
            place = Place(file=seen.first.file, line=seen.first.line, number=seen.count)
            if key == _NOWHERE:
                at = place.file, place.line
                nowhere[at] = nowhere[at].and_also(place) if at in nowhere else place
            else:
                named[key] = named[key].and_also(place) if key in named else place
        return Named(records=named, nowhere=tuple(nowhere.values()))


def named_by(records: Iterable[Record]) -> Named:
    """Of all records of a batch."""
    naming = Naming()
    for record in records:
        naming.add(record)
    return naming.named()


def _key(raw: bytes) -> Key | None:
    return _key_of_short(raw) if len(raw) <= _REMEMBERED_BYTES else _key_of(raw)


def _key_of(raw: bytes) -> Key | None:
    """The record that a reference names, _NOWHERE where it can name none; None where it is not relative."""
    try:
        reference = json.loads(b'"%s"' % raw) if b"\\" in raw else raw.decode()
    except json.JSONDecodeError:
        return _NOWHERE  # it holds a quotation mark
    found = _NAMED.fullmatch(reference)
    if found is not None and found["type"] in R4_RESOURCE_TYPES:
        return found["type"], found["id"]
    return None if _ELSEWHERE.match(reference) else _NOWHERE


_key_of_short = lru_cache(16_384)(_key_of)
