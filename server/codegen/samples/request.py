"""What one sample sends, and what it does with the answer."""

import json
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Answer(Enum):
    """JSON is printed, EVENTS are printed as they come, a FILE is written to disk."""

    JSON = "json"
    EVENTS = "events"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRequest:
    """`path` holds example ids. `body` is None for a request without a JSON body. Each POST has a new Idempotency-Key,
    unless it sends the file FILE_NAME: its path names the import."""

    verb: str
    path: str
    answer: Answer
    body: Any = None
    sends_file: bool = False

    @property
    def needs_key(self) -> bool:
        return self.verb == "POST" and not self.sends_file

    @property
    def json(self) -> str:
        return json.dumps(self.body, indent=2, ensure_ascii=False)


FILE_NAME = "records.ndjson"
FILE_TYPE = "application/fhir+ndjson"


def indented(text: str, spaces: int) -> str:
    """Every line but the first moved to the right."""
    return text.replace("\n", "\n" + " " * spaces)
