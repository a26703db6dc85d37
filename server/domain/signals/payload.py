"""The size and shape of a signal payload, and its one canonical form.

A payload is a JSON object whose values are scalars, arrays of scalars or objects of scalars. Its canonical form is
compact UTF-8 JSON with sorted keys: what is counted against the limit, fingerprinted and stored.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from math import isfinite

import orjson

from server.domain.signals.pointer import ROOT, pointer
from server.errors import BadRequest, FieldViolation, Json, SignalPayloadTooLarge

MAX_PAYLOAD_BYTES = 65_536
MAX_EXACT_INTEGER = 2**53
MAX_KEYS = 1_024
MAX_KEY_CHARACTERS = 128
MAX_VIOLATIONS = 100

Scalar = None | bool | int | float | str
Path = tuple[str | int, ...]
# Most payloads are small and sound, which is clear without a look at each string; all others are judged in full.
GLANCED_KEYS = 31  # of the payload and of each object in it: at most 992 together
_NESTED = frozenset({dict, list})
# What may stand for a NUL character, for a number that is not finite, or for an integer written as a float.
_NEEDS_A_LOOK = re.compile(rb"\\u0000|null|\.0\b|\de\+?\d")
_EXPONENT = re.compile(rb"e\+?\d")  # begins with a letter, so that it is found six times as fast
_KEY_OVERHEAD_BYTES = 4  # two quotes, a colon and a comma or brace


def canonical(payload: Mapping[str, Json]) -> bytes:
    """The payload as compact UTF-8 JSON with sorted keys and integral numbers written as integers.

    Numbers may arrive as floats, as `google.protobuf.Struct` holds them: 3.0 and 3 are one value and give one form.
    Raises `SignalPayloadTooLarge` over 65,536 bytes, and `BadRequest` with every violation (at most 100), each with
    its path and never with the value.
    """
    encoded = _encoded_at_a_glance(payload)
    if encoded is None:
        encoded = orjson.dumps(_judged(payload), option=orjson.OPT_SORT_KEYS)
    if len(encoded) > MAX_PAYLOAD_BYTES:
        raise too_large()
    return encoded


def _encoded_at_a_glance(payload: Mapping[str, Json]) -> bytes | None:
    """The canonical form where the payload is small, plainly sound, and has integers as such; else None."""
    nested = [value for value in payload.values() if type(value) in _NESTED]
    if not _is_small(payload) or not all(map(_is_flat, nested)):
        return None
    try:
        # Refuses integers beyond 2^53 - 1 and lone surrogates by itself.
        encoded = orjson.dumps(payload, option=orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER)
    except orjson.JSONEncodeError:
        return None
    is_marked = b"null" in encoded or b".0" in encoded or b"\\u0000" in encoded or _EXPONENT.search(encoded)
    return None if is_marked and _NEEDS_A_LOOK.search(encoded) else encoded


def _is_small(owner: Mapping[str, Json]) -> bool:
    return len(owner) <= GLANCED_KEYS and max(map(len, owner), default=0) <= MAX_KEY_CHARACTERS


def _is_flat(value: Json) -> bool:
    if isinstance(value, dict):
        return _is_small(value) and _NESTED.isdisjoint(map(type, value.values()))
    return isinstance(value, list) and _NESTED.isdisjoint(map(type, value))


def _judged(payload: Mapping[str, Json]) -> dict[str, Json]:
    """`payload` with integral numbers as integers, every value looked at. Raises as `canonical` does."""
    _check_bounds(payload)
    faults: list[tuple[Path, str]] = []
    exact = {key: _exact_member((key,), value, faults) for key, value in payload.items()}
    _refuse(payload, _key_faults(payload) + faults)
    return exact


def _check_bounds(payload: Mapping[str, Json]) -> None:
    """Counts and lengths, before anything is read character by character."""
    keys = 0
    least_bytes = 2
    for owner in _objects(payload):
        keys += len(owner)
        if keys > MAX_KEYS:
            raise BadRequest.of(ROOT, f"has more than {MAX_KEYS:,} keys")
        for key, value in owner.items():
            if len(key) > MAX_KEY_CHARACTERS:
                raise BadRequest.of(pointer(payload, ()), f"has a key of over {MAX_KEY_CHARACTERS} characters")
            least_bytes += len(key) + _KEY_OVERHEAD_BYTES - 1 + _least_bytes(value)
            if least_bytes > MAX_PAYLOAD_BYTES + 1:
                raise too_large()


def _objects(payload: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
    yield payload
    for value in payload.values():
        if isinstance(value, dict):
            yield value


def _least_bytes(value: Json) -> int:
    if isinstance(value, str):
        return len(value) + 2
    if isinstance(value, list):
        return sum(len(item) + 3 if isinstance(item, str) else 2 for item in value)
    return 1


def _key_faults(payload: Mapping[str, Json]) -> list[tuple[Path, str]]:
    paths = [(key,) for key in payload]
    nested = [(key, inner) for key, value in payload.items() if isinstance(value, dict) for inner in value]
    named = ((path, text_fault(path[-1])) for path in (*paths, *nested))
    return [(path, f"its name {fault}") for path, fault in named if fault]


def _exact_member(path: Path, value: Json, faults: list[tuple[Path, str]]) -> Json:
    if isinstance(value, dict):
        return {key: _exact_scalar((*path, key), item, faults) for key, item in value.items()}
    if isinstance(value, list):
        return [_exact_scalar((*path, index), item, faults) for index, item in enumerate(value)]
    return _exact_scalar(path, value, faults)


def _exact_scalar(path: Path, value: Json, faults: list[tuple[Path, str]]) -> Json:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    fault = scalar_fault(value)
    if fault:
        faults.append((path, fault))
    return value


def scalar_fault(value: Json) -> str | None:
    """Why `value` is no scalar that keeps its value wherever it is read; None where it is one."""
    rule = _RULES.get(type(value), _too_deep)
    return rule(value)


def _sound(_: object) -> str | None:
    return None


def _too_deep(_: object) -> str | None:
    return "is nested too deep; values are scalars, arrays of scalars or objects of scalars"


def _integer_fault(value: int) -> str | None:
    if abs(value) <= MAX_EXACT_INTEGER:
        return None
    return "is beyond 2^53 or not exactly representable as a double; send it as a string"


def _float_fault(value: float) -> str | None:
    return None if isfinite(value) else "is not a finite number; leave it out"


def text_fault(value: str) -> str | None:
    """Why `value` cannot be stored as text; None where it can."""
    if "\0" in value:
        return "contains a NUL character or half a surrogate pair; leave it out"
    if value.isascii():
        return None
    return (
        "holds a lone surrogate; leave it out"
        if any("\ud800" <= character <= "\udfff" for character in value)
        else None
    )


_RULES: dict[type, Callable[..., str | None]] = {
    bool: _sound,
    float: _float_fault,
    int: _integer_fault,
    str: text_fault,
    type(None): _sound,
}


def _refuse(payload: Mapping[str, Json], faults: list[tuple[Path, str]]) -> None:
    if not faults:
        return
    violations = [FieldViolation(pointer(payload, path), fault) for path, fault in faults[:MAX_VIOLATIONS]]
    first = violations[0]
    raise BadRequest(f"{first.field}: {first.description}", violations=violations)


def too_large() -> SignalPayloadTooLarge:
    """What refuses a payload over the limit."""
    return SignalPayloadTooLarge(
        f"The signal's payload is over {MAX_PAYLOAD_BYTES:,} bytes as compact UTF-8 JSON; send less in one signal.",
        details={"maxBytes": MAX_PAYLOAD_BYTES},
    )
