"""Corpora whose harmless payloads each have the schema that a developer would put, and vary in keys and shape."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tests.data.phi.devices.draws import Draws
from tests.data.phi.devices.templates import DRAW, Template, Written

Schema = dict[str, Any]
MAX_TOKEN = 32  # characters of a text that a schema leaves open
PATTERNED = re.compile(r"<p ([^<>]*) @ ([^<>]*)>")
WRAPPERS = ("data", "sample", "record", "body", "entry")
FORMATS = {"t": "date-time", "to": "date-time", "d": "date", "uuid": "uuid"}
PATTERNS = {
    "hm": r"^[0-2][0-9]:[0-5][0-9]$",
    "hms": r"^[0-2][0-9]:[0-5][0-9]:[0-5][0-9]$",
    "v": r"^[0-9]+\.[0-9]+\.[0-9]+$",
    "hex": r"^[0-9a-f]+$",
    "dig": r"^[0-9]+$",
    "up": r"^[0-9A-Z]+$",
    "mix": r"^[0-9A-Za-z]+$",
    "b64": r"^[0-9A-Za-z+/=]+$",
}
NUMBERS = {"i": "integer", "s": "integer", "ms": "integer", "f": "number"}


class Shaped(Written):
    """A corpus like `Written`.

    A harmless record has the `schema` that its payload meets: `<e a|b>` is an enum, `<c a|b>` a text that the schema
    bounds by its length alone, `<p a|b @ pattern>` one with a pattern. Times, dates and UUIDs have their format, digits
    and series a pattern, and a text without a draw is a const. `rounds` are the payloads of each harmless shape and of
    each form of a leak. In each the payload keeps some of its optional members, its lists have other lengths, its keys
    are in camelCase or snake_case, and some stand in an object.
    """

    def _harmless_records(self) -> Iterator[dict[str, Any]]:
        for source, line in self._harmless:
            for turn in range(self._rounds[0]):
                payload, fields = self._varied(Template(line, self._words).shape, self._draws(turn, line))
                schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_object(fields)}
                yield {"label": "harmless", "source": source, "payload": payload, "schema": schema}

    def _beside(self, line: str, d: Draws) -> dict[str, Any]:
        return self._varied(Template(line, self._words).shape, d)[0]

    def _varied(self, shape: dict[str, Any], d: Draws) -> tuple[dict[str, Any], Schema]:
        """A payload of `shape`, and the schema of each of its members, by key."""
        kept = [key for key in shape if d.random() < 0.8] or list(shape)
        style: Callable[[str], str] = d.choice([str, str, str, _camel, _snake])
        made = {style(key): self._member(shape[key], d, style) for key in kept}
        payload, fields = (
            {key: value for key, (value, _) in made.items()},
            {key: field for key, (_, field) in made.items()},
        )
        is_flat = not any(isinstance(value, dict | list) for value in payload.values())
        if is_flat and d.random() < 0.15:
            wrapper = d.choice(WRAPPERS)
            return {wrapper: payload}, {wrapper: _object(fields)}
        return payload, fields

    def _member(self, value: Any, d: Draws, style: Callable[[str], str]) -> tuple[Any, Schema]:
        if isinstance(value, dict):
            made = {style(key): self._member(inner, d, style) for key, inner in value.items()}
            return {key: inner for key, (inner, _) in made.items()}, _object(
                {key: field for key, (_, field) in made.items()}
            )
        if isinstance(value, list):
            drawn = [self._scalar(d.choice(value), d) for _ in range(d.randint(1, max(2, 3 * len(value))))]
            fields = [_field_of(inner) for inner in value]
            return drawn, {"type": "array", "items": _joined(fields), "maxItems": 64}
        return self._scalar(value, d), _field_of(value)

    def _scalar(self, value: Any, d: Draws) -> Any:
        if isinstance(value, str) and (patterned := PATTERNED.fullmatch(value)):
            return d.choice(patterned[1].split("|"))
        return Template("{}", self._words).value(value, d)


def _object(fields: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "properties": dict(fields), "additionalProperties": False}


def _joined(fields: Sequence[Schema]) -> Schema:
    """The schema of the items of a list: what several items list is listed together."""
    if all("enum" in field for field in fields):
        return {"type": "string", "enum": sorted({value for field in fields for value in field["enum"]})}
    return fields[0]


def _field_of(value: Any) -> Schema:
    if isinstance(value, bool):
        return {"type": "boolean"}
    if isinstance(value, int | float):
        return {"type": "number"}
    text = str(value)
    if patterned := PATTERNED.fullmatch(text):
        return {"type": "string", "pattern": patterned[2], "maxLength": 120}
    if not DRAW.search(text):
        return {"const": text}
    whole = DRAW.fullmatch(text)
    if whole is None:
        return {"type": "string", "maxLength": MAX_TOKEN}
    return _field_of_draw(whole[2], whole[3] or "")


def _field_of_draw(name: str, rest: str) -> Schema:
    if name == "b":
        return {"type": "boolean"}
    if name in NUMBERS:
        return {"type": NUMBERS[name]}
    return {"type": "string", **_bounds_of(name, rest)}


def _bounds_of(name: str, rest: str) -> Schema:
    if name == "e":
        return {"enum": rest.split("|")}
    if name in FORMATS:
        return {"format": FORMATS[name]}
    if name == "ser":
        return {"pattern": f"^[{rest.split(maxsplit=1)[0]}]+$", "maxLength": 256}
    return {"pattern": PATTERNS[name], "maxLength": 128} if name in PATTERNS else {"maxLength": MAX_TOKEN}


def _camel(key: str) -> str:
    head, *rest = re.split(r"[_-]", key)
    return head + "".join(word[:1].upper() + word[1:] for word in rest)


def _snake(key: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", key).lower().replace("-", "_")
