"""References of an import to records that the connection does not have, or not yet.

A reference may lead to a record that comes later in the input, so it is judged when the input ends. Until then the
record that it names is kept here: its type and id, and nothing else of the input.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any, NamedTuple, Self

from server.domain.fhir.rules import Rule
from server.domain.records.record import Key, Noted

MAX_OPEN = 10_000  # records that references may wait for; beyond it they are counted and not judged


class Place(NamedTuple):
    """Where the first of some references is, in the resource that begins at `line`, and how many there are."""

    file: str
    line: int
    number: int

    def and_also(self, later: "Place") -> "Place":
        return Place(self.file, self.line, self.number + later.number)

    def noted(self, rule: Rule, reason: str) -> Noted:
        return Noted(file=self.file, line=self.line, rule=rule, reason=reason, count=self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReferences:
    """`places` by the record that is not there, in the order of the input. `beyond`: references that found no room."""

    places: Mapping[Key, Place] = field(default_factory=dict)
    beyond: Place | None = None

    @property
    def is_full(self) -> bool:
        return len(self.places) >= MAX_OPEN

    def __bool__(self) -> bool:
        return bool(self.places) or self.beyond is not None

    def with_more(self, missing: Mapping[Key, Place]) -> Self:
        """`missing`: the records that further references name, and that are not there either."""
        if not missing:
            return self
        places, beyond = dict(self.places), self.beyond
        for key, place in missing.items():
            if key in places:
                places[key] = places[key].and_also(place)
            elif len(places) < MAX_OPEN:
                places[key] = place
            else:
                beyond = place if beyond is None else beyond.and_also(place)
        return replace(self, places=places, beyond=beyond)

    def without(self, keys: AbstractSet[Key]) -> Self:
        """`keys`: the records that are there by now."""
        return replace(self, places={key: place for key, place in self.places.items() if key not in keys})

    def reported(self) -> Iterable[Noted]:
        """What to say of them when the input has ended: one note a type, at the first place. No id is repeated."""
        missing: dict[str, list[Place]] = {}
        for (resource_type, _), place in self.places.items():
            missing.setdefault(resource_type, []).append(place)
        for resource_type, places in missing.items():
            first = reduce(Place.and_also, places)
            yield first.noted(Rule.UNRESOLVED, _leads_nowhere(resource_type, len(places), first.number))
        if self.beyond is not None:
            reason = f"references to more than {MAX_OPEN:,} records that had not come; whether they came is not known"
            yield self.beyond.noted(Rule.UNCHECKED, reason)

    def as_json(self) -> Any:
        places = [[*key, place.line, place.number] for key, place in self.places.items()]
        return {"places": places, "beyond": [self.beyond.line, self.beyond.number] if self.beyond else None}


def open_references_from_json(stored: Any) -> OpenReferences:
    """What `as_json` wrote; None: there are none."""
    if stored is None:
        return OpenReferences()
    places = {(kind, name): Place(file="", line=line, number=count) for kind, name, line, count in stored["places"]}
    line, count = stored["beyond"] or (0, 0)
    return OpenReferences(places=places, beyond=Place(file="", line=line, number=count) if count else None)


def _leads_nowhere(resource_type: str, records: int, references: int) -> str:
    if references == 1:
        return f"a reference to a record of {resource_type} that the connection does not have; it is kept"
    to = "a record" if records == 1 else f"{records:,} records"
    return (
        f"{references:,} references to {to} of {resource_type} that the connection does not have; they are kept; the"
        " first is here"
    )
