"""Which members of a payload an Observation holds, by the annotations of a schema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from server.domain.signals.observations.vital_signs import unit_fault
from server.domain.signals.schema.compiled import CompiledSchema
from server.domain.signals.schema.meaning import CODE, UNIT
from server.errors import Json

Schema = Mapping[str, Any]
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A value of one payload: `code` is its LOINC code, `unit` its UCUM unit, where the schema has them."""

    path: Path
    value: str | int | float | bool
    code: str | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What one payload gives: `coded` and `others` for Observations, and `left_out`, the places with their reasons."""

    coded: tuple[Found, ...]
    others: tuple[Found, ...]
    left_out: tuple[tuple[str, str], ...]


class SchemaFields:
    """The annotated fields of one schema that `check_definition` accepts.

    `code` is the LOINC code of the whole payload; `coded` are the paths of the fields with a code of their own.
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self.title = str(schema.get("title", ""))
        self.code: str | None = schema.get(CODE)
        self.coded = tuple(dict.fromkeys(path for path, node in _nodes(schema) if CODE in node))
        self._compiled: dict[int, CompiledSchema] = {}  # alternatives, by the identity that they keep
        self.has_meaning = self.code is not None or any(CODE in node or UNIT in node for _, node in _nodes(schema))

    def read(self, payload: Mapping[str, Json]) -> Read:
        """`payload` has met the schema."""
        found = [each for name, value in payload.items() for each in self._member(name, value)]
        values = [each for each in found if isinstance(each, Found)]
        left_out = [each for each in found if isinstance(each, tuple)]
        if self.code is not None and not self.coded:
            values, faults = self._with_code_of_all(values)
            left_out += faults
        return Read(
            coded=tuple(each for each in values if each.code),
            others=tuple(each for each in values if not each.code),
            left_out=tuple(left_out),
        )

    def _with_code_of_all(self, values: list[Found]) -> tuple[list[Found], list[tuple[str, str]]]:
        """The code of the payload is that of its one measure, where it has one and no field has a code."""
        measured = [each for each in values if each.unit]
        if len(measured) != 1:
            return values, []
        fault = unit_fault(self.code, measured[0].unit)
        kept = [each for each in values if each is not measured[0]]
        if fault is not None:
            return kept, [(".".join(measured[0].path), fault)]
        return [replace(measured[0], code=self.code), *kept], []

    def _member(self, name: str, value: Json) -> "Iterator[Found | tuple[str, str]]":
        node = self._fitting(self._schema["properties"][name], value)
        if not isinstance(value, dict):
            yield from _scalar((name,), value, node, node.get(CODE))
            return
        inner = {key: self._fitting(node["properties"][key], each) for key, each in value.items()}
        measured = [key for key, each in inner.items() if UNIT in each and CODE not in each]
        single = measured[0] if len(measured) == 1 else None
        if CODE in node and single is None:
            yield name, "has x-loinc for an object without one measure; put it beside the value that it means"
        for key, each in inner.items():
            is_it = key == single
            code = each.get(CODE) or (node.get(CODE) if is_it else None)
            yield from _scalar((name,) if is_it else (name, key), value[key], each, code)

    def _fitting(self, field: Schema, value: Json) -> Schema:
        """The alternative that describes `value`, with what is said of all of them."""
        for alternative in (*field.get("anyOf", ()), *field.get("oneOf", ())):
            if self._fits(alternative, value):
                return {**{key: each for key, each in field.items() if key in (CODE, UNIT)}, **alternative}
        return field

    def _fits(self, schema: Schema, value: Json) -> bool:
        compiled = self._compiled.get(id(schema))
        if compiled is None:
            compiled = CompiledSchema({"type": "object", "properties": {"value": schema}})
            self._compiled[id(schema)] = compiled
        return compiled.accepts({"value": value})


def _nodes(schema: Schema) -> Iterator[tuple[Path, Schema]]:
    """Every field of a payload with its path, but series; each alternative under the path of all."""
    for name, field in schema.get("properties", {}).items():
        for node in (field, *field.get("anyOf", ()), *field.get("oneOf", ())):
            if "items" in node:
                continue
            yield (name,), node
            yield from (((name, inner), each) for inner, each in node.get("properties", {}).items())


def _scalar(path: Path, value: Json, node: Schema, code: str | None) -> "Iterator[Found | tuple[str, str]]":
    place, unit = ".".join(path), node.get(UNIT)
    if value is None or ("const" in node and code is None):
        return
    if isinstance(value, list):
        yield place, "is a series, which an Observation of one moment does not hold"
    elif isinstance(value, str | int | float):
        fault = unit_fault(code, unit)
        if fault is not None:
            yield place, fault
        elif code or unit or isinstance(value, bool) or "enum" in node:
            yield Found(path=path, value=value, code=code, unit=unit)
        else:
            yield place, "has neither x-loinc nor x-ucum"
