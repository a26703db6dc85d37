"""What became of a signal."""

from dataclasses import dataclass

from server.errors import CuraeError


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A signal that is durable. `response` is an encoded IngestSignalResponse."""

    response: bytes
    replayed: bool


Outcome = Stored | CuraeError
