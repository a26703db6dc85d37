"""Messages of the protos as plain JSON."""

import json
from typing import Any

from google.protobuf import json_format

from server.domain.signals.payload import MAX_EXACT_INTEGER


def plain(message: Any) -> dict[str, Any]:
    """`message` as JSON has it. A Struct holds doubles, and json_format writes 61 as 61.0; here it is 61 again."""
    found: dict[str, Any] = json.loads(json_format.MessageToJson(message), parse_float=_number)
    return found


def _number(text: str) -> float:
    number = float(text)
    return int(number) if number.is_integer() and abs(number) <= MAX_EXACT_INTEGER else number
