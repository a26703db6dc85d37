"""A first schema from sample payloads: what they have in common, in the shape that the contract allows.

Samples show values and no rules. So the bounds are wide, a list of values is given only where many samples repeat a few
words, and everything that samples cannot show is said in a note. No value that the PHI guard refuses is copied: a field
that has one is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from server.domain.signals.payload import MAX_KEY_CHARACTERS, MAX_VIOLATIONS, canonical, scalar_fault, text_fault
from server.domain.signals.phi.guard import find_phi
from server.domain.signals.phi.keys import facts_of
from server.domain.signals.pointer import ROOT, escape, key_name, pointer
from server.domain.signals.schema.compiled import CompiledSchema
from server.domain.signals.schema.definition import DIALECT, MAX_ITEMS, MAX_PROPERTIES, check_definition
from server.domain.signals.schema.inferred_scalars import described, upper_bound
from server.errors import BadRequest, FieldViolation, Json, SignalPayloadTooLarge

MAX_SAMPLES = 100_000
FEW_SAMPLES = 20  # fewer say little about what may be missing, and nothing about which words there are
MAX_NOTES = 200

Sample = Mapping[str, Json]
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """A schema that `check_definition` accepts; `notes` say, by place, what it leaves out and what it cannot know.

    `accepted` samples meet the schema and pass the guard.
    """

    schema: dict[str, Any]
    notes: tuple[FieldViolation, ...]
    samples: int
    accepted: int


@dataclass(slots=True)
class _Notes:
    all: list[FieldViolation] = field(default_factory=list)

    def add(self, place: str, text: str) -> None:
        note = FieldViolation(place, text)
        if note not in self.all and len(self.all) < MAX_NOTES:
            self.all.append(note)


def infer(samples: Sequence[Sample]) -> Inferred:
    """Raises BadRequest where there is no sample, there are over 100,000, or no field is left."""
    if not 0 < len(samples) <= MAX_SAMPLES:
        raise BadRequest.of("samples", f"must be 1 to {MAX_SAMPLES:,} payloads")
    notes = _Notes()
    sound = [_sound_members((), sample, notes) for sample in samples]
    for path, kinds in sorted(_refused_fields(sound).items()):
        notes.add(
            _place(path),
            f"is left out: the PHI guard refuses it ({', '.join(sorted(kinds))}); send a value that tells nothing of"
            " the person, or do not send it. If it is one of a few answers, list them by hand as enum",
        )
        _take_away(sound, path)
    schema: dict[str, Any] = {"$schema": DIALECT, **_object_schema(ROOT, (), sound, notes)}
    _drop_what_put_refuses(schema, notes)
    if not schema["properties"]:
        raise BadRequest("no field of the samples can be described", violations=notes.all[:MAX_VIOLATIONS])
    if len(samples) < FEW_SAMPLES:
        notes.add(
            ROOT, f"{len(samples)} samples are few: take out of required what a device may not send, check the bounds"
        )
    return Inferred(schema=schema, notes=tuple(notes.all), samples=len(samples), accepted=_accepted(schema, samples))


def _sound_members(path: Path, members: Mapping[str, Json], notes: _Notes) -> dict[str, Json]:
    kept: dict[str, Json] = {}
    for name, value in members.items():
        place = f"{_place(path)}/{key_name(members, name)}"
        fault = _name_fault(name) or _value_fault(value, is_inner=bool(path))
        if fault is not None:
            notes.add(place, f"is left out: {fault}")
        elif isinstance(value, dict):
            kept[name] = _sound_members((*path, name), value, notes)
        else:
            kept[name] = _whole(value)
    return kept


def _name_fault(name: str) -> str | None:
    if text_fault(name) or len(name) > MAX_KEY_CHARACTERS:
        return f"a name has at most {MAX_KEY_CHARACTERS} characters, and no NUL; shorten it"
    kinds = facts_of(name).kinds
    return f"the PHI guard refuses its name ({kinds[0]}); rename it" if kinds else None


def _value_fault(value: Json, *, is_inner: bool) -> str | None:
    if is_inner and isinstance(value, dict | list):
        return "it is nested too deep; put it beside the object that holds it, as PARENT_CHILD"
    if isinstance(value, list):
        if any(isinstance(item, dict | list) for item in value):
            return "an array holds scalars only; send one array for each member, all of one order and length"
        if len(value) > MAX_ITEMS:
            return f"it has over {MAX_ITEMS:,} items; send a shorter time in one signal"
        return next(filter(None, map(scalar_fault, value)), None)
    return None if isinstance(value, dict) else scalar_fault(value)


def _whole(value: Json) -> Json:
    """Whole numbers as integers, as signals are stored."""
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _refused_fields(samples: Sequence[Sample]) -> dict[Path, set[str]]:
    """The fields in which the guard finds something in any sample, with the kinds."""
    refused: dict[Path, set[str]] = {}
    for sample in samples:
        findings = find_phi(sample)
        if findings:
            paths = dict(_paths(sample))
            for finding in findings:
                refused.setdefault(paths[finding.path], set()).add(str(finding.kind))
    return refused


def _take_away(samples: Sequence[dict[str, Json]], path: Path) -> None:
    name, *inner = path
    for sample in samples:
        owner = sample.get(name)
        if not inner:
            sample.pop(name, None)
        elif isinstance(owner, dict):
            owner.pop(inner[0], None)


def _paths(payload: Mapping[str, Json]) -> Iterator[tuple[str, Path]]:
    """Each place of a payload as the guard names it, with the field it belongs to: an item belongs to its array."""
    for name, value in payload.items():
        yield pointer(payload, [name]), (name,)
        if isinstance(value, dict):
            yield from ((pointer(payload, [name, inner]), (name, inner)) for inner in value)
        elif isinstance(value, list):
            yield from ((pointer(payload, [name, index]), (name,)) for index in range(len(value)))


def _object_schema(place: str, path: Path, owners: Sequence[Mapping[str, Json]], notes: _Notes) -> dict[str, Any]:
    names = list(dict.fromkeys(name for owner in owners for name in owner))
    if len(names) > MAX_PROPERTIES:
        notes.add(place, f"has over {MAX_PROPERTIES} names: they look like data; send the names as an array of values")
        names = []
    properties: dict[str, Any] = {}
    for name in names:
        values = [owner[name] for owner in owners if name in owner]
        described_as = _field_schema(f"{place}/{escape(name)}", (*path, name), values, notes)
        if described_as is not None:
            properties[name] = described_as
    required = [name for name in properties if all(name in owner for owner in owners)]
    return {
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _field_schema(place: str, path: Path, values: Sequence[Json], notes: _Notes) -> dict[str, Any] | None:
    """What describes the values of one field; None where nothing can."""
    objects = [value for value in values if isinstance(value, dict)]
    arrays = [value for value in values if isinstance(value, list)]
    scalars = [value for value in values if not isinstance(value, dict | list)]
    forms = [
        form
        for form in (
            _object_schema(place, path, objects, notes) if objects else None,
            _array_schema(place, path, arrays, notes) if arrays else None,
            described(path, scalars, lambda text: notes.add(place, text)) if scalars else None,
        )
        if form is not None and form.get("properties", True)
    ]
    if not forms[1:]:
        return forms[0] if forms else None
    notes.add(place, "is of several forms; let all devices send one of them")
    return {"anyOf": [each for form in forms for each in form.get("anyOf", [form])]}


def _array_schema(place: str, path: Path, arrays: Sequence[list[Json]], notes: _Notes) -> dict[str, Any] | None:
    items = [item for array in arrays for item in array]
    if not items:
        notes.add(place, "is left out: it is always empty, so that nothing is known of its items; describe it by hand")
        return None
    item = described(path, items, lambda text: notes.add(f"{place}/items", text))
    longest = max(map(len, arrays))
    return None if item is None else {"type": "array", "items": item, "maxItems": min(upper_bound(longest), MAX_ITEMS)}


def _drop_what_put_refuses(schema: dict[str, Any], notes: _Notes) -> None:
    """Ends when `check_definition` accepts the schema: each round takes a field away."""
    while schema["properties"]:
        try:
            check_definition(schema)
        except BadRequest as refused:
            fault = refused.violations[0]
            name = _field_of(schema, fault.field)
            del schema["properties"][name]
            schema["required"] = [each for each in schema.get("required", ()) if each != name]
            notes.add(_place((name,)), f"is left out: {fault.description}")
        else:
            return


def _field_of(schema: Mapping[str, Any], place: str) -> str:
    """The member of the payload that a fault is about; the last one where it is about the whole schema."""
    known: dict[str, str] = {escape(name): name for name in schema["properties"]}
    steps = place.split("/")
    named = steps[2] if steps[1:2] == ["properties"] and len(steps) > 2 else ""  # noqa: PLR2004 - schema/properties/NAME
    return known[named] if named in known else [*schema["properties"]][-1]


def _accepted(schema: Mapping[str, Any], samples: Sequence[Sample]) -> int:
    compiled = CompiledSchema(schema)
    return sum(_is_accepted(compiled, sample) for sample in samples)


def _is_accepted(compiled: CompiledSchema, sample: Sample) -> bool:
    """As a server judges a signal."""
    try:
        stored = orjson.loads(canonical(sample))
    except (BadRequest, SignalPayloadTooLarge):
        return False
    return compiled.accepts(stored) and not find_phi(stored, compiled.listed, compiled.written)


def _place(path: Path) -> str:
    return "/".join([ROOT, *map(escape, path)])
