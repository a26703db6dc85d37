"""What describes the scalars that samples have in one place."""

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

from jsonschema_rs import Draft202012Validator

from server.domain.signals.payload import MAX_EXACT_INTEGER
from server.domain.signals.phi.guard import kinds_under
from server.domain.signals.schema.strings import BOUNDED_FORMATS, MAX_PATTERN_CHARACTERS, MAX_TOKEN_CHARACTERS
from server.errors import Json

MAX_ENUM = 16  # values that still look like a closed set
REPEATS = 5  # how often each value is seen on average before the set counts as closed
LEAST_FOR_ENUM = 20  # values
MAX_WORD_CHARACTERS = 40
_MAX_WORD_DIGITS = 2  # `stage_2`, `level 10`: more is a number, a version or an identifier

Note = Callable[[str], None]

_FORMATS = {
    name: Draft202012Validator({"type": "string", "format": name, "maxLength": 64}, validate_formats=True)
    for name in ("date-time", "date", "time", "duration", "uuid")
    if name in BOUNDED_FORMATS
}
# From narrow to wide: the characters of a text without spaces.
_CLASSES = ("0-9", "0-9a-f", "0-9.", "A-Za-z0-9", "A-Za-z0-9_-", "A-Za-z0-9._:+/=,;-")
_UNIT_OF_SUFFIX = {
    "bpm": "/min",
    "c": "Cel",
    "celsius": "Cel",
    "cm": "cm",
    "days": "d",
    "hours": "h",
    "hz": "Hz",
    "kcal": "kcal",
    "kg": "kg",
    "km": "km",
    "m": "m",
    "mgdl": "mg/dL",
    "minutes": "min",
    "mmhg": "mm[Hg]",
    "mmol": "mmol/L",
    "ms": "ms",
    "percent": "%",
    "pct": "%",
    "s": "s",
    "sec": "s",
    "seconds": "s",
    "steps": "{steps}",
}


def described(keys: Sequence[str], values: Sequence[Json], note: Note) -> dict[str, Any] | None:
    """The schema of a field to which `keys` lead; None where none of the contract describes it, which `note` says."""
    texts = [value for value in values if isinstance(value, str)]
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    is_null, is_truth = None in values, any(isinstance(value, bool) for value in values)
    if is_null and not (texts or numbers or is_truth):
        note("is null in every sample, so that its type is not known; describe it by hand")
    types = [name for name, is_there in (("null", is_null), ("boolean", is_truth)) if is_there]
    schema: dict[str, Any] = {}
    if numbers:
        types.append("integer" if all(isinstance(number, int) for number in numbers) else "number")
        schema |= _bounds(numbers)
        _ask_for_unit(keys, note)
    if texts:
        text = _text_schema(keys, texts, note)
        if text is None:
            return None
        if "enum" in text and types:
            return _listed(text["enum"], types, schema)
        types += [] if "enum" in text else ["string"]
        schema |= text
    if len(types) > 1 and set(types) != {"null", types[-1]}:
        note(f"is {' or '.join(types)}; let all devices send one type")
    return ({"type": types[0] if len(types) == 1 else types} if types else {}) | schema


def _listed(words: Sequence[str], types: Sequence[str], bounds: dict[str, Any]) -> dict[str, Any]:
    """A closed set of words, beside what else the field may be."""
    if list(types) == ["null"]:
        return {"enum": [*words, None]}
    return {"anyOf": [{"enum": list(words)}, {"type": types[0] if len(types) == 1 else list(types), **bounds}]}


def _bounds(numbers: Sequence[int | float]) -> dict[str, Any]:
    """Wide enough for values that the samples do not have: zero, or twice the outermost value, rounded outwards."""
    least, greatest = min(numbers), max(numbers)
    bounds: dict[str, Any] = {"minimum": 0 if least >= 0 else -upper_bound(-least)}
    bounds["maximum"] = upper_bound(greatest) if greatest >= 0 else 0
    return {name: bound for name, bound in bounds.items() if math.isfinite(bound)}


def upper_bound(number: float) -> Any:
    """The least of 1, 2 or 5 times a power of ten that is twice `number` or more; 1 for what is less."""
    wanted = max(2 * number, 1)
    if wanted > MAX_EXACT_INTEGER:
        return MAX_EXACT_INTEGER if number <= MAX_EXACT_INTEGER and isinstance(number, int) else math.inf
    power = 10 ** math.floor(math.log10(wanted))
    return next(bound for bound in (power, 2 * power, 5 * power, 10 * power) if bound >= wanted)


def _ask_for_unit(keys: Sequence[str], note: Note) -> None:
    words = re.split(r"[_\W]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", keys[-1]).lower())
    unit = _UNIT_OF_SUFFIX.get(words[-1])
    hint = f'; the name suggests "x-ucum": "{unit}"' if unit else ""
    note(f"has a unit that samples do not show: add x-ucum, and x-loinc where there is a code{hint}")


def _text_schema(keys: Sequence[str], texts: Sequence[str], note: Note) -> dict[str, Any] | None:
    for name, of_format in _FORMATS.items():
        if all(map(of_format.is_valid, texts)):
            if name == "date-time":
                note("is a time: send the time of the event as occurredAt, and keep only other times here")
            return {"format": name}
    words = sorted(set(texts))
    if _is_closed(keys, words, len(texts)):
        note(f"lists what {len(texts)} values have: {len(words)} in all; others are refused, so add what is missing")
        return {"enum": words}
    longest = max(map(len, texts))
    for characters in _CLASSES:
        pattern = f"^[{characters}]+$"
        if longest <= MAX_PATTERN_CHARACTERS and all(re.fullmatch(pattern[1:-1], text) for text in texts):
            note("is an open text: where it is one of a few words, list them as enum; check that it names no person")
            return {"pattern": pattern, "maxLength": _room_for(longest)}
    if longest <= MAX_TOKEN_CHARACTERS:
        note(f"is any text of up to {MAX_TOKEN_CHARACTERS} characters, which may hold a name: list its values as enum")
        return {"maxLength": MAX_TOKEN_CHARACTERS}
    if longest > MAX_PATTERN_CHARACTERS:
        note(f"is left out: it has over {MAX_PATTERN_CHARACTERS} characters; send a series as an array")
    else:
        note("is left out: it is free text; send one of a few words, and list them as enum")
    return None


def _room_for(longest: int) -> int:
    return min(max(8, 1 << (longest - 1).bit_length()), MAX_PATTERN_CHARACTERS)


def _is_closed(keys: Sequence[str], words: Sequence[str], count: int) -> bool:
    """Whether `words` are few, repeat often, look like words, and are nothing that the PHI guard refuses."""
    if not (len(words) <= MAX_ENUM and count >= max(LEAST_FOR_ENUM, REPEATS * len(words))):
        return False
    return all(map(_is_word, words)) and not any(kinds_under(keys, word) for word in words)


def _is_word(text: str) -> bool:
    if not text or len(text) > MAX_WORD_CHARACTERS or not text[0].isalpha():
        return False
    return text.isprintable() and sum(map(str.isdigit, text)) <= _MAX_WORD_DIGITS
