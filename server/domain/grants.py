"""What a connection grants: resource types as a whole or by category, with or without sensitive records.

A record stores its classes as one number: bit 0 for its type as a whole, one bit for each known category, and all of
them 31 bits higher where it has a sensitive label. A grant gives a mask for each type; a record is granted where the
two share a bit. So the choice of records is one comparison a row, on both databases.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_HALF_BITS = 31
WHOLE = (1 << _HALF_BITS) - 1  # every category, those of later versions included
_IN_EVERY_RECORD = 1

# What of a type is granted: the bits of categories, WHOLE for all of it.
Bits = int


def classes(categories: Bits, *, sensitive: bool) -> int:
    """The number that a record stores."""
    found = _IN_EVERY_RECORD | categories
    return found << _HALF_BITS if sensitive else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """`types` holds WHOLE, or the bits of the categories that are granted of the type."""

    types: Mapping[str, Bits]
    sensitive: bool

    def mask(self, resource_type: str) -> int:
        """What the classes of a record of this type are compared with; 0 where the type is not granted."""
        bits = self.types.get(resource_type, 0)
        return bits | bits << _HALF_BITS if self.sensitive else bits

    def holds(self, resource_type: str, record_classes: int) -> bool:
        return self.mask(resource_type) & record_classes != 0

    def missing(self, other: "Grant") -> frozenset[str]:
        """The types of which `other` grants what this one does not."""
        if other.sensitive and not self.sensitive:
            return frozenset([each for each, bits in other.types.items() if bits])
        granted = self.types.get
        return frozenset([each for each, bits in other.types.items() if bits & ~granted(each, 0)])

    def covers(self, other: "Grant") -> bool:
        return not self.missing(other)

    def of_types(self, resource_types: Iterable[str]) -> "Grant":
        """What this grants of these types."""
        chosen = {each: self.types[each] for each in resource_types if each in self.types}
        return Grant(types=chosen, sensitive=self.sensitive)

    def as_json(self) -> dict[str, Any]:
        """Short, since nearly all types are granted as a whole: those are in the list of types only."""
        partly = {name: bits for name, bits in sorted(self.types.items()) if bits != WHOLE}
        return {"sensitive": self.sensitive, "categories": partly}


def grant_from_json(stored: Mapping[str, Any], resource_types: Iterable[str]) -> Grant:
    """What `as_json` wrote of a grant of these types."""
    partly = stored["categories"]
    return Grant(types={each: partly.get(each, WHOLE) for each in resource_types}, sensitive=stored["sensitive"])


def everything_of(resource_types: Iterable[str]) -> Grant:
    """All records of these types, sensitive ones included."""
    return Grant(types=dict.fromkeys(resource_types, WHOLE), sensitive=True)
