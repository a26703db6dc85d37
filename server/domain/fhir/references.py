"""Which records the references of stored resources name (hl7.org/fhir/R4/references.html#literal)."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.domain.records.open_references import Place
from server.domain.records.record import Key, Record

# One search costs a tenth of the parser. A reference with a quotation mark in it is cut off there.
_REFERENCE = re.compile(rb'"reference" ?: ?"([^"]*)"')
# Contained, absolute (a URL or a URN), or a search: an import does not resolve these.
_ELSEWHERE = re.compile(r"#|[A-Za-z][A-Za-z0-9+.\-]*:|[A-Z][A-Za-z]{2,63}\?")
_NAMED = re.compile(
    r"(?P<type>[A-Z][A-Za-z]{2,63})/(?P<id>[A-Za-z0-9\-.]{1,64})(?:/_history/[A-Za-z0-9\-.]{1,64})?(?:#.*)?"
)

_NOWHERE: Key = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """`records`: the records that relative references name, with the place of the first one. `nowhere`: the places of
    relative references that can name none, one a resource."""

    records: Mapping[Key, Place]
    nowhere: Iterable[Place]


def named_by(records: Iterable[Record]) -> Named:
    """Of all records of a batch: one search of each content, and one judgement of each different reference."""
    every: list[bytes] = []
    first: dict[bytes, Record] = {}
    for record in records:
        for raw in (found := _REFERENCE.findall(record.content)):
            if raw not in first:
                first[raw] = record
        every += found
    named: dict[Key, Place] = {}
    nowhere: dict[tuple[str, int], Place] = {}
    for raw, count in Counter(every).items():
        if (key := _key(raw)) is None:
            continue
        place = Place(file=first[raw].file, line=first[raw].line, count=count)
        if key == _NOWHERE:
            at = place.file, place.line
            nowhere[at] = nowhere[at].and_also(place) if at in nowhere else place
        else:
            named[key] = named[key].and_also(place) if key in named else place
    return Named(records=named, nowhere=nowhere.values())


@lru_cache(4096)
def _key(raw: bytes) -> Key | None:
    """The record that a reference names, _NOWHERE where it can name none; None where it is not relative."""
    try:
        reference = json.loads(b'"%s"' % raw) if b"\\" in raw else raw.decode()
    except json.JSONDecodeError:
        return _NOWHERE  # it holds a quotation mark
    if _ELSEWHERE.match(reference):
        return None
    found = _NAMED.fullmatch(reference)
    if found is None or found["type"] not in R4_RESOURCE_TYPES:
        return _NOWHERE
    return found["type"], found["id"]
