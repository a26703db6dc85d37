"""Would a new version of a schema refuse what the old one took?

Sound, not complete: every change that might refuse an old payload is named; a few that would not are named as well.
A number with another unit is named too: the new version would take the old payload, and read another quantity in it.
Both schemas are such as `check_definition` accepts.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from operator import ge, gt, le, lt
from typing import Any

from server.domain.signals.schema.compiled import CompiledSchema
from server.domain.signals.schema.definition import ALTERNATIVES, ANNOTATIONS, types_of
from server.domain.signals.schema.meaning import UNIT

Schema = Mapping[str, Any]

# A new bound is safe where the old one was there and at least as tight.
_BOUNDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "minimum": ge,
    "exclusiveMinimum": ge,
    "minLength": ge,
    "minItems": ge,
    "minProperties": ge,
    "maximum": le,
    "exclusiveMaximum": le,
    "maxLength": le,
    "maxItems": le,
    "maxProperties": le,
}
# A bound that takes its own value covers one at that value which does not; the reverse needs a step beyond.
_OTHER_EDGE: Mapping[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "minimum": ("exclusiveMinimum", ge),
    "exclusiveMinimum": ("minimum", gt),
    "maximum": ("exclusiveMaximum", le),
    "exclusiveMaximum": ("maximum", lt),
}
_FROM_ZERO = frozenset({"minLength", "minItems", "minProperties"})
_SAME = ("format", "pattern", "multipleOf", "dependentRequired")


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """What in `new` may refuse a payload that `old` takes, a sentence each; empty where nothing can."""
    return list(_field_changes("payload", old, new))


def same(old: Schema, new: Schema) -> bool:
    """Whether two schemas are one JSON. To Python 1, 1.0 and true are equal; to a payload true is not 1."""
    return json.dumps(old, sort_keys=True) == json.dumps(new, sort_keys=True)


def _field_changes(place: str, old: Schema, new: Schema) -> Iterator[str]:
    if same(_essence(old), _essence(new)):
        return
    if UNIT in old and old[UNIT] != new.get(UNIT):
        yield f"{place}: its unit was {old[UNIT]}, and is {new.get(UNIT, 'not given')} now"
    if any(name in schema for name in ALTERNATIVES for schema in (old, new)):
        yield from _alternative_changes(place, old, new)
    elif "const" in old or "enum" in old:
        yield from _listed_changes(place, old, new)
    elif "const" in new or "enum" in new:
        yield f"{place}: now accepts only listed values"
    else:
        yield from _open_changes(place, old, new)


def _essence(schema: Schema) -> dict[str, Any]:
    """What decides which payloads a schema takes, and in which units."""
    return {name: value for name, value in schema.items() if name == UNIT or name not in ANNOTATIONS}


def _alternative_changes(place: str, old: Schema, new: Schema) -> Iterator[str]:
    """Adding to an anyOf, or putting the old schema among its alternatives, is safe; nothing else is presumed to be."""
    before = old["anyOf"] if "anyOf" in old and "oneOf" not in old else [old]
    after = new.get("anyOf", []) if "oneOf" not in new else []
    if not all(any(same(_essence(was), _essence(now)) for now in after) for was in before):
        yield f"{place}: its alternatives changed"


def _listed_changes(place: str, old: Schema, new: Schema) -> Iterator[str]:
    values = old["enum"] if "enum" in old else [old["const"]]
    takes = CompiledSchema(new)
    refused = sum(not takes.accepts(value) for value in values)
    if refused:
        yield f"{place}: {refused} of the values listed before would be rejected"


def _open_changes(place: str, old: Schema, new: Schema) -> Iterator[str]:
    gone = _widened(types_of(old)) - _widened(types_of(new))
    if gone:
        yield f"{place}: no longer takes {' or '.join(sorted(gone))}"
        return
    yield from _bound_changes(place, old, new)
    for name in _SAME:
        if name in new and old.get(name) != new[name] and not _divides(name, old, new):
            yield f"{place}: {name} changed"
    if new.get("uniqueItems") and not old.get("uniqueItems"):
        yield f"{place}: items must now be unique"
    if "array" in types_of(old):
        yield from _field_changes(f"{place}/items", old["items"], new["items"])
    if "object" in types_of(old):
        yield from _object_changes(place, old, new)


def _divides(name: str, old: Schema, new: Schema) -> bool:
    """Every multiple of 10 is one of 5; for integers only, which divide exactly."""
    divisors = (old.get(name), new[name])
    return name == "multipleOf" and all(type(each) is int for each in divisors) and old[name] % new[name] == 0


def _bound_changes(place: str, old: Schema, new: Schema) -> Iterator[str]:
    for name, looser in _BOUNDS.items():
        other, beyond = _OTHER_EDGE.get(name, (name, looser))
        kept = (name in old and looser(old[name], new.get(name, 0))) or (
            other in old and beyond(old[other], new.get(name, 0))
        )
        if name in new and not kept and not (name in _FROM_ZERO and new[name] == 0):
            yield f"{place}: {name} is tighter"


def _widened(types: frozenset[str]) -> frozenset[str]:
    """A number takes every integer."""
    return types | {"integer"} if "number" in types else types


def _object_changes(place: str, old: Schema, new: Schema) -> Iterator[str]:
    before, after = old.get("properties", {}), new.get("properties", {})
    for name in sorted({*new.get("required", ())} - {*old.get("required", ())}):
        yield f"{place}/{name}: is required now"
    for name in before:
        if name in after:
            yield from _field_changes(f"{place}/{name}", before[name], after[name])
        else:
            yield f"{place}/{name}: is missing, and payloads that have it would be rejected"
