"""Payloads at the edge of what is taken."""

from typing import Any

import orjson

# A schema that is met by payloads as large as a payload may be.
WIDE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "labels": {"type": "array", "maxItems": 16_384, "items": {"type": "string", "maxLength": 32}},
        "count": {"type": "integer"},
        "ratio": {"type": "number"},
        "mode": {"enum": ["a", "b"]},
    },
}
FILLINGS = {"1 byte": "a", "2 bytes": "é", "3 bytes": "€", "4 bytes": "🙂"}
DEEP: dict[str, Any] = {
    "array in array": [[1]],
    "empty array in array": [[]],
    "object in array": [{"a": 1}],
    "empty object in array": [{}],
    "array in object": {"a": [1]},
    "empty array in object": {"a": []},
    "object in object": {"a": {"b": 1}},
    "empty object in object": {"a": {}},
}


def of_size(byte_count: int, filling: str) -> dict[str, Any]:
    """Labels of `filling`, exactly `byte_count` bytes as compact UTF-8 JSON, which WIDE takes."""
    label = filling * (24 // len(filling.encode()))
    labels = [label] * ((byte_count - 64) // (len(label.encode()) + 3))
    labels += ["a" * 24] * ((byte_count - len(orjson.dumps({"labels": [*labels, ""]}))) // 27)
    last = "a" * (byte_count - len(orjson.dumps({"labels": [*labels, ""]})))
    payload = {"labels": [*labels, last]}
    assert len(orjson.dumps(payload)) == byte_count
    return payload
